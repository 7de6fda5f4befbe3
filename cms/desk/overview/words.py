"""The states in words: a name, one sentence about a row, and what else there is to know."""

from __future__ import annotations

from django.utils.translation import get_language_info, gettext, gettext_lazy, gettext_noop, ngettext

from .states import Standing, State

# Wagtail's words in its side panel. Ours follow it there: it means translations that this person may edit.
gettext_noop("No other translations")

NAMES = {
    State.FAULTY: gettext_lazy("Has errors"),
    State.CHANGED: gettext_lazy("Source changed"),
    State.INCOMPLETE: gettext_lazy("Incomplete"),
    State.MACHINE: gettext_lazy("Machine text, not reviewed"),
    State.READY: gettext_lazy("Ready, not published"),
    State.BEHIND: gettext_lazy("Published from an older source"),
    State.NEVER: gettext_lazy("Never submitted"),
    State.IN_MODERATION: gettext_lazy("In moderation"),
    State.BY_HAND: gettext_lazy("Kept by hand"),
    State.CURRENT: gettext_lazy("Current"),
}
EXPLANATIONS = {
    State.FAULTY: gettext_lazy("A sentence is too long or damaged and would not appear on the page."),
    State.CHANGED: gettext_lazy("Sentences that were translated have been changed in the source."),
    State.INCOMPLETE: gettext_lazy("Sentences have no translation yet."),
    State.MACHINE: gettext_lazy("Every sentence has a text, but some of it comes from a machine."),
    State.READY: gettext_lazy("Everything is translated, but not all of it is published."),
    State.BEHIND: gettext_lazy("The source was published after the translation; no text is missing."),
    State.NEVER: gettext_lazy("Nobody has begun to translate this; visitors see the source."),
    State.IN_MODERATION: gettext_lazy("The translation waits for approval. Nobody can change it meanwhile."),
    State.BY_HAND: gettext_lazy("This is written without the desk, which cannot tell whether it is current."),
    State.CURRENT: gettext_lazy("The published translation says what the source says."),
}


def language_name(code: str) -> str:
    """The name of a language in the reader's language: "French"."""
    try:
        return gettext(get_language_info(code)["name_translated"])
    except KeyError:
        return code


def detail(row: Standing) -> str:
    """One sentence that says how many, or what is left to do."""
    match row.state:
        case State.FAULTY:
            text = ngettext("%(number)d sentence with an error", "%(number)d sentences with an error", row.errors)
            return text % {"number": row.errors}
        case State.CHANGED if row.open > row.changed:
            text = ngettext(
                "%(number)d sentence changed, %(left)d to translate in all",
                "%(number)d sentences changed, %(left)d to translate in all",
                row.changed,
            )
            return text % {"number": row.changed, "left": row.open}
        case State.CHANGED:
            text = ngettext("%(number)d sentence changed", "%(number)d sentences changed", row.changed)
            return text % {"number": row.changed}
        case State.INCOMPLETE:
            return gettext("%(done)d of %(total)d sentences") % {"done": row.done, "total": row.total}
        case State.MACHINE:
            text = ngettext("%(number)d sentence to review", "%(number)d sentences to review", row.machine)
            return text % {"number": row.machine}
        case State.READY if not row.is_published:
            return gettext("All done, only publishing is left")
        case State.READY if not row.target_live:
            return gettext("All done, but not online")
        case State.READY:
            return gettext("Newer texts wait to be published")
        case State.BEHIND:
            return gettext("Publish again to take over pictures and order")
        case State.NEVER if row.target_pk and row.is_page:
            return gettext("Visitors see the source")
        case State.BY_HAND:
            return gettext("The desk does not follow this")
    return ""


def brief(row: Standing) -> str:
    """State and number in as few words as possible, for tags: "3 sentences changed", "current"."""
    if row.state in (State.CHANGED, State.INCOMPLETE, State.FAULTY, State.MACHINE):
        return detail(row)
    return str(NAMES[row.state])


def hints(row: Standing) -> list[tuple[str, str]]:
    """What else there is to know: name of an icon, sentence. Nothing of a draft but that there is one."""
    found = []
    if row.questions:
        text = ngettext("%(number)d open question", "%(number)d open questions", row.questions)
        found.append(("help", text % {"number": row.questions}))
    if row.changes_requested:
        found.append(("warning", gettext("Moderation has asked for changes")))
    if row.locked:
        found.append(("lock", gettext("The translation is locked")))
    if not row.source_live:
        found.append(("no-view", gettext("The source is not published")))
    elif row.source_has_draft:
        found.append(("edit", gettext("A new draft of the source is being written")))
    if row.source_restricted:
        found.append(("key", gettext("Not open to the public")))
    return found
