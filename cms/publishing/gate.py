"""The gate that every way of publishing a page passes.

Button, workflow, bulk action, clock, API, the translators' desk and programs all end in
`PublishPageRevisionAction.execute`. Wagtail has no signal and no hook there (``before_publish_page`` is
called by two views only), so the gate is put into the action itself; tests hold each way to it.
"""

from __future__ import annotations

from functools import partial

import structlog
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.actions.copy_page import CopyPageAction
from wagtail.actions.create_alias import CreatePageAliasAction
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.log_actions import log
from wagtail.models import Page, PageLogEntry

from cms.lost_targets import lost_rows

from . import telling
from .problems import Problem, PublishingRefused
from .rules import problems_of

logger = structlog.get_logger(__name__)

#: How Wagtail's command names itself to the action (wagtail/management/commands/publish_scheduled.py).
SCHEDULED = "wagtail.publish.scheduled"
HELD_BACK = "cms.publish.held_back"

_publish = PublishPageRevisionAction.execute
_copy = CopyPageAction._copy_page
_create_alias = CreatePageAliasAction._create_alias


def connect() -> None:
    """Put the gate into Wagtail's actions. A second call changes nothing."""
    PublishPageRevisionAction.execute = execute
    CopyPageAction._copy_page = copy_page
    CreatePageAliasAction._create_alias = create_alias


def execute(self, skip_permission_checks: bool = False):
    """Publish, or refuse. Raises PublishingRefused; what the clock may not publish is held back without a fault."""
    self.check(skip_permission_checks=skip_permission_checks)
    problems = problems_of(self.object, self.user)
    if self.log_action == SCHEDULED and (kinds := lost_rows(self.object)):
        # Who publishes by hand has been told so; at night nobody looks.
        message = _("This version named something that has been deleted since: %(kinds)s. Please publish it by hand.")
        problems = [*problems, Problem(message % {"kinds": kinds})]
    if not problems:
        return _publish(self, skip_permission_checks=skip_permission_checks)
    if self.log_action == SCHEDULED:
        hold_back(self.object, self.revision, problems)
        return None
    stay_a_draft(self.object)
    raise PublishingRefused(self.object, problems)


def stay_a_draft(page: Page) -> None:
    """Wagtail's form adds a new page as a live one just before it publishes it: take that back."""
    if page.pk and page.live_revision_id is None:
        Page.objects.filter(pk=page.pk, live=True, live_revision=None, first_published_at=None).update(
            live=False, has_unpublished_changes=True
        )


def hold_back(page: Page, revision, problems: list[Problem]) -> None:
    """Note and tell once that a scheduled publication waits. The clock tries it again every minute; `late` lists it."""
    # The clock holds a plain page, the log of a page takes any.
    entry = PageLogEntry.objects.filter(page_id=page.pk, action=HELD_BACK, revision=revision).first()
    if entry is None:
        messages = [problem.message for problem in problems]
        logger.warning("publishing_held_back", page=page.pk, revision=revision.pk, problems=messages)
        with transaction.atomic():
            entry = log(instance=page, action=HELD_BACK, revision=revision, data={"problems": messages})
    # No mail server keeps a transaction open, and no fault of a mail keeps the other pages from going live.
    transaction.on_commit(partial(telling.tell, page, revision, entry), robust=True)


def copy_page(self, page, *args, **kwargs):
    """A copy goes live with its original's revision and without being published: as a draft if it would be refused."""
    if self.keep_live and page.live and problems_of(page.specific, self.user):
        self.keep_live = False
        try:
            return _copy(self, page, *args, **kwargs)
        finally:
            self.keep_live = True
    return _copy(self, page, *args, **kwargs)


def create_alias(self, page, *args, update_locale=None, **kwargs):
    """A page shown a second time is public there at once: not before it may be published, which its source brings on.

    Counterparts in other languages stand for a translation that is missing; they follow their source.
    """
    page = page.specific
    if update_locale is None and page.live and problems_of(page, self.user):
        page.live = False
        try:
            return _create_alias(self, page, *args, update_locale=update_locale, **kwargs)
        finally:
            page.live = True
    return _create_alias(self, page, *args, update_locale=update_locale, **kwargs)
