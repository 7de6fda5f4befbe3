"""What is wrong with a redirect: it never acts, leads nowhere, or leads round in a circle."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Site

from ...language import LANGUAGE_NAMES

#: What is looked through at most; a district has hundreds.
MOST = 5000
LONGEST_CHAIN = 10

NO_TARGET = gettext_lazy("It leads nowhere: choose a page, or give an address.")
NOT_LIVE = gettext_lazy("The page that it leads to is not published, so visitors see “not found”.")
CIRCLE = gettext_lazy("It leads round in a circle.")
CHAIN = gettext_lazy("It leads to an old address that is redirected again. Let it lead to the page itself.")
NO_ADDRESS = gettext_lazy("The old address must begin with / or with https://.")
PAGE_THERE = gettext_lazy("There is a published page at the old address, so the redirect never acts.")


@dataclass(frozen=True)
class Problem:
    """A redirect and what is wrong with it."""

    redirect: Redirect
    reason: str


class Addresses:
    """The addresses of all pages of the default site, found in two queries whatever the number asked for."""

    def __init__(self) -> None:
        self.site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
        roots = {}
        for root in Site.get_site_root_paths():
            if self.site and root.site_id == self.site.pk:
                roots[root.language_code] = root.root_path
        self.roots = roots

    @property
    def hosts(self) -> set[str]:
        """Names of our own host."""
        return {self.site.hostname} if self.site else set()

    def url_path(self, path: str) -> str | None:
        """The stored ``url_path`` that a path on the site would have; None if no page can stand there."""
        language, _slash, rest = path.strip("/").partition("/")
        root = self.roots.get(language)
        if root is None or language not in LANGUAGE_NAMES:
            return None
        return root + (f"{rest.strip('/')}/" if rest else "")

    def pages(self, paths: set[str]) -> dict[str, Page]:
        """Pages, published or not, that stand at these paths; one query for every thousand of them."""
        wanted = {stored: path for path in paths if (stored := self.url_path(path)) is not None}
        found: dict[str, Page] = {}
        stored = list(wanted)
        for start in range(0, len(stored), 500):
            part = stored[start : start + 500]
            rows = Page.objects.filter(url_path__in=part, locale__language_code__in=LANGUAGE_NAMES)
            for page in rows.select_related("locale"):
                language = wanted[page.url_path].strip("/").partition("/")[0]
                if page.locale.language_code == language:
                    found[wanted[page.url_path]] = page
        return found

    def own_path(self, address: str) -> str | None:
        """The path of an address on this site, as redirects store it; None for one outside."""
        parts = urlsplit(address)
        if parts.hostname and parts.hostname not in self.hosts:
            return None
        return Redirect.normalise_path(address)


def with_rest(route: str, address: str) -> str:
    """A route of a page as Wagtail stores it, with what follows ``?`` and ``#`` in an address."""
    parts = urlsplit(address.strip())
    rest = (f"?{parts.query}" if parts.query else "") + (f"#{parts.fragment}" if parts.fragment else "")
    return (route or "/") + rest if rest else route


def is_web_address(address: str) -> bool:
    """Whether an old address is one that somebody can ask this site for: a path, or an address with http or https.

    A path may lack its first slash. Raises ValueError for what no program can take apart.
    """
    # Of "javascript:x", "mailto:x" and "www.example.org/x" a path would be stored that nobody ever asks for.
    return urlsplit(address).scheme in ("", "http", "https") and not address.lstrip().lower().startswith("www.")


def problems(redirects: list[Redirect] | None = None) -> list[Problem]:
    """Redirects that do not do what they are for. In: those to look at, or all of them; pages loaded with them."""
    if redirects is None:
        redirects = list(Redirect.objects.select_related("redirect_page__locale", "site").order_by("old_path")[:MOST])
    addresses = Addresses()
    pages = addresses.pages({row.old_path for row in redirects})
    steps = {row.old_path: path for row in redirects if (path := _step(row, addresses)) is not None}
    found = []
    for row in redirects:
        if reason := _reason(row, pages, steps):
            found.append(Problem(row, str(reason)))
    return found


def _step(row: Redirect, addresses: Addresses) -> str | None:
    """The path on this site that a redirect leads to."""
    if row.redirect_page is not None:
        url = row.redirect_page.get_url() or ""
        route = urlsplit(row.redirect_page_route_path).path
        return Redirect.normalise_path(urlsplit(url).path.rstrip("/") + route) if url else None
    return addresses.own_path(row.redirect_link) if row.redirect_link else None


def _reason(row: Redirect, pages: dict[str, Page], steps: dict[str, str]) -> str:
    there = pages.get(row.old_path)
    is_served = there is not None and there.live
    if row.redirect_page is None and not row.redirect_link:
        return NO_TARGET
    if is_served:
        # One that the site made itself, for a page that has come back, is of no harm and goes when it moves again.
        return "" if row.automatically_created else PAGE_THERE
    if row.redirect_page is not None and not row.redirect_page.live:
        return NOT_LIVE
    if is_circle(row.old_path, steps, pages):
        return CIRCLE
    following = steps.get(row.old_path)
    if following in steps and not (following in pages and pages[following].live):
        return CHAIN
    return ""


def is_circle(start: str, steps: dict[str, str], pages: dict[str, Page]) -> bool:
    """Whether following the redirects from an address comes back to one that was passed; a live page ends the way."""
    passed, here = {start}, steps.get(start)
    while here is not None and not (here in pages and pages[here].live):
        if here in passed:
            return True
        passed.add(here)
        here = steps.get(here)
    return False


def fault_of(old_path: str, page: Page | None, link: str, own_pk: int | None) -> dict[str, str]:
    """What is wrong with a redirect that is about to be saved: field → message."""
    if page is None and not link:
        return {"redirect_page": _("Choose a page, or give an address.")}
    if page is not None and link:
        return {"redirect_link": _("A redirect leads to one place: choose a page or give an address, not both.")}
    addresses = Addresses()
    if old_path in ("/", *(f"/{code}" for code in LANGUAGE_NAMES)):
        return {"old_path": _("This is the home page. It cannot be redirected.")}
    there = addresses.pages({old_path}).get(old_path)
    if there is not None and there.live:
        message = _("There is a published page at this address: “%(title)s”. A redirect would never act.")
        return {"old_path": message % {"title": there.get_admin_display_title()}}
    goal = addresses.own_path((page.get_url() or "") if page is not None else link)
    others = Redirect.objects.exclude(pk=own_pk).select_related("redirect_page__locale")
    steps = {row.old_path: step for row in others[:MOST] if (step := _step(row, addresses)) is not None}
    if goal is not None:
        steps[old_path] = goal
        if is_circle(old_path, steps, addresses.pages(set(steps.values()))):
            return {"redirect_page" if page is not None else "redirect_link": str(CIRCLE)}
    if page is not None and not page.live:
        return {"redirect_page": str(NOT_LIVE)}
    return {}
