"""What the law asks for and the site does not say yet (duties.md): for the admin's home page.

The content package writes "noch einzutragen" (French: "à compléter") wherever only the district knows
what to say. As long as these words stand on a page with a legal purpose, something is missing there.
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

#: The words that stand where something is to be filled in.
OPEN_WORDS = ("noch einzutragen", "à compléter")
LEGAL = (Purpose.IMPRINT, Purpose.PRIVACY)
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
    lacking = Q(*(Q(_lacking(one)) for one, _name in REQUIRED), _connector=Q.OR)
    homes = in_main_language(HomePage.objects.live().filter(lacking))
    gaps = Q(*(Q(pk__in=_with_gaps(model).values("pk")) for model in WITH_GAPS), _connector=Q.OR)
    pages = in_main_language(Page.objects.filter(gaps | Q(pk__in=homes.values("pk"))))
    return editable(user, pages).order_by("path")


def present(pages, user) -> list[Entry]:
    """One read for all of them: which pages are missing, and how many gaps each page has."""
    pages = list(pages)
    texts = [
        Cast(f"{model.__name__.lower()}__{name}", TextField()) for model in WITH_GAPS for name in ("body", "teaser")
    ]
    facts = {f"lacks_{position}": _lacking(one) for position, (one, _name) in enumerate(REQUIRED)}
    facts |= {f"text_{position}": text for position, text in enumerate(texts)}
    facts["home"] = F("homepage__pk")
    found = {row["pk"]: row for row in _rows(Page.objects.filter(pk__in=[page.pk for page in pages]), facts)}
    return [
        Entry(title=page.draft_title or page.title, url=edit_address(page.pk), detail=_detail(found.get(page.pk, {})))
        for page in pages
    ]


def _rows(pages: QuerySet, facts: dict) -> QuerySet:
    return pages.annotate(**facts).values("pk", *facts)


def _detail(row: dict) -> str:
    if row.get("home"):
        missing = [str(name) for position, (_one, name) in enumerate(REQUIRED) if row[f"lacks_{position}"]]
        return _("Missing or not published: %(pages)s") % {"pages": ", ".join(missing)}
    number = sum(len(_OPEN.findall(text)) for name, text in row.items() if name.startswith("text_") and text)
    return ngettext("%(number)d detail is still to be filled in", "%(number)d details are still to be filled in",
                    number) % {"number": number}  # fmt: skip


DUTIES = Item(
    key="duties",
    label=gettext_lazy("Legal details that are still empty"),
    explanation=gettext_lazy(
        "The law asks for these details on the imprint, the privacy notice and the accessibility statement. "
        "Write them where the page says “noch einzutragen”. You alone know them, so nothing has been invented."
    ),
    rows=open_duties,
    present=present,
    order=100,
    icon="warning",
)
