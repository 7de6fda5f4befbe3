"""PO files as msgfmt and Poedit want them."""

from __future__ import annotations

import gettext
from collections.abc import Iterable, Iterator
from pathlib import Path

import django.conf
import polib
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import to_locale

from ..segments import Status
from .contents import Content, Export, Former, Sentence
from .keys import clean, context_of

CONTENT_TYPE = "text/x-gettext-translation; charset=utf-8"
_WIDTH = 100


def write_po(export: Export, contents: Iterable[Content]) -> Iterator[str]:
    """The file in pieces: its head, then the pages one after the other.

    An entry is found again by its context, which names the object and the path in it, together with
    its text. The same text twice at one place is one entry (`segments_of` sees to that).
    """
    head = polib.POFile(wrapwidth=_WIDTH)
    head.header = _(
        "Translation file of %(site)s. Please keep the contexts (msgctxt): they say where a text belongs."
    ) % {"site": export.site}
    head.metadata = _metadata(export)
    yield str(head)
    former: list[polib.POEntry] = []
    written: set[tuple[str, str]] = set()
    for content in contents:
        for sentence in content.sentences:
            entry = _entry(content, sentence)
            if _is_new(entry, written):
                yield f"\n{entry.__unicode__(_WIDTH)}"
        former += [entry for old in content.former if _is_new(entry := _former(content, old), written)]
    # Tools expect what is obsolete at the end.
    for entry in former:
        yield f"\n{entry.__unicode__(_WIDTH)}"


def plural_forms(language: str) -> str:
    """The rule for plurals, which Poedit asks for though no entry needs it; from Django's own translations."""
    folder = Path(django.conf.__file__).parent / "locale"
    found = gettext.translation("django", folder, [to_locale(language)], fallback=True)
    return found.info().get("plural-forms", "nplurals=2; plural=(n != 1);")


def _metadata(export: Export) -> dict[str, str]:
    moment = export.moment.strftime("%Y-%m-%d %H:%M%z")
    language = to_locale(export.target_locale.language_code)
    return {
        "Project-Id-Version": export.site,
        "Report-Msgid-Bugs-To": settings.WAGTAILADMIN_BASE_URL,
        "POT-Creation-Date": moment,
        "PO-Revision-Date": moment,
        "Last-Translator": export.site,
        "Language-Team": export.site,
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": plural_forms(export.target_locale.language_code),
        "X-Generator": "Translators' desk",
        "X-Source-Language": to_locale(export.source_locale.language_code),
        # Poedit changes the dates above when it saves; these stay.
        "X-Desk-Site": settings.WAGTAILADMIN_BASE_URL,
        "X-Desk-Exported": export.moment.isoformat(),
    }


def _is_new(entry: polib.POEntry, written: set[tuple[str, str]]) -> bool:
    """Whether context and text are not in the file yet: msgfmt refuses a file that says something twice."""
    key = (entry.msgctxt, entry.msgid)
    if not entry.msgid or key in written:
        return False
    written.add(key)
    return True


def _entry(content: Content, sentence: Sentence) -> polib.POEntry:
    segment = sentence.segment
    source = clean(segment.source)
    entry = polib.POEntry(
        msgctxt=context_of(content.object_key, segment.path),
        msgid=source,
        msgstr=clean(segment.target),
        comment="\n".join(_one_line(line) for line in _comments(content, sentence)),
        flags=[],
        occurrences=[],
    )
    if segment.status == Status.MACHINE:
        entry.flags.append("fuzzy")
    elif segment.status == Status.OPEN and sentence.previous is not None:
        # As msgmerge does it: the old text stays, uncertain, and Poedit shows what has changed.
        entry.flags.append("fuzzy")
        entry.msgstr = clean(sentence.previous.target)
        entry.previous_msgid = clean(sentence.previous.source)
    return entry


def _comments(content: Content, sentence: Sentence) -> Iterator[str]:
    yield _("Page: %(title)s") % {"title": content.title}
    yield _("Place: %(place)s") % {"place": sentence.place}
    yield from helps(sentence)
    if sentence.url:
        yield sentence.url


def helps(sentence: Sentence) -> Iterator[str]:
    """What a translator should know: length, terms, why it is uncertain, what is wrong."""
    if sentence.limit:
        yield _("At most %(limit)s characters") % {"limit": sentence.limit}
    for term in sentence.terms:
        line = f"{term.source_text} → {' / '.join(term.accepted)}"
        yield _("Term: %(term)s") % {"term": f"{line} ({term.note})" if term.note else line}
    if sentence.segment.status == Status.MACHINE:
        yield _("Machine translation (%(tool)s), please review") % {"tool": sentence.segment.tool}
    if sentence.segment.error:
        yield _("To be corrected: %(error)s") % {"error": sentence.segment.error}


def _former(content: Content, former: Former) -> polib.POEntry:
    return polib.POEntry(
        msgctxt=context_of(content.object_key, former.path),
        msgid=clean(former.source),
        msgstr=clean(former.target),
        obsolete=True,
        flags=[],
        occurrences=[],
    )


def _one_line(text: str) -> str:
    return " ".join(text.split())
