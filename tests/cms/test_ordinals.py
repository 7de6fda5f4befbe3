"""French writes the first of a month as “1er”, and no other day so; German and English dates stay as they are."""

from datetime import date, datetime

import pytest
from django.utils import dateformat, translation
from django.utils.formats import date_format

FIRST, SECOND, LATE = date(2027, 3, 1), date(2027, 3, 2), date(2027, 3, 21)


@pytest.mark.parametrize(("day", "text"), [(FIRST, "1er mars 2027"), (SECOND, "2 mars 2027"), (LATE, "21 mars 2027")])
def test_in_french(day, text):
    with translation.override("fr"):
        assert date_format(day, "DATE_FORMAT") == text
        assert date_format(datetime(day.year, day.month, day.day, 9, 5), "DATETIME_FORMAT") == f"{text} 09:05"


def test_in_german_and_english():
    with translation.override("de"):
        assert date_format(FIRST, "DATE_FORMAT") == "1. März 2027"
    with translation.override("en"):
        assert dateformat.format(FIRST, "jS") == "1st"


def test_django_still_has_no_french_ordinal():
    """Once Django's own French format asks for one, `cms.ordinals` can go."""
    from django.conf.locale.fr import formats

    assert formats.DATE_FORMAT == "j F Y"
