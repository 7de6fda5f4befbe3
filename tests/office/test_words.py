"""Texts of the site details in French: what is open, what falls back to German, what German has given up."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from cms import todo
from cms.accounts.roles import Role
from cms.office.facts import Facts
from cms.office.models import OfficeWords
from tests.desk.helpers import person

from .facts import FULL, fill, text

WORDS = "/admin/office/words/fr/site/"


def test_what_german_no_longer_says_french_does_not_go_on_saying(site, office, client):
    fill(office, publisher="Kreis Düren", legal_form="Körperschaft", tagline="Hand in Hand")
    OfficeWords.objects.create(
        office=office,
        language="fr",
        publisher="L’arrondissement",
        legal_form="collectivité",
        tagline="Main dans la main",
    )
    html = text("/fr/mentions-legales/")
    for words in ("L’arrondissement", "collectivité", "Main dans la main"):
        assert words in html
    fill(office, publisher="", legal_form="", tagline="")
    html = text("/fr/mentions-legales/")
    client.force_login(person(Role.TRANSLATOR))
    assert "Auf Deutsch ist das leer" in client.get(WORDS).content.decode()
    for words in ("L’arrondissement", "collectivité", "Main dans la main"):
        assert words not in html


def test_translators_see_what_is_open_and_write_it(site, office, client):
    fill(office, **FULL, tagline="Hand in Hand")
    user = person(Role.TRANSLATOR)
    item = next(item for item in todo.items() if item.key == "office-words")
    with CaptureQueriesContext(connection) as queries:
        rows = item.rows(user)
        entries = item.present(rows, user)
    assert len(queries) <= 5
    assert [entry.url for entry in entries] == [WORDS]
    client.force_login(user)
    html = client.get(WORDS).content.decode()
    assert "Landrätin" in html
    french = {
        name: f"FR {name}"
        for name in ("site_name", "publisher", "legal_form", "representative_title", "other_channel", "tagline")
    }
    assert client.post(WORDS, french).status_code == 302
    assert item.rows(person(Role.REVIEWER)) == []
    assert "FR tagline" in text("/fr/")
    assert "FR tagline" not in text("/de/")
    response = client.post(WORDS, {"site_name": "x" * 61, "tagline": "a\x00"})
    assert response.status_code == 200
    assert set(response.context["form"].errors) == {"site_name", "tagline"}


def test_facts_fall_back_one_by_one(site, office):
    fill(office, legal_form="Körperschaft", publisher="Kreis")
    OfficeWords.objects.create(office=office, language="fr", legal_form="collectivité")
    facts = Facts("fr")
    assert facts.text("legal_form") == ("collectivité", "")
    assert facts.text("publisher") == ("Kreis", "de")
