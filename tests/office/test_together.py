"""Two people at the site details at once: nothing that one of them saved is written over unseen."""

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from cms.office.models import Office, SocialLink
from tests.desk.helpers import person

from .forms import form_data


@pytest.fixture
def office(site):
    office = Office.objects.create(site_name="Name", email="alt@example.org", town="Musterstadt")
    SocialLink.objects.create(office=office, name="Mastodon", url="https://example.org/a")
    return office


@pytest.fixture
def address(office, client):
    client.force_login(person(None))
    return reverse("wagtailsettings:edit", args=["office", "office", office.pk])


def opened(client, address) -> dict:
    return form_data(client.get(address).content.decode(), "site_name")


def test_one_person_alone_just_saves(client, address):
    data = opened(client, address)
    assert client.post(address, {**data, "town": "Dorf"}).status_code == 302
    assert client.post(address, {**opened(client, address), "town": "Stadt"}).status_code == 302
    assert Office.objects.get().town == "Stadt"


def test_different_fields_are_put_together(client, address):
    first, second = opened(client, address), opened(client, address)
    assert client.post(address, {**second, "email": "neu@example.org"}).status_code == 302
    answer = client.post(address, {**first, "town": "Dorf"})
    assert answer.status_code == 200
    assert Office.objects.get().town == "Musterstadt"
    again = form_data(answer.content.decode(), "site_name")
    assert (again["email"], again["town"]) == ("neu@example.org", "Dorf")
    assert client.post(address, again).status_code == 302
    saved = Office.objects.get()
    assert (saved.email, saved.town) == ("neu@example.org", "Dorf")


def test_the_same_field_is_asked_about_and_both_are_shown(client, address):
    first, second = opened(client, address), opened(client, address)
    client.post(address, {**second, "email": "sie@example.org"})
    answer = client.post(address, {**first, "email": "ich@example.org"})
    assert "sie@example.org" in " ".join(str(message) for message in get_messages(answer.wsgi_request)) or (
        "sie@example.org" in answer.content.decode()
    )
    again = form_data(answer.content.decode(), "site_name")
    assert again["email"] == "ich@example.org"
    assert client.post(address, again).status_code == 302
    assert Office.objects.get().email == "ich@example.org"


def test_links_of_both_are_kept(client, address):
    first, second = opened(client, address), opened(client, address)
    added = {"social_links-TOTAL_FORMS": "2", "social_links-1-id": "", "social_links-1-ORDER": "2"}
    for data, name in ((second, "Peertube"), (first, "Pixelfed")):
        data |= {**added, "social_links-1-name": name, "social_links-1-url": f"https://example.org/{name}"}
    assert client.post(address, second).status_code == 302
    answer = client.post(address, first)
    assert answer.status_code == 200
    assert client.post(address, form_data(answer.content.decode(), "site_name")).status_code == 302
    assert set(SocialLink.objects.values_list("name", flat=True)) == {"Mastodon", "Peertube", "Pixelfed"}


@pytest.mark.parametrize("junk", [None, "", "[]", "{", "null", "[" * 5000, '{"email": 5}'])
def test_a_form_without_what_it_showed_is_no_crash(client, address, junk):
    data = opened(client, address)
    del data["shown-values"]
    if junk is not None:
        data["shown-values"] = junk
    assert client.post(address, {**data, "town": "Dorf"}).status_code in (200, 302)


def test_whoever_sends_the_same_is_not_asked(client, address):
    first, second = opened(client, address), opened(client, address)
    client.post(address, {**second, "town": "Dorf"})
    assert client.post(address, {**first, "town": "Dorf"}).status_code == 302
