"""Which addresses may stand in a link."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

SCHEMES = frozenset({"http", "https", "mailto", "tel"})
#: Browsers skip some of these, so that ``java\tscript:`` would run.
UNSEEN = re.compile(r"[\x00-\x20\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060\ufeff\\]")


def is_safe_link(address: str) -> bool:
    """Whether a link may lead there: http, https, mailto, tel, a path on this site or a place on the page."""
    address = address.strip()
    if UNSEEN.search(address):
        return False
    if address.startswith("#"):
        return True
    if address.startswith("/"):
        return not address.startswith("//")
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    scheme = parts.scheme.lower()
    return scheme in SCHEMES and bool(parts.netloc if scheme in ("http", "https") else parts.path)
