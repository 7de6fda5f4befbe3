"""Pictures for tests, with the rights that publishing asks for, or without one of them."""

from __future__ import annotations

from datetime import timedelta

from wagtail.images.tests.utils import get_test_image_file

from cms.media.models import MediaImage
from cms.media.rights import today

#: Everything that a picture needs before a page may show it.
RIGHTS = {"author": "Maria Beispiel", "licence": "cc-by-4.0", "consent": "none-shown"}
#: name → values that make a picture unfit to be published.
FAULTS = {
    "no author": {"author": ""},
    "no licence": {"licence": ""},
    "no consent": {"consent": ""},
    "expired": {"licence_valid_until": "yesterday"},
}


def make_picture(title: str = "Bild", fault: str = "", **values) -> MediaImage:
    """An image that may be published. In: a key of `FAULTS` for one that may not; any field."""
    file = get_test_image_file(f"{title}.png", size=values.pop("size", (640, 480)))
    return MediaImage.objects.create(title=title, file=file, **{**RIGHTS, **fault_values(fault), **values})


def fault_values(fault: str) -> dict:
    values = dict(FAULTS[fault]) if fault else {}
    if values.get("licence_valid_until"):
        values["licence_valid_until"] = today() - timedelta(days=1)
    return values


def mend(image: MediaImage) -> None:
    """Complete the details of a picture."""
    for name, value in {**RIGHTS, "licence_valid_until": None}.items():
        setattr(image, name, value)
    image.save()
