"""Amounts and coordinates are read as people write them, and what cannot be read is refused."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from projects.editing.amounts import read_amount
from projects.editing.coordinates import read_coordinate, read_pair
from projects.editing.fields import AmountInput, CoordinateInput
from projects.editing.outlines import lies_in, paths, projected
from projects.models import ProjectPage


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("50.000,00", "50000.00"),
        ("50 000,5", "50000.5"),
        ("50.000", "50000"),
        ("50,000", "50000"),
        ("1.250.000", "1250000"),
        ("50,000.00", "50000.00"),
        ("50000", "50000"),
        ("50000.25", "50000.25"),
        ("12,5", "12.5"),
        ("50.000,00 €", "50000.00"),
        ("50 000 FCFA", "50000"),
        ("1'250'000.00", "1250000.00"),
        ("-5", "-5"),
    ],
)
def test_amounts_as_people_write_them(typed, value):
    assert read_amount(typed) == Decimal(value)


@pytest.mark.parametrize(
    "typed",
    ["", "abc", "5.0000", "1.25.000", "1,2,3", "50.000,000.00", "NaN", "1e9", "٣", "\x00", "5" * 500 + "x", "--5"],
)
def test_what_is_no_amount(typed):
    assert read_amount(typed) is None


@pytest.mark.parametrize(
    ("typed", "axis", "value"),
    [
        ("5.84", "latitude", "5.84"),
        ("5,84", "latitude", "5.84"),
        ("5,84° N", "latitude", "5.84"),
        ("5,84 S", "latitude", "-5.84"),
        ("-3,62", "longitude", "-3.62"),
        ("−3.62", "longitude", "-3.62"),
        ("3.62°W", "longitude", "-3.62"),
        ("W 3.62", "longitude", "-3.62"),
        ("6,49 O", "longitude", "6.49"),
        ("3° 37' 12\" W", "longitude", "-3.62"),
        ("5.842345678", "latitude", "5.84235"),
        ("91", "latitude", "91"),
    ],
)
def test_coordinates_as_people_write_them(typed, axis, value):
    assert read_coordinate(typed, axis) == Decimal(value)


def test_the_letter_o_is_east_in_german_and_west_in_french():
    assert read_coordinate("3,62 O", "longitude", "de") == Decimal("3.62")
    assert read_coordinate("3,62 O", "longitude", "fr") == Decimal("-3.62")


@pytest.mark.parametrize(
    "typed", ["", "N", "abc", "5.84 W", "1e5", "5..8", "NaN", "٣", "\x00", "9" * 400, "5.84, -3.62", "-5 S"]
)
def test_what_is_no_latitude(typed):
    assert read_coordinate(typed, "latitude") is None


@pytest.mark.parametrize(
    "typed",
    ["5,84° N, 3,62° W", "5.84, -3.62", "5.84 -3.62", "5,84; -3,62", "5,84,-3,62", "W 3.62, N 5.84", "5.84/-3.62"],
)
def test_both_coordinates_pasted_at_once(typed):
    assert read_pair(typed) == (Decimal("5.84"), Decimal("-3.62"))


@pytest.mark.parametrize("typed", ["5.84", "5,84", "5.84 W, 3.62 N, 7", "N 5, N 6", "abc, def", "", "5.84,"])
def test_what_is_no_pair(typed):
    assert read_pair(typed) is None


@pytest.mark.parametrize(("axis", "typed"), [("latitude", "90.1"), ("longitude", "-181"), ("longitude", "999")])
def test_coordinates_beyond_the_world_are_refused_in_words(axis, typed):
    with pytest.raises(ValidationError, match="90"), translation.override("en"):
        CoordinateInput(axis=axis, required=False).clean(typed)


def test_numbers_show_as_the_reader_writes_them():
    grant = AmountInput(required=False).widget
    place = CoordinateInput(axis="latitude", required=False).widget
    assert grant.format_value(Decimal("50000.00")) == "50.000,00"
    assert place.format_value(Decimal("5.84000")) == "5,84"
    assert place.format_value(Decimal("10.00000")) == "10"
    assert grant.format_value("viel") == "viel"
    with translation.override("fr"):
        assert read_amount(grant.format_value(Decimal("50000.00"))) == Decimal("50000.00")


@pytest.mark.parametrize(
    ("country", "latitude", "longitude", "inside"),
    [
        ("CI", 5.99326, -3.80923, True),
        ("DE", 50.80434, 6.49299, True),
        ("DE", 5.99326, -3.80923, False),
        ("CI", 50.80434, 6.49299, False),
        ("CI", 5.25, -4.0, True),  # on the coast at Abidjan
        ("BJ", 5.0, 5.0, None),
        ("", 5.0, 5.0, None),
    ],
)
def test_whether_a_point_lies_in_its_country(country, latitude, longitude, inside):
    assert lies_in(country, latitude, longitude) is inside


def test_outlines_are_small_and_the_projection_keeps_order():
    assert {code for code, _path in paths()} == {"DE", "CI", "DE-NW"}
    assert sum(len(path) for _code, path in paths()) < 16_000
    assert projected(50) < projected(5) < 0.0001 + projected(0)


def test_migrations_know_the_fields_as_plain_decimals():
    for name in ("grant", "own_share", "latitude", "longitude"):
        assert ProjectPage._meta.get_field(name).deconstruct()[1] == "django.db.models.DecimalField"
