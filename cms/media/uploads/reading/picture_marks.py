"""What a picture says about itself: who made it, and how it looks, for finding it again."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable

from PIL import Image, IptcImagePlugin

#: Side of the grid whose differences make up the hash; two directions give 128 bits.
GRID = 8
#: Enough for any serious XMP packet.
MOST_XMP = 256 * 1024
XMP_VALUES = {
    "author": re.compile(rb"<dc:creator>.{0,200}?<rdf:li[^>]{0,100}>([^<]{1,400})</rdf:li>", re.DOTALL),
    "copyright": re.compile(rb"<dc:rights>.{0,200}?<rdf:li[^>]{0,100}>([^<]{1,400})</rdf:li>", re.DOTALL),
}
EXIF_VALUES = {"author": (0x013B, 0x9C9D), "copyright": (0x8298,)}
#: IIM: by-line; copyright notice, then credit.
IPTC_VALUES = {"author": ((2, 80),), "copyright": ((2, 116), (2, 110))}


def found_names(image: Image.Image) -> dict[str, str]:
    """``author`` and ``copyright`` as the file names them, empty where it does not. Never raises."""
    sources = [_from_iptc(image), _from_xmp(image), _from_exif(image)]
    return {
        name: next((source[name] for source in sources if source.get(name)), "") for name in ("author", "copyright")
    }


def _tidy(value: object) -> str:
    if isinstance(value, (list, tuple)):
        value = value[0] if value else ""
    if isinstance(value, bytes):
        try:
            value = value.decode("utf-8")
        except UnicodeDecodeError:
            value = value.decode("latin-1")
    text = html.unescape(str(value))
    text = "".join(letter if letter.isprintable() else " " for letter in text)
    return " ".join(text.split())[:200]


def _first(values: Iterable[object]) -> str:
    return next((text for value in values if value and (text := _tidy(value))), "")


def _from_exif(image: Image.Image) -> dict[str, str]:
    try:
        exif = image.getexif()
        found = {}
        for name, tags in EXIF_VALUES.items():
            values = [exif.get(tag) for tag in tags]
            # Windows writes its own tags in UTF-16.
            values = [v.decode("utf-16-le", "ignore") if isinstance(v, bytes) and b"\0" in v else v for v in values]
            found[name] = _first(values)
        return found
    except Exception:  # broken EXIF says nothing
        return {}


def _from_iptc(image: Image.Image) -> dict[str, str]:
    try:
        values = IptcImagePlugin.getiptcinfo(image) or {}
        return {name: _first(values.get(key) for key in keys) for name, keys in IPTC_VALUES.items()}
    except Exception:
        return {}


def _from_xmp(image: Image.Image) -> dict[str, str]:
    packet = image.info.get("xmp") or image.info.get("XML:com.adobe.xmp") or b""
    packet = (packet if isinstance(packet, bytes) else str(packet).encode())[:MOST_XMP]
    return {name: _tidy(match[1]) for name, pattern in XMP_VALUES.items() if (match := pattern.search(packet))}


def look_of(image: Image.Image) -> str:
    """A hash of how a picture looks: which of two neighbours is lighter, across and down, as 32 hexadecimal digits.

    Sizes, formats and compression hardly change it. Empty for a picture without any structure,
    which would be like every other one.
    """
    grey = flat(image).convert("L")
    across = grey.resize((GRID + 1, GRID), Image.Resampling.BOX).tobytes()
    down = grey.resize((GRID, GRID + 1), Image.Resampling.BOX).tobytes()
    bits = 0
    for row in range(GRID):
        for column in range(GRID):
            here = row * (GRID + 1) + column
            bits = bits << 1 | (across[here] + 2 < across[here + 1])
    for here in range(GRID * GRID):
        bits = bits << 1 | (down[here] + 2 < down[here + GRID])
    return f"{bits:032x}" if 12 <= bits.bit_count() <= 116 else ""


def flat(image: Image.Image) -> Image.Image:
    """A picture on white, where it was transparent."""
    if not image.has_transparency_data:
        return image.convert("RGB")
    image = image.convert("RGBA")
    ground = Image.new("RGBA", image.size, "white")
    ground.alpha_composite(image)
    return ground.convert("RGB")
