"""Model fields of the platform."""

from django import forms
from django.core.validators import URLValidator
from django.db import models
from wagtail.admin.widgets import AdminAutoHeightTextInput

#: Addresses that a visitor can follow: Django takes FTP too.
WEB = URLValidator(schemes=["http", "https"])


class TextLineField(models.CharField):
    """Text of limited length, enforced by the database too, edited in a box of several lines.

    Django's TextField does not enforce ``max_length`` in the database, and an over-long
    translation would only be noticed when it is shown.
    """

    def formfield(self, **kwargs) -> forms.Field:
        return super().formfield(**{"widget": AdminAutoHeightTextInput, **kwargs})

    def deconstruct(self):
        name, _path, args, kwargs = super().deconstruct()
        return name, "cms.fields.TextLineField", args, kwargs
