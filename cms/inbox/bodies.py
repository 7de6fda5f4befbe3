"""Reads what was sent, whatever it is: no body can be an error 500."""

from __future__ import annotations

import re

from django.core.exceptions import BadRequest, SuspiciousOperation
from django.http import HttpRequest, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.utils.translation import gettext_lazy as _

#: Far more than the longest text the forms take, in the widest encoding.
MOST_BYTES = 256 * 1024
TYPES = ("application/x-www-form-urlencoded", "multipart/form-data")
#: Control characters but for line breaks and tabs. Nobody types them, and a database refuses one of them.
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]")


class Unreadable(Exception):
    """The body cannot be used. ``status`` is the answer's, ``reason`` is for the reader."""

    def __init__(self, status: int, reason) -> None:
        super().__init__(str(status))
        self.status, self.reason = status, reason


def plain(text: str) -> str:
    """The text with line breaks of one sort and without control characters."""
    return CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def read(request: HttpRequest) -> dict[str, str]:
    """The fields of a form, one value each; files are left aside. Raises Unreadable."""
    try:
        length = int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        length = 0
    if length > MOST_BYTES:
        raise Unreadable(
            413,
            _(
                "What you sent is too long for this form. "
                "Please go back in your browser, where your text still stands, and shorten it."
            ),
        )
    if request.content_type not in TYPES:
        raise Unreadable(415, _("This form takes only what is typed into it. Please fill it in here."))
    try:
        return {name: plain(value) for name, value in request.POST.items()}
    except (BadRequest, SuspiciousOperation, MultiPartParserError, UnreadablePostError, ValueError, LookupError):
        raise Unreadable(400, _("What you sent did not arrive whole. Please send it again.")) from None
