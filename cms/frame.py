"""What surrounds every public page: menu, breadcrumb, other language, footer, meta data.

All of it comes from the page tree in one query (`load_tree`), whatever the number of pages.
Apps name the fixed places of the site (imprint, search, goals …) through `register_place`,
so that this module knows none of them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import quote

from django.db.models import Case, CharField, Q, Value, When
from django.db.models.functions import Coalesce, NullIf
from django.http import HttpRequest
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from wagtail.models import Page, Site

from .language import LANGUAGE_NAMES, SOURCE_LANGUAGE
from .office.snapshot import NoticeView, Snapshot
from .office.snapshot import load as load_office
from .style import stylesheet
from .typography import typeset
from .visibility import public_q

#: key → condition on ``Page``; in the order in which the footer prints them.
_places: dict[str, Q] = {}
FOOTER_KEYS = (
    "contact",
    "imprint",
    "picture_credits",
    "privacy",
    "accessibility",
    "barrier_report",
    "easy_language",
    "sign_language",
)


def register_place(key: str, condition: Q) -> None:
    """Name a fixed place of the site. In: a key, and the condition on ``Page`` that finds its page."""
    _places[key] = condition


#: Paths from ``Page`` to fields with a short title for the menu.
_menu_titles: list[str] = []


def register_menu_title(path: str) -> None:
    """Name a field with a short title for the menu. In: a look-up from ``Page`` (``contentpage__menu_title``)."""
    _menu_titles.append(path)


@dataclass
class Link:
    title: str
    url: str
    key: str = ""
    language: str = ""  # set where the target is in another language than the page that shows it
    is_current: bool = False
    is_section: bool = False


@dataclass
class LanguageLink:
    language: str
    name: str
    url: str
    is_same_page: bool


@dataclass
class Tree:
    """Rows of the one query: the pages that the frame of one page needs."""

    home: Page | None = None
    menu: list[Page] = field(default_factory=list)
    places: dict[str, Page] = field(default_factory=dict)
    ancestors: list[Page] = field(default_factory=list)
    translations: list[Page] = field(default_factory=list)
    homes: dict[str, Page] = field(default_factory=dict)
    #: Pages that notices link to, by their key.
    linked: dict[str, Page] = field(default_factory=dict)


def site_root_path(request: HttpRequest, language: str) -> str | None:
    """The ``url_path`` of the home page in a language, from Wagtail's cached list of roots."""
    site = Site.find_for_request(request)
    for root in Site.get_site_root_paths():
        if site and root.site_id == site.pk and root.language_code == language:
            return root.root_path
    return None


def load_tree(
    request: HttpRequest, language: str, page: Page | None = None, linked: frozenset[str] = frozenset()
) -> Tree:
    """Read all pages that the frame needs, in one query besides Wagtail's cached roots.

    In: the request, the interface language, the page shown (None for search and errors); keys of pages
    that notices link to.
    """
    roots = {}
    site = Site.find_for_request(request)
    for root in Site.get_site_root_paths():
        if site and root.site_id == site.pk:
            roots[root.language_code] = root.root_path
    tree = Tree()
    if not (root_path := roots.get(language)):
        return tree
    inside = Q(url_path__startswith=root_path, locale__language_code=language)
    wanted = Q(url_path__in=roots.values()) | inside & (Q(show_in_menus=True) & Q(depth=3) | Q(place__gt=""))
    if linked:
        wanted |= inside & Q(translation_key__in=linked)
    if page is not None:
        wanted |= Q(translation_key=page.translation_key)
        if page.path:
            wanted |= Q(path__in=[page.path[:end] for end in range(8, len(page.path), 4)])
    rows = (
        Page.objects.annotate(
            place=Case(
                *[When(condition, then=Value(key)) for key, condition in _places.items()],
                default=Value(""),
                output_field=CharField(),
            ),
            menu_title=Coalesce(*(NullIf(path, Value("")) for path in _menu_titles), "title"),
        )
        .filter(wanted, public_q(request), live=True)
        .select_related("locale", "alias_of__locale")
        .order_by("path")
    )
    for row in rows:
        if row.url_path in roots.values():
            tree.homes[row.locale.language_code] = row
            if row.url_path == root_path:
                tree.home = row
        if row.url_path.startswith(root_path):
            if row.show_in_menus and row.depth == 3:
                tree.menu.append(row)
            if row.place:
                tree.places.setdefault(row.place, row)
            if linked:
                tree.linked[str(row.translation_key)] = row
            if page is not None and page.path.startswith(row.path) and row.path != page.path:
                tree.ancestors.append(row)
        if page is not None and row.translation_key == page.translation_key and row.alias_of_id is None:
            tree.translations.append(row)
    return tree


def text_language(page: Page) -> str:
    """The language the text of a page is really in: an alias shows its source's text."""
    return (page.alias_of or page).locale.language_code


@dataclass
class Frame:
    language: str
    content_language: str
    title: str
    description: str = ""
    robots: str = ""
    canonical_url: str = ""
    alternates: list[dict] = field(default_factory=list)
    share: dict | None = None
    menu: list[Link] = field(default_factory=list)
    footer: list[Link] = field(default_factory=list)
    breadcrumb: list[Link] = field(default_factory=list)
    other_language: LanguageLink | None = None
    home_url: str = "/"
    search_url: str = ""
    office: Snapshot = field(default_factory=Snapshot)
    notices: list[tuple[NoticeView, Link | None]] = field(default_factory=list)
    last_changed: datetime | None = None
    is_home: bool = False
    place_urls: dict[str, str] = field(default_factory=dict)

    @property
    def is_fallback(self) -> bool:
        """Whether the text is in another language than the interface."""
        return self.content_language != self.language

    @property
    def site_name(self) -> str:
        return self.office.site_name

    @property
    def css(self) -> str:
        return stylesheet()


