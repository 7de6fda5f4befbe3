"""Pictures of every odd kind, made in code."""

from __future__ import annotations

import io
import random
import struct
import zlib
from collections.abc import Callable

import pillow_heif
from PIL import Image, ImageCms, ImageDraw, TiffImagePlugin

pillow_heif.register_heif_opener()

GPS = 0x8825
SECRETS = (b"Erika Muster", b"iPhone", b"SECRET-PLACE", b"Exif\0\0", b"http://ns.adobe.com", b"xmpmeta", b"GPSLatitude")
XMP = (
    b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    b"<dc:creator><rdf:Seq><rdf:li>Erika Muster</rdf:li></rdf:Seq></dc:creator>SECRET-PLACE</rdf:RDF></x:xmpmeta>"
)


def scene(width: int = 320, height: int = 200, mode: str = "RGB", seed: int = 0) -> Image.Image:
    """A picture with a bright red top left corner, something in it, and no symmetry."""
    chance = random.Random(seed)  # noqa: S311
    image = Image.new("RGB", (width, height), (200, 210, 220))
    draw = ImageDraw.Draw(image)
    for _ in range(25):
        x, y = chance.randrange(width), chance.randrange(height)
        draw.ellipse((x, y, x + width // 3, y + height // 4), fill=tuple(chance.randrange(256) for _ in range(3)))
    draw.rectangle((0, 0, width // 4, height // 4), fill=(230, 20, 20))
    return image.convert(mode)


def exif(orientation: int = 1) -> Image.Exif:
    data = Image.Exif()
    data[0x010F] = "Apple"
    data[0x0110] = "iPhone 17"
    data[0x0112] = orientation
    data[0x013B] = "Erika Muster"
    data[0x8298] = "Kreis Beispiel"
    rational = TiffImagePlugin.IFDRational
    data.get_ifd(GPS).update(
        {1: "N", 2: (rational(50), rational(48), rational(0)), 3: "E", 4: (rational(6), rational(28), rational(0))}
    )
    return data


def written(image: Image.Image, kind: str, **options) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def adobe_rgb() -> bytes:
    """A profile with far primaries and a gamma of its own, made from the numbers of Adobe RGB (1998)."""

    def fixed(*values: float) -> bytes:
        return b"".join(struct.pack(">i", round(value * 65536)) for value in values)

    def xyz(*values: float) -> bytes:
        return b"XYZ \0\0\0\0" + fixed(*values)

    curve = b"curv\0\0\0\0" + struct.pack(">IH", 1, 0x0233) + b"\0\0"
    name = b"Wide colours\0"
    description = b"desc\0\0\0\0" + struct.pack(">I", len(name)) + name + b"\0" * 78
    description += b"\0" * (-len(description) % 4)
    tags = {
        b"desc": description,
        b"wtpt": xyz(0.9642, 1.0, 0.8249),
        b"rXYZ": xyz(0.60974, 0.31111, 0.01947),
        b"gXYZ": xyz(0.20528, 0.62567, 0.06087),
        b"bXYZ": xyz(0.14919, 0.06322, 0.74457),
        b"rTRC": curve,
        b"gTRC": curve,
        b"bTRC": curve,
    }
    table, body, at = b"", b"", 128 + 4 + 12 * len(tags)
    for tag, data in tags.items():
        table += tag + struct.pack(">II", at + len(body), len(data))
        body += data
    size = at + len(body)
    head = struct.pack(">I4sI4s4s4s", size, b"ADBE", 0x02100000, b"mntr", b"RGB ", b"XYZ ")
    head += b"\0" * 12 + b"acsp" + b"\0" * 28 + fixed(0.9642, 1.0, 0.8249)
    return head.ljust(128, b"\0") + struct.pack(">I", len(tags)) + table + body


def png_chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def png_with(chunk: bytes, image: Image.Image | None = None) -> bytes:
    """A PNG with one more chunk behind its header."""
    data = written(image or scene(), "PNG")
    return data[:33] + chunk + data[33:]


def bomb(width: int = 30_000, height: int = 30_000) -> bytes:
    """A PNG of a few hundred bytes that would fill gigabytes."""
    head = png_chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + png_chunk(b"IDAT", zlib.compress(b"\0" * 1000)) + png_chunk(b"IEND", b"")


def frames(kind: str, number: int = 3, size: tuple[int, int] = (64, 48)) -> bytes:
    pictures = [scene(*size, seed=seed) for seed in range(number)]
    return written(pictures[0], kind, save_all=True, append_images=pictures[1:], duration=50)


def grey_16() -> bytes:
    image = Image.new("I;16", (64, 48))
    image.putdata([65535 if n % 64 < 32 else 0 for n in range(64 * 48)])
    return written(image, "PNG")


def rgb_16() -> bytes:
    """A 16-bit colour PNG, which Pillow does not write: red at half strength."""
    row = b"\0" + b"\x80\x00\0\0\0\0" * 64
    head = png_chunk(b"IHDR", struct.pack(">IIBBBBB", 64, 48, 16, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + png_chunk(b"IDAT", zlib.compress(row * 48)) + png_chunk(b"IEND", b"")


def transparent() -> Image.Image:
    image = scene(mode="RGBA")
    image.paste((0, 0, 0, 0), (100, 100, 200, 150))
    return image


SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
HTML = b"<!DOCTYPE html><html><script>alert(1)</script></html>"
PHP = b"<?php system($_GET['c']); ?>"

#: name of the kind → (file name, maker, what becomes of it: a suffix, or the code of the refusal)
PICTURES: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "plain jpeg": ("a.jpg", lambda: written(scene(), "JPEG"), ".jpg"),
    "jpeg of a telephone": ("IMG_1.JPG", lambda: written(scene(), "JPEG", exif=exif(6), xmp=XMP), ".jpg"),
    "jpeg with a place": (
        "b.jpeg",
        lambda: written(scene(), "JPEG", exif=exif(1), xmp=XMP, comment=b"SECRET-PLACE"),
        ".jpg",
    ),
    "heic": ("IMG_2.HEIC", lambda: written(scene(), "HEIF", exif=exif(1).tobytes()), ".jpg"),
    "avif": ("c.avif", lambda: written(scene(), "AVIF", exif=exif(1).tobytes(), xmp=XMP), ".jpg"),
    "webp": ("d.webp", lambda: written(scene(), "WEBP", exif=exif(1).tobytes(), xmp=XMP), ".webp"),
    "cmyk jpeg": ("e.jpg", lambda: written(scene(mode="CMYK"), "JPEG"), ".jpg"),
    "grey jpeg": ("f.jpg", lambda: written(scene(mode="L"), "JPEG"), ".jpg"),
    "16-bit grey png": ("g.png", grey_16, ".png"),
    "16-bit colour png": ("h.png", rgb_16, ".png"),
    "png with a place": ("i.png", lambda: written(scene(), "PNG", exif=exif(1).tobytes()), ".png"),
    "palette png": ("j.png", lambda: written(scene().quantize(16), "PNG"), ".png"),
    "transparent png": ("k.png", lambda: written(transparent(), "PNG"), ".png"),
    "transparent webp": ("l.webp", lambda: written(transparent(), "WEBP", exif=exif(1).tobytes()), ".webp"),
    "transparent avif": ("m.avif", lambda: written(transparent(), "AVIF"), ".png"),
    "still gif": ("n.gif", lambda: written(scene().quantize(16), "GIF"), ".png"),
    "wide colours": ("o.jpg", lambda: written(scene(), "JPEG", icc_profile=adobe_rgb(), quality=95), ".jpg"),
    "broken profile": ("p.jpg", lambda: written(scene(), "JPEG", icc_profile=b"nonsense" * 20), ".jpg"),
    "png called jpg": ("q.jpg", lambda: written(scene(), "PNG"), ".png"),
    "jpeg called png": ("r.png", lambda: written(scene(), "JPEG"), ".jpg"),
    "picture called pdf": ("s.pdf", lambda: written(scene(), "JPEG"), ".jpg"),
    "picture without suffix": ("t", lambda: written(scene(), "JPEG"), ".jpg"),
    "two telephone pictures in one": (
        "u.jpg",
        lambda: written(scene(), "MPO", save_all=True, append_images=[scene(seed=1)]),
        ".jpg",
    ),
    "jpeg with a web page behind": ("v.jpg", lambda: written(scene(), "JPEG") + HTML + b"SECRET-PLACE", ".jpg"),
    "jpeg with an archive behind": (
        "w.jpg",
        lambda: written(scene(), "JPEG") + b"PK\x03\x04SECRET-PLACE" + b"\0" * 500,
        ".jpg",
    ),
    "png with a program behind": ("x.png", lambda: written(scene(), "PNG") + PHP + b"SECRET-PLACE", ".png"),
    "gif that is a script": ("y.gif", lambda: b"GIF89a/*" + b"\xff" * 40 + b"*/=1;alert(1)", "damaged"),
    "animated gif": ("aa.gif", lambda: frames("GIF"), "animated"),
    "animated webp": ("ab.webp", lambda: frames("WEBP"), "animated"),
    "animated png": ("ac.png", lambda: frames("PNG"), "animated"),
    "animated avif": ("ad.avif", lambda: frames("AVIF"), "animated"),
    "many frames": ("ae.gif", lambda: frames("GIF", 300, (16, 16)), "animated"),
    "truncated jpeg": ("af.jpg", lambda: written(scene(), "JPEG")[:-600], "damaged"),
    "truncated png": ("ag.png", lambda: written(scene(), "PNG")[:-300], "damaged"),
    "truncated webp": ("ah.webp", lambda: written(scene(), "WEBP")[:-300], "damaged"),
    "truncated heic": ("ai.heic", lambda: written(scene(), "HEIF")[:-300], "damaged"),
    "truncated avif": ("aj.avif", lambda: written(scene(), "AVIF")[:-300], "damaged"),
    "only a beginning": ("ak.jpg", lambda: b"\xff\xd8\xff\xe0\x00\x10JFIF", "damaged"),
    "web page called jpg": ("al.jpg", lambda: HTML, "no-picture"),
    "drawing called jpg": ("am.jpg", lambda: SVG, "svg"),
    "drawing": ("an.svg", lambda: SVG, "svg"),
    "program called jpg": ("ao.jpg", lambda: PHP, "no-picture"),
    "pdf called jpg": ("ap.jpg", lambda: b"%PDF-1.7\n%%EOF", "other-picture"),
    "tiff": ("aq.tif", lambda: written(scene(), "TIFF"), "other-picture"),
    "bmp called png": ("ar.png", lambda: written(scene(), "BMP"), "other-picture"),
    "rubbish": ("as.jpg", lambda: bytes(range(97, 123)) * 99, "no-picture"),
    "empty": ("at.jpg", lambda: b"", "empty"),
    "pixel bomb": ("au.png", bomb, "too-many-pixels"),
    "long pixel bomb": ("av.png", lambda: bomb(2_000_000, 100), "too-many-pixels"),
    "profile bomb": (
        "aw.png",
        lambda: png_with(png_chunk(b"iCCP", b"x\0\0" + zlib.compress(b"\0" * 200_000_000, 9))),
        "damaged",
    ),
    "text bomb": (
        "ax.png",
        lambda: png_with(png_chunk(b"zTXt", b"x\0\0" + zlib.compress(b"\0" * 200_000_000, 9))),
        "damaged",
    ),
}


def large(width: int = 7300, height: int = 5500) -> bytes:
    """A picture of 40 megapixels."""
    return written(scene(365, 275).resize((width, height), Image.Resampling.NEAREST), "JPEG", exif=exif(6), quality=80)


def srgb() -> bytes:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
