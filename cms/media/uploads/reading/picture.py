"""Makes out of any picture people have one that can be shown: upright, in sRGB, of sensible size, silent.

The file that comes out says nothing but the picture: no place, no camera, no name, no second
picture. Where the pixels need no change they are not written anew, so nothing is lost.
"""

from __future__ import annotations

import io
import warnings
from contextlib import suppress
from pathlib import Path

import pillow_heif
from PIL import Image, ImageCms, ImageOps, PngImagePlugin

from . import picture_bytes
from .picture_kinds import picture_kind
from .picture_marks import found_names, look_of
from .refusal import Refused

#: 48-megapixel telephones fit in. A picture of 64 million pixels takes about 600 MB to read, in a process of its own.
MOST_PIXELS = 64_000_000
#: The longer side of what is kept: twice the width of a full page.
LONGEST_SIDE = 4096
#: Above this an opaque PNG is taken for a photograph and kept as JPEG.
LARGEST_PNG = 4 * 1024 * 1024
JPEG_QUALITY = 92
SUFFIXES = {"JPEG": ".jpg", "PNG": ".png", "WEBP": ".webp"}
PILLOW_NAMES = {"jpeg": "JPEG", "png": "PNG", "gif": "GIF", "webp": "WEBP", "avif": "AVIF", "heic": "HEIF"}
ORIENTATION = 0x0112

Image.MAX_IMAGE_PIXELS = MOST_PIXELS
PngImagePlugin.MAX_TEXT_MEMORY = 4 * 1024 * 1024
pillow_heif.register_heif_opener()


def normalise(source: str, target: str) -> dict:
    """Write a clean picture. In: path of the file that came in, path to write to.

    Out: ``suffix``, ``width``, ``height``, ``look`` (see `look_of`), ``author``, ``copyright``, ``changed``.
    Raises `Refused`.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        warnings.simplefilter("ignore", UserWarning)
        try:
            return _normalise(Path(source), Path(target))
        except (Image.DecompressionBombWarning, Image.DecompressionBombError) as error:
            raise Refused("too-many-pixels", width=0, height=0) from error
        except MemoryError as error:
            raise Refused("too-heavy") from error
        except Refused:
            raise
        except Exception as error:  # decoders raise whatever they like on hostile input
            raise Refused("damaged") from error


def _normalise(source: Path, target: Path) -> dict:
    data = source.read_bytes()
    kind = picture_kind(data[:4096])
    image = Image.open(io.BytesIO(data), formats=(PILLOW_NAMES[kind], *(("MPO",) if kind == "jpeg" else ())))
    if image.width * image.height > MOST_PIXELS:
        raise Refused("too-many-pixels", width=image.width, height=image.height)
    if is_animated(image, kind, data):
        raise Refused("animated")
    names = found_names(image)
    as_it_stands = (
        image.getexif().get(ORIENTATION, 1) in (0, 1) and max(image.size) <= LONGEST_SIDE and has_plain_colours(image)
    )
    if kind == "jpeg":
        image.draft(None, (LONGEST_SIDE, LONGEST_SIDE))  # the decoder halves what is more than twice as large
    image.load()
    names = names if any(names.values()) else found_names(image)  # PNG may name them behind the pixels
    kept = clean_bytes(kind, data, image) if as_it_stands else None
    if kept is not None:
        suffix = SUFFIXES[PILLOW_NAMES[kind]]
        with Image.open(io.BytesIO(kept)) as check:  # what goes out can be read
            check.load()
    else:
        image = ImageOps.exif_transpose(image)
        image = to_srgb(smaller(to_eight_bits(image)))
        kept, suffix = encoded(image, is_photograph=kind in ("jpeg", "heic", "avif", "webp"))
    target.write_bytes(kept)
    width, height = image.size
    return {
        "suffix": suffix,
        "width": width,
        "height": height,
        "look": look_of(image),
        "changed": kept != data,
        **names,
    }


def is_animated(image: Image.Image, kind: str, data: bytes) -> bool:
    """Whether a picture moves. Telephones' second pictures (MPO, HEIC) are no movement."""
    if kind == "png":
        return picture_bytes.is_animated_png(data)
    return kind in ("gif", "webp", "avif") and getattr(image, "n_frames", 1) > 1


