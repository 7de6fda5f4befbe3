"""What a person may ask of the memory."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale

from ..exchange.incoming import Unreadable, check_tags
from ..permissions import locales_of
from .importing import LARGEST, LARGEST_TEXT


def pairs_for(user) -> list[tuple[Locale, Locale]]:
    """The pairs of languages whose memory this person may see and change: those into his or her languages.

    The language of the site itself comes first as source, since nearly everything is translated from it.
    """
    allowed = locales_of(user)
    default = Locale.get_default().pk
    locales = sorted(Locale.objects.all(), key=lambda locale: (locale.pk != default, locale.language_code))
    return [
        (source, target) for source in locales for target in locales if source.pk != target.pk and target.pk in allowed
    ]


def pair_name(pair: tuple[Locale, Locale]) -> str:
    """The value by which a pair is chosen in addresses and forms."""
    return f"{pair[0].language_code}:{pair[1].language_code}"


def chosen_pair(pairs: list[tuple[Locale, Locale]], name: str | None) -> tuple[Locale, Locale] | None:
    """The pair of that name among those allowed."""
    return next((pair for pair in pairs if pair_name(pair) == name), None)


class SearchForm(forms.Form):
    """Words, and in which languages."""

    q = forms.CharField(label=_("Words in either language"), required=False, max_length=200)
    languages = forms.ChoiceField(label=_("Languages"), required=False)

    def __init__(self, *arguments, pairs, **values):
        super().__init__(*arguments, **values)
        self.fields["languages"].choices = _choices(pairs)
        self.fields["q"].widget.input_type = "search"


class ImportForm(forms.Form):
    """A TMX file and the languages it is read for."""

    languages = forms.ChoiceField(label=_("Languages"))
    file = forms.FileField(
        label=_("TMX file"),
        help_text=_("Up to 10 MB, about 25,000 sentences. Such a large file takes half a minute."),
        widget=forms.FileInput(attrs={"accept": ".tmx,.xml"}),
        allow_empty_file=True,
    )

    def __init__(self, *arguments, pairs, **values):
        super().__init__(*arguments, **values)
        self.pairs = pairs
        self.fields["languages"].choices = _choices(pairs)

    def clean_file(self):
        """Refuse what would keep everybody waiting."""
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError(LARGEST_TEXT)
        try:
            check_tags(file.read())
        except Unreadable as error:
            raise forms.ValidationError(str(error)) from error
        file.seek(0)
        return file

    def clean_languages(self) -> tuple[Locale, Locale]:
        """The languages themselves."""
        return chosen_pair(self.pairs, self.cleaned_data["languages"])


def _choices(pairs) -> list[tuple[str, str]]:
    return [(pair_name(pair), " → ".join(str(locale.get_display_name()) for locale in pair)) for pair in pairs]
