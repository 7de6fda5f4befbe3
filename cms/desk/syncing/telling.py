"""Tells people of translations that did not follow their source."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from smtplib import SMTPException

from django.contrib import messages
from django.core.mail import send_mail
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from wagtail.log_actions import get_active_log_context, log
from wagtail.models import Page

from cms.office.mail import sender

from .. import permissions

logger = logging.getLogger(__name__)
LOG_ACTION = "desk.stays"


@dataclass(frozen=True)
class Left:
    """A translation that stayed as it was when its source was unpublished, moved or deleted."""

    page: Page
    source: Page
    action: str


def tell(left: list[Left], user) -> None:
    """The person who acts reads it on the next screen, those who may do something about it get a mail."""
    context = get_active_log_context()
    if context.user is not None:
        context.desk_left = [*getattr(context, "desk_left", []), *left]
    for item in left:
        log(instance=item.page.specific, action=LOG_ACTION, data={"action": item.action}, user=user)
        for person in _responsible(item.page):
            _mail(person, item)


def show_messages(request) -> None:
    """Show what `tell` has noted in this request, once."""
    context = get_active_log_context()
    for item in context.__dict__.pop("desk_left", []):
        messages.warning(request, sentence(item))


def sentence(item: Left) -> str:
    """What happened to one translation, for whoever has caused it."""
    values = {"title": item.page.get_admin_display_title(), "language": item.page.locale.get_display_name()}
    if item.action == "move":
        return (
            _(
                "The translation “%(title)s” (%(language)s) stays where it is, because you may not move it. "
                "Those who may have been told."
            )
            % values
        )
    return (
        _(
            "The translation “%(title)s” (%(language)s) is still public, because you may not unpublish it. "
            "Those who may have been told."
        )
        % values
    )


def _responsible(page: Page) -> list:
    from ..notices.people import may_enter, reachable

    users = [user for user in reachable() if may_enter(user) and permissions.may_publish(user, page)]
    # Administrators hear of it only if nobody else could do anything.
    return [user for user in users if not user.is_superuser] or users


def _mail(user, item: Left) -> None:
    from ..notices.mailing import absolute
    from ..notices.people import language_of

    with translation.override(language_of(user)):
        values = {
            "title": item.page.get_admin_display_title(),
            "source": item.source.get_admin_display_title(),
            "address": absolute(reverse("wagtailadmin_pages:edit", args=[item.page.pk])),
        }
        if item.action == "move":
            text = _(
                "The page “%(source)s” has been moved. Its translation “%(title)s” stays at its old place, because "
                "the person who moved the page may not move the translation. Please decide what is to become of it:"
                "\n\n%(address)s"
            )
        elif item.action == "delete":
            text = _(
                "The page “%(source)s” has been deleted. Its translation “%(title)s” is still public, because the "
                "person who deleted the page may not unpublish the translation. Please decide what is to become "
                "of it:\n\n%(address)s"
            )
        else:
            text = _(
                "The page “%(source)s” is no longer public. Its translation “%(title)s” still is, because the person "
                "who unpublished the page may not unpublish the translation. Please decide what is to become of it:"
                "\n\n%(address)s"
            )
        subject = _("Translation without its original: %(title)s") % values
        try:
            send_mail(" ".join(subject.split()), text % values, sender(), [user.email])
        except (SMTPException, OSError):
            logger.exception("No mail could be sent to user %s", user.pk)
