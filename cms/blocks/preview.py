"""What the block picker shows: an example in the editor’s language, or the latest entry of the library."""

from __future__ import annotations

from django.utils.functional import Promise
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


class ShowsExample:
    """A block whose ``preview_value`` holds texts to translate; stands before the block in the bases."""

    def get_preview_value(self):
        return self.normalize(spoken(self.meta.preview_value))


def spoken(value):
    """The same value with its texts in the language of now: blocks do not know what to do with later ones."""
    if isinstance(value, Promise):
        return str(value)
    if isinstance(value, dict):
        return {key: spoken(item) for key, item in value.items()}
    return [spoken(item) for item in value] if isinstance(value, list) else value