def link_to(page: Page, request: HttpRequest, language: str, **more) -> Link:
    """A link to a page, marked with its language where that differs from the interface's."""
    written_in = text_language(page)
    return Link(
        title=more.pop("title", page.title),
        url=page.get_url(request) or "",
        language="" if written_in == language else written_in,
        **more,
    )


def absolute(request: HttpRequest, url: str) -> str:
    """An absolute address on the site's own host, from a path or an address."""
    if url.startswith(("http://", "https://")):
        return url
    site = Site.find_for_request(request)
    return (site.root_url if site else f"{request.scheme}://{request.get_host()}") + url


def name_page_in_report(frame: Frame, path: str) -> None:
    """The link to the barrier report says from which page it comes; the form offers that as the place."""
    for link in frame.footer:
        if link.key == "barrier_report" and link.url != path:
            link.url += f"?seite={quote(path)}"


def _search_url(language: str) -> str:
    with translation.override(language):
        return reverse("search")


def _other_language(request, language: str, tree: Tree, suffix: str, neutral: dict[str, str] | None) -> LanguageLink:
    other = next(code for code in LANGUAGE_NAMES if code != language)
    for row in tree.translations:
        if row.locale.language_code == other:
            return LanguageLink(other, LANGUAGE_NAMES[other], (row.get_url(request) or "/") + suffix, True)
    if neutral and other in neutral:
        return LanguageLink(other, LANGUAGE_NAMES[other], neutral[other], True)
    home = tree.homes.get(other)
    return LanguageLink(other, LANGUAGE_NAMES[other], (home.get_url(request) if home else "") or f"/{other}/", False)


def _notice_link(notice: NoticeView, tree: Tree, request: HttpRequest, language: str) -> Link | None:
    """Where a notice leads to; None where it leads nowhere, or to a page that the public cannot see."""
    if row := tree.linked.get(notice.page_key):
        return link_to(row, request, language, title=notice.link_text)
    return Link(notice.link_text, notice.url) if notice.url and notice.link_text else None


def build_frame(
    request: HttpRequest,
    *,
    page: Page | None = None,
    title: str = "",
    description: str = "",
    suffix: str = "",
    crumbs: tuple[Link, ...] = (),
    robots: str = "",
    neutral_urls: dict[str, str] | None = None,
) -> Frame:
    """The frame of one page.

    In: the page shown, or None with a title (search, errors); ``suffix`` is the path of a sub-address
    below the page (``3/`` for goal 3), ``crumbs`` what it adds to the breadcrumb; ``neutral_urls``
    names the same view in each language where there is no page.
    """
    language = page.locale.language_code if page is not None else translation.get_language()
    office = load_office(request, language)
    linked = frozenset(notice.page_key for notice in office.notices if notice.page_key)
    tree = load_tree(request, language, page, linked)
    written_in = text_language(page) if page is not None else language
    is_home = page is not None and tree.home is not None and page.pk == tree.home.pk and not suffix
    name = title or (page.seo_title or page.title if page is not None else "")
    frame = Frame(
        language=language,
        content_language=written_in,
        title=typeset(name if is_home else f"{name} – {office.site_name}", written_in),
        description=typeset(description or (page.search_description if page is not None else ""), written_in),
        robots=robots,
        home_url=(tree.home.get_url(request) if tree.home else "") or f"/{language}/",
        search_url=_search_url(language),
        office=office,
        is_home=is_home,
        last_changed=(page.latest_change if page is not None else None),
    )
    frame.menu = [
        link_to(
            row,
            request,
            language,
            title=row.menu_title,
            is_current=page is not None and row.pk == page.pk and not suffix,
            is_section=page is not None and page.path.startswith(row.path) and (row.pk != page.pk or bool(suffix)),
        )
        for row in tree.menu
    ]
    frame.footer = [link_to(tree.places[key], request, language, key=key) for key in FOOTER_KEYS if key in tree.places]
    frame.notices = [
        (notice, _notice_link(notice, tree, request, language))
        for notice in office.notices
        if is_home or not notice.home_only
    ]
    frame.place_urls = {key: row.get_url(request) or "" for key, row in tree.places.items()}
    if page is not None:
        name_page_in_report(frame, (page.get_url(request) or "") + suffix)
    if not is_home:
        frame.breadcrumb = [Link(_("Home page"), frame.home_url)]
        frame.breadcrumb += [link_to(row, request, language) for row in tree.ancestors if row.depth > 2]
        if page is not None:
            own = link_to(page, request, language)
            frame.breadcrumb.append(own)
        frame.breadcrumb += crumbs
        if page is None and not crumbs:
            frame.breadcrumb.append(Link(name, ""))
        frame.breadcrumb[-1].is_current = True
    frame.other_language = _other_language(request, language, tree, suffix, neutral_urls)
    if page is not None:
        source = page.alias_of or page
        frame.canonical_url = absolute(request, (source.get_url(request) or "") + suffix)
        rows = {row.locale.language_code: row for row in tree.translations}
        if not frame.is_fallback and page.alias_of_id is None and not robots:
            frame.alternates = [
                {"hreflang": code, "url": absolute(request, (row.get_url(request) or "") + suffix)}
                for code, row in sorted(rows.items())
            ]
            default = "/" if is_home else (rows.get(SOURCE_LANGUAGE) or page).get_url(request) + suffix
            frame.alternates.append({"hreflang": "x-default", "url": absolute(request, default)})
    return frame
