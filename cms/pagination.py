"""Page numbers in the address: odd ones lead to the nearest page, never to an error."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator

PARAMETER = "seite"


@dataclass
class PageLink:
    number: int
    url: str
    is_current: bool


@dataclass
class Pagination:
    number: int
    num_pages: int
    previous_url: str
    next_url: str
    pages: list[PageLink | None]  # None stands for a gap


def paginate(objects, query, per_page: int) -> Page:
    """The page that ``request.GET`` asks for; the first or last one where it asks for none that exists."""
    wanted = query.get(PARAMETER) or "1"
    number = int(wanted) if wanted.isascii() and wanted.isdecimal() and len(wanted) < 7 else 1
    return Paginator(objects, per_page).get_page(number)


def pagination(page: Page, base: str, parameters: list[tuple[str, str]]) -> Pagination | None:
    """Links to the other pages, None where there is only one."""
    total = page.paginator.num_pages
    if total < 2:
        return None

    def url(number: int) -> str:
        pairs = [*parameters, (PARAMETER, str(number))] if number > 1 else parameters
        return f"{base}?{urlencode(pairs)}" if pairs else base

    links: list[PageLink | None] = [
        PageLink(number, url(number), number == page.number) if isinstance(number, int) else None
        for number in page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    ]
    return Pagination(
        page.number,
        total,
        url(page.number - 1) if page.has_previous() else "",
        url(page.number + 1) if page.has_next() else "",
        links,
    )
