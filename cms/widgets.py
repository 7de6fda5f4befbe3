"""Widgets of the admin that differ from Wagtail's."""

from wagtail.admin.widgets import AdminDateInput


class DateInput(AdminDateInput):
    """A date field that leaves what was typed.

    Wagtail's calendar turns whatever it cannot read into today's date, without a word
    (``validateOnBlur`` of its date picker). The form then tells what is wrong.
    """

    def get_config(self) -> dict:
        return {**super().get_config(), "validateOnBlur": False}
