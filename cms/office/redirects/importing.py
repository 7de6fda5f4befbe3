"""Judges the rows of a list of redirects, and writes those that are right."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _
from wagtail.contrib.redirects.models import Redirect
from wagtail.log_actions import log
from wagtail.models import Page

from ...language import LANGUAGE_NAMES
from .checks import CIRCLE, MOST, NO_ADDRESS, Addresses, _step, is_circle, is_web_address, with_rest
from .reading import Line

LONGEST = 255
_valid_address = URLValidator(schemes=["http", "https"])


class Outcome(StrEnum):
    """What becomes of a row."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    ERROR = "error"


@dataclass
class Judged:
    """A row with its outcome; a warning does not keep it from being imported."""

    line: Line
    old_path: str = ""
    page: Page | None = None
    route: str = ""
    link: str = ""
    outcome: Outcome = Outcome.NEW
    message: str = ""
    existing: Redirect | None = None

    def fail(self, message: str) -> None:
        self.outcome, self.message = Outcome.ERROR, message

    @property
    def target(self) -> str:
        """The new address as it will be printed."""
        return (self.page.get_url() or "") + self.route.lstrip("/") if self.page else self.link

    @property
    def step(self) -> str | None:
        return Redirect.normalise_path(urlsplit(self.target).path) if self.page else None


def judge(lines: list[Line]) -> list[Judged]:
    """What an import of these rows would do. Writes nothing; a handful of queries, whatever their number."""
    addresses = Addresses()
    rows = [_old(line, addresses) for line in lines]
    _repeated(rows)
    _targets(rows, addresses)
    _compare(rows, addresses)
    return rows


def counts(rows: list[Judged]) -> dict[str, int]:
    """How many rows have each outcome, and how many a warning."""
    number = Counter(row.outcome.value for row in rows)
    warnings = sum(1 for row in rows if row.message and row.outcome is not Outcome.ERROR)
    return {**{outcome.value: number[outcome.value] for outcome in Outcome}, "warnings": warnings}


def _old(line: Line, addresses: Addresses) -> Judged:
    row = Judged(line)
    try:
        parts = urlsplit(line.old)
        row.old_path = Redirect.normalise_path(line.old) if line.old else ""
        is_address = is_web_address(line.old)
    except ValueError:
        row.fail(_("The old address has a form that no address has."))
        return row
    if not line.old:
        row.fail(_("The old address is missing."))
    elif not line.new:
        row.fail(_("The new address is missing."))
    elif not is_address:
        row.fail(str(NO_ADDRESS))
    elif "\0" in row.old_path or any(sign.isspace() for sign in line.old):
        row.fail(_("The old address has a space or a sign that no address has."))
    elif len(row.old_path) > LONGEST:
        row.fail(_("The old address is longer than 255 signs."))
    elif row.old_path in ("/", *(f"/{code}" for code in LANGUAGE_NAMES)):
        row.fail(_("This is the home page. It cannot be redirected."))
    elif parts.hostname and parts.hostname not in addresses.hosts:
        text = _("Of the old address only the path counts. It works if %(host)s leads to this site.")
        row.message = text % {"host": parts.hostname}
    return row


def _repeated(rows: list[Judged]) -> None:
    first: dict[str, int] = {}
    for row in rows:
        if row.outcome is Outcome.ERROR:
            continue
        if row.old_path in first:
            row.fail(_("The same old address stands in line %(line)d already.") % {"line": first[row.old_path]})
        first.setdefault(row.old_path, row.line.number)


def _targets(rows: list[Judged], addresses: Addresses) -> None:
    """Paths become pages, so that the redirect stays right when the page moves again."""
    paths: dict[int, str] = {}
    for row in rows:
        if row.outcome is Outcome.ERROR:
            continue
        new = row.line.new
        try:
            own = addresses.own_path(new) if new.startswith(("/", "http://", "https://")) else None
            if own is None:
                _valid_address(new)
        except (ValidationError, ValueError):
            row.fail(_("The new address must begin with / (a page of this site) or with https://."))
            continue
        if len(new) > LONGEST:
            row.fail(_("The new address is longer than 255 signs."))
        elif own is None:
            row.link = new
            row.message = _("Leads away from this site, to %(host)s.") % {"host": urlsplit(new).hostname}
        else:
            paths[id(row)] = own.partition("?")[0]
    # A sub-address such as /de/ziele/3/ belongs to the page above it.
    parents = {path: path.rpartition("/")[0] for path in paths.values()}
    pages = addresses.pages({*paths.values(), *parents.values()})
    for row in rows:
        path = paths.get(id(row))
        if path is None:
            continue
        page, route = pages.get(path), ""
        if page is None and (above := pages.get(parents[path])) is not None:
            route = f"/{path.rpartition('/')[2]}/"
            page = above if route in above.specific.get_route_paths() else None
        if page is None:
            row.fail(_("There is no page at the new address."))
        elif not page.live:
            row.fail(_("The page at the new address is not published."))
        else:
            row.page, row.route = page, with_rest(route, row.line.new)


def _compare(rows: list[Judged], addresses: Addresses) -> None:
    """With what is there: pages at the old addresses, redirects, circles."""
    good = [row for row in rows if row.outcome is not Outcome.ERROR]
    stored = {
        row.old_path: row
        for row in Redirect.objects.filter(Q(site__isnull=True) | Q(site=addresses.site))
        # That of the site comes last and wins, as it does when somebody asks for the address.
        .order_by(F("site").asc(nulls_first=True))
        .select_related("redirect_page__locale")[: MOST * 2]
    }
    pages = addresses.pages({row.old_path for row in good})
    for row in good:
        there = pages.get(row.old_path)
        row.existing = stored.get(row.old_path)
        if there is not None and there.live:
            row.fail(_("There is a published page at the old address, so the redirect would never act."))
        elif row.existing is not None:
            same = (
                row.existing.redirect_page_id == (row.page.pk if row.page else None)
                and row.existing.redirect_link == row.link
                and row.existing.redirect_page_route_path == row.route
            )
            row.outcome = Outcome.SAME if same else Outcome.CHANGED
    steps = {path: step for path, row in stored.items() if (step := _step(row, addresses)) is not None}
    steps |= {row.old_path: row.step for row in good if row.step and row.outcome is not Outcome.ERROR}
    live = addresses.pages(set(steps.values()))
    for row in good:
        if row.outcome is not Outcome.ERROR and is_circle(row.old_path, steps, live):
            row.fail(str(CIRCLE))


@transaction.atomic
def write(rows: list[Judged], user) -> int:
    """Write the rows without error that change something. Out: how many."""
    written = 0
    for row in rows:
        if row.outcome not in (Outcome.NEW, Outcome.CHANGED):
            continue
        redirect = row.existing or Redirect(old_path=row.old_path)
        redirect.redirect_page, redirect.redirect_link = row.page, row.link
        redirect.redirect_page_route_path, redirect.automatically_created = row.route, False
        redirect.save()
        log(instance=redirect, action="wagtail.edit" if row.existing else "wagtail.create", user=user)
        written += 1
    return written
