"""What every public page prints of the office, ready in one column of one row (docs/decisions/0016).

A page gets it with its own row (`cms.routing`), from cold too, and right after a save in every process: the column
is written in the transaction that changes a setting or a notice. Other languages hold only what has been translated.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import Subquery
from django.http import HttpRequest
from django.utils import timezone

from ..language import LANGUAGE_NAMES, SOURCE_LANGUAGE

MARK = " – "  # parts the two places in the name of the site, where the thread is drawn
#: The texts of the site details that stand on every page.
PRINTED = ("site_name", "tagline", "publisher")
#: More notices at once would push the page off a phone's screen.
MOST_NOTICES = 3


@dataclass(frozen=True)
class Named:
    """A text, and its language where that is not the page's."""

    text: str
    language: str = ""


@dataclass(frozen=True)
class NoticeView:
    """A notice ready to print. ``page_key`` names the page that the link leads to; the frame finds its address."""

    text: str
    language: str
    level: str
    link_text: str = ""
    url: str = ""
    page_key: str = ""
    home_only: bool = False


@dataclass
class Snapshot:
    """The column as Python sees it, for one language and moment."""

    site_name: str = settings.WAGTAIL_SITE_NAME
    tagline: Named | None = None
    publisher: Named | None = None
    licence: tuple[str, str] | None = None
    social: list[dict] = field(default_factory=list)
    notices: list[NoticeView] = field(default_factory=list)
    next_change: datetime | None = None

    @property
    def mark(self) -> tuple[str, str]:
        """The two parts of the name around the thread; the second is empty where there is none."""
        first, _dash, second = self.site_name.partition(MARK)
        return first, second


def build(office) -> dict:
    """The column, from the rows. In: the office. Out: what JSON can hold."""
    from .models import Banner

    languages = {SOURCE_LANGUAGE: office, **{row.language: row for row in office.words.all()}}
    rows = Banner.objects.select_related("link_page").prefetch_related("words").order_by("starts_at", "pk")
    # One that is over is of no use any more: it could only make the column longer year by year.
    banners = [row for row in rows if row.ends_at is None or row.ends_at > timezone.now()]
    return {
        "words": {
            # What German no longer says, no other language goes on saying.
            code: {name: getattr(row, name) for name in PRINTED if getattr(office, name) and getattr(row, name)}
            for code, row in languages.items()
        },
        "licence": office.licence,
        "social": list(office.social_links.order_by("sort_order", "pk").values("name", "url")),
        "banners": [banner_content(row) for row in banners],
        "open": {
            code: _open(office, languages.get(code), banners, code)
            for code in LANGUAGE_NAMES
            if code != SOURCE_LANGUAGE
        },
    }


def _open(office, words, banners, language: str) -> dict:
    """What waits for a translator: no page prints it, but the list of work is to cost nothing (cms.office.work)."""
    from .facts import untranslated

    waiting = [row for row in banners if not any(one.language == language and one.text for one in row.words.all())]
    return {
        "words": untranslated(office, words),
        "banners": [[row.pk, str(row), row.ends_at.isoformat() if row.ends_at else None] for row in waiting],
    }


def banner_content(banner) -> dict:
    """One notice as it stands in the column."""
    words = {SOURCE_LANGUAGE: banner}
    if banner.pk:
        words |= {row.language: row for row in banner.words.all()}
    return {
        "words": {
            code: {name: value for name in ("text", "link_text", "link_url") if (value := getattr(row, name))}
            for code, row in words.items()
            if row.text
        },
        "page": str(banner.link_page.translation_key) if banner.link_page else "",
        "level": banner.level,
        "from": banner.starts_at.isoformat(),
        "until": banner.ends_at.isoformat() if banner.ends_at else None,
        "home_only": banner.home_only,
    }


@transaction.atomic
def rebuild() -> None:
    """Write the column anew. The row is locked, so that of two people who save at once both are heard."""
    from .models import Office

    office = Office.objects.select_for_update().first()
    if office is None:
        office = Office.objects.create()
    Office.objects.filter(pk=office.pk).update(public=build(office))


def office_column() -> Subquery:
    """The column as part of another query, for a page that is read anyway."""
    from .models import Office

    return Subquery(Office.objects.order_by("pk").values("public")[:1])


def load(request: HttpRequest | None, language: str, now: datetime | None = None) -> Snapshot:
    """The office for a page in a language: no query where routing has read it, otherwise one for each request."""
    content = getattr(request, "_office_content", None)
    if content is None:
        from .models import Office

        content = Office.objects.values_list("public", flat=True).first() or {}
        if request is not None:
            request._office_content = content
    return read(content, language, now or timezone.now())


def read(content: dict, language: str, now: datetime) -> Snapshot:
    """In: the column, a language and a moment. Out: what is printed then."""
    from .models import OPEN_LICENCES

    words = content.get("words", {})

    def text(name: str) -> Named | None:
        for code in (language, SOURCE_LANGUAGE):
            if value := words.get(code, {}).get(name):
                return Named(value, "" if code == language else code)
        return None

    name = text("site_name")
    banners = content.get("banners", [])
    shown = [row for row in banners if _begins(row) <= now and (row["until"] is None or now < _ends(row))]
    shown.sort(key=lambda row: (row["level"] != "warning", row["from"]))
    return Snapshot(
        site_name=name.text if name else settings.WAGTAIL_SITE_NAME,
        tagline=text("tagline"),
        publisher=text("publisher"),
        licence=OPEN_LICENCES.get(content.get("licence", "")),
        social=content.get("social", []),
        notices=[notice_view(row, language) for row in shown[:MOST_NOTICES]],
        next_change=next_change(content, now),
    )


def next_change(content: dict, now: datetime) -> datetime | None:
    """When a notice next begins or ends: until then a page may be kept. None if nothing is planned."""
    moments = [moment for row in content.get("banners", []) for moment in (_begins(row), _ends(row)) if moment]
    return min((moment for moment in moments if moment > now), default=None)


def notice_view(row: dict, language: str) -> NoticeView:
    """A notice in a language; in German, and marked so, where it has not been translated."""
    german = row["words"].get(SOURCE_LANGUAGE, {})
    own = row["words"].get(language)
    words = own or german
    return NoticeView(
        text=words.get("text", ""),
        language="" if own else SOURCE_LANGUAGE,
        level=row["level"],
        link_text=words.get("link_text", ""),
        url=words.get("link_url", "") or german.get("link_url", ""),
        page_key=row["page"],
        home_only=row["home_only"],
    )


def _begins(row: dict) -> datetime:
    return datetime.fromisoformat(row["from"])


def _ends(row: dict) -> datetime | None:
    return datetime.fromisoformat(row["until"]) if row["until"] else None
