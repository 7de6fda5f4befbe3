"""Takes everything but the picture out of a file, without touching a pixel.

What remains is what a decoder needs. Places, names, comments, thumbnails, profiles and whatever
somebody hung on behind the end are gone. Cleaning twice gives the same bytes as cleaning once.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

from .refusal import Refused

#: JPEG segments that are needed to decode: frame, tables, restart interval, scan.
JPEG_NEEDED = {*range(0xC0, 0xD0), 0xDB, 0xDD, 0xDA}
#: More scans than any camera or program writes: each costs a whole pass when renditions are made.
MOST_SCANS = 64
PNG_NEEDED = {b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND"}
WEBP_NEEDED = {b"VP8 ", b"VP8L", b"VP8X", b"ALPH"}


def clean_jpeg(data: bytes) -> bytes | None:
    """A JPEG with nothing but the picture; None if it is better written anew."""
    out = bytearray(b"\xff\xd8")
    at, scans = 2, 0
    while True:
        at = data.find(b"\xff", at)
        if at < 0 or at + 1 >= len(data):
            raise Refused("damaged")
        marker = data[at + 1]
        if marker == 0xFF:
            at += 1
            continue
        if marker == 0xD9:
            return bytes(out + b"\xff\xd9")
        if marker in (0x00, 0x01) or 0xD0 <= marker <= 0xD8:
            at += 2
            continue
        end = at + 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        body = data[at + 4 : end]
        if marker == 0xDA:
            scans += 1
            if scans > MOST_SCANS:
                return None
            end = _scan_end(data, end)
        if marker in JPEG_NEEDED or (marker == 0xEE and body.startswith(b"Adobe")):
            out += data[at:end]
        elif marker == 0xE0 and body.startswith(b"JFIF\0"):
            # Without the little picture it may carry.
            out += b"\xff\xe0\x00\x10" + body[:12] + b"\0\0"
        at = end


def _scan_end(data: bytes, at: int) -> int:
    """Where the marker after the compressed data of a scan stands."""
    while True:
        at = data.find(b"\xff", at)
        if at < 0 or at + 1 >= len(data):
            raise Refused("damaged")
        if data[at + 1] == 0 or 0xD0 <= data[at + 1] <= 0xD7:
            at += 2
        elif data[at + 1] == 0xFF:
            at += 1
        else:
            return at


def png_chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Name and whole bytes of each chunk, up to the end of the picture."""
    at = 8
    while at + 12 <= len(data):
        size = int.from_bytes(data[at : at + 4], "big")
        name = data[at + 4 : at + 8]
        yield name, data[at : at + 12 + size]
        at += 12 + size
        if name == b"IEND":
            return
    raise Refused("damaged")


def clean_png(data: bytes) -> bytes:
    """A PNG with nothing but the picture."""
    return data[:8] + b"".join(chunk for name, chunk in png_chunks(data) if name in PNG_NEEDED)


def is_animated_png(data: bytes) -> bool:
    return any(name == b"acTL" for name, _chunk in png_chunks(data))


def clean_webp(data: bytes) -> bytes:
    """A WebP with nothing but the picture."""
    end = min(len(data), 8 + int.from_bytes(data[4:8], "little"))
    at, kept = 12, bytearray()
    while at + 8 <= end:
        name, size = data[at : at + 4], int.from_bytes(data[at + 4 : at + 8], "little")
        body = data[at + 8 : at + 8 + size]
        if len(body) < size:
            raise Refused("damaged")
        if name == b"VP8X":
            body = bytes([body[0] & 0b00010000]) + body[1:]  # of the flags, only that for transparency
        if name in WEBP_NEEDED:
            kept += name + struct.pack("<I", size) + body + b"\0" * (size % 2)
        at += 8 + size + size % 2
    return b"RIFF" + struct.pack("<I", len(kept) + 4) + b"WEBP" + bytes(kept)
