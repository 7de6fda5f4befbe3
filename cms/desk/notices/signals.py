"""What this part listens to, and its jobs."""

from functools import partial

from django.db import transaction
from django.db.models.signals import post_save
from wagtail.signals import page_published

from cms.periodic import Daily, Every, register


def connect() -> None:
    """Listen from now on."""
    from ..models import SourceChange
    from . import jobs

    post_save.connect(_change_recorded, sender=SourceChange, dispatch_uid="desk.notices.change")
    page_published.connect(_published, dispatch_uid="desk.notices.published")
    # Every quarter of an hour: who has had the day's digest is known for each person, so a run that was cut
    # off or met a mail server that was down is made good on the same day.
    register("translation_digests", Every(minutes=15), jobs.digests)
    register("translation_desk_cleanup", Daily(hour=4), jobs.clean_up)


def _change_recorded(sender, instance, created: bool, raw: bool = False, **kwargs) -> None:
    if created and not raw and instance.added:
        from .digests import tell_at_once

        transaction.on_commit(partial(tell_at_once.enqueue, instance.pk), robust=True)


def _published(sender, instance, alias: bool = False, **kwargs) -> None:
    from .published import tell_editors, translation_behind

    if alias or translation_behind(instance) is None:
        return
    revision = kwargs.get("revision")
    by = revision.user_id if revision is not None else None
    transaction.on_commit(partial(tell_editors.enqueue, instance.pk, by), robust=True)
