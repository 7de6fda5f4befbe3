"""Fields for numbers that are typed as people write them. In the database they are plain decimals."""

from __future__ import annotations

from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.utils import translation
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _

from .amounts import CENT, read_amount
from .coordinates import LIMITS, read_coordinate


class NumberInput(forms.TextInput):
    """A line of text with the numeric keyboard of phones; a number shows as the reader's language writes it."""

    def __init__(self, attrs=None, *, grouped: bool = False):
        super().__init__({"inputmode": "decimal", "autocomplete": "off", **(attrs or {})})
        self.grouped = grouped

    def format_value(self, value):
        if not isinstance(value, Decimal):
            return super().format_value(value)  # what was typed and could not be read
        places = 2 if self.grouped else None
        # In a stable form without a trailing row of noughts.
        value = value.quantize(CENT) if self.grouped else value.normalize()
        return number_format(f"{value:f}", decimal_pos=places, use_l10n=True, force_grouping=self.grouped)


class TypedDecimal(forms.DecimalField):
    """A decimal whose text is read by ``read``. Raises ValidationError with ``unreadable``."""

    unreadable = _("This is not a number.")

    def read(self, text: str) -> Decimal | None:
        raise NotImplementedError

    def to_python(self, value):
        if value in self.empty_values:
            return None
        if isinstance(value, Decimal):
            return value
        text = str(value).strip()
        if not text:
            return None
        if (number := self.read(text)) is None:
            raise ValidationError(self.unreadable, code="invalid")
        return number


class CoordinateInput(TypedDecimal):
    def __init__(self, *, axis: str, **kwargs):
        self.axis = axis
        self.unreadable = {
            "latitude": _("This is not a latitude. Write it like 5,84 or 5.84 N."),
            "longitude": _("This is not a longitude. Write it like -3,62 or 3.62 W."),
        }[axis]
        kwargs["widget"] = NumberInput()
        super().__init__(**kwargs)

    def read(self, text):
        return read_coordinate(text, self.axis, (translation.get_language() or "de")[:2])

    def run_validators(self, value):
        if value is not None and abs(value) > LIMITS[self.axis]:
            message = _("Latitudes lie between −90 and 90, longitudes between −180 and 180.")
            raise ValidationError(message, code="limits")
        super().run_validators(value)


class AmountInput(TypedDecimal):
    unreadable = _("This is not an amount. Write it like 50.000,00 or 50000.")

    def __init__(self, **kwargs):
        kwargs["widget"] = NumberInput(grouped=True)
        super().__init__(**kwargs)

    def read(self, text):
        return read_amount(text)


class _PlainDecimal(models.DecimalField):
    """For migrations this is Django's field: only the form differs. It may stay empty."""

    shape: dict = {}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{"null": True, "blank": True, **self.shape, **kwargs})

    def deconstruct(self):
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.DecimalField", args, kwargs


class AmountField(_PlainDecimal):
    """An amount of money, never below zero."""

    shape = {"max_digits": 12, "decimal_places": 2, "validators": [MinValueValidator(0)]}

    def formfield(self, **kwargs):
        return super().formfield(**{"form_class": AmountInput, **kwargs})


class CoordinateField(_PlainDecimal):
    """Latitude or longitude; the name of the field says which."""

    shape = {"max_digits": 8, "decimal_places": 5}

    def formfield(self, **kwargs):
        return super().formfield(
            **{"form_class": lambda **options: CoordinateInput(axis=self.name, **options), **kwargs}
        )
