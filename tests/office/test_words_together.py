"""Two translators at the texts of the site details, or at those of a notice: nothing is written over unseen."""

import pytest
from wagtail.log_actions import log

from cms.accounts.roles import Role
from cms.office.models import BannerWords, Office, OfficeWords
from cms.teamwork.meanwhile import LOADED
from tests.desk.helpers import person
from tests.office.test_banners import banner

SITE = "/admin/office/words/fr/site/"


def opened(client, address: str) -> dict[str, str]:
    form = client.get(address).context["form"]
    return {name: form[name].value() or "" for name in form.fields}


@pytest.fixture
def two(site, client):
    """Anna and Bert; the client is Bert's."""
    anna, bert = person(Role.TRANSLATOR, "anna"), person(Role.TRANSLATOR, "bert")
    client.force_login(bert)
    other = type(client)()
    other.force_login(anna)
    return other


@pytest.mark.parametrize("stored", [True, False])
def test_both_at_one_text(two, client, stored):
    Office.objects.all().delete()
    office = Office.objects.create(tagline="Ein Satz.")
    if stored:
        OfficeWords.objects.create(office=office, language="fr", tagline="Une phrase.")
    annas, berts = opened(two, SITE), opened(client, SITE)
    assert two.post(SITE, annas | {"tagline": "Phrase d’Anna.", "publisher": "District"}).status_code == 302
    answer = client.post(SITE, berts | {"tagline": "Phrase de Bert."})
    assert answer.status_code == 200
    words = OfficeWords.objects.get()
    assert (words.tagline, words.publisher) == ("Phrase d’Anna.", "District")
    said = " ".join(str(message) for message in answer.context["messages"])
    assert "Phrase d’Anna." in said
    assert "anna" in said
    again = {name: answer.context["form"][name].value() or "" for name in berts}
    assert (again["tagline"], again["publisher"]) == ("Phrase de Bert.", "District")
    assert answer.text.count(f'name="{LOADED}"') == 1
    assert client.post(SITE, again).status_code == 302
    words.refresh_from_db()
    assert (words.tagline, words.publisher) == ("Phrase de Bert.", "District")


def test_a_refused_form_leaves_nothing_behind(two, client):
    address = f"/admin/office/words/fr/notices/{banner().pk}/"
    assert client.post(address, {"text": "x" * 400}).status_code == 200
    assert not BannerWords.objects.exists()
    Office.objects.all().delete()
    assert client.post(SITE, {"site_name": "x" * 61}).status_code == 200
    assert not Office.objects.exists()
    assert client.post(SITE, {"site_name": "Nom"}).status_code == 302
    assert OfficeWords.objects.get().office == Office.objects.get()


def test_the_german_text_is_not_taken_for_a_change_of_the_french_one(two, client):
    office = Office.objects.create() if not Office.objects.exists() else Office.objects.get()
    OfficeWords.objects.create(office=office, language="fr", tagline="Une phrase.")
    berts = opened(client, SITE)
    log(instance=office, action="wagtail.edit", user=person(Role.EDITOR, "eva"))
    OfficeWords.objects.update(tagline="Autre phrase.")
    answer = client.post(SITE, berts | {"tagline": "Phrase de Bert."})
    assert "eva" not in " ".join(str(message) for message in answer.context["messages"])


def test_both_write_the_same_or_press_twice(two, client):
    berts = opened(client, SITE) | {"tagline": "Une phrase."}
    assert two.post(SITE, opened(two, SITE) | {"tagline": "Une phrase."}).status_code == 302
    assert client.post(SITE, berts).status_code == 302
    assert client.post(SITE, berts).status_code == 302
    assert OfficeWords.objects.get().tagline == "Une phrase."


def test_both_at_one_notice(two, client):
    address = f"/admin/office/words/fr/notices/{banner().pk}/"
    annas, berts = opened(two, address), opened(client, address)
    assert two.post(address, annas | {"text": "Fermé."}).status_code == 302
    assert client.post(address, berts | {"text": "C’est fermé."}).status_code == 200
    assert BannerWords.objects.get().text == "Fermé."
