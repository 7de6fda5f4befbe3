"""The list of what lies in the bin."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cms.typography import labelled

from ..models import BinEntry
from ..rights import Rights, visible, works_with_pages

PER_PAGE = 30


def language_name(code: str) -> str:
    """The name of a language in that of the reader; its code if there is no name for it."""
    try:
        return str(get_language_info(code)["name_translated"])
    except KeyError:
        return code


@dataclass(frozen=True)
class Row:
    """An entry as it is printed."""

    entry: BinEntry
    rights: Rights
    by: str

    @property
    def language(self) -> str:
        return language_name(self.entry.language)

    @property
    def place(self) -> str:
        """Where it stood, without the home page that everything stands below."""
        titles = [title for _pk, title in self.entry.place]
        return " › ".join(titles[1:] or titles)

    @property
    def translations(self) -> list[dict]:
        return [{**row, "name": language_name(row["language"])} for row in self.entry.translations]


def header(title: str = "", subtitle: str = "") -> dict:
    """What Wagtail's frame prints at the top of a screen of the bin."""
    crumbs = [{"url": reverse("bin:index") if title else "", "label": _("Bin")}]
    if title:
        crumbs.append({"url": "", "label": title, "sublabel": subtitle})
    return {
        "page_title": title or _("Bin"),
        "header_title": labelled(title, subtitle) if subtitle else title or _("Bin"),
        "header_icon": "bin",
        "breadcrumbs_items": crumbs,
    }


def row(entry: BinEntry, rights: Rights) -> Row:
    """The entry with names to print."""
    person = entry.deleted_by
    by = (person.get_full_name() or person.get_username()) if person is not None else entry.deleted_by_name
    return Row(entry, rights, by or _("a program"))


def matches(entry: BinEntry, words: list[str]) -> bool:
    """Whether every word stands in a title or a name of this entry."""
    titles = [entry.title, entry.deleted_by_name, *(title for _pk, title in entry.place)]
    text = " ".join([*titles, *(other["title"] for other in entry.translations)]).casefold()
    return all(word in text for word in words)


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """All that this person may see. Addresses: ``q`` for words, ``p`` for the page of the list."""
    if not works_with_pages(request.user):
        raise PermissionDenied
    query = " ".join(request.GET.get("q", "").replace("\0", "").split())[:200]
    everything = visible(request.user)
    found = [row(entry, rights) for entry, rights in everything if matches(entry, query.casefold().split())]
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("p"))
    context = {
        **header(),
        "rows": page,
        "query": query,
        "is_empty": not everything,
        "days": settings.BIN_DAYS,
        "removable": sum(1 for _entry, rights in everything if rights.delete),
    }
    return TemplateResponse(request, "bin/index.html", context)
