"""What the main menu and the footer are made of, in each language."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.http import HttpRequest
from django.utils.translation import gettext as _
from wagtail.models import Page, Site

from ... import frame
from ...language import LANGUAGE_NAMES, SOURCE_LANGUAGE
from ...specific import own_page, with_own_fields
from ...visibility import is_public
from ..places import placed

#: More fit neither one row on a desk nor one screen of a phone.
MOST_ENTRIES = 7
LONGEST_TITLE = 24
#: Pages directly below a home page.
DEPTH = 3


@dataclass
class Entry:
    """A page that is, or could be, in the menu."""

    page: Page
    short_title: str
    takes_short_title: bool
    is_listed: bool
    is_shown: bool
    address: str
    warnings: list[str] = field(default_factory=list)
    may_change: bool = False
    other: Entry | None = None

    @property
    def title(self) -> str:
        return self.short_title or self.page.title


@dataclass
class Duty:
    """A link that the footer owes its readers."""

    key: str
    name: str
    page: Page | None
    is_shown: bool
    reason: str = ""
    #: Whether this person may mend it.
    may_edit: bool = False


@dataclass
class Language:
    """Menu and footer of one language."""

    code: str
    name: str
    entries: list[Entry]
    duties: list[Duty]

    @property
    def shown(self) -> list[Entry]:
        return [entry for entry in self.entries if entry.is_shown]

    @property
    def listed(self) -> list[Entry]:
        return [entry for entry in self.entries if entry.is_listed]

    @property
    def others(self) -> list[Entry]:
        return [entry for entry in self.entries if not entry.is_listed]

    @property
    def is_too_long(self) -> bool:
        return len(self.shown) > MOST_ENTRIES


def duty_names() -> dict[str, str]:
    """What the links of the footer are called, in its order."""
    names = {
        "contact": _("Contact"),
        "imprint": _("Imprint"),
        "privacy": _("Privacy notice"),
        "accessibility": _("Accessibility statement"),
        "barrier_report": _("Report a barrier"),
        "easy_language": _("Easy language"),
        "sign_language": _("Sign language"),
    }
    return {key: names[key] for key in frame.FOOTER_KEYS if key in names}


def languages(request: HttpRequest) -> list[Language]:
    """Menu and footer of German and of each other language: three queries for each."""
    site = Site.find_for_request(request) or Site.objects.filter(is_default_site=True).first()
    roots = {row.language_code: row.root_path for row in Site.get_site_root_paths() if site and row.site_id == site.pk}
    found = []
    for code in LANGUAGE_NAMES:
        if root := roots.get(code):
            rows = Page.objects.filter(url_path__startswith=root, depth=DEPTH, locale__language_code=code)
            pages = [own_page(page) for page in with_own_fields(rows.order_by("path"))]
            entries = [_entry(page, request) for page in pages]
            found.append(Language(code, LANGUAGE_NAMES[code], entries, _duties(code, root, request)))
    german = next((one for one in found if one.code == SOURCE_LANGUAGE), None)
    for one in found:
        if german is not None and one is not german:
            by_key = {entry.page.translation_key: entry for entry in one.entries}
            for entry in german.entries:
                entry.other = by_key.get(entry.page.translation_key)
    return found


def _entry(page: Page, request: HttpRequest) -> Entry:
    short = getattr(page, "menu_title", "") or ""
    is_shown = page.show_in_menus and is_public(page, request)
    entry = Entry(
        page=page,
        short_title=short,
        takes_short_title=hasattr(page, "menu_title"),
        is_listed=page.show_in_menus,
        is_shown=is_shown,
        address=page.get_url(request) or "",
        may_change=may_change(request.user, page),
    )
    if page.show_in_menus and not page.live:
        entry.warnings.append(_("Not published, so it is not in the menu."))
    elif page.show_in_menus and not is_shown:
        entry.warnings.append(_("Not open to the public, so it is not in the menu."))
    if is_shown and len(entry.title) > LONGEST_TITLE:
        entry.warnings.append(_("A long title: it may need two lines. Give it a short one."))
    return entry


def may_change(user, page: Page) -> bool:
    """Whether this person may bring this page into the menu: who may publish it, as long as it is not locked."""
    return not page.locked and page.permissions_for_user(user).can_publish()


def may_edit(user, page: Page) -> bool:
    return page.permissions_for_user(user).can_edit()


def _duties(code: str, root: str, request: HttpRequest) -> list[Duty]:
    pages: dict[str, Page] = {}
    for page in placed(code):
        if not page.url_path.startswith(root):
            continue
        # A public page goes before one that is not.
        if page.place not in pages or (is_public(page, request) and not is_public(pages[page.place], request)):
            pages[page.place] = page
    duties = []
    for key, name in duty_names().items():
        page = pages.get(key)
        if page is None:
            duties.append(Duty(key, name, None, False, _("There is no such page yet.")))
        elif is_public(page, request):
            duties.append(Duty(key, name, page, True))
        elif page.live:
            duties.append(
                Duty(key, name, page, False, _("The page is not open to the public."), may_edit(request.user, page))
            )
        else:
            duties.append(Duty(key, name, page, False, _("The page is not published."), may_edit(request.user, page)))
    return duties
