"""Wagtail's actions as the API finds them in its registry, with the person known who acts.

What the API may not write at all is refused before (`cms.delivery.api_v3`).
"""

from __future__ import annotations

from wagtail.actions.delete_page import DeletePageAction
from wagtail.actions.edit_page import EditPageAction
from wagtail.actions.move_page import MovePageAction
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.actions.revert_to_page_revision import RevertToPageRevisionAction
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.log_actions import LogContext


class KnownUser:
    """Wagtail notes who acts for requests of the admin only; whoever follows an action has to know it here too."""

    def execute(self, *args, **kwargs):
        with LogContext(user=self.user):
            return super().execute(*args, **kwargs)


class DeskPublish(KnownUser, PublishPageRevisionAction):
    pass


class DeskEdit(KnownUser, EditPageAction):
    pass


class DeskRevert(KnownUser, RevertToPageRevisionAction):
    pass


class DeskUnpublish(KnownUser, UnpublishPageAction):
    pass


class DeskMove(KnownUser, MovePageAction):
    pass


class DeskDelete(KnownUser, DeletePageAction):
    pass


ACTIONS = (DeskPublish, DeskEdit, DeskRevert, DeskUnpublish, DeskMove, DeskDelete)
