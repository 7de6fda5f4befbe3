"""Reads what many choosers of one form show in one query: Wagtail's ask for each row by itself."""

from __future__ import annotations


def read_together(formset, name: str) -> None:
    """Let the choosers of all rows of a list share one query.

    In: the formset of an inline panel, and the name of its field with a chooser.
    """
    forms = formset.forms
    keys = {value for form in forms if (value := form[name].value()) and str(value).isdecimal()}
    if len(keys) < 2:
        return
    field = forms[0].fields[name]
    known = {str(pk): row for pk, row in field.queryset.in_bulk([int(key) for key in keys]).items()}
    for form in forms:
        widget = form.fields[name].widget
        original = widget.get_instance
        widget.get_instance = lambda value, original=original: known.get(str(value)) or original(value)
