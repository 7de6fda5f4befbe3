"""Looks at files that were stored before anybody looked: cleans pictures, examines documents."""

from __future__ import annotations

from collections.abc import Iterator

from django.core.files.base import File
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from .facts import take_facts
from .fields import Stored, store
from .intake import CleanFile, hash_of, take_document, take_picture
from .reading.refusal import Refused
from .words import refusal_text


def unreadable(error: Exception) -> str:
    if isinstance(error, Refused):
        return refusal_text(error)
    return refusal_text(Refused("storage")) if isinstance(error, Stored) else f"cannot be read ({error})"


def clean_pictures(*, everything: bool = False, dry_run: bool = False) -> Iterator[tuple[object, str]]:
    """Clean pictures that never were. Out: each with what happened: ``clean``, ``cleaned``, or why it could not be."""
    pictures = get_image_model().objects.order_by("pk")
    for image in (pictures if everything else pictures.filter(upload_hash="")).iterator(chunk_size=50):
        try:
            yield image, _clean_picture(image, dry_run=dry_run)
        except (Refused, Stored, OSError) as error:
            yield image, unreadable(error)


def _clean_picture(image, *, dry_run: bool) -> str:
    storage, old = image.file.storage, image.file.name
    with storage.open(old) as stream:
        clean = take_picture(File(stream, name=old))
    is_clean = hash_of(clean) == clean.facts.upload_hash
    if dry_run:
        return "clean" if is_clean else "cleaned"
    size, focus = (image.width, image.height), image.focal_point_x
    first_hash = image.upload_hash
    take_facts(image, clean)
    image.upload_hash = first_hash or image.upload_hash
    if is_clean:
        image.save(update_fields=["upload_hash", "look", "found_author", "found_copyright"])
        return "clean"
    store(image, clean)
    image._set_image_file_metadata()
    if focus is not None and image.width and size[0] and image.width != size[0]:
        _move_focus(image, size)
    # Renditions name the old file's places; they are made anew when their page is shown or published.
    image.save()
    image.renditions.all().delete()
    storage.delete(old)
    return "cleaned"


def _move_focus(image, size: tuple[int, int]) -> None:
    """The focal point in the pixels of the new size; gone where the picture was turned."""
    names = ("focal_point_x", "focal_point_y", "focal_point_width", "focal_point_height")
    turned = (size[0] < size[1]) != (image.width < image.height)
    for name in names:
        value = getattr(image, name)
        setattr(image, name, None if turned or value is None else round(value * image.width / size[0]))


def examine_documents(*, everything: bool = False, dry_run: bool = False) -> Iterator[tuple[object, str]]:
    """Examine documents that never were. Out: each with what happened.

    ``examined``, ``cleaned`` (names were taken out of its properties), or why it would not be taken today.
    """
    documents = get_document_model().objects.order_by("pk")
    for document in (documents if everything else documents.filter(is_examined=False)).iterator(chunk_size=50):
        try:
            with document.file.storage.open(document.file.name) as stream:
                found = take_document(File(stream, name=document.file.name))
        except (Refused, OSError) as error:
            yield document, unreadable(error)
            continue
        if dry_run:
            yield document, "examined"
            continue
        try:
            yield document, _keep_document(document, found)
        except (Stored, OSError) as error:
            yield document, unreadable(error)


def _keep_document(document, found: CleanFile) -> str:
    storage, old = document.file.storage, document.file.name
    first_hash = document.upload_hash
    take_facts(document, found)
    document.upload_hash = first_hash or document.upload_hash
    fields = ["pages", "file_warnings", "file_language", "is_examined", "upload_hash"]
    if found.facts.cleaned:
        store(document, found)
        document._set_document_file_metadata()
        document.save(update_fields=[*fields, "file", "file_size", "file_hash"])
        storage.delete(old)
        return "cleaned"
    document.save(update_fields=fields)
    return "examined"
