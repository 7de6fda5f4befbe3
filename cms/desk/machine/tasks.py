"""The work of a worker process, where there is one."""

from __future__ import annotations

import time

from django.utils import timezone
from django_tasks import task

from ..models import MachineJob
from .jobs import is_busy, step


@task()
def run_machine_job(job_id: str) -> int:
    """Move a job on until it is finished. Out: how many sentences it has translated.

    Stops if another process has the job in hand, which will finish it.
    """
    while True:
        try:
            before = MachineJob.objects.get(pk=job_id)
            job = step(job_id)
        except MachineJob.DoesNotExist:  # its translation has been deleted
            return 0
        if not job.is_open or is_busy(job):
            return job.done
        if job.wait_until and job.wait_until > timezone.now():
            time.sleep((job.wait_until - timezone.now()).total_seconds())
        elif (job.done, job.failed, job.attempts) == (before.done, before.failed, before.attempts):
            time.sleep(1)  # all of the chunk was written by people meanwhile: no hurry
