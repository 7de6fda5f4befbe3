"""Pictures as templates print them, with all renditions of a page read in one query.

`Picture` is plain data. `PictureSet` collects what a page will show and then loads the
renditions of all of it together; a rendition that is missing is made on the spot, which
happens in previews and once after an upload (publishing makes them ahead, see `signals`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import OperationalError
from django.utils.html import format_html
from django.utils.translation import gettext as _
from wagtail.images.exceptions import InvalidFilterSpecError
from wagtail.images.models import Filter, SourceImageIOError

from .models import MediaImage, MediaRendition


@dataclass(frozen=True)
class Preset:
    """A way to show a picture: the filter specs from small to large, and the ``sizes`` attribute."""

    specs: tuple[str, ...]
    sizes: str
    formats: tuple[str, ...] = ("avif", "webp")

    @property
    def all_specs(self) -> tuple[str, ...]:
        """Every rendition of the preset, in each of its formats."""
        return tuple(self.in_format(spec, name) for name in self.formats for spec in self.specs)

    @staticmethod
    def in_format(spec: str, name: str) -> str:
        return f"{spec}|format-{name}" if name else spec


PRESETS: dict[str, Preset] = {
    "hero": Preset(
        ("width-480", "width-800", "width-1200", "width-1600"),
        "100vw",
    ),
    "column": Preset(("width-400", "width-700", "width-1000", "width-1400"), "(min-width: 66rem) 44rem, 100vw"),
    "card": Preset(("fill-400x267", "fill-640x427", "fill-960x640"), "(min-width: 66rem) 40rem, 100vw"),
    "gallery": Preset(("width-320", "width-640", "width-960"), "(min-width: 40rem) 20rem, 100vw"),
    "thumb": Preset(("width-320",), "10rem", formats=("webp",)),
    "share": Preset(("fill-1200x630|format-jpeg|jpegquality-80",), "", formats=("",)),
}


@dataclass
class Picture:
    src: str
    srcset: str
    avif_srcset: str
    sizes: str
    width: int
    height: int
    alt: str = ""
    caption: str = ""
    credit: str = ""
    credit_html: str = ""
    loading: str = "lazy"
    fetchpriority: str = ""


def credit_line(image: MediaImage) -> tuple[str, str]:
    """The credit as text and as HTML with the licence linked; empty strings where nothing is known."""
    parts = image.credit_parts
    if not parts:
        return "", ""
    text = _("Picture: %(credit)s") % {"credit": ", ".join(parts)}
    if not (image.licence_url and image.licence):
        return text, format_html("{}", text)
    label = str(image.get_licence_display())
    before = text[: -len(label)]
    return text, format_html('{}<a href="{}" rel="license">{}</a>', before, image.licence_url, label)


def _srcset(renditions: list[MediaRendition]) -> str:
    return ", ".join(f"{rendition.url} {rendition.width}w" for rendition in renditions)


class PictureSet:
    """Renditions for many images, loaded together."""

    def __init__(self) -> None:
        self._wanted: dict[int, tuple[MediaImage, set[str]]] = {}
        self._found: dict[tuple[int, str], MediaRendition] = {}
        self._asked: set[tuple[int, str]] = set()
        self._broken: set[int] = set()

    def want(self, image: MediaImage | None, *presets: str) -> None:
        """Note that an image will be shown in these presets."""
        if image is None:
            return
        specs = self._wanted.setdefault(image.pk, (image, set()))[1]
        for preset in presets:
            specs.update(PRESETS[preset].all_specs)

    def preload(self, identifiers: set[int], presets: Iterable[str]) -> dict[int, MediaImage]:
        """Read images by id, with the renditions of some presets: one query where every image has any."""
        specs = {spec for preset in presets for spec in PRESETS[preset].all_specs}
        self._asked |= {(pk, spec) for pk in identifiers for spec in specs}
        images: dict[int, MediaImage] = {}
        rows = MediaRendition.objects.filter(image_id__in=identifiers, filter_spec__in=specs).select_related("image")
        for rendition in rows if identifiers else ():
            image = images.setdefault(rendition.image_id, rendition.image)
            self._keep(rendition, image)
        if missing := identifiers - images.keys():
            images |= MediaImage.objects.in_bulk(missing)
        return images

    def _keep(self, rendition: MediaRendition, image: MediaImage) -> None:
        """Hold a rendition, unless the image's focal point has moved since it was made."""
        if rendition.focal_point_key == Filter(spec=rendition.filter_spec).get_cache_key(image):
            self._found[image.pk, rendition.filter_spec] = rendition

    def load(self) -> None:
        """Read all renditions noted so far that are not loaded yet: one query."""
        missing = {(pk, spec) for pk, (_image, specs) in self._wanted.items() for spec in specs} - self._asked
        if not missing:
            return
        self._asked |= missing  # what is not there now is made when it is shown, not looked for again
        rows = MediaRendition.objects.filter(
            image_id__in={pk for pk, _spec in missing}, filter_spec__in={spec for _pk, spec in missing}
        )
        for rendition in rows:
            self._keep(rendition, self._wanted[rendition.image_id][0])

    def want_all(self, *presets: str) -> None:
        """Note that every image noted so far will be shown in these presets as well."""
        for image, _specs in list(self._wanted.values()):
            self.want(image, *presets)

    def make_missing(self) -> int:
        """Make every rendition noted that does not exist yet. Out: the number of images."""
        self.load()
        for image, specs in self._wanted.values():
            for spec in specs:
                self._rendition(image, spec)
        return len(self._wanted)

    def _rendition(self, image: MediaImage, spec: str) -> MediaRendition | None:
        rendition = self._found.get((image.pk, spec))
        if rendition is None and image.pk not in self._broken:
            try:
                rendition = self._found[image.pk, spec] = image.get_rendition(spec)
            except InvalidFilterSpecError:
                return None
            except (SourceImageIOError, OSError, OperationalError):
                # The file is gone or damaged, the disk is full: the page goes on without it, and does not wait
                # for a storage that is down with every size.
                self._broken.add(image.pk)
        return rendition

    def _renditions(self, image: MediaImage, preset: Preset, name: str) -> list[MediaRendition]:
        """The renditions in one format from small to large; an image narrower than a spec gives each width once."""
        made = (self._rendition(image, preset.in_format(spec, name)) for spec in preset.specs)
        by_width = {rendition.width: rendition for rendition in made if rendition}
        return [by_width[width] for width in sorted(by_width)]

    def picture(
        self, image: MediaImage | None, preset: str, *, alt: str = "", caption: str = "", eager: bool = False
    ) -> Picture | None:
        """The picture ready to print, or None where there is no image or its file cannot be read."""
        if image is None:
            return None
        self.want(image, preset)
        self.load()
        chosen = PRESETS[preset]
        renditions = self._renditions(image, chosen, chosen.formats[-1])
        if not renditions:
            return None
        middle = renditions[len(renditions) // 2]
        largest = renditions[-1]
        text, html = credit_line(image)
        return Picture(
            src=middle.url,
            srcset=_srcset(renditions),
            avif_srcset=_srcset(self._renditions(image, chosen, "avif")) if "avif" in chosen.formats else "",
            sizes=chosen.sizes,
            width=largest.width,
            height=largest.height,
            alt=alt,
            caption=caption,
            credit=text,
            credit_html=html,
            loading="eager" if eager else "lazy",
            fetchpriority="high" if eager else "",
        )


def make_renditions(image: MediaImage, presets: Iterable[str]) -> int:
    """Make all renditions of some presets of one image that do not exist yet."""
    pictures = PictureSet()
    pictures.want(image, *presets)
    return pictures.make_missing()
