"""The checks. Each takes a sentence and yields what it finds.

A false alarm costs more than a fault that is missed: who is warned in vain stops reading warnings.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.media.alt_texts import weaknesses

from .contacts import (
    Contacts,
    contacts_of,
    missing_and_added,
    missing_and_added_telephones,
    whichever_language,
)
from .figures import compare
from .findings import Finding, Sentence, Severity
from .limits import plain_text
from .markup import markup_of
from .reading import reading
from .typography import look

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
#: Letters that `slugify` would drop.
_PLAIN_LETTERS = str.maketrans({"œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae", "ß": "ss", "’": "-", "'": "-"})
_PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\{?\s*\w+\s*\}?\}|(?<![\d\s])%[sd]\b")
_CLOSING = "\"'»”“’)]\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE} "
#: A full stop that belongs to the last word or to a date: "e. V.", "usw.", "Nr.", "S. 12 ff.", "am 3.10."
_ABBREVIATION = re.compile(
    r"(?:\b[^\W\d_]|\b(?:usw|bzw|etc|ca|Nr|Str|Mio|Mrd|Dr|Prof|St|gGmbH|inkl|ggf|vgl|ff|Abs|Art|Tel|Jh|Std|Min|Co|Hrsg|Bd)"
    r"|\b\d{1,2}\.\d{1,2})\.$",
    re.I,
)
#: Words that no French text has, and hardly any proper name without other words in small letters.
_GERMAN = re.compile(
    r"(?:aber|als|am|auch|auf|aus|bei|beim|bis|das|dass|de[mnrs]|die|durch|ein|eine[mnrs]?|er|es|für|hat|ihre?|im|in"
    r"|ist|mit|nach|nicht|noch|nur|oder|ohne|sich|sie|sind|so|über|um|und|unter|unsere?|vom|von|vor|war|was|wenn|werden"
    r"|wie|wir|wird|wurden?|zu|zum|zur|zwischen)"
)
_WORD = re.compile(r"[^\W\d_]+")
_FRENCH_SPACES = {"?": "\N{NARROW NO-BREAK SPACE}", "!": "\N{NARROW NO-BREAK SPACE}", ":": "\N{NO-BREAK SPACE}"}


def check(sentence: Sentence) -> Iterator[Finding]:
    """All findings of one sentence."""
    if not sentence.target.strip():
        yield _empty(sentence)
        return
    if sentence.place.is_slug:
        yield from _slug(sentence)
        yield from _length(sentence)
        return
    count = 0
    for one in _CHECKS:
        for finding in one(sentence):
            count += finding.severity == Severity.ERROR
            yield finding
    if sentence.stored_error and not count:
        yield _finding(sentence, "refused", Severity.ERROR, sentence.stored_error)


def _finding(sentence: Sentence, code: str, severity: Severity, message: str, fix: str = "") -> Finding:
    return Finding(code, severity, message, sentence.segment_id, fix if fix != sentence.target_data else "")


def _listed(items: list[str]) -> str:
    # A comma parts decimals in both languages, a semicolon nothing.
    return "; ".join(items)


# --- What stops publishing ------------------------------------------------------------------------


def _empty(sentence: Sentence) -> Finding:
    if sentence.place.is_alternative_text:
        message = _("The alternative text of this picture is not translated: screen readers would have nothing to say.")
        return _finding(sentence, "alternative_text", Severity.ERROR, message)
    return _finding(sentence, "empty", Severity.ERROR, _("This sentence is not translated yet."))


def _length(sentence: Sentence) -> Iterator[Finding]:
    limit = sentence.place.limit
    length = len(sentence.target)
    if limit is not None and length > limit:
        message = ngettext(
            "The translation is %(over)d character too long: %(length)d of %(limit)d.",
            "The translation is %(over)d characters too long: %(length)d of %(limit)d.",
            length - limit,
        )
        yield _finding(
            sentence,
            "too_long",
            Severity.ERROR,
            message % {"over": length - limit, "length": length, "limit": limit},
        )


def _slug(sentence: Sentence) -> Iterator[Finding]:
    text = sentence.target.strip()
    if not _SLUG.fullmatch(text):
        fix = slugify(text.translate(_PLAIN_LETTERS))
        yield _finding(
            sentence,
            "slug",
            Severity.ERROR,
            _("An address may have only the letters a to z without accents, digits and hyphens."),
            fix.strip("-_").replace("_", "-"),
        )


def _markup(sentence: Sentence) -> Iterator[Finding]:
    source, target = markup_of(sentence.source_data), markup_of(sentence.target_data)
    if target.faults:
        messages = {
            "unfinished": _("A tag is not finished: its closing bracket is missing."),
            "unbalanced": _("The markup is damaged: a tag is not closed, or closed in the wrong place."),
            "foreign_tag": _("The translation has a tag that may not stand in a sentence."),
            "attribute": _("Tags in a translation may not have attributes, except for the “id” of a link."),
            "nested_link": _("A link stands inside another link."),
        }
        yield _finding(sentence, "markup_damaged", Severity.ERROR, messages[target.faults[0]])
        return
    unknown = [link for link in target.links if link not in source.links]
    if unknown:
        message = _("The translation has a link that is not in the source text: %(links)s.")
        yield _finding(sentence, "link_unknown", Severity.ERROR, message % {"links": _listed(unknown)})
    missing = [_link_text(sentence, link) for link in dict.fromkeys(source.links) if link not in target.links]
    if missing:
        message = ngettext(
            "A link of the source text is missing: %(links)s.", "Links of the source text are missing: %(links)s.",
            len(missing),
        )  # fmt: skip
        yield _finding(sentence, "link_missing", Severity.WARNING, message % {"links": _listed(missing)})
    for tags, message in (
        ("b", _("Bold text of the source is not bold in the translation.")),
        ("i", _("Italic text of the source is not italic in the translation.")),
    ):
        if source.tags[tags] and not target.tags[tags]:
            yield _finding(sentence, "emphasis_missing", Severity.WARNING, message)


def _link_text(sentence: Sentence, link: str) -> str:
    """What a link is called in the source; its id, should it be without words."""
    found = re.search(rf'<a id="{re.escape(link)}">(.*?)</a>', sentence.source_data)
    return (plain_text(found[1]).strip() if found else "") or link


# --- What asks ------------------------------------------------------------------------------------


def _identical(sentence: Sentence) -> Iterator[Finding]:
    if sentence.source.strip() != sentence.target.strip():
        return
    words = _WORD.findall(sentence.target)
    german = [word for word in words if _GERMAN.fullmatch(word)]
    small = [word for word in words if word[0].islower()]
    # A name may hold "für" and "und"; it has no verbs and no other words in small letters.
    is_name = len(words) <= 8 and len(small) == len(german) and not sentence.target.rstrip().endswith((".", "?", "!"))
    if len(words) >= 3 and german and not is_name:
        yield _finding(sentence, "identical", Severity.WARNING, _("The translation is the same as the source text."))


def _figures(sentence: Sentence) -> Iterator[Finding]:
    source, target = contacts_of(sentence.source), contacts_of(sentence.target)
    yield from _contacts(sentence, source, target)
    numbers, dates = compare(source.rest, target.rest)
    if numbers:
        yield _finding(
            sentence, "numbers", Severity.WARNING, _difference(_("The numbers differ."), numbers.missing, numbers.added)
        )
    if dates:
        yield _finding(
            sentence, "dates", Severity.WARNING, _difference(_("The dates differ."), dates.missing, dates.added)
        )


def _contacts(sentence: Sentence, source: Contacts, target: Contacts) -> Iterator[Finding]:
    for code, message, pair in (
        ("emails", _("The e-mail addresses differ."), missing_and_added(source.emails, target.emails)),
        (
            "addresses",
            _("The web addresses differ."),
            missing_and_added(source.addresses, target.addresses, whichever_language),
        ),
        (
            "telephones",
            _("The telephone numbers differ."),
            missing_and_added_telephones(source.telephones, target.telephones),
        ),
    ):
        if any(pair):
            yield _finding(sentence, code, Severity.WARNING, _difference(message, *pair))


def _difference(message: str, missing: list[str], added: list[str]) -> str:
    parts = [message]
    if missing:
        parts.append(_("Missing in the translation: %(items)s.") % {"items": _listed(missing)})
    if added:
        parts.append(_("Not in the source text: %(items)s.") % {"items": _listed(added)})
    return " ".join(parts)


def _placeholders(sentence: Sentence) -> Iterator[Finding]:
    source, target = (sorted(_PLACEHOLDER.findall(text)) for text in (sentence.source, sentence.target))
    if source != target:
        missing, added = missing_and_added(tuple(source), tuple(target))
        yield _finding(
            sentence,
            "placeholders",
            Severity.WARNING,
            _difference(_("The placeholders differ."), missing or source, added),
        )


def _terms(sentence: Sentence) -> Iterator[Finding]:
    for term in sentence.terms.missing_terms(sentence.source_data, sentence.target_data):
        yield _finding(
            sentence,
            "term",
            Severity.WARNING,
            _("The glossary says “%(preferred)s” for “%(term)s”.")
            % {"preferred": term.preferred, "term": term.source_text},
        )


def _poor_alternative(sentence: Sentence) -> Iterator[Finding]:
    """What is warned about in German too (`cms.media.alt_texts`)."""
    for message in weaknesses(sentence.target) if sentence.place.is_alternative_text else ():
        yield _finding(sentence, "poor_alternative_text", Severity.WARNING, message)


def _typography(sentence: Sentence) -> Iterator[Finding]:
    seen = look(sentence.target_data, sentence.target_language)
    names = {
        "apostrophe": _("a straight apostrophe instead of ’"),
        "ellipsis": _("three full stops instead of …"),
        "quotation_marks": _("quotation marks other than « »"),
        "space_missing": _("a missing space at a sign that wants one"),
        "space_before_comma": _("a space before a comma or full stop"),
        "double_space": _("two spaces in a row"),
    }
    if seen.problems:
        message = _("Typography: %(faults)s.") % {"faults": _listed([names[code] for code in seen.problems])}
        yield _finding(sentence, "typography", Severity.WARNING, message, seen.fixed.strip())


def _edges(sentence: Sentence) -> Iterator[Finding]:
    text = sentence.target_data
    if text != text.strip() and sentence.source_data == sentence.source_data.strip():
        yield _finding(
            sentence,
            "edge_space",
            Severity.WARNING,
            _("The translation begins or ends with a space."),
            text.strip(),
        )


def _end(sentence: Sentence) -> Iterator[Finding]:
    source, target = sentence.source.rstrip(), sentence.target.rstrip()
    bare, other = source.rstrip(_CLOSING), target.rstrip(_CLOSING)
    if not bare or bare[-1] not in ".?!:" or not other or _ABBREVIATION.search(bare):
        return
    wanted = bare[-1]
    if other[-1] in ".?!:…" and (other[-1] == "?") == (wanted == "?"):
        return
    fix = ""
    # Only where the sentence ends in a plain word it is clear where the sign belongs.
    if target == other and target[-1].isalnum() and not sentence.target_data.rstrip().endswith(">"):
        space = _FRENCH_SPACES.get(wanted, "") if sentence.target_language == "fr" else ""
        fix = sentence.target_data.rstrip() + space + wanted
    message = _("The source text ends with “%(sign)s”, the translation does not.") % {"sign": wanted}
    yield _finding(sentence, "end", Severity.WARNING, message, fix)


_CHECKS: tuple[Callable[[Sentence], Iterator[Finding]], ...] = (
    _length,
    _markup,
    _identical,
    _figures,
    _placeholders,
    _terms,
    _typography,
    _edges,
    _end,
    _poor_alternative,
    reading,
)
