"""Forms of the glossary: one term, and a file."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.models import Locale

from cms.language import SOURCE_LANGUAGE

from ..models import Term
from .csv_files import split_variants
from .rights import source_locale, targets_of
from .rows import LARGEST_FILE, tidy


class TermForm(WagtailAdminModelForm):
    """One term. The language is asked for only if a person translates into several."""

    class Meta:
        model = Term
        fields = ["source_text", "preferred", "variants", "note", "target_locale"]
        labels = {"target_locale": _("Translated into")}
        widgets = {
            "source_text": forms.TextInput(attrs={"lang": SOURCE_LANGUAGE}),
            "preferred": forms.TextInput,
            "variants": forms.Textarea(attrs={"rows": 3}),
            "note": forms.Textarea(attrs={"rows": 3, "lang": SOURCE_LANGUAGE}),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        targets = targets_of(self.for_user)
        own = Locale.objects.filter(pk__in=[target.pk for target in targets])
        field = self.fields["target_locale"]
        field.queryset = own
        field.empty_label = None
        if len(targets) == 1:
            field.initial = targets[0].pk
            field.widget = forms.HiddenInput()
            for name in ("preferred", "variants"):
                self.fields[name].widget.attrs["lang"] = targets[0].language_code
        if not self.instance.source_locale_id:
            self.instance.source_locale = source_locale()

    def clean_source_text(self):
        return tidy(self.cleaned_data["source_text"])

    def clean_preferred(self):
        return tidy(self.cleaned_data["preferred"])

    def clean_variants(self):
        return "\n".join(split_variants(self.cleaned_data["variants"]))

    def clean(self):
        cleaned = super().clean()
        same = Term.objects.filter(
            source_locale=self.instance.source_locale,
            target_locale=cleaned.get("target_locale"),
            source_text=cleaned.get("source_text"),
        ).exclude(pk=self.instance.pk)
        if cleaned.get("source_text") and same.exists():
            self.add_error("source_text", ValidationError(_("The glossary has this term already. Change that entry.")))
        return cleaned


class ImportForm(forms.Form):
    """A file of terms, and what happens where it differs from the glossary."""

    OURS, THEIRS = "ours", "theirs"

    file = forms.FileField(
        label=_("File"), help_text=_("CSV (from a spreadsheet) or TBX (from a translation program), 5 MB at most.")
    )
    language = forms.ModelChoiceField(label=_("Translated into"), queryset=Locale.objects.none(), empty_label=None)
    differing = forms.ChoiceField(
        label=_("Where the file and the glossary differ"),
        choices=[
            (OURS, _("Keep what is in the glossary; the differences are listed afterwards.")),
            (THEIRS, _("Take what is in the file. What the file leaves empty stays.")),
        ],
        initial=OURS,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        targets = targets_of(user)
        field = self.fields["language"]
        field.queryset = Locale.objects.filter(pk__in=[target.pk for target in targets])
        if len(targets) == 1:
            field.initial = targets[0].pk
            field.widget = forms.HiddenInput()

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > LARGEST_FILE:
            raise ValidationError(_("The file is larger than 5 MB."))
        return file
