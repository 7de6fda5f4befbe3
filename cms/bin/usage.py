"""Where something is used, in words that say what its deletion would do."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import PROTECT, Model, Q, QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.models import Page, ReferenceIndex, Revision

from cms.lost_targets import protecting_keys

from .models import BinEntry

logger = logging.getLogger(__name__)

SHOWN = 10
#: So many drafts are built at most to find uses in their texts.
DRAFTS = 100


@dataclass(frozen=True)
class Use:
    """One place where something is used."""

    title: str
    kind: str
    language: str
    state: str
    url: str
    protects: bool


@dataclass(frozen=True)
class Usage:
    """All of them counted, the first ones named; pages in the bin are counted apart."""

    number: int
    uses: list[Use]
    live: int
    in_bin: int
    is_protected: bool

    @property
    def more(self) -> int:
        """How many are not named."""
        return self.number - len(self.uses)


def usage_of(instance: Model, user, going: Iterable[Page] = ()) -> Usage:
    """Where an image, document, snippet or page is used, live pages first. A handful of queries, however many uses.

    ``going`` are pages that will be deleted with all below them: uses on those are of no account. Who may not edit
    a page does not learn its title, as in Wagtail's own list.
    """
    rows = list(ReferenceIndex.get_references_to(instance).select_related("base_content_type", "content_type"))
    found: dict[tuple[int, str], list] = {}
    for row in [*rows, *_in_drafts(instance)]:
        found.setdefault((row.base_content_type_id, row.object_id), []).append(row)
    page_type = ContentType.objects.get_for_model(Page).pk
    ids = [int(pk) for kind, pk in found if kind == page_type]
    paths = tuple(page.path for page in going)
    states = {}
    for pk, path, live in Page.objects.filter(pk__in=ids).values_list("pk", "path", "live"):
        if path.startswith(paths):
            del found[page_type, str(pk)]
        else:
            states[pk] = live
    protected = {key for key, references in found.items() if any(_protects(r) for r in references)}
    order = sorted(found, key=lambda key: (key[0] != page_type, not states.get(_number(key)), key[0], _number(key)))
    pages = {
        page.pk: page
        for page in Page.objects.filter(pk__in=[_number(key) for key in order[:SHOWN] if key[0] == page_type])
        .select_related("locale")
        .specific(defer=True)
    }
    finder = AdminURLFinder(user)
    uses = []
    for key in order[:SHOWN]:
        reference = found[key][0]
        target = pages.get(_number(key)) if key[0] == page_type else _object(key)
        if target is not None:
            uses.append(_use(target, reference, finder, key in protected))
    return Usage(len(found), uses, sum(states.values()), _in_bin(instance), bool(protected))


def _in_drafts(instance: Model) -> list[ReferenceIndex]:
    """References in drafts and scheduled versions, which Wagtail's index does not know. Not saved, only to be shown.

    What a draft needs is protected as what a page needs: all of them are looked through for that, in two queries.
    Other uses are only named, those of the newest drafts.
    """
    return [*_rows_in_drafts(instance), *_uses_in_drafts(instance)]


def _drafts(instance: Model) -> QuerySet:
    """Versions that can still be published and in whose text the number of something occurs."""
    pages = ContentType.objects.get_for_model(Page)
    latest = Page.objects.filter(has_unpublished_changes=True, latest_revision__isnull=False).values("latest_revision")
    waits = Q(approved_go_live_at__isnull=False, base_content_type=pages)
    found = Revision.objects.filter(Q(pk__in=latest) | waits, content__icontains=str(instance.pk))
    return found.order_by("-created_at", "-pk")


def _rows_in_drafts(instance: Model) -> list[ReferenceIndex]:
    """Rows that protect what they lead to, read from the stored versions as they are."""
    keys = protecting_keys(type(instance))
    if not keys:
        return []
    pages = ContentType.objects.get_for_model(Page).pk
    found = []
    for kind, page_id, content in _drafts(instance).values_list("content_type_id", "object_id", "content").iterator():
        for accessor, name in keys:
            rows = content.get(accessor)
            if isinstance(rows, list) and any(isinstance(row, dict) and row.get(name) == instance.pk for row in rows):
                path = f"{accessor}.item.{name}"
                found.append(
                    ReferenceIndex(
                        base_content_type_id=pages,
                        content_type_id=kind,
                        object_id=page_id,
                        model_path=path,
                        content_path=path,
                    )
                )
    return found


def _uses_in_drafts(instance: Model) -> list[ReferenceIndex]:
    """Uses in texts, for which the draft has to be built."""
    number = str(instance.pk)
    whole = re.compile(rf"(?<!\d){number}(?!\d)") if isinstance(instance.pk, int) else re.compile(re.escape(number))
    page_type = ContentType.objects.get_for_model(Page)
    own = ContentType.objects.get_for_model(instance, for_concrete_model=True)
    kinds = {own.pk, page_type.pk} if isinstance(instance, Page) else {own.pk}
    found, looked = [], 0
    for revision in _drafts(instance).select_related("content_type").iterator():
        if not whole.search(json.dumps(revision.content, cls=DjangoJSONEncoder)):
            continue
        looked += 1
        if looked > DRAFTS:
            break
        try:
            references = list(ReferenceIndex._extract_references_from_object(revision.as_object()))
        except Exception:  # a draft that the code no longer understands shows nothing
            logger.exception("Revision %s could not be looked through", revision.pk)
            continue
        if any(kind in kinds and pk == number for kind, pk, _model_path, _path in references):
            found.append(
                ReferenceIndex(
                    base_content_type=page_type, content_type=revision.content_type, object_id=revision.object_id
                )
            )
    return found


def _protects(reference: ReferenceIndex) -> bool:
    return bool(reference.model_path) and reference.on_delete == PROTECT


def _number(key: tuple[int, str]) -> int | str:
    return int(key[1]) if key[1].isdecimal() else key[1]


def _object(key: tuple[int, str]) -> Model | None:
    model = ContentType.objects.get_for_id(key[0]).model_class()
    return model._base_manager.filter(pk=key[1]).first() if model is not None else None


def _use(target: Model, reference, finder: AdminURLFinder, protects: bool) -> Use:
    url = finder.get_edit_url(target)
    kind = capfirst(reference.model_name)
    locale = getattr(target, "locale", None)
    title = target.get_admin_display_title() if isinstance(target, Page) else str(target)
    state = ""
    if isinstance(target, Page):
        state = pgettext("state of a page", "public") if target.live else pgettext("state of a page", "draft")
    return Use(
        title=title if url else _("A page that you may not edit") if isinstance(target, Page) else kind,
        kind=kind,
        language=locale.get_display_name() if locale is not None else "",
        state=state,
        url=url or "",
        protects=protects,
    )


def _in_bin(instance: Model) -> int:
    """How many entries of the bin show it. The numbers of entries are small: they are read, not searched."""
    own = f"{instance._meta.label_lower}:{instance.pk}"
    if isinstance(instance, Page):
        own = f"wagtailcore.page:{instance.pk}"
    return sum(own in uses for uses in BinEntry.objects.values_list("uses", flat=True))
