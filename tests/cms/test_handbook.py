"""The guides in the admin: who reads them, what their links and pictures lead to; the admin's own dress."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from cms.accounts.roles import Role
from cms.handbook.guides import GUIDES, PICTURES
from cms.handbook.rendering import render
from tests.desk.helpers import person

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader(client, site):
    client.force_login(person(Role.EDITOR))
    return client


@pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: guide.slug)
def test_every_link_and_picture_of_a_guide_is_there(guide, reader):
    """A picture that was renamed, or a heading that is gone, would be a dead end for somebody who needs help."""
    html = render(guide).html
    for address in re.findall(r'(?:href|src)="([^"]+)"', html):
        path, _, anchor = address.partition("#")
        if address.startswith(("http://", "https://", "mailto:")):
            continue
        target = reader.get(path or reverse("handbook:guide", args=[guide.slug]))
        assert target.status_code == 200, address
        if anchor:
            assert f'id="{anchor}"' in target.content.decode(), address


@pytest.mark.parametrize(("language", "first"), [("de", "redaktion"), ("fr", "traduire")])
def test_the_list_begins_with_the_readers_language(reader, language, first):
    text = reader.get(reverse("handbook:index"), headers={"accept-language": language}).content.decode()
    places = {guide.slug: text.index(reverse("handbook:guide", args=[guide.slug])) for guide in GUIDES}
    assert min(places, key=places.get) == first


@pytest.mark.parametrize("name", ["nothing", "developers", "..%2Fdevelopers", "redaktion.md"])
def test_other_files_are_no_guides(reader, name):
    assert reader.get(f"/admin/handbook/{name}/").status_code == 404


@pytest.mark.parametrize("name", ["../../README.md", "..%2F..%2Fmanage.py", "no-such.png", "a/b.png"])
def test_the_picture_address_leaves_its_folder_for_nothing(reader, name):
    assert reader.get(f"/admin/handbook/pictures/{name}", follow=True).status_code == 404


def test_a_picture_comes_as_png(reader):
    name = next(PICTURES.glob("*.png")).name
    response = reader.get(reverse("handbook:picture", args=[name]))
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "image/png"
    assert b"".join(response.streaming_content).startswith(b"\x89PNG")


def test_strangers_are_asked_to_log_in(client, site):
    for address in ("/admin/handbook/", "/admin/handbook/redaktion/", "/admin/handbook/pictures/a.png"):
        assert client.get(address).headers["Location"].startswith("/admin/login/")


def test_the_help_menu_leads_to_our_guides_and_nowhere_outside(reader):
    text = reader.get(reverse("wagtailadmin_home")).content.decode()
    assert reverse("handbook:index") in text
    assert "guide.wagtail.org" not in text
    assert "wagtail.org" not in text


@pytest.mark.parametrize(("language", "label"), [("de", "Passwort"), ("fr", "Mot de passe")])
def test_the_login_page_is_ours_and_in_the_visitors_language(client, site, language, label):
    text = client.get("/admin/login/", headers={"accept-language": language}).content.decode()
    heading = re.search(r"<h1>(.*?)</h1>", text, re.S)[1]
    assert "La Mé" in heading
    assert "Wagtail" not in heading
    assert f"{label}<" in text.replace("\n", "") or re.search(rf">\s*{label}\s*<", text)
