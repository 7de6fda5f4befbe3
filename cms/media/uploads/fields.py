"""Form fields for files: what is wrong with one is said in a sentence that tells what to do."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

import willow
from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.forms import FileField
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.documents.fields import WagtailDocumentField
from wagtail.images.fields import WagtailImageField

from .intake import CleanFile, named, take_document, take_picture
from .reading.refusal import Refused
from .words import REFUSALS, refusal_text, too_big


class Taking:
    """What both kinds of fields share. ``take`` makes a clean file of one that came in."""

    take: Callable[[File], CleanFile]
    default_validators = []

    def __init__(self, *args, **kwargs):
        kwargs["max_length"] = None  # long names are shortened, not refused
        super().__init__(*args, **kwargs)
        self.error_messages |= {"empty": REFUSALS["empty"], "file_too_large_unknown_size": self._too_big_text()}

    def _too_big_text(self) -> str:
        return format_lazy(
            _("The file is too big. At most {limit} are taken: save it smaller and try again."),
            limit=self.max_upload_size_text,
        )

    def to_python(self, data):
        file = FileField.to_python(self, data)
        if file is None or isinstance(file, CleanFile):
            return file
        try:
            if self.max_upload_size is not None and file.size > self.max_upload_size:
                raise too_big(file.size, self.max_upload_size)
            return type(self).take(file)
        except Refused as refused:
            raise ValidationError(refusal_text(refused), code=refused.code) from refused
        except OSError as error:  # no room for a copy
            raise ValidationError(refusal_text(Refused("storage")), code="storage") from error


class PictureField(Taking, WagtailImageField):
    """A picture, clean when it comes out (`intake.take_picture`)."""

    take = staticmethod(take_picture)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.error_messages |= {
            "invalid_image": REFUSALS["no-picture"],
            "invalid_image_extension": REFUSALS["no-picture"],
        }

    def to_python(self, data):
        file = super().to_python(data)
        if file is not None and not hasattr(file, "image"):
            file.image = willow.Image.open(file)  # as Wagtail's own field leaves it
            file.seek(0)
        return file


class DocumentField(Taking, WagtailDocumentField):
    """A document whose name fits its content (`intake.take_document`)."""

    take = staticmethod(take_document)


class Stored(Exception):
    """A file could not be stored."""


def store(instance, file: CleanFile) -> None:
    """Write a clean file to the storage and point the instance to it. Raises `Stored`; leaves nothing behind then.

    Before anything is written to the database: so there is never a row without its file.
    """
    field = instance._meta.get_field("file")
    storage = field.storage
    name = ""
    try:
        name = field.generate_filename(instance, named(file.name, f".{file.name.rpartition('.')[2]}"))
        name = storage.get_available_name(name, max_length=field.max_length)
        file.seek(0)
        saved = storage.save(name, file, max_length=field.max_length)
        file.seek(0)
        instance.file = saved
    except Exception as error:  # every storage raises its own
        with suppress(Exception):  # what is out of order cannot tidy up either
            if name:
                storage.delete(name)
        raise Stored from error
