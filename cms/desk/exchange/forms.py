"""The two forms of the screen of files."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale

from .incoming import LARGEST_FILE
from .selection import Choice

SCOPES = [
    ("language", _("Everything in this language")),
    ("page", _("Only this page")),
    ("subtree", _("This page and everything below it")),
]
WHICH = [
    ("open", _("Only what is still to be translated or reviewed")),
    ("all", _("All sentences, finished ones too")),
]
FORMATS = [
    ("po", _("PO, for Poedit and similar programs")),
    ("xliff", _("XLIFF, for translation agencies")),
]


class _LanguageField(forms.ChoiceField):
    """A language by its code; gives the Locale."""

    def __init__(self, languages: list[Locale], **kwargs):
        self._locales = {locale.language_code: locale for locale in languages}
        choices = [(locale.language_code, locale.get_display_name()) for locale in languages]
        widget = forms.HiddenInput() if len(languages) < 2 else forms.Select()
        super().__init__(
            choices=choices, widget=widget, initial=next(iter(self._locales), None), label=_("Language"), **kwargs
        )

    def valid_value(self, value) -> bool:
        return not self.required or super().valid_value(value)

    def clean(self, value) -> Locale | None:
        code = super().clean(value)
        return self._locales.get(code)


class ExportForm(forms.Form):
    """What the file should hold. In: the languages of the person, and the pages that can be chosen."""

    scope = forms.ChoiceField(choices=SCOPES, initial="language", widget=forms.RadioSelect, label=_("How much?"))
    translation = forms.TypedChoiceField(
        coerce=int,
        required=False,
        empty_value=None,
        label=_("Page"),
        help_text=_("Only for a single page or a part of the site."),
    )
    which = forms.ChoiceField(choices=WHICH, initial="open", widget=forms.RadioSelect, label=_("Which sentences?"))
    format = forms.ChoiceField(choices=FORMATS, initial="po", widget=forms.RadioSelect, label=_("Kind of file"))

    def __init__(self, *args, languages: list[Locale], choices: list[Choice], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields = {"language": _LanguageField(languages)} | self.fields
        top = min((choice.depth for choice in choices if choice.depth), default=0)
        self.fields["translation"].choices = [("", _("Choose a page"))] + [
            (choice.translation.pk, "\N{NO-BREAK SPACE}" * 3 * max(0, choice.depth - top) + choice.title)
            for choice in choices
        ]

    def clean(self):
        data = super().clean()
        if data.get("scope") in ("page", "subtree") and not data.get("translation"):
            self.add_error("translation", _("Please choose a page."))
        return data


class ImportForm(forms.Form):
    """A file that is brought back."""

    file = forms.FileField(
        label=_("File"),
        help_text=_("A PO file (.po) or an XLIFF 1.2 file (.xlf, .xliff)."),
        widget=forms.FileInput(attrs={"accept": ".po,.pot,.xlf,.xliff"}),
        max_length=255,
        allow_empty_file=True,  # the words for it are our own
        error_messages={"required": _("Please choose a file."), "max_length": _("The name of the file is too long.")},
    )
    take_fuzzy = forms.BooleanField(
        required=False,
        label=_("Also take over uncertain entries"),
        help_text=_("Entries marked as “needs work” (fuzzy) are stored as text to be reviewed."),
    )
    overwrite = forms.BooleanField(
        required=False,
        label=_("Overwrite newer translations"),
        help_text=_("Otherwise what has been changed here since the file was made stays as it is."),
    )
    trial = forms.BooleanField(
        required=False,
        label=_("Only try"),
        help_text=_("Nothing is changed; you see what would be taken over and what would not."),
    )
    translation = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, languages: list[Locale], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["language"] = _LanguageField(languages, required=False)
        if len(languages) > 1:
            self.fields["language"].help_text = _("Only for files that do not name their language.")

    def clean_file(self):
        file = self.cleaned_data["file"]
        if not file.size:
            raise ValidationError(_("The file is empty."))
        if file.size > LARGEST_FILE:
            raise ValidationError(
                _("The file has %(size)s; the largest possible is %(limit)s. Please split it into several files."),
                params={"size": filesizeformat(file.size), "limit": filesizeformat(LARGEST_FILE)},
            )
        return file
