"""Bytes of a file that people bring: which encoding, which format, or why it is neither."""

from __future__ import annotations

import codecs
import re

from django.utils.translation import gettext as _

from .incoming import Unreadable

_CHARSET = re.compile(rb"charset=([\w.:-]+)", re.IGNORECASE)
#: Only these: Python knows encodings with which a small file keeps a server busy for minutes.
_CHARSETS = {
    "utf-8",
    "ascii",
    "utf-16",
    "utf-16-le",
    "utf-16-be",
    "iso8859-1",
    "iso8859-2",
    "iso8859-15",
    "cp1250",
    "cp1252",
    "mac-roman",
}
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


def decode(data: bytes) -> str:
    """The text of a PO file, with line feeds only. Raises Unreadable."""
    charset = ""
    for mark, name in _MARKS:
        if data.startswith(mark):
            data, charset = data.removeprefix(mark), name
            break
    else:
        # Text in UTF-16 without a mark: every other byte of an ASCII text is zero.
        if data[:2].endswith(b"\0") and data[:200].count(b"\0") > 50:
            charset = "utf-16-le"
        elif data[:1] == b"\0" and data[:200].count(b"\0") > 50:
            charset = "utf-16-be"
    if not charset:
        found = _CHARSET.search(data[:20_000])
        charset = found[1].decode("ascii") if found else "utf-8"
        if charset == "CHARSET":  # a template nobody has filled in
            charset = "utf-8"
    try:
        name = codecs.lookup(charset).name
    except LookupError:
        name = ""
    if name not in _CHARSETS:
        raise Unreadable(
            _("The file is in the encoding “%(charset)s”, which is not supported. Please save it as UTF-8.")
            % {"charset": charset[:40]}
        )
    try:
        text = data.decode(name)
    except UnicodeError:
        raise Unreadable(
            _("The file cannot be read as text in the encoding “%(charset)s”. Please save it as UTF-8.")
            % {"charset": name.upper()}
        ) from None
    if "\0" in text:
        raise Unreadable(_("This is no text file. A PO or XLIFF file is expected."))
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
