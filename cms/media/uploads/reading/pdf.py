"""What a PDF holds: pages, what makes it hard to read aloud, and what has no place in a public file."""

from __future__ import annotations

import io
import mmap
import re
from collections.abc import Iterator

import pikepdf

from .refusal import Refused

#: Name in the file, once qpdf has written it plainly → why it is refused.
FORBIDDEN = (
    (re.compile(rb"/S\s*/(?:JavaScript|Rendition)\b|/(?:JS|JavaScript)\b|/XFA\b"), "pdf-script"),
    (re.compile(rb"/S\s*/(?:Launch|ImportData|GoToE)\b|/RichMedia\b"), "pdf-launch"),
    (re.compile(rb"/EmbeddedFiles\b|/EF\s*<<|/EF\s+\d+\s+\d+\s+R"), "pdf-attachment"),
)
STREAMS = re.compile(rb"stream\r?\n.*?endstream", re.DOTALL)
#: Properties that name somebody: in the list of the file, and in its XMP.
PERSONAL = ("/Author", "/Company", "/Manager", "/LastModifiedBy")
PERSONAL_XMP = ("dc:creator", "pdf:Author", "pdfx:Company", "pdfx:Manager")
#: So many pages are looked at for text; a scan shows at once.
PAGES_LOOKED_AT = 30


def examine_pdf(path: str, target: str) -> dict:
    """In: where the file lies, and where a copy without names may be written.

    Out: ``pages``, ``warnings`` (codes of `uploads.words`), ``language``, ``cleaned``. Raises `Refused`.
    """
    with open(path, "rb") as stream:
        head = stream.read(8)
        stream.seek(0, io.SEEK_END)
        stream.seek(max(0, stream.tell() - 4096))
        tail = stream.read()
    if not head.startswith(b"%PDF-") or b"%%EOF" not in tail:
        raise Refused("pdf-damaged")
    try:
        with pikepdf.open(path, suppress_warnings=True) as pdf:
            found = _examined(pdf)
            found["cleaned"] = cleaned = clean_pdf(pdf, path, target)
            if not cleaned and names_someone(pdf):
                found["warnings"].append("names")
            return found
    except pikepdf.PasswordError as error:
        raise Refused("pdf-password") from error
    except MemoryError as error:
        raise Refused("too-heavy") from error
    except Refused:
        raise
    except Exception as error:  # qpdf's bindings raise many kinds on hostile files
        raise Refused("pdf-damaged") from error


def _examined(pdf: pikepdf.Pdf) -> dict:
    _refuse_what_acts(pdf)
    root, pages = pdf.Root, len(pdf.pages)
    if not pages:
        raise Refused("pdf-damaged")
    marked = (
        root.get("/MarkInfo", {}).get("/Marked", False)
        if isinstance(root.get("/MarkInfo"), pikepdf.Dictionary)
        else False
    )
    language = str(root.get("/Lang", "")).strip()
    found = {
        "untagged": not (bool(marked) and "/StructTreeRoot" in root),
        "no-title": not title_of(pdf),
        "no-language": not language,
        "protected": pdf.is_encrypted and not (pdf.allow.accessibility and pdf.allow.extract),
        "no-text": _is_scan(pdf),
    }
    return {
        "pages": pages,
        "warnings": [code for code, is_so in found.items() if is_so],
        "language": language[:2].lower(),
    }


def _refuse_what_acts(pdf: pikepdf.Pdf) -> None:
    """Written out by qpdf, names stand plainly: no object streams, no escapes, no cipher."""
    out = io.BytesIO()
    pdf.save(
        out,
        object_stream_mode=pikepdf.ObjectStreamMode.disable,
        stream_decode_level=pikepdf.StreamDecodeLevel.none,
        compress_streams=False,
        encryption=False,
    )
    text = STREAMS.sub(b"", out.getvalue())
    for pattern, code in FORBIDDEN:
        if pattern.search(text):
            raise Refused(code)


def title_of(pdf: pikepdf.Pdf) -> str:
    """The title in the document's properties: what a screen reader says first."""
    title = str(pdf.docinfo.get("/Title", "")).strip()
    if not title:
        try:
            with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as meta:
                title = str(meta.get("dc:title", "") or "").strip()
        except Exception:  # broken XMP names no title
            title = ""
    return title


def names_someone(pdf: pikepdf.Pdf) -> bool:
    """Whether the properties name an author or a firm."""
    if any(str(pdf.docinfo.get(key, "")).strip() for key in PERSONAL):
        return True
    try:
        return "/Metadata" in pdf.Root and bool(_personal_in(pdf.open_metadata()))
    except Exception:  # broken XMP names nobody that a program could show
        return False


def _personal_in(meta: pikepdf.models.PdfMetadata) -> list[str]:
    return [key for key in PERSONAL_XMP if key in meta]


def clean_pdf(pdf: pikepdf.Pdf, path: str, target: str) -> bool:
    """Write a copy without the names in the properties, if there are any. Out: whether one was written.

    What is signed or locked stays as it is: a change would break the signature, or take the lock away.
    """
    with open(path, "rb") as stream, mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as data:
        is_signed = data.find(b"/ByteRange") != -1  # never stands in a packed part, or it could not be checked
    if is_signed or pdf.is_encrypted or "/Perms" in pdf.Root or not names_someone(pdf):
        return False
    for key in PERSONAL:
        if key in pdf.docinfo:
            del pdf.docinfo[key]
    if "/Metadata" in pdf.Root:
        with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as meta:
            for key in _personal_in(meta):
                del meta[key]
    pdf.save(target, linearize=pdf.is_linearized, deterministic_id=True)
    return True


def _is_scan(pdf: pikepdf.Pdf) -> bool:
    """Whether there are pictures and no letters: no page, nor anything placed on it, has a font."""
    pictures = False
    for page in list(pdf.pages)[:PAGES_LOOKED_AT]:
        for resources in _resources(page.obj.get("/Resources") or page.resources):
            if "/Font" in resources and len(resources["/Font"]):
                return False
            objects = resources.get("/XObject")
            pictures = pictures or (isinstance(objects, pikepdf.Dictionary) and len(objects) > 0)
    return pictures


def _resources(resources: pikepdf.Object | None, depth: int = 0) -> Iterator[pikepdf.Dictionary]:
    if not isinstance(resources, pikepdf.Dictionary) or depth > 4:
        return
    yield resources
    objects = resources.get("/XObject")
    for placed in list(objects.values())[:50] if isinstance(objects, pikepdf.Dictionary) else ():
        if isinstance(placed, pikepdf.Stream) and placed.get("/Subtype") == "/Form":
            yield from _resources(placed.get("/Resources"), depth + 1)
