"""Choosing people for a page, and pages for a person."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cms.desk.guards.bulk import is_number


class RowsField(forms.ModelMultipleChoiceField):
    """Django hands whatever was sent to the database, which fails on numbers that are too long for it."""

    def clean(self, value):
        if not all(is_number(key) for key in value or ()):
            raise ValidationError(self.error_messages["invalid_choice"] % {"value": "?"}, code="invalid_choice")
        return super().clean(value)


class PersonField(RowsField):
    """Names people as colleagues know them."""

    def label_from_instance(self, obj) -> str:
        name = obj.get_full_name()
        return f"{name} ({obj.get_username()})" if name else obj.get_username()


class PageField(RowsField):
    """Names pages by the titles of their latest drafts."""

    def label_from_instance(self, obj) -> str:
        return obj.get_admin_display_title()


class AuthorsForm(forms.Form):
    """The people who write below a page. In: those to choose from."""

    authors = PersonField(
        queryset=None, required=False, widget=forms.CheckboxSelectMultiple, label=_("Authors of this project")
    )

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["authors"].queryset = people


class PagesForm(forms.Form):
    """The pages below which a person writes. In: those to choose from."""

    pages = PageField(
        queryset=None, required=False, widget=forms.CheckboxSelectMultiple, label=_("Projects of this author")
    )

    def __init__(self, *args, pages, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["pages"].queryset = pages
