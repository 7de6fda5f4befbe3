"""French as French is printed, in the words of Django and Wagtail too: spaces, apostrophes, points of ellipsis.

Their catalogues mix both ways of writing; three hundred texts would otherwise have to be said anew.
"""

import re
from functools import wraps

from django.utils.translation.trans_real import DjangoTranslation

from .typography import french_spaces

_TAG = re.compile(r"(<[^>]*>)")
_APOSTROPHE = re.compile(r"(?<=\w)'(?=[\w%«])")


def printed(text: str) -> str:
    """A French text as it is printed; what stands in a tag stays."""
    parts = _TAG.split(text)
    return "".join(
        part if part.startswith("<") else french_spaces(_APOSTROPHE.sub("’", part.replace("...", "…")))
        for part in parts
    )


def _print_french(start):
    @wraps(start)
    def started(self, language, *args, **kwargs):
        start(self, language, *args, **kwargs)
        if language != "fr" or self._catalog is None:
            return
        for catalogue in self._catalog._catalogs:
            catalogue.update({key: printed(text) for key, text in catalogue.items() if key and isinstance(text, str)})

    return started


def connect() -> None:
    DjangoTranslation.__init__ = _print_french(DjangoTranslation.__init__)
