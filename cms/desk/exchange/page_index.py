"""The sentences of one page, to be found by what a file says about them."""

from __future__ import annotations

import uuid
from collections import defaultdict
from contextlib import suppress
from functools import cached_property

from django.db.models import Model
from wagtail_localize.models import String, StringTranslation, Translation, TranslationContext

from ..editor.places import Places
from ..memory.store import Pair, remember
from ..segments import Segment, Status, segments_of, write
from ..texts import TooLong
from .contents import in_words
from .incoming import Entry
from .keys import Links, clean, unit_id


class PageIndex:
    """One translation with its sentences. Two queries, and two more once something old turns up."""

    def __init__(self, translation: Translation, target: Model, links: Links):
        self.translation = translation
        self.title = translation.source.object_repr
        self.url = links.of(target)
        self.segments = segments_of(translation)
        self._by_unit: dict[str, Segment] = {}
        self._by_place: dict[tuple[str, str], Segment] = {}
        self._by_text: dict[str, list[Segment]] = defaultdict(list)
        for segment in self.segments:
            source = clean(segment.source)
            self._by_unit[unit_id(segment.path, source)] = segment
            self._by_place[segment.path, source] = segment
            self._by_text[source].append(segment)
        self._places = Places(translation.source)
        self._named: set[int] = set()

    def expect(self, entries: list[Entry]) -> None:
        """Note which sentences a file names itself, so that a moved entry does not take their place."""
        self._named = {found.id for entry in entries if (found := self._direct(entry))}

    def find(self, entry: Entry) -> Segment | None:
        """The sentence an entry belongs to. A sentence that has only moved within the page is found again."""
        if found := self._direct(entry):
            return found
        alike = self._by_text.get(entry.source, [])
        if not entry.path:
            return alike[0] if len(alike) == 1 else None
        return next(
            (segment for segment in alike if segment.id not in self._named and segment.status == Status.OPEN), None
        )

    def _direct(self, entry: Entry) -> Segment | None:
        return self._by_unit.get(entry.unit) or self._by_place.get((entry.path, entry.source))

    def place(self, segment: Segment) -> str:
        """Where a sentence stands, in words, with the page."""
        return f"{self.title}: {in_words(self._places.place(segment.path, segment.field_path))}"

    def former_place(self, entry: Entry) -> str:
        """The same for an entry whose sentence is not there any more."""
        context = self._contexts.get(entry.path)
        if context is None:
            return self.title
        return f"{self.title}: {in_words(self._places.place(entry.path, context.field_path))}"

    def url_of(self, segment: Segment | None) -> str:
        """The address of a sentence in the editor, or of the page."""
        return f"{self.url}#segment-{segment.id}" if segment and self.url else self.url

    def was_here(self, entry: Entry) -> bool:
        """Whether the source of an entry has once stood on this site, and its place on this page."""
        return entry.path in self._contexts and self._string(entry.source) is not None

    def keep_as_suggestion(self, entry: Entry, user, tool: str) -> None:
        """Keep the translation of a sentence that has changed: beside the new one, and in the memory.

        It is stored for the old sentence, so it stands nowhere on the page. What is stored there
        already stays. An old title goes into the memory only: a stored title would show in the admin.
        """
        string, context = self._string(entry.source), self._contexts[entry.path]
        target_locale = self.translation.target_locale_id
        if entry.path == "title":
            remember(string.locale_id, target_locale, Pair(string.data, entry.target, updated_by_id=user.pk))
            return
        there = StringTranslation.objects.filter(translation_of=string, context=context, locale_id=target_locale)
        if not there.exclude(data="").exists():
            old = Segment(
                id=0,
                order=0,
                path=entry.path,
                field_path=context.field_path,
                context_id=context.pk,
                string_id=string.pk,
                source=string.data,
            )
            with suppress(TooLong):  # then it is nothing to remember
                write(self.translation, old, entry.target, user=user, tool=tool)

    @cached_property
    def _contexts(self) -> dict[str, TranslationContext]:
        found = TranslationContext.objects.filter(object_id=self.translation.source.object_id)
        return {context.path: context for context in found}

    def _string(self, source: str) -> String | None:
        if source not in self._strings:
            self._strings[source] = String.objects.filter(
                locale_id=self.translation.source.locale_id, data_hash=_hash(source)
            ).first()
        return self._strings[source]

    @cached_property
    def _strings(self) -> dict[str, String | None]:
        return {}

    def look_up_former(self, entries: list[Entry]) -> None:
        """Read the old sentences of many entries with one query instead of one each."""
        wanted = {_hash(entry.source): entry.source for entry in entries if self.find(entry) is None}
        hashes = list(wanted)
        self._strings.update(dict.fromkeys(wanted.values()))
        for start in range(0, len(hashes), 500):
            for string in String.objects.filter(
                locale_id=self.translation.source.locale_id, data_hash__in=hashes[start : start + 500]
            ):
                self._strings[wanted[string.data_hash]] = string


def _hash(source: str) -> uuid.UUID:
    return String._get_data_hash(source)
