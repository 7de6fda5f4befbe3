"""Copies and aliases stay in the language of their page, whoever makes them and by which way."""

import json

import pytest
from django.urls import reverse
from wagtail.models import APIToken, Page

from tests.desk.helpers import person
from tests.factories import make_project


@pytest.fixture
def boss(site, client):
    user = person(None)
    client.force_login(user)
    return user


def copy(client, page, parent, **values):
    data = {"new_title": "Kopie", "new_slug": "kopie", "new_parent_page": parent.pk, **values}
    return client.post(reverse("wagtailadmin_pages:copy", args=[page.pk]), data)


@pytest.mark.parametrize("alias", [{}, {"alias": "1"}, {"publish_copies": "1"}])
@pytest.mark.parametrize(("source", "target"), [("de", "fr"), ("fr", "de")])
def test_the_form_refuses_another_language_and_keeps_what_was_typed(site, boss, client, source, target, alias):
    page = make_project(getattr(site, source), "Werkstatt")
    answer = copy(client, page, getattr(site, target).projects, **alias)
    assert answer.status_code == 200
    (error,) = answer.context["form"].errors["new_parent_page"]
    assert "in einer anderen Sprache" in error
    assert 'value="Kopie"' in answer.text
    assert not Page.objects.filter(slug="kopie").exists()


@pytest.mark.parametrize("language", ["de", "fr"])
def test_within_the_language_it_is_copied(site, boss, client, language):
    part = getattr(site, language)
    assert copy(client, make_project(part, "Werkstatt"), part.projects).status_code == 302
    assert Page.objects.get(slug="kopie").locale == part.locale


def test_what_may_stand_there_once_is_not_called_a_lack_of_rights(site, boss, client):
    answer = copy(client, site.de.accessibility, site.de.home)
    (error,) = answer.context["form"].errors["new_parent_page"]
    assert "Berechtigung" not in error
    assert "keine weitere Seite der Art" in error


@pytest.mark.parametrize(
    ("action", "body"),
    [
        ("copy", {"title": "Kopie", "slug": "kopie", "keep_live": False}),
        ("create_alias", {"slug": "kopie"}),
    ],
)
def test_the_api_refuses_it_too(site, boss, client, action, body):
    page = make_project(site.de, "Werkstatt")
    _token, key = APIToken.create_token(user=boss, name="test")
    headers = {"authorization": f"Bearer {key}"}
    address = f"/api/v3/pages/{page.pk}/actions/{action}/"
    for parent, status in ((site.fr.projects, 403), (site.de.projects, 201)):
        where = {"destination_id": parent.pk}
        answer = client.post(address, json.dumps(body | where), content_type="application/json", headers=headers)
        assert answer.status_code == status, answer.content
