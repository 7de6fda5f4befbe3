"""Why an entry of a file was left out, in words. Other parts add the reasons of their own imports."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Reason:
    """``heading`` names the group in the report, ``explanation`` says why and what to do.

    Both may hold placeholders (``%(name)s``), filled from the ``values`` of an entry. ``important``
    groups are opened at once: there is something to do.
    """

    heading: object
    explanation: object
    important: bool = True


REASONS: dict[str, Reason] = {}


def register(code: str, heading, explanation, *, important: bool = True) -> None:
    """Add a reason. In: its code, and two lazily translated texts."""
    REASONS[code] = Reason(heading, explanation, important)


def reason_of(code: str) -> Reason:
    """The words for a code; an unknown code (of an older version) is shown as it is."""
    return REASONS.get(code) or Reason(code, "")


def fill(text, values: Mapping) -> str:
    """Put values into a text. A missing one leaves the text as it is: a report must always open."""
    try:
        return str(text) % values
    except (KeyError, TypeError, ValueError):
        return str(text)


register(
    "changed_since",
    _("The sentence has changed since the file was made"),
    _(
        "The source text is not the one in the file any more. Your translation is kept as a suggestion for the new "
        "sentence."
    ),
)
register(
    "changed_since_fuzzy",
    _("The sentence has changed since the file was made"),
    _("The source text is not the one in the file any more, and the entry is marked as uncertain (fuzzy)."),
)
register(
    "conflict",
    _("Somebody has changed the translation in the meantime"),
    _(
        "The text here is newer than the file, so it was not overwritten. To overwrite it, import the file again "
        "with that choice ticked."
    ),
)
register(
    "conflict_undated",
    _("The file does not say when it was made"),
    _(
        "There is a different translation here already, and nobody can tell which one is newer, so it was not "
        "overwritten. To overwrite it, import the file again with that choice ticked."
    ),
)
register(
    "fuzzy",
    _("Marked as “needs work”"),
    _(
        "The entry is marked as uncertain (fuzzy). Remove the mark in your program, or import the file again and tick "
        "that such entries are taken over as text to be reviewed."
    ),
)
register(
    "fuzzy_over_finished",
    _("Uncertain text, but a finished translation is here"),
    _("An entry that needs work never replaces a translation that somebody has finished."),
)
register(
    "markup",
    _("The markup is damaged"),
    _('Marks such as <b>…</b> or <a id="a1">…</a> must be complete and the same as in the source: %(message)s'),
)
register("too_long", _("Too long"), _("The text has %(length)s characters; %(limit)s fit."))
register("refused", _("The text was refused"), _("The site does not accept this text: %(message)s"))
register("locked", _("The page is locked"), _("Somebody has locked this page. Import the file again later."))
register(
    "in_moderation",
    _("The translation is in moderation"),
    _("While it is being reviewed nothing may be changed. Import the file again once it is approved or rejected."),
)
register(
    "no_permission",
    _("You may not translate this page"),
    _("Somebody with rights for this page can import the file."),
)
register(
    "stopped",
    _("The translation has been stopped"),
    _("This page is not translated sentence by sentence any more; its text is changed in the page editor."),
)
register(
    "target_gone",
    _("The translated page has been deleted"),
    _("The page that this entry belongs to does not exist any more."),
)
register(
    "unknown_page",
    _("Not from this website"),
    _("The entry belongs to a page that is unknown here, or whose translation has not been started."),
)
register(
    "unknown_sentence",
    _("The sentence is unknown"),
    _("The page does not have this sentence, and has never had it in this place."),
)
register(
    "no_place",
    _("The entry does not say where it belongs"),
    _("The context of the entry (msgctxt or resname) is missing, and the sentence cannot be found otherwise."),
)
register(
    "duplicate",
    _("The entry stands in the file twice"),
    _("The file has two different translations for the same sentence. The first one was taken."),
)
register("plural", _("Entry with plural forms"), _("Entries with plural forms do not belong to this website."))
register("syntax", _("The entry cannot be read"), _("The file is damaged near line %(line)s."))
register(
    "other_language",
    _("Another language"),
    _("This part of the file is in the language “%(language)s”."),
)
register(
    "obsolete",
    _("The sentence is no longer on the page"),
    _("The entry is marked as obsolete (#~) and was not taken over."),
    important=False,
)
register(
    "empty",
    _("Not translated yet"),
    _("The entry is empty. What has been translated here is never deleted by a file."),
    important=False,
)
