"""What the platform's clock does for the desk."""

from datetime import timedelta

from django.utils import timezone

#: Reports and finished jobs are of interest for a month; who was told of a change, for a quarter.
KEEP = timedelta(days=30)
KEEP_CHANGES = timedelta(days=90)


def digests() -> None:
    """Today's digests, for all who have not had theirs."""
    from .digests import send_due

    send_due()


def clean_up() -> None:
    """Delete what nobody asks for any more."""
    from ..models import ImportReport, MachineJob, SourceChange

    now = timezone.now()
    ImportReport.objects.filter(created_at__lt=now - KEEP).delete()
    MachineJob.objects.filter(created_at__lt=now - KEEP).delete()
    SourceChange.objects.filter(created_at__lt=now - KEEP_CHANGES).delete()
