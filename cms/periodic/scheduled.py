"""Publishes and unpublishes what editors have put a time to: each thing for itself.

Wagtail's command ``publish_scheduled`` ends at the first failure, so that one damaged page would keep all others
from going live for ever. Here a failure is logged, nothing of it is half done, and the next minute tries again.

What was approved and scheduled goes live even if the person who did so has lost the right since or has left: it
was approved then. Whoever wants to stop it takes the schedule away.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import structlog
from django.apps import apps
from django.db import models, transaction
from django.utils import timezone
from wagtail.models import DraftStateMixin, Page, Revision

log = structlog.get_logger("periodic")


class ScheduledWorkFailed(Exception):
    """Some of what was due could not be done; it has been logged one by one and stays due."""


def publish_and_expire() -> int:
    """Do what is due now. Out: how many things were published or unpublished.

    Raises ScheduledWorkFailed at the end if something failed, so that the clock knows.
    """
    done = failed = 0
    for name, instance, work in _due():
        try:
            with transaction.atomic():
                work(instance)
            done += 1
        except Exception:
            log.exception("scheduled_work_failed", work=name, kind=instance._meta.label, pk=instance.pk)
            failed += 1
    if failed:
        raise ScheduledWorkFailed(f"{failed} of {done + failed} could not be published or unpublished.")
    return done


def _due() -> Iterator[tuple[str, models.Model, Callable]]:
    """What has ended comes first, as with Wagtail; each row is read when its turn comes."""
    for model in _models():
        ended = model._default_manager.filter(live=True, expire_at__lt=timezone.now()).order_by("expire_at")
        for pk in list(ended.values_list("pk", flat=True)):
            # What goes with another page, as translations do, may be gone by now.
            if (instance := ended.filter(pk=pk).first()) is not None:
                yield "unpublish", instance, _unpublish
    ready = Revision.objects.filter(approved_go_live_at__lt=timezone.now()).order_by("approved_go_live_at")
    for pk in list(ready.values_list("pk", flat=True)):
        if (revision := ready.filter(pk=pk).first()) is not None:
            yield "publish", revision, _publish


def _models() -> list[type[models.Model]]:
    others = [m for m in apps.get_models() if issubclass(m, DraftStateMixin) and not issubclass(m, Page)]
    return [Page, *others]


def _unpublish(instance: DraftStateMixin) -> None:
    instance.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")


def _publish(revision: Revision) -> None:
    revision.publish(log_action="wagtail.publish.scheduled")
