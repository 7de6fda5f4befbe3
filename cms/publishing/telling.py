"""Tells by mail, once, that a scheduled publication is held back; again only until the mail server takes it.

The work itself stands on the home panel (`late`), so nothing is lost if nobody can be reached.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from smtplib import SMTPException

import structlog
from django.core.mail import send_mail
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from wagtail.models import Page, PageLogEntry, Revision

from .rules import problems_of

logger = structlog.get_logger(__name__)

SCHEDULING = "wagtail.publish.schedule"
#: A mail server that is down is asked again after this long, not with every minute of the clock.
PAUSE = timedelta(minutes=15)


def tell(page: Page, revision: Revision, entry: PageLogEntry) -> None:
    """Mail all who are concerned and have not been told. In: the log's entry of the holding back; it remembers them."""
    told = set(entry.data.get("told", []))
    tried = entry.data.get("tried")
    if tried and datetime.fromisoformat(tried) > timezone.now() - PAUSE:
        return
    waiting = [user for user in concerned(page, revision) if user.pk not in told]
    if entry.data.get("done") or not waiting:
        return
    # Noted before anything is sent: whatever happens on the way, nobody gets a mail a minute.
    entry.data["tried"] = timezone.now().isoformat()
    entry.save(update_fields=["data"])
    for user in waiting:
        try:
            _mail(page, revision, user)
        except ValueError:  # an address that no mail can carry
            logger.warning("held_back_mail_not_written", user=user.pk, exc_info=True)
        except (SMTPException, OSError):
            logger.warning("held_back_mail_not_sent", user=user.pk, exc_info=True)
            break
        told.add(user.pk)
    else:
        entry.data["done"] = True
    entry.data["told"] = sorted(told)
    entry.save(update_fields=["data"])


def concerned(page: Page, revision: Revision) -> list:
    """Who scheduled the publication, who wrote it, and the moderators; administrators if that is nobody."""
    from cms.accounts.roles import Role
    from cms.desk.notices.people import may_enter, reachable
    from cms.desk.permissions import may_change, may_publish

    entries = PageLogEntry.objects.filter(page_id=page.pk, revision=revision, action=SCHEDULING, user__isnull=False)
    ids = {revision.user_id, entries.order_by("-timestamp", "-pk").values_list("user_id", flat=True).first()}
    users = [user for user in reachable() if may_enter(user)]
    moderators = set(reachable().filter(groups__name=Role.MODERATOR).values_list("pk", flat=True))
    found = [
        user
        for user in users
        if (user.pk in ids and may_change(user, page)) or (user.pk in moderators and may_publish(user, page))
    ]
    return found or [user for user in users if user.is_superuser]


def _mail(page: Page, revision: Revision, user) -> None:
    """Raises SMTPException, OSError, ValueError."""
    from cms.desk.notices.mailing import absolute
    from cms.desk.notices.people import language_of
    from cms.office.mail import sender

    with translation.override(language_of(user)):
        values = {
            "title": page.get_admin_display_title(),
            "time": timezone.localtime(revision.approved_go_live_at).strftime("%d.%m.%Y %H:%M"),
            "problems": "\n".join(f"– {problem.message}" for problem in problems_of(revision.as_object(), user)),
            "address": absolute(reverse("wagtailadmin_pages:edit", args=[page.pk])),
        }
        subject = _("Not published yet: %(title)s") % values
        text = _(
            "The page “%(title)s” was to be published on %(time)s. It is held back, because something is missing:"
            "\n\n%(problems)s\n\nPlease mend it; the page then goes live within a minute:\n\n%(address)s"
        )
        send_mail(" ".join(subject.split()), text % values, sender(), [user.email])
