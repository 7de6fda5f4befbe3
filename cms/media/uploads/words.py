"""What is said of a file: why it is not taken and what to do, and what makes it hard to read for some."""

from __future__ import annotations

from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .reading.picture import MOST_PIXELS
from .reading.refusal import Refused

REFUSALS = {
    # Any file
    "empty": gettext_lazy("The file is empty. Copy it again from where it came from, then upload it once more."),
    "too-big": gettext_lazy(
        "The file is too big (%(size)s). At most %(limit)s are taken: save it smaller and try again."
    ),
    "too-heavy": gettext_lazy(
        "The file takes too much work to read. Open it in its program, save it anew, and upload the new file."
    ),
    "storage": gettext_lazy(
        "The file could not be stored just now, so nothing was saved. Please try again in a few minutes. "
        "If it fails again, tell the people who run the server: there may be no space left."
    ),
    # Pictures
    "no-picture": gettext_lazy("This is not a picture. Upload a JPEG, PNG, WebP, HEIC or AVIF file."),
    "other-picture": gettext_lazy(
        "Files of the kind %(kind)s are not taken here. "
        "Open the file, save the picture as JPEG or PNG, and upload that."
    ),
    "svg": gettext_lazy(
        "SVG drawings are not taken, because they may contain programs. Export the drawing as PNG and upload that."
    ),
    "animated": gettext_lazy(
        "This picture moves, and readers could not stop it. Upload a still picture, or a film (MP4) under “Documents”."
    ),
    "damaged": gettext_lazy(
        "The picture is damaged or incomplete. Copy it again from the camera or telephone, "
        "or open it, save it as JPEG, and upload that."
    ),
    "too-many-pixels": gettext_lazy(
        "The picture has too many pixels; at most %(most)s million are taken. "
        "Make it smaller, 4,000 pixels wide is plenty, and upload that."
    ),
    # Documents
    "other-document": gettext_lazy(
        "Files of this kind are not taken. Take PDF, Word, Excel or PowerPoint (DOCX, XLSX, PPTX), OpenDocument, "
        "CSV, plain text, films (MP4, WebM) or captions (VTT)."
    ),
    "picture": gettext_lazy("This is a picture. Upload it under “Images”."),
    "document-damaged": gettext_lazy(
        "The file is damaged or incomplete. Open it in its program, save it anew, and upload that."
    ),
    "old-office": gettext_lazy(
        "This is an Office file of the old kind, or one locked with a password. "
        "Save it without a password as DOCX, XLSX or PPTX, or better as PDF."
    ),
    "macros": gettext_lazy(
        "This file contains programs (macros) or loads some. Save it without macros, as DOCX, XLSX, PPTX or ODT, "
        "or better as PDF."
    ),
    "pdf-damaged": gettext_lazy(
        "This PDF is damaged or incomplete and cannot be checked. "
        "Open it, save it anew as PDF, and upload the new file."
    ),
    "pdf-password": gettext_lazy("This PDF asks for a password, so readers could not open it. Save it without one."),
    "pdf-script": gettext_lazy(
        "This PDF contains programs (JavaScript or an XFA form). "
        "Save it as PDF/A, or print it into a PDF, and upload that."
    ),
    "pdf-launch": gettext_lazy(
        "This PDF starts other programs or films when it is opened. Save it as PDF/A and upload that."
    ),
    "pdf-attachment": gettext_lazy(
        "This PDF has other files attached, which many readers cannot open. "
        "Remove the attachments, or save it as PDF/A-2, and upload them one by one."
    ),
    "other-film": gettext_lazy(
        "This film or sound is of a kind that not all browsers play. Convert it to MP4 (H.264) or WebM."
    ),
    "text-encoding": gettext_lazy(
        "The letters of this text are stored in an old way and would look wrong. "
        "Save it as UTF-8 (in Excel: “CSV UTF-8”), and upload that."
    ),
    "text-markup": gettext_lazy("This file is called a text, but it is a web page or a program. Save it as PDF."),
    "captions-beginning": gettext_lazy("Captions have to begin with the line “WEBVTT”. Export them as WebVTT (.vtt)."),
    "captions-line": gettext_lazy(
        "The time in line %(line)s of the captions is wrong. It has to read like “00:01.000 --> 00:04.000”, "
        "with the end after the beginning."
    ),
    "captions-none": gettext_lazy("There is not a single caption in this file. Export the captions as WebVTT (.vtt)."),
}

