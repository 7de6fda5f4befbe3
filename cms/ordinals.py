"""The first day of a month as French writes it: “1er mars 2027”.

Django's French dates print “1 mars 2027”: its formats have no French ordinal (``S`` is the English one,
django/utils/dateformat.py). `cms.formats.fr` asks for ``S`` behind the day; here it is made French.
"""

from functools import wraps

from django.utils.dateformat import DateFormat
from django.utils.translation import get_language


def _suffix(english):
    @wraps(english)
    def suffix(self) -> str:
        if (get_language() or "").startswith("fr"):
            return "er" if self.data.day == 1 else ""
        return english(self)

    return suffix


def connect() -> None:
    """From now on ``S`` speaks French in French."""
    DateFormat.S = _suffix(DateFormat.S)
