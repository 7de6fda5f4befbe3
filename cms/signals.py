"""What follows from publishing."""

from functools import partial

from django.db import transaction
from django.db.models.signals import post_save
from wagtail.signals import page_published

from .media.models import MediaImage
from .tasks import make_image_renditions, make_page_renditions


def make_renditions_ahead(sender, instance, **kwargs) -> None:
    """Once the publication is written, make the page's pictures in all their sizes."""
    transaction.on_commit(partial(make_page_renditions.enqueue, instance.pk))


def renew_renditions(sender, instance, created: bool, **kwargs) -> None:
    """A new focal point or file asks for new renditions: make them for all live pages that show the image."""
    if created or kwargs.get("raw"):
        return
    transaction.on_commit(partial(make_image_renditions.enqueue, instance.pk))


post_save.connect(renew_renditions, sender=MediaImage, dispatch_uid="cms.renew_renditions")
page_published.connect(make_renditions_ahead, dispatch_uid="cms.make_renditions_ahead")
