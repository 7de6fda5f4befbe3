"""How far a translation is: one word for each page or snippet in each language, defined here and nowhere else.

The first line that fits is the state:

=============  =====================================================================================
state          it is so when
=============  =====================================================================================
in moderation  the translated page or snippet is in a workflow that is in progress; nobody may write
by hand        the translation was stopped, or the page was written in this language without the desk
never          nobody has begun: there is no translation yet, visitors see the source language
faulty         a sentence has been found too long or damaged; it would not appear on the page
changed        sentences are open at places that had a translation before: the source was changed
incomplete     other sentences are open (empty)
machine        all sentences have a text, but some of it is the machine's and nobody has read it
ready          all is done, but it was never published or is not online (while the source is), or a
               sentence or an exchanged picture or link is newer than the last publication
behind         all is done and published, but the source was published after that: what is no text
               (pictures, order, removed parts) may differ until the translation is published again
current        none of these
=============  =====================================================================================

Numbers: *total* counts different sentences at a place, as `cms.desk.segments` does; *done* are those with a
text by a person and without an error. *changed* is counted for each place (a title, a paragraph): as many
of its open sentences as it has translations of sentences that no longer stand there. A sentence that was
added to a text, one of whose sentences was replaced at some time, therefore counts as changed, not as new.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from wagtail_localize.models import Translation


class State(StrEnum):
    """The states in the order in which they call for work."""

    FAULTY = "faulty"
    CHANGED = "changed"
    INCOMPLETE = "incomplete"
    MACHINE = "machine"
    READY = "ready"
    BEHIND = "behind"
    NEVER = "never"
    IN_MODERATION = "in_moderation"
    BY_HAND = "by_hand"
    CURRENT = "current"


RANK = {state: position for position, state in enumerate(State)}
#: States in which sentences wait for a translator.
WITH_OPEN_SENTENCES = frozenset({State.FAULTY, State.CHANGED, State.INCOMPLETE, State.MACHINE})
#: States in which somebody has something to do at the desk.
WITH_WORK = WITH_OPEN_SENTENCES | {State.READY, State.BEHIND, State.NEVER, State.IN_MODERATION}


@dataclass(slots=True, eq=False)  # not frozen: a thousand of them are made for each list
class Standing:
    """How one page or snippet stands in one other language. Titles are those that are published."""

    is_page: bool
    app_label: str
    model: str
    pk: str
    key: UUID
    source_locale_id: int
    target_locale_id: int
    title: str
    source_live: bool
    source_has_draft: bool
    source_restricted: bool
    source_path: str
    source_depth: int
    source_children: int
    source_owner_id: int | None
    target_pk: str | None
    target_title: str
    target_is_alias: bool
    target_live: bool
    target_path: str
    target_owner_id: int | None
    locked: bool
    translation_id: int | None
    enabled: bool
    source_updated_at: datetime | None
    total: int
    open: int
    errors: int
    machine: int
    changed: int
    written_at: datetime | None
    written_by_id: int | None
    written_by: str
    exchanged_at: datetime | None
    published_at: datetime | None
    published_by: str
    in_moderation: bool
    changes_requested: bool
    questions: int
    #: Worked out when it is first asked for: rows are sorted, counted and chosen by it.
    _state: State | None = field(default=None, init=False, repr=False)

    @property
    def is_followed(self) -> bool:
        """Whether there is a translation at the desk: begun, and not stopped."""
        return self.translation_id is not None and self.enabled

    @property
    def done(self) -> int:
        """Sentences with a text by a person and without an error."""
        return self.total - self.open - self.errors - self.machine

    @property
    def left(self) -> int:
        """Sentences that wait for a person."""
        return self.total - self.done

    @property
    def percent(self) -> int:
        """How much is done, 0 to 100; 100 only if nothing is left."""
        return self.done * 100 // self.total if self.total else 100

    @property
    def is_published(self) -> bool:
        """Whether the desk has ever brought this translation before the public and it still stands there."""
        return self.published_at is not None and self.target_pk is not None and not self.target_is_alias

    @property
    def state(self) -> State:
        """The first line of the table above that fits. A row does not change after that."""
        if self._state is None:
            self._state = self._find_state()
        return self._state

    def _find_state(self) -> State:
        if self.in_moderation:
            return State.IN_MODERATION
        if not self.is_followed:
            return State.BY_HAND if self.target_pk and not self.target_is_alias else State.NEVER
        if self.errors:
            return State.FAULTY
        if self.changed:
            return State.CHANGED
        if self.open:
            return State.INCOMPLETE
        if self.machine:
            return State.MACHINE
        return self._when_all_is_done()

    def _when_all_is_done(self) -> State:
        if not self.is_published or (self.source_live and not self.target_live):
            return State.READY
        if any(moment and moment > self.published_at for moment in (self.written_at, self.exchanged_at)):
            return State.READY
        if self.source_updated_at and self.source_updated_at > self.published_at:
            return State.BEHIND
        return State.CURRENT


def state_of(translation: Translation) -> Standing | None:
    """The standing of one translation; None if its source has been deleted. One query."""
    from .query import standings

    source = translation.source
    pair = (source.locale_id, translation.target_locale_id)
    return next(iter(standings([pair], {source.object_id})), None)
