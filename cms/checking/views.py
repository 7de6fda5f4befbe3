"""What the checks say about a page, as a piece of HTML for its side panel."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from wagtail.models import Page

from cms.desk.models import Term
from cms.todo.looking import last_seen
from cms.weblinks.reading import broken_on
from cms.weblinks.todo import actions, reason

from . import words
from .passages import Place, passages_of
from .readability import readability
from .rules import Finding, Text, check
from .rules.abbreviations import CAPITALS


def findings_of(page: Page) -> list[Finding]:
    """What the rules find in a specific page, and whether it says what it is about. One query for the glossary."""
    return [*_description(page), *check(text_of(page))]


def text_of(page: Page) -> Text:
    """A page as the rules want it."""
    return Text(tuple(passages_of(page)), page.locale.language_code, glossary_abbreviations())


def glossary_abbreviations() -> frozenset[str]:
    """Abbreviations that the translators' glossary has, so that they are known here."""
    terms = Term.objects.order_by().values_list("source_text", "preferred")[:5000]
    return frozenset(word for texts in terms for text in texts for word in CAPITALS.findall(text))


def _description(page: Page) -> list[Finding]:
    if page.search_description or getattr(page, "teaser", ""):
        return []
    return [
        Finding(
            "description",
            _("The page has neither a teaser nor a description for search engines."),
            _("Write a teaser of one or two sentences. It stands in lists, in search results and on shared links."),
            Place("teaser" if hasattr(page, "teaser") else "search_description"),
        )
    ]


@never_cache
@require_safe
def show(request: HttpRequest, page_id: int) -> HttpResponse:
    """The newest draft, checked. Raises Http404, PermissionDenied."""
    page = get_object_or_404(Page, pk=page_id, depth__gt=1)
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    draft = page.get_latest_revision_as_object()
    text = text_of(draft)
    found = [*_description(draft), *check(text)]
    measure = readability(text.passages, text.language)
    links = [(link, reason(link), actions(link)) for link in broken_on(page.pk)[:50]]
    context = {
        "page": page,
        "findings": found,
        "links": links,
        "number": len(found) + len(links),
        "measure": measure,
        "name": words.NAMES[measure.level],
        "meaning": words.MEANINGS[measure.level],
        "counted": words.counted(measure),
        "scale": words.scale(measure, text.language),
        "seen": last_seen(page) if page.live else None,
        "language": text.language,
    }
    return render(request, "checking/findings.html", context)
