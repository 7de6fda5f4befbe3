"""What kind of picture a file is by its first bytes, whatever it is called."""

from __future__ import annotations

from .refusal import Refused

#: Brands of the ISO container (ISO/IEC 14496-12) that stand for pictures.
AVIF_BRANDS = {b"avif", b"avis"}
HEIC_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"}

#: What people mistake for a picture of the web → how it is called in the refusal.
OTHERS = (
    (b"II*\0", "TIFF"),
    (b"MM\0*", "TIFF"),
    (b"BM", "BMP"),
    (b"8BPS", "Photoshop"),
    (b"%PDF", "PDF"),
    (b"\0\0\1\0", "ICO"),
    (b"\xff\x0a", "JPEG XL"),
    (b"\0\0\0\x0cJXL ", "JPEG XL"),
    (b"\0\0\0\x0cjP  ", "JPEG 2000"),
    (b"gimp xcf", "GIMP"),
)


def brands_of(head: bytes) -> set[bytes]:
    """The brands an ISO container claims; empty where it is none."""
    if head[4:8] != b"ftyp":
        return set()
    size = min(int.from_bytes(head[:4], "big"), len(head))
    return {head[8:12], *(head[at : at + 4] for at in range(16, size - 3, 4))}


def picture_kind(head: bytes) -> str:
    """``jpeg``, ``png``, ``gif``, ``webp``, ``avif`` or ``heic``. In: the first bytes. Raises `Refused` otherwise."""
    if head.startswith(b"\xff\xd8\xff"):
        return "jpeg"
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if head.startswith((b"GIF87a", b"GIF89a")):
        return "gif"
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return "webp"
    brands = brands_of(head)
    if brands & AVIF_BRANDS:
        return "avif"
    if brands & HEIC_BRANDS:
        return "heic"
    for beginning, name in OTHERS:
        if head.startswith(beginning):
            raise Refused("other-picture", kind=name)
    text = head[:1024].lower()
    if b"<svg" in text:
        raise Refused("svg")
    raise Refused("no-picture")
