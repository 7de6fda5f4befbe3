"""The rows as the templates need them: with words, addresses and the one thing that can be done next."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from django.apps import apps
from django.contrib.admin.utils import quote
from django.urls import reverse
from django.utils.translation import gettext

from . import words
from .filters import kind_name
from .query import Language
from .rights import Viewer
from .states import RANK, WITH_OPEN_SENTENCES, Standing, State

ICONS = {
    State.FAULTY: "warning",
    State.CHANGED: "resubmit",
    State.INCOMPLETE: "edit",
    State.MACHINE: "cogs",
    State.READY: "upload",
    State.BEHIND: "history",
    State.NEVER: "plus",
    State.IN_MODERATION: "clipboard-list",
    State.BY_HAND: "user",
    State.CURRENT: "check",
}


@dataclass(frozen=True)
class Action:
    """What can be done with a row. ``post`` says that it changes something and needs a form."""

    label: str
    address: str
    post: bool = False
    primary: bool = True


class Row:
    """One line of the list. The template reads it, and asks the database nothing."""

    def __init__(self, standing: Standing, language: Language, viewer: Viewer):
        self.standing = standing
        self.language = language
        self.viewer = viewer

    @property
    def state(self) -> State:
        return self.standing.state

    @cached_property
    def state_name(self) -> str:
        return str(words.NAMES[self.state])

    @property
    def icon(self) -> str:
        return ICONS[self.state]

    @cached_property
    def detail(self) -> str:
        return words.detail(self.standing)

    @cached_property
    def hints(self) -> list[tuple[str, str]]:
        return words.hints(self.standing)

    @cached_property
    def kind(self) -> str:
        return kind_name(self.standing)

    @property
    def token(self) -> str:
        """Names the source in a form: ``page:5``, ``sdg.goal:7``."""
        row = self.standing
        return f"page:{row.pk}" if row.is_page else f"{row.app_label}.{row.model}:{row.pk}"

    @property
    def anchor(self) -> str:
        """The id of the line in the document."""
        return "row-" + self.token.replace(":", "-").replace(".", "-")

    @property
    def has_bar(self) -> bool:
        """Whether a bar says more than the words do."""
        return self.state in WITH_OPEN_SENTENCES

    @property
    def target_title(self) -> str:
        """The title in the other language, if it has one of its own."""
        row = self.standing
        return row.target_title if row.target_pk and not row.target_is_alias else ""

    @cached_property
    def address(self) -> str:
        """Where a click on the title leads; empty if there is nothing this person may open."""
        row = self.standing
        if row.is_followed and self.viewer.translates(row):
            return reverse("desk:open", args=[row.translation_id])
        if row.target_pk and not row.target_is_alias and self.viewer.translates(row):
            return edit_address(row, row.target_pk)
        return edit_address(row, row.pk) if self.viewer.edits_source(row) else ""

    @cached_property
    def source_address(self) -> str:
        """Where the source is edited, for those who may."""
        return edit_address(self.standing, self.standing.pk) if self.viewer.edits_source(self.standing) else ""

    @property
    def startable(self) -> bool:
        return self.state == State.NEVER and self.viewer.may_start(self.standing)

    @cached_property
    def action(self) -> Action | None:
        """The button of the line."""
        row = self.standing
        if self.startable:
            return Action(gettext("Start translation"), start_address(row, self.language), post=True, primary=False)
        if not row.is_followed or not self.viewer.translates(row):
            return None
        address = reverse("desk:open", args=[row.translation_id])
        match self.state:
            case State.FAULTY:
                return Action(gettext("Correct errors"), address)
            case State.CHANGED | State.INCOMPLETE:
                return Action(gettext("Translate"), address)
            case State.MACHINE:
                return Action(gettext("Review"), address)
            case State.READY | State.BEHIND if self.viewer.publishes(row):
                return Action(gettext("Check and publish"), address)
            case State.READY | State.BEHIND:
                return Action(gettext("Check and submit"), address)
            case State.IN_MODERATION if self.viewer.reviews(row):
                return Action(gettext("Review"), address)
        return Action(gettext("Open translation"), address, primary=False)


@dataclass(frozen=True)
class Next:
    """What this person should do first."""

    row: Row
    sentences: int
    items: int

    @property
    def has_sentences(self) -> bool:
        return self.row.state in WITH_OPEN_SENTENCES

    @property
    def is_review(self) -> bool:
        return self.row.state == State.IN_MODERATION

    @property
    def is_submission(self) -> bool:
        """Whether it is finished, and somebody else publishes it."""
        return self.row.state in (State.READY, State.BEHIND) and not self.row.viewer.publishes(self.row.standing)


def next_of(standings: list[Standing], language: Language, viewer: Viewer) -> Next | None:
    """The first thing to do: approvals, open sentences, then what waits to be published, then what can be begun.

    Among equals what this person has begun comes first, then what is nearest to its end.
    """
    workable = [row for row in standings if viewer.translates(row) and not row.locked]
    open_rows = [row for row in workable if row.state in WITH_OPEN_SENTENCES and row.left]
    for rows in (
        # What is kept by hand has no sentences to open; Wagtail's own panel names it to its reviewers.
        [row for row in standings if row.is_followed and viewer.reviews(row) and viewer.translates(row)],
        open_rows,
        [row for row in workable if row.state == State.READY],
        [row for row in workable if row.state == State.BEHIND],
        [row for row in standings if row.state == State.NEVER and viewer.may_start(row)],
    ):
        if rows:
            first = min(rows, key=lambda row: _urgency(row, viewer))
            return Next(Row(first, language, viewer), sum(row.left for row in rows), len(rows))
    return None


def _urgency(row: Standing, viewer: Viewer) -> tuple:
    return RANK[row.state], row.written_by_id != viewer.user.pk, -row.percent, not row.is_page, row.source_path


def edit_address(row: Standing, pk: str) -> str:
    """Where Wagtail edits this page or snippet."""
    if row.is_page:
        return reverse("wagtailadmin_pages:edit", args=[pk])
    viewset = apps.get_model(row.app_label, row.model).snippet_viewset
    return reverse(viewset.get_url_name("edit"), args=[quote(pk)])


def start_address(row: Standing, language: Language) -> str:
    """Where the button to begin posts to."""
    if row.is_page:
        return reverse("desk:start_page", args=[row.pk, language.code])
    return reverse("desk:start_snippet", args=[row.app_label, row.model, quote(row.pk), language.code])
