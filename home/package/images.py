"""Writes the pictures of the package into the image library."""

from __future__ import annotations

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.core.files.images import ImageFile
from django.core.files.storage import Storage
from wagtail.models import Collection

from cms.media.licences import Consent
from cms.media.models import MediaImage, MediaRendition
from cms.media.pictures import PRESETS, make_renditions
from cms.media.uploads.facts import take_facts
from cms.media.uploads.intake import take_picture
from cms.media.uploads.reading.refusal import Refused
from cms.media.uploads.words import refusal_text

from .planning import Unit, file_hash
from .specs import PictureSpec

HOME_PRESETS = ("hero", "share", "thumb")
PROJECT_PRESETS = ("column", "share", "card", "thumb")


class WrittenFiles:
    """Files that a transaction has written, to be removed if it fails."""

    def __init__(self) -> None:
        self._files: list[tuple[Storage, str]] = []

    def add(self, file) -> None:
        self._files.append((file.storage, file.name))

    def remove(self) -> None:
        """Databases roll back by themselves, files do not."""
        for storage, name in self._files:
            storage.delete(name)
        self._files.clear()


def write_picture(unit: Unit, files: WrittenFiles) -> MediaImage:
    """A new image, or a changed one with its renditions dropped."""
    spec: PictureSpec = unit.spec
    image = MediaImage.objects.get(pk=unit.record.object_key) if unit.record else MediaImage()
    image.title, image.description = spec.title, spec.alt.de
    image.author, image.licence, image.source = spec.author, spec.licence, spec.source
    image.consent = Consent.NONE_SHOWN
    if image.collection_id is None:
        image.collection = Collection.get_first_root_node()
    point = spec.focal_point or (None, None, None, None)
    image.focal_point_x, image.focal_point_y, image.focal_point_width, image.focal_point_height = point
    known = image.upload_hash or image.file_hash
    if image.pk and known == file_hash(spec.path):
        image.full_clean()
        image.save()
        return image
    with spec.path.open("rb") as stream:
        try:
            clean = take_picture(File(stream, name=spec.path.name))
        except Refused as refused:
            raise ValidationError({"file": refusal_text(refused)}) from refused
        take_facts(image, clean)
        image.file = ImageFile(clean, name=clean.name)
        image._set_image_file_metadata()
        image.full_clean()
        try:
            image.save()
        finally:
            # The file is written before the row: it may be there although saving failed.
            if image.file._committed:
                files.add(image.file)
    image.renditions.all().delete()
    return image


def presets_of(key: str) -> Iterable[str]:
    """How large the templates show a picture."""
    return HOME_PRESETS if key == "picture:home" else PROJECT_PRESETS


def missing_renditions(images: dict[str, str]) -> dict[str, str]:
    """Those of ``{key: primary key}`` that lack a rendition, found in one query."""
    made: dict[str, set[str]] = {pk: set() for pk in images.values()}
    for pk, spec in MediaRendition.objects.filter(image_id__in=made).values_list("image_id", "filter_spec"):
        made[str(pk)].add(spec)
    wanted = {key: {spec for preset in presets_of(key) for spec in PRESETS[preset].all_specs} for key in images}
    return {key: pk for key, pk in images.items() if wanted[key] - made[pk]}


def make_missing_renditions(images: dict[str, str]) -> tuple[int, list[str]]:
    """Make them ahead, so that no visitor waits. Out: number of images done, warnings for unreadable files."""
    done, warnings = 0, []
    for key, pk in missing_renditions(images).items():
        image = MediaImage.objects.filter(pk=pk).first()
        if image is None:
            continue
        try:
            make_renditions(image, presets_of(key))
            done += 1
        except (OSError, ValueError) as error:
            warnings.append(f"{key}: its sizes could not be made ({error}). They are made when the page is asked for.")
    return done, warnings
