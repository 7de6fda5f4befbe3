"""Whether a picture may be shown: author, licence, term and consent (duties.md, "Pictures").

The one place that knows the rule. The gate asks it before a page is published, the home panel and
the list of pictures ask it for many pictures at once (`rights_q`), so both always agree.
"""

from __future__ import annotations

from datetime import date, timedelta

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

#: Days before the end of a licence from which the home panel names the picture (issue 4).
NOTICE_DAYS = 60


class Rights(models.TextChoices):
    """How it stands with the rights of a picture, worst first."""

    MISSING = "missing", gettext_lazy("Details missing")
    EXPIRED = "expired", gettext_lazy("Licence has run out")
    EXPIRING = "expiring", gettext_lazy("Licence is running out")
    COMPLETE = "complete", gettext_lazy("Complete")


def today() -> date:
    """Today in the site's time zone: a licence is valid to the end of its last day there."""
    return timezone.localdate()


def lacks(image, on: date | None = None) -> list[str]:
    """What stands in the way of showing a picture on a day, each as half a sentence; nothing means it may be shown.

    In: a `MediaImage`; the day, today if none is given.
    """
    on = on or today()
    found = []
    if not image.author.strip():
        found.append(_("the author is missing"))
    if not image.licence:
        found.append(_("the licence is missing"))
    elif image.licence_valid_until and image.licence_valid_until < on:
        day = date_format(image.licence_valid_until, "DATE_FORMAT")
        if image.licence_valid_until < today():
            found.append(_("the licence ran out on %(day)s") % {"day": day})
        else:
            found.append(_("the licence runs out on %(day)s, before the page is published") % {"day": day})
    if not image.consent:
        found.append(_("there is no answer on the consent of the people shown"))
    return found


def state_of(image, on: date | None = None) -> Rights:
    """The worst thing that can be said of a picture's rights; the same as `rights_q` says in the database."""
    on = on or today()
    if not (image.author.strip() and image.licence and image.consent):
        return Rights.MISSING
    until = image.licence_valid_until
    if until is None or until > on + timedelta(days=NOTICE_DAYS):
        return Rights.COMPLETE
    return Rights.EXPIRED if until < on else Rights.EXPIRING


def rights_q(state: Rights | str, on: date | None = None) -> Q:
    """The condition on images that finds those in one state. Each image is in exactly one."""
    on = on or today()
    missing = Q(author="") | Q(licence="") | Q(consent="")
    if state == Rights.MISSING:
        return missing
    soon = on + timedelta(days=NOTICE_DAYS)
    by_term = {
        Rights.EXPIRED: Q(licence_valid_until__lt=on),
        Rights.EXPIRING: Q(licence_valid_until__gte=on, licence_valid_until__lte=soon),
        Rights.COMPLETE: Q(licence_valid_until__isnull=True) | Q(licence_valid_until__gt=soon),
    }
    return ~missing & by_term[Rights(state)]