#: What makes a PDF hard or impossible to read for some: in short, and what to do (PDF/UA, WCAG 2.1).
WARNINGS = {
    "no-text": (
        gettext_lazy("pictures of text only"),
        gettext_lazy(
            "The pages are pictures without text, as from a scanner: screen readers stay silent, "
            "and nothing can be found. "
            "Upload the original made in Word or LibreOffice, or let text recognition (OCR) run over it."
        ),
    ),
    "untagged": (
        gettext_lazy("no tags"),
        gettext_lazy(
            "Headings, lists and tables are not marked (the PDF has no tags), "
            "so screen readers cannot tell them apart. "
            "In Word: “Save as” › PDF › “Options” › “Document structure tags for accessibility”."
        ),
    ),
    "no-title": (
        gettext_lazy("no title"),
        gettext_lazy(
            "The PDF has no title, so screen readers announce its file name. "
            "Enter one in Word under “File” › “Info” › “Title”, then save as PDF again."
        ),
    ),
    "no-language": (
        gettext_lazy("no language"),
        gettext_lazy(
            "The PDF does not say which language it is written in, so screen readers may mispronounce it. "
            "Set the language of the text in Word, then save as PDF again."
        ),
    ),
    "protected": (
        gettext_lazy("locked"),
        gettext_lazy(
            "The PDF forbids taking out its text, and with that some screen readers. Save it without such protection."
        ),
    ),
}


#: What a file still tells of people: in short, and what to do.
PERSONAL = {
    "names": (
        gettext_lazy("names its author"),
        gettext_lazy(
            "The properties of this file name its author or a firm. They were left in, because the file is signed or "
            "locked. If the names are not meant for the public, remove them in the program and sign anew."
        ),
    ),
    "remarks": (
        gettext_lazy("comments"),
        gettext_lazy(
            "This file holds comments or tracked changes, with the names of those who wrote them. "
            "In Word: “Review” › “Accept All Changes”, then delete the comments and save anew."
        ),
    ),
}


def refusal_text(refused: Refused) -> str:
    """The sentence for a refusal, in the reader's language."""
    return str(REFUSALS[refused.code]) % {"most": MOST_PIXELS // 1_000_000, **refused.params}


def too_big(size: int, limit: int) -> Refused:
    return Refused("too-big", size=filesizeformat(size), limit=filesizeformat(limit))


def warnings_of(codes: str) -> list[tuple[str, str]]:
    """Short name and sentence of each warning. In: codes with commas between."""
    return [(str(WARNINGS[code][0]), str(WARNINGS[code][1])) for code in codes.split(",") if code in WARNINGS]


def personal_warnings_of(codes: str) -> list[tuple[str, str]]:
    """The same of `PERSONAL`."""
    return [(str(PERSONAL[code][0]), str(PERSONAL[code][1])) for code in codes.split(",") if code in PERSONAL]


def found_names_text(author: str, copyright_notice: str) -> str:
    """What the file itself says about its maker, as a suggestion that nobody takes over unseen."""
    if author and copyright_notice and copyright_notice != author:
        return _(
            "The file itself names “%(author)s”, and as copyright “%(copyright)s”. Take it over if that is right."
        ) % {
            "author": author,
            "copyright": copyright_notice,
        }
    if name := author or copyright_notice:
        return _("The file itself names “%(author)s”. Take it over if that is right.") % {"author": name}
    return ""
