"""The memory as a TMX 1.4 file, written piece by piece."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from xml.sax.saxutils import quoteattr

from django.utils import timezone
from wagtail.models import Locale

from ..models import MemoryEntry
from .tmx_inline import to_seg

_CHUNK = 1000


def tmx(source_locale: Locale, target_locale: Locale) -> Iterator[str]:
    """The file for two languages. No names of people go out."""
    source, target = quoteattr(source_locale.language_code), quoteattr(target_locale.language_code)
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<tmx version="1.4">\n'
    yield (
        '  <header creationtool="dueren-la-me" creationtoolversion="1" segtype="sentence" o-tmf="wagtail-localize" '
        f'adminlang="en" srclang={source} datatype="html" creationdate="{_date(timezone.now())}"/>\n  <body>\n'
    )
    rows = (
        MemoryEntry.objects.filter(source_locale=source_locale, target_locale=target_locale)
        .order_by("pk")
        .values_list("pk", "source_text", "target_text", "updated_at")
    )
    for pk, source_text, target_text, updated_at in rows.iterator(chunk_size=_CHUNK):
        yield (
            f'    <tu tuid="{pk}" changedate="{_date(updated_at)}">\n'
            f"      <tuv xml:lang={source}><seg>{to_seg(source_text)}</seg></tuv>\n"
            f"      <tuv xml:lang={target}><seg>{to_seg(target_text)}</seg></tuv>\n"
            "    </tu>\n"
        )
    yield "  </body>\n</tmx>\n"


def _date(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
