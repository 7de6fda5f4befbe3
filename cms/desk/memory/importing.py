"""Takes a TMX file into the memory and says what became of each entry."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale

from ..models import ImportReport
from ..models.memory import Origin
from .store import Pair, remember_many
from .tmx_reading import LeftOut, read

#: So many of the entries that were left out are listed; the others are counted.
LISTED = 2000
#: Bytes. About 25,000 pairs, which take half a minute; larger files are brought in on the server.
LARGEST = 10 * 1024 * 1024

LARGEST_TEXT = _("The file is larger than 10 MB. Please split it, or ask the administrators to import it.")


def import_tmx(content: bytes, filename: str, source_locale: Locale, target_locale: Locale, user=None) -> ImportReport:
    """Import a file. Out: the report, saved. Raises NotTmx if it is no TMX file; then nothing is saved."""
    taking = _Taking(read(content, source_locale, target_locale))
    new = remember_many(source_locale.pk, target_locale.pk, taking.pairs(user), Origin.TMX)
    return ImportReport.objects.create(
        user=user,
        filename=filename[:255],
        kind="tmx",
        imported=new,
        unchanged=taking.taken - new,
        left_out=[
            {"place": entry.place, "text": entry.text, "reason": entry.reason, "values": entry.values}
            for entry in taking.left_out
        ],
        left_out_count=taking.left_out_count,
    )


class _Taking:
    """Parts what is read into pairs and the rest."""

    def __init__(self, entries: Iterator[Pair | LeftOut]):
        self.entries = entries
        self.taken = self.left_out_count = 0
        self.left_out: list[LeftOut] = []

    def pairs(self, user) -> Iterator[Pair]:
        for entry in self.entries:
            if isinstance(entry, Pair):
                self.taken += 1
                yield Pair(entry.source, entry.target, entry.updated_at, getattr(user, "pk", None))
                continue
            self.left_out_count += 1
            if len(self.left_out) < LISTED:
                self.left_out.append(entry)