def has_plain_colours(image: Image.Image) -> bool:
    """Whether the pixels mean sRGB as they stand."""
    profile = image.info.get("icc_profile")
    return image.mode in ("RGB", "RGBA", "L", "LA", "P", "1") and (not profile or is_srgb(profile))


def is_srgb(profile: bytes) -> bool:
    try:
        name = ImageCms.getProfileDescription(ImageCms.ImageCmsProfile(io.BytesIO(profile)))
    except Exception:
        return False
    return "srgb" in name.lower() or name.strip() == "c2"  # the small profile of that name is sRGB too


def clean_bytes(kind: str, data: bytes, image: Image.Image) -> bytes | None:
    """The file with nothing but the picture; None where the pixels are better written anew."""
    if kind == "jpeg":
        return picture_bytes.clean_jpeg(data)
    if kind == "webp":
        return picture_bytes.clean_webp(data)
    if kind == "png" and data[24] <= 8:
        cleaned = picture_bytes.clean_png(data)
        return cleaned if len(cleaned) <= LARGEST_PNG or image.has_transparency_data else None
    return None


def to_eight_bits(image: Image.Image) -> Image.Image:
    """16-bit grey to 8-bit grey; Pillow has already done it for colours."""
    if image.mode.startswith("I") or image.mode == "F":
        profile = image.info.get("icc_profile")
        image = image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
        if profile:
            image.info["icc_profile"] = profile
    elif image.mode in ("P", "1", "PA"):
        image = image.convert("RGBA" if image.has_transparency_data else "RGB")
    return image


def smaller(image: Image.Image) -> Image.Image:
    """A picture whose longer side is at most `LONGEST_SIDE`."""
    if max(image.size) > LONGEST_SIDE:
        profile = image.info.get("icc_profile")
        image.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS, reducing_gap=2.0)
        if profile:
            image.info["icc_profile"] = profile
    return image


def to_srgb(image: Image.Image) -> Image.Image:
    """Colours as the profile of the picture means them, in sRGB. A broken profile is left out."""
    mode = "RGBA" if image.has_transparency_data else "RGB"
    profile = image.info.pop("icc_profile", None)
    if profile and not is_srgb(profile):
        with suppress(Exception):
            own = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            if image.mode == "LA":
                image = image.convert("RGBA")
            return ImageCms.profileToProfile(
                image,
                own,
                ImageCms.createProfile("sRGB"),
                renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
                outputMode="RGB" if image.mode in ("L", "CMYK", "LAB") else mode,
                flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
            )
    return image if image.mode == "L" else image.convert(mode)


def encoded(image: Image.Image, *, is_photograph: bool) -> tuple[bytes, str]:
    """The pixels as a file, with its suffix. Fresh objects, so that nothing of ``info`` is written along."""
    bare = Image.new(image.mode, image.size)
    bare.paste(image)
    if bare.has_transparency_data:
        return _smallest(bare, "PNG", "WEBP")
    if is_photograph:
        return _written(bare, "JPEG")
    return _smallest(bare, "PNG", "JPEG")


def _smallest(image: Image.Image, first: str, second: str) -> tuple[bytes, str]:
    data, suffix = _written(image, first)
    return (data, suffix) if len(data) <= LARGEST_PNG else _written(image, second)


def _written(image: Image.Image, name: str) -> tuple[bytes, str]:
    options = {
        "JPEG": {"quality": JPEG_QUALITY, "optimize": True, "progressive": True},
        "PNG": {"optimize": False},
        "WEBP": {"quality": 90, "method": 4},
    }[name]
    out = io.BytesIO()
    image.save(out, name, **options)
    return out.getvalue(), SUFFIXES[name]
