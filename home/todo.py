"""What the law asks for and the site does not say yet (duties.md): for the admin's home page.

Three sorts of gaps: a page that is missing altogether, a field of the statement or of the barrier report that
is empty, and the words "noch einzutragen" (French: "à compléter"), which the content package writes wherever only
the district knows what to say. What the site details hold is named by `cms.office.work`, and not here again.
"""

from __future__ import annotations

import json
import re

from django.db.models import Exists, F, OuterRef, Q, QuerySet, TextField
from django.db.models.functions import Cast
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.models import Page

from cms.todo import Entry, Item
from cms.todo.pages import edit_address, editable, in_main_language

from .models import AccessibilityPage, BarrierReportPage, ContentPage, HomePage, Purpose
from .statement import empty_fields, ready_to_read, with_empty_fields

#: The words that stand where something is to be filled in.
OPEN_WORDS = ("noch einzutragen", "à compléter")
LEGAL = (Purpose.IMPRINT, Purpose.PRIVACY)
#: Empty fields that an entry names.
NAMED = 4
#: Kinds of pages whose ``body`` may hold them (content pages: those with a legal purpose).
WITH_GAPS = tuple(
    model
    for model in (ContentPage, AccessibilityPage, BarrierReportPage)
    if any(field.name == "body" for field in model._meta.fields)
)
_OPEN = re.compile("|".join(re.escape(form) for word in OPEN_WORDS for form in {word, json.dumps(word)[1:-1]}), re.I)


def _open_text(name: str = "body") -> Q:
    """A condition on a stream that was cast to text. SQLite keeps accents as ``\\u00e0``, PostgreSQL as letters."""
    return Q(
        *(Q(**{f"{name}__icontains": form}) for word in OPEN_WORDS for form in {word, json.dumps(word)[1:-1]}),
        _connector=Q.OR,
    )


def _with_gaps(model) -> QuerySet:
    pages = model.objects.alias(stored=Cast("body", TextField())).filter(_open_text("stored") | _open_text("teaser"))
    return pages.filter(purpose__in=LEGAL) if model is ContentPage else pages


def _lacking(purpose_or_model) -> Exists:
    """Whether a home page lacks this live page below it."""
    if isinstance(purpose_or_model, Purpose):
        found = ContentPage.objects.live().filter(purpose=purpose_or_model, locale_id=OuterRef("locale_id"))
    else:
        found = purpose_or_model.objects.live().filter(locale_id=OuterRef("locale_id"))
    return ~Exists(found)


#: A page each language must have → what it is called.
REQUIRED = (
    (Purpose.IMPRINT, gettext_lazy("imprint")),
    (Purpose.PRIVACY, gettext_lazy("privacy notice")),
    (AccessibilityPage, gettext_lazy("accessibility statement")),
    (BarrierReportPage, gettext_lazy("barrier report")),
)


def open_duties(user) -> QuerySet[Page]:
    """Legal pages with gaps, and home pages below which a legal page is missing altogether.

    Only in the main language: facts are filled in there, and the translation follows.
    """
    return editable(user, in_main_language(Page.objects.filter(gaps_q()))).order_by("path")


def gaps_q() -> Q:
    """A condition on pages: one of the three sorts of gaps."""
    lacking = Q(*(Q(_lacking(one)) for one, _name in REQUIRED), _connector=Q.OR)
    homes = in_main_language(HomePage.objects.live().filter(lacking))
    gaps = Q(*(Q(pk__in=_with_gaps(model).values("pk")) for model in WITH_GAPS), _connector=Q.OR)
    empty = Q(pk__in=with_empty_fields().values("pk")) | Q(pk__in=_nobody_responsible().values("pk"))
    return gaps | empty | Q(pk__in=homes.values("pk"))


def _nobody_responsible() -> QuerySet:
    """Barrier reports that do not name the unit responsible (duties.md)."""
    return BarrierReportPage.objects.live().filter(contact=None)


def present(pages, user) -> list[Entry]:
    """What each page lacks. One read for all of them, and two for the fields of the statement."""
    pages = list(pages)
    texts = [
        Cast(f"{model.__name__.lower()}__{name}", TextField()) for model in WITH_GAPS for name in ("body", "teaser")
    ]
    facts = {f"lacks_{position}": _lacking(one) for position, (one, _name) in enumerate(REQUIRED)}
    facts |= {f"text_{position}": text for position, text in enumerate(texts)}
    facts |= {"home": F("homepage__pk"), "statement": F("accessibilitypage__pk")}
    facts["unnamed"] = Exists(_nobody_responsible().filter(pk=OuterRef("pk")))
    found = {row["pk"]: row for row in _rows(Page.objects.filter(pk__in=[page.pk for page in pages]), facts)}
    statements = with_empty_fields().filter(pk__in=[row["pk"] for row in found.values() if row["statement"]])
    names = {page.pk: empty_fields(page) for page in ready_to_read(statements)} if found else {}
    return [
        Entry(
            title=page.draft_title or page.title,
            url=edit_address(page.pk),
            detail=_detail(found.get(page.pk, {}), names.get(page.pk, [])),
        )
        for page in pages
    ]


def _rows(pages: QuerySet, facts: dict) -> QuerySet:
    return pages.annotate(**facts).values("pk", *facts)


def _detail(row: dict, names: list[str]) -> str:
    if row.get("home"):
        missing = [str(name) for position, (_one, name) in enumerate(REQUIRED) if row[f"lacks_{position}"]]
        return _("Missing or not published: %(pages)s") % {"pages": ", ".join(missing)}
    parts = []
    if row.get("unnamed"):
        names = [str(BarrierReportPage._meta.get_field("contact").verbose_name), *names]
    if names:
        parts.append(_("Empty: %(fields)s") % {"fields": _first(names)})
    number = sum(len(_OPEN.findall(text)) for name, text in row.items() if name.startswith("text_") and text)
    if number:
        parts.append(
            ngettext("“noch einzutragen” once in the text", "“noch einzutragen” %(number)d times in the text", number)
            % {"number": number}
        )
    return "; ".join(parts)


def _first(names: list[str]) -> str:
    """The first few; the form names all of them."""
    if len(names) <= NAMED + 1:
        return ", ".join(names)
    return _("%(fields)s and %(number)d more") % {"fields": ", ".join(names[:NAMED]), "number": len(names) - NAMED}


DUTIES = Item(
    key="duties",
    label=gettext_lazy("Legal pages with gaps"),
    explanation=gettext_lazy(
        "The law asks for an imprint, a privacy notice, an accessibility statement and a barrier report. Fill in the "
        "fields that are empty, and replace “noch einzutragen” in the texts. You alone know what belongs there, "
        "so nothing has been invented. Facts that belong in the site details are listed on their own."
    ),
    rows=open_duties,
    present=present,
    order=102,
    icon="warning",
)
