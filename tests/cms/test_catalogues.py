"""French words of Django and Wagtail, printed as French is."""

from __future__ import annotations

import pytest
from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation.trans_real import DjangoTranslation

from cms.catalogues import printed


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Défaut ?", "Défaut\u202f?"),
        ("Statut actuel : Public", "Statut actuel\u00a0: Public"),
        ("l'utilisateur d'%(name)s", "l’utilisateur d’%(name)s"),
        ("<a title='l'image'>l'image</a>", "<a title='l'image'>l’image</a>"),
        ("Publication...", "Publication…"),
        ("'%(title)s'", "'%(title)s'"),
    ],
)
def test_printed(text, said):
    assert printed(text) == said
    assert printed(said) == said


@pytest.mark.parametrize("domain", ["django", "djangojs"])
def test_catalogues_have_no_straight_apostrophe(domain):
    for catalogue in DjangoTranslation("fr", domain=domain)._catalog._catalogs:
        assert [text for key, text in catalogue.items() if key and text != printed(text)] == []


@pytest.mark.parametrize(("word", "said"), [("Default?", "Défaut\u202f?"), ("Delete image", "Supprimer l’image")])
def test_what_wagtail_says(word, said):
    with translation.override("fr"):
        assert gettext(word) == said
