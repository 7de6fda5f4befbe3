"""What a telephone dials for the ways in which people write a number."""

import pytest
from django.core.exceptions import ValidationError

from cms.telephones import TELEPHONE, dialled


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("+49 (0) 2421 22-0", "+492421220"),
        ("+49(0)2421 220", "+492421220"),
        ("0049 (0)2421/220", "00492421220"),
        ("(02421) 22-0", "02421220"),
        ("(0) 2421 22", "0242122"),
        ("+49 2421 2200", "+4924212200"),
        ("+225 27 20 00 00 00", "+2252720000000"),
        (" 02421.22–0 ", "02421220"),
        ("", ""),
        ("+", ""),
    ],
)
def test_the_nought_in_brackets_is_dialled_only_without_the_prefix_of_a_country(number, expected):
    assert dialled(number) == expected


@pytest.mark.parametrize("words", ["gibt es nicht", "tel:+49", "12", "+49 2421 22 Durchwahl 0"])
def test_words_are_no_number(words):
    with pytest.raises(ValidationError):
        TELEPHONE(words)
