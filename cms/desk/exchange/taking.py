"""Takes over what a file says, as far as it is right, and notes every entry that is not.

Each page is one transaction. Nothing is published and nothing is deleted.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.db.models import Model
from django.utils.translation import gettext as _
from wagtail.models import Locale
from wagtail_localize.models import Translation
from wagtail_localize.strings import StringValue, validate_translation_links

from .. import permissions
from ..holding import held
from ..memory.batch import together
from ..models import ImportReport
from ..proofing.limits import length_of, limit_at
from ..segments import Frozen, Segment, Status, segment_of, write
from .incoming import Entry, Incoming, LeftOut
from .keys import Links, clean
from .page_index import PageIndex

TOOLS = {"po": "PO file", "xliff": "XLIFF file"}


@dataclass(frozen=True)
class Options:
    """What the person has ticked: ``trial`` changes nothing and only reports."""

    overwrite: bool = False
    take_fuzzy: bool = False
    trial: bool = False


class _Refused(Exception):
    """The site does not accept a text; undoes what was stored of it."""


class _Overtaken(Exception):
    """Somebody has written another text since the sentences were read."""


@dataclass
class _Result:
    imported: int = 0
    unchanged: int = 0
    left_out: list[LeftOut] = field(default_factory=list)


class Taking:
    """One import: several parts of a file go in, one report comes out."""

    def __init__(self, user, options: Options):
        self.user = user
        self.options = options
        self.links = Links(user)
        self.result = _Result()
        self.pages: list[dict] = []

    def take(self, incoming: Incoming, locale: Locale, chosen: Translation | None = None) -> None:
        """In: a part of a file, the language it is in, and the translation for entries that name no page."""
        self.result.left_out += incoming.left_out
        default = self._default(incoming, locale, chosen)
        by_object: dict[str, list[Entry]] = defaultdict(list)
        for entry in incoming.entries:
            by_object[entry.object_key or default].append(entry)
        translations = _translations(locale, [key for key in by_object if key])
        for key, entries in by_object.items():
            translation = translations.get(key)
            if translation is None:
                known_by = "unknown_page" if key or incoming.translation_key else "no_place"
                self.result.left_out += [LeftOut("", entry.source, known_by) for entry in entries]
                continue
            self._take_page(incoming, translation, entries)

    def report(self, filename: str, kind: str) -> ImportReport:
        """Store what has become of the file."""
        result = self.result
        return ImportReport.objects.create(
            user=self.user,
            filename=clean(filename)[:255],
            kind=kind,
            trial=self.options.trial,
            imported=result.imported,
            unchanged=result.unchanged,
            left_out=[each.as_row() for each in result.left_out],
            left_out_count=len(result.left_out),
            pages=self.pages,
        )

    def _default(self, incoming: Incoming, locale: Locale, chosen: Translation | None) -> str:
        """The page of entries that name none: files of wagtail-localize say it in their head."""
        if incoming.translation_key:
            named = Translation.objects.filter(uuid=incoming.translation_key, target_locale=locale)
            return str(named.values_list("source__object_id", flat=True).first() or "")
        return str(chosen.source.object_id) if chosen and chosen.target_locale_id == locale.pk else ""

    def _take_page(self, incoming: Incoming, translation: Translation, entries: list[Entry]) -> None:
        target = permissions.target_of(translation)
        if reason := self._hindrance(translation, target):
            # The title of a page that somebody may not see is not told either.
            hidden = reason == "no_permission"
            title = "" if hidden else translation.source.object_repr
            values = {"url": self.links.of(target)} if target is not None and not hidden else {}
            self.result.left_out += [LeftOut(title, entry.source, reason, values) for entry in entries]
            return
        try:
            with transaction.atomic():
                page = _Page(self, incoming, translation, target)
                with together():
                    page.take(entries)
                if self.options.trial:
                    transaction.set_rollback(True)
        except Frozen as frozen:  # while we were at it
            title = translation.source.object_repr
            self.result.left_out += [LeftOut(title, entry.source, str(frozen.freeze.reason)) for entry in entries]
            return
        self.result.imported += page.result.imported
        self.result.unchanged += page.result.unchanged
        self.result.left_out += page.result.left_out
        if page.result.imported:
            self.pages.append(
                {"title": page.index.title[:200], "url": page.index.url, "imported": page.result.imported}
            )

    def _hindrance(self, translation: Translation, target: Model | None) -> str:
        if target is None:
            return "target_gone"
        if not permissions.may_change(self.user, target):
            return "no_permission"
        if not translation.enabled:
            return "stopped"
        freeze = permissions.freeze_of(target, self.user)
        return str(freeze.reason) if freeze else ""


class _Page:
    """The entries of one page."""

    def __init__(self, taking: Taking, incoming: Incoming, translation: Translation, target: Model):
        self.user, self.options = taking.user, taking.options
        self.tool = TOOLS[incoming.kind]
        self.exported_at = incoming.exported_at
        self.translation = translation
        self.index = PageIndex(translation, target, taking.links)
        self.model = translation.source.specific_content_type.model_class()
        self.result = _Result()
        self._taken: dict[int, str] = {}

    def take(self, entries: list[Entry]) -> None:
        self.index.expect(entries)
        self.index.look_up_former(entries)
        for entry in entries:
            segment = self.index.find(entry)
            if segment is None:
                self._take_former(entry)
            elif found := self._objection(entry, segment):
                self._leave_out(entry, segment, *found)
            else:
                self._store(entry, segment)

    def _take_former(self, entry: Entry) -> None:
        known = self.index.was_here(entry)
        if entry.is_plural:
            reason = "plural"
        elif entry.is_obsolete:
            reason = "obsolete"
        elif not entry.target:
            reason = "empty" if entry.target == "" else "markup"
        elif known and not entry.is_fuzzy:
            reason = "changed_since"
            self._keep(entry)
        else:
            reason = "changed_since_fuzzy" if known else "unknown_sentence" if entry.path else "no_place"
        place = self.index.former_place(entry)
        values = {"url": self.index.url, "message": ""}
        self.result.left_out.append(LeftOut(place, entry.source, reason, values))

    def _keep(self, entry: Entry) -> None:
        try:
            with transaction.atomic():
                self.index.keep_as_suggestion(entry, self.user, self.tool)
        except (DatabaseError, ValueError, ValidationError):
            return  # only a suggestion is lost, and the report has the entry

    def _objection(self, entry: Entry, segment: Segment) -> tuple[str, dict] | None:
        """Why an entry is not taken over, with values for the words; None if it may be."""
        if entry.is_plural:
            return "plural", {}
        if entry.is_obsolete:
            return "obsolete", {}
        if entry.target is None:
            return "markup", {"message": _("There are marks that did not come from this site.")}
        if not entry.target:
            return "empty", {}
        if entry.target == clean(segment.target) or self._taken.get(segment.id) == entry.target:
            return None
        if segment.id in self._taken:
            return "duplicate", {"translation": entry.target}
        if entry.is_fuzzy and not self.options.take_fuzzy:
            return "fuzzy", {"translation": entry.target}
        if segment.status == Status.DONE:
            if entry.is_fuzzy:
                return "fuzzy_over_finished", {"translation": entry.target, "current": segment.target}
            if not self.options.overwrite and self.exported_at is None:
                return "conflict_undated", {"translation": entry.target, "current": segment.target}
            if not self.options.overwrite and segment.updated_at > self.exported_at:
                return "conflict", {"translation": entry.target, "current": segment.target}
        return self._fault(entry, segment)

    def _fault(self, entry: Entry, segment: Segment) -> tuple[str, dict] | None:
        try:
            StringValue.from_translated_html(entry.target)
            validate_translation_links(segment.source, entry.target)
        except (ValueError, AssertionError, LookupError, RecursionError) as error:
            return "markup", {"message": str(error)[:300], "translation": entry.target}
        limit = limit_at(self.model, segment.path, segment.field_path)
        if limit and length_of(entry.target) > limit:
            return "too_long", {"length": length_of(entry.target), "limit": limit, "translation": entry.target}
        return None

    def _store(self, entry: Entry, segment: Segment) -> None:
        is_same = entry.target == clean(segment.target)
        # Somebody has read the machine's text, found it right, and said so.
        confirms = is_same and segment.status == Status.MACHINE and entry.is_confirmed and not entry.is_fuzzy
        if (is_same and not confirms) or segment.id in self._taken:
            if segment.id not in self._taken:
                self.result.unchanged += 1
                self._taken[segment.id] = entry.target
            return
        try:
            with held(self.translation, segment) as there:
                if there != segment.target and not self.options.overwrite:
                    raise _Overtaken
                written = write(
                    self.translation, segment, entry.target, user=self.user, machine=entry.is_fuzzy, tool=self.tool
                )
                if written.status == Status.ERROR:
                    raise _Refused(written.error)
        except _Overtaken:  # while we were at it
            current = segment_of(self.translation, segment.id) or segment
            self._leave_out(entry, segment, "conflict", {"translation": entry.target, "current": current.target})
            return
        except (_Refused, DatabaseError, ValueError, ValidationError) as error:
            message = str(error) if isinstance(error, _Refused) else _("It could not be stored.")
            self._leave_out(entry, segment, "refused", {"message": message[:300], "translation": entry.target})
            return
        self.result.imported += 1
        self._taken[segment.id] = entry.target

    def _leave_out(self, entry: Entry, segment: Segment, reason: str, values: dict) -> None:
        values = {key: value[:500] if isinstance(value, str) else value for key, value in values.items()}
        values["url"] = self.index.url_of(segment)
        self.result.left_out.append(LeftOut(self.index.place(segment), entry.source, reason, values))


def _translations(locale: Locale, keys: Iterable[str]) -> dict[str, Translation]:
    keys = list(keys)
    found = {}
    for start in range(0, len(keys), 500):
        rows = (
            Translation.objects.filter(target_locale=locale, source__object_id__in=keys[start : start + 500])
            .exclude(source__locale=locale)
            .select_related("source__locale", "source__specific_content_type", "target_locale")
            .order_by("enabled", "pk")
        )
        found.update({str(row.source.object_id): row for row in rows})
    return found
