"""Machine translation as work in the background."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class JobState(models.TextChoices):
    """How far a job is."""

    WAITING = "waiting", _("waiting")
    RUNNING = "running", _("running")
    DONE = "done", _("finished")
    FAILED = "failed", _("stopped by an error")
    CANCELLED = "cancelled", _("cancelled")


#: Nothing more will happen to a job that is in none of these.
OPEN_STATES = (JobState.WAITING, JobState.RUNNING)


class MachineJob(models.Model):
    """One run of the machine over the empty sentences of one translation, with its progress."""

    wagtail_reference_index_ignore = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    translation = models.ForeignKey(
        "wagtail_localize.Translation", on_delete=models.CASCADE, related_name="desk_machine_jobs"
    )
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    service = models.CharField(max_length=50)
    state = models.CharField(max_length=10, choices=JobState, default=JobState.WAITING)
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    failed = models.PositiveIntegerField(default=0)
    #: Sentences the machine could do nothing with, as "context:string": they are not tried again.
    skipped = models.JSONField(default=list)
    #: How often in a row the service could not be reached.
    attempts = models.PositiveSmallIntegerField(default=0)
    #: Not before then is the next attempt made.
    wait_until = models.DateTimeField(null=True, blank=True)
    #: Until then one process has the job in hand; a process that died loses it.
    busy_until = models.DateTimeField(null=True, blank=True)
    #: A code from cms.desk.machine, not a sentence: it is put into words in the reader's language.
    problem = models.CharField(max_length=50, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["translation"],
                condition=models.Q(state__in=["waiting", "running"]),
                name="desk_one_machine_job_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return f"{self.service}: {self.done}/{self.total}"

    @property
    def is_open(self) -> bool:
        """Whether there is still something to be done or to be waited for."""
        return self.state in OPEN_STATES
