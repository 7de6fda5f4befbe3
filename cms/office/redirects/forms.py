"""The form of one redirect, and that of a list."""

from __future__ import annotations

from django import forms
from django.core.validators import FileExtensionValidator
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.redirects.forms import RedirectForm
from wagtail.contrib.redirects.models import Redirect

from .checks import NO_ADDRESS, fault_of, is_web_address


class CheckedRedirectForm(RedirectForm):
    """As Wagtail's, but refuses what would never act, leads nowhere or leads round in a circle."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["old_path"].help_text = _("Only the path: /de/alte-seite/. Capital and small letters differ.")
        # One site has no use for the choice.
        if self.fields["site"].queryset.count() < 2 and not self.instance.site_id:
            del self.fields["site"]

    def clean_old_path(self) -> str:
        value = self.cleaned_data["old_path"]
        try:
            path = Redirect.normalise_path(value)
            is_address = is_web_address(value)
        except ValueError as error:
            raise forms.ValidationError(_("The old address has a form that no address has.")) from error
        if not is_address:
            raise forms.ValidationError(NO_ADDRESS)
        if any(sign.isspace() for sign in value.strip()):
            raise forms.ValidationError(_("The old address has a space or a sign that no address has."))
        return path

    def clean_redirect_link(self) -> str:
        value = self.cleaned_data["redirect_link"]
        if value and not value.startswith(("http://", "https://")):
            raise forms.ValidationError(_("The address must begin with http:// or https://."))
        return value

    def _post_clean(self):
        """The form does not show what follows the page (a goal, a filter, a section): it stays with the page.

        Wagtail cuts off what follows ``?`` and ``#``, and keeps the rest even where another page is chosen.
        """
        route = self.instance.redirect_page_route_path
        super()._post_clean()
        is_same = self.instance.redirect_page_id == self.initial.get("redirect_page")
        self.instance.redirect_page_route_path = route if is_same and self.instance.redirect_page_id else ""

    def clean(self):
        cleaned = super().clean() or self.cleaned_data
        if old_path := cleaned.get("old_path"):
            page, link = cleaned.get("redirect_page"), cleaned.get("redirect_link", "")
            if "redirect_link" not in self.errors:
                for field, message in fault_of(old_path, page, link, self.instance.pk).items():
                    self.add_error(field, message)
        return cleaned


class ListForm(forms.Form):
    """A file with old and new addresses."""

    file = forms.FileField(
        label=_("File"),
        help_text=_("CSV or Excel (.xlsx), at most 2 MB and 5,000 rows, with two columns: old address, new address."),
        validators=[FileExtensionValidator(["csv", "tsv", "txt", "xlsx"])],
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,.xlsx"}),
    )
