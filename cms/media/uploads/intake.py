"""From a file that comes in to one that may be kept, with what is known about it."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import PurePath
from typing import IO

from django.core.files.base import File
from django.core.files.uploadedfile import UploadedFile
from django.utils.text import get_valid_filename
from wagtail.coreutils import string_to_ascii

from .isolation import ask, on_disk
from .reading.refusal import Refused

#: Suffixes that mean the same kind.
SAME = {"jpeg": "jpg", "htm": "html"}
LONGEST_STEM = 60
MIME = {".jpg": "image/jpeg", ".png": "image/png", ".webp": "image/webp"}


@dataclass(frozen=True)
class PictureFacts:
    """What is kept about a picture besides its pixels."""

    upload_hash: str
    look: str
    author: str
    copyright: str


@dataclass(frozen=True)
class DocumentFacts:
    """What is kept about a document besides its bytes."""

    kind: str
    pages: int | None
    warnings: tuple[str, ...]
    language: str
    upload_hash: str = ""
    #: Whether names of people were taken out of the properties.
    cleaned: bool = False


class CleanFile(UploadedFile):
    """A file that has passed: ``facts`` says what was found."""

    facts: PictureFacts | DocumentFacts

    def __init__(self, file, name: str, facts: PictureFacts | DocumentFacts, size: int, content_type: str = ""):
        super().__init__(file, name, content_type or None, size)
        self.facts = facts


def named(name: str, suffix: str) -> str:
    """A short file name with the suffix that its content asks for; ``file`` where nothing would be left of it."""
    path = PurePath(name.replace("\\", "/").replace("\0", ""))
    stem = "".join(_without_slash(sign) for sign in path.stem).strip(" .")[:LONGEST_STEM]
    # Storages leave out emoji, and Wagtail gives pictures ASCII letters. Of some names only the suffix would stay then,
    # which is no suffix any more: the file would have lost its kind.
    kept = get_valid_filename(f"{stem}{suffix}").removesuffix(suffix)
    if kept.startswith(".") or not any(sign.isalnum() for sign in string_to_ascii(kept)):
        stem = "file"
    return f"{stem}{suffix}"


def _without_slash(sign: str) -> str:
    """In ASCII, ½ is 1/2: Wagtail would make a folder of it."""
    plain = string_to_ascii(sign)
    return re.sub(r"[/\\]", "-", plain) if {"/", "\\"} & set(plain) else sign


def hash_of(file: File) -> str:
    """SHA-1, as Wagtail names files by it: it finds equal files, it secures nothing."""
    file.seek(0)
    found = hashlib.sha1(usedforsecurity=False)
    for chunk in file.chunks():
        found.update(chunk)
    file.seek(0)
    return found.hexdigest()


def take_picture(file: File, name: str = "") -> CleanFile:
    """A clean picture (`reading.picture.normalise`). In: the file as it came. Raises `Refused`."""
    if isinstance(file, CleanFile):
        return file
    if not file.size:
        raise Refused("empty")
    upload_hash = hash_of(file)
    with on_disk(file) as (source, target):
        found = ask("picture", source, target)
        clean = _copy_of(target)
    size = _size_of(clean)
    facts = PictureFacts(upload_hash, found["look"], found["author"], found["copyright"])
    suffix = found["suffix"]
    return CleanFile(clean, named(name or file.name or "", suffix), facts, size, MIME[suffix])


def take_document(file: File, name: str = "") -> CleanFile:
    """A document under a fitting name: the same bytes, or without the names in its properties.

    In: the file as it came. Raises `Refused`.
    """
    if isinstance(file, CleanFile):
        return file
    if not file.size:
        raise Refused("empty")
    name = name or file.name or ""
    with on_disk(file) as (source, target):
        found = ask("document", source, PurePath(name).name, target)
        clean = _copy_of(target) if found["cleaned"] else None
    facts = DocumentFacts(
        found["kind"], found["pages"], tuple(found["warnings"]), found["language"], hash_of(file), found["cleaned"]
    )
    suffix, content_type = f".{found['kind']}", getattr(file, "content_type", "")
    if clean is None:
        return CleanFile(getattr(file, "file", file), named(name, suffix), facts, file.size, content_type)
    return CleanFile(clean, named(name, suffix), facts, _size_of(clean), content_type)


def _copy_of(path: str) -> IO[bytes]:
    copy = tempfile.SpooledTemporaryFile(max_size=4 * 1024 * 1024)  # noqa: SIM115, lives with the upload
    with open(path, "rb") as written:
        shutil.copyfileobj(written, copy)
    return copy


def _size_of(stream: IO[bytes]) -> int:
    size = stream.seek(0, os.SEEK_END)
    stream.seek(0)
    return size
