"""What follows from publishing."""

from functools import partial

from django.db import transaction
from wagtail.signals import page_published

from .tasks import make_page_renditions


def make_renditions_ahead(sender, instance, **kwargs) -> None:
    """Once the publication is written, make the page's pictures in all their sizes."""
    transaction.on_commit(partial(make_page_renditions.enqueue, instance.pk))


page_published.connect(make_renditions_ahead, dispatch_uid="cms.make_renditions_ahead")
