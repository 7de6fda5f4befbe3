"""What the block picker shows for blocks that need something from the library: the latest entry there."""

from __future__ import annotations

from wagtail.documents import get_document_model
from wagtail.images import get_image_model


def latest_image():
    """The image uploaded last, described as if for this use, or None in an empty library."""
    image = get_image_model().objects.order_by("-pk").first()
    if image is not None:
        image.contextual_alt_text = image.description or image.title
        image.decorative = False
    return image


def latest_images(number: int) -> list:
    """The images uploaded last."""
    images = list(get_image_model().objects.order_by("-pk")[:number])
    for image in images:
        image.contextual_alt_text = image.description or image.title
        image.decorative = False
    return images


def latest_document(*extensions: str):
    """The document uploaded last, of certain kinds if named, or None."""
    documents = get_document_model().objects.order_by("-pk")
    if not extensions:
        return documents.first()
    return next((document for document in documents[:50] if document.kind in extensions), None)
