"""The windows in which something is chosen speak the language of the person."""

import pytest
from django.utils import translation
from wagtail.admin.forms.choosers import LocaleFilterMixin

import cms.branding  # noqa: F401 - names the filter


@pytest.mark.parametrize(("language", "name"), [("de", "Sprache"), ("fr", "Langue")])
def test_the_filter_of_languages_is_not_called_locale(db, language, name):
    with translation.override(language):
        assert LocaleFilterMixin().fields["locale"].label == name
