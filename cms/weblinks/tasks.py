"""Work that must not keep an editor waiting."""

from django_tasks import task

from .models import Address
from .own import check_own

#: Addresses of our own that are written out; editors choose pages, so there are few.
MOST = 500


@task()
def recheck_own_links() -> None:
    """After a page was moved, taken off or deleted: do written-out addresses of ours still lead somewhere?"""
    check_own(Address.objects.filter(is_ours=True).order_by("pk")[:MOST])
