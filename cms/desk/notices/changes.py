"""Which sentences there are to tell one person about: new in the source, open, and hers to translate."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Model, QuerySet
from django.urls import reverse
from wagtail.models import Page
from wagtail_localize.models import Translation, TranslationSource, get_edit_url
from wagtail_localize.strings import StringValue

from ..models import NoticeSettings, SourceChange
from ..permissions import locales_of, may_change, source_of, target_of
from ..segments import Segment, Status, segments_of
from .mailing import absolute

#: A mail lists at most this many sentences of a page, and at most this many pages.
SENTENCES = 8
PAGES = 25
LONGEST = 300


@dataclass(frozen=True)
class Sentence:
    """A sentence to translate, without markup, and where to."""

    text: str
    url: str


@dataclass(frozen=True)
class ChangedPage:
    """A page or snippet with its new sentences; ``source_language`` and ``language`` are codes: from, into."""

    title: str
    source_language: str
    language: str
    url: str
    sentences: tuple[Sentence, ...]
    count: int

    @property
    def more(self) -> int:
        return self.count - len(self.sentences)


@dataclass(frozen=True)
class News:
    """All there is to tell one person. ``pages`` is what the mail lists."""

    pages: tuple[ChangedPage, ...]
    page_count: int
    sentence_count: int

    @property
    def more_pages(self) -> int:
        return self.page_count - len(self.pages)


def untold(user, choice: NoticeSettings) -> QuerySet[SourceChange]:
    """What this person has not been told of yet; not what she did herself, nor what was before her time."""
    since = max(filter(None, (choice.since, user.date_joined)))
    return (
        SourceChange.objects.filter(created_at__gte=since)
        .exclude(told=user)
        .exclude(published_by=user)
        .select_related("source__locale", "source__specific_content_type")
        .order_by("created_at", "pk")
    )


class Collector:
    """Puts the news together; remembers what it has read, for a run that writes to several people."""

    def __init__(self) -> None:
        self._translations: dict[int, list[Translation]] = {}
        self._segments: dict[int, list[Segment]] = {}
        self._objects: dict[tuple[str, int], object] = {}

    def news_for(self, user, changes: Iterable[SourceChange]) -> News:
        """In: changes with their sources. Out: the news, possibly none."""
        texts: dict[int, set[str]] = defaultdict(set)
        sources: dict[int, TranslationSource] = {}
        for change in changes:
            sources[change.source_id] = change.source
            texts[change.source_id].update(text for text in change.added if isinstance(text, str))
        pages = []
        for source in sources.values():
            for translation in self._open_translations(source):
                if translation.target_locale_id in locales_of(user) and (
                    page := self._page(user, translation, texts[source.pk])
                ):
                    pages.append(page)
        return News(tuple(pages[:PAGES]), len(pages), sum(page.count for page in pages))

    def _page(self, user, translation: Translation, texts: set[str]) -> ChangedPage | None:
        source = self._object("source", translation)
        target = self._object("target", translation)
        if source is None or target is None or not may_change(user, target) or not _may_read(user, source):
            return None
        # The machine's text counts as open: somebody has to read it.
        waiting = [s for s in self._segments_of(translation) if s.source in texts and s.status != Status.DONE]
        if not waiting:
            return None
        editor = absolute(get_edit_url(target))
        return ChangedPage(
            title=str(getattr(source, "title", "") or source),
            source_language=source.locale.language_code,
            language=translation.target_locale.language_code,
            url=absolute(reverse("desk:open", args=(translation.pk,))),
            sentences=tuple(Sentence(_shortened(s.source), f"{editor}#segment-{s.id}") for s in waiting[:SENTENCES]),
            count=len(waiting),
        )

    def _open_translations(self, source: TranslationSource) -> list[Translation]:
        if source.pk not in self._translations:
            rows = Translation.objects.filter(source=source, enabled=True).order_by("pk")
            self._translations[source.pk] = list(
                rows.select_related("source__locale", "source__specific_content_type", "target_locale")
            )
        return self._translations[source.pk]

    def _segments_of(self, translation: Translation) -> list[Segment]:
        if translation.pk not in self._segments:
            self._segments[translation.pk] = segments_of(translation)
        return self._segments[translation.pk]

    def _object(self, end: str, translation: Translation):
        key = (end, translation.pk)
        if key not in self._objects:
            self._objects[key] = source_of(translation) if end == "source" else target_of(translation)
        return self._objects[key]


def _may_read(user, source: Model) -> bool:
    """What has been taken offline or closed to the public since is told to its editors only, as in the list."""
    if not getattr(source, "live", True):
        return False
    return not isinstance(source, Page) or not source.get_view_restrictions().exists() or may_change(user, source)


def _shortened(text: str) -> str:
    words = " ".join(StringValue(text).render_text().split())
    return words if len(words) <= LONGEST else words[:LONGEST].rsplit(" ", 1)[0] + " …"
