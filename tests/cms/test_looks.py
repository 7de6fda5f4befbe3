"""How the admin speaks: it names itself and not its software, and always in the reader's language."""

from __future__ import annotations

import re

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from django.utils import translation
from wagtail.users.models import UserProfile

from cms.accounts.roles import Role
from cms.admin_words import PLURALS
from cms.teamwork.assignments import assign
from tests.desk.helpers import german_project, person

pytestmark = pytest.mark.django_db


def text_of(response) -> str:
    """What is to be read on a page, without its scripts and styles."""
    html = re.sub(r"<(script|style|template)\b.*?</\1>", "", response.content.decode(), flags=re.S)
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def title_of(response) -> str:
    return " ".join(re.search(r"<title>(.*?)</title>", response.content.decode(), re.S)[1].split())


def logged_in(role: Role | None, language: str = "de") -> Client:
    user = person(role)
    UserProfile.objects.update_or_create(user=user, defaults={"preferred_language": language})
    client = Client()
    client.force_login(user)
    client.user = user
    return client


ADDRESSES = (
    "",
    "pages/",
    "pages/search/?q=Projekte",
    "inbox/",
    "bin/",
    "bin/empty/",
    "authors/",
    "images/",
    "images/multiple/add/",
    "documents/",
    "documents/multiple/add/",
    "desk/",
    "desk/glossary/",
    "handbook/",
    "office/menu/",
    "office/words/fr/",
    "office/redirects/import/",
    "redirects/",
    "settings/office/office/",
    "snippets/office/banner/",
    "snippets/projects/partner/add/",
    "reports/workflow/",
    "reports/aging-pages/",
    "locales/",
    "nirgends/",
)


@pytest.mark.parametrize("language", ["de", "fr"])
def test_every_screen_has_a_title_and_none_names_the_software(site, language):
    client = logged_in(None, language)
    wrong = {}
    for address in ADDRESSES:
        response = client.get(f"/admin/{address}", follow=True)
        title = title_of(response)
        if not re.fullmatch(r"\S.* - Düren – La Mé", title) or "Wagtail" in text_of(response):
            wrong[address] = title
    assert wrong == {}


@pytest.mark.parametrize(
    "name", ["login", "password_reset", "password_reset_done", "password_reset_complete", "password_reset_confirm"]
)
@pytest.mark.parametrize("language", ["de", "fr"])
def test_before_login_too_with_a_way_back(client, name, language):
    keywords = {"uidb64": "MQ", "token": "alt-alt"} if name.endswith("confirm") else {}
    response = client.get(reverse(f"wagtailadmin_{name}", kwargs=keywords), headers={"accept-language": language})
    html = response.content.decode()
    assert title_of(response).endswith(" - Düren – La Mé")
    assert "Wagtail" not in text_of(response)
    assert 'class="thread"' in html or "thread" in html
    assert reverse("wagtailadmin_login") in html or 'href="/"' in html


@pytest.mark.parametrize(
    ("language", "heading", "way"),
    [
        ("de", "Hier reißt der Faden", "Zur Startseite der Verwaltung"),
        ("fr", "Ici, le fil s’interrompt", "Vers l’accueil de l’administration"),
    ],
)
def test_a_lost_editor_finds_the_way_back(site, language, heading, way):
    response = logged_in(Role.EDITOR, language).get("/admin/pages/99999/edit/")
    assert response.status_code == 404
    assert heading in text_of(response)
    assert re.search(rf'href="/admin/">{way}</a>', response.content.decode())


def test_the_search_of_pages_counts_pages(site):
    response = logged_in(Role.EDITOR).get("/admin/pages/search/?q=Projekte")
    assert re.search(r"1-\d+ von \d+ Seiten", text_of(response))
    assert "None" not in text_of(response)


def test_the_list_of_languages_counts_in_the_language(site):
    assert re.search(r"\d+ Seiten · \d+ weitere Einträge", text_of(logged_in(None).get("/admin/locales/")))


def test_a_page_that_nobody_has_published_yet_names_nobody(site):
    text = text_of(logged_in(None).get("/admin/reports/aging-pages/"))
    assert site.de.projects.title in text
    assert "None" not in text


def test_a_button_keeps_the_capital_of_a_german_noun(site):
    response = logged_in(Role.EDITOR).get(f"/admin/pages/add/projects/projectpage/{site.de.projects.pk}/")
    assert "Partner hinzufügen" in text_of(response)


def test_words_for_actions_are_in_the_language(site):
    client = logged_in(Role.EDITOR)
    assert '<nav aria-label="Aktionen"' in client.get("/admin/redirects/").content.decode()
    home = client.get("/admin/").content.decode()
    assert 'value="Search"' not in home
    assert ">Suchen</button>" in home


def test_an_author_without_a_project_reads_what_to_do(site):
    client = logged_in(Role.AUTHOR)
    waiting = "Ihnen ist noch kein Projekt zugewiesen."
    assert waiting in text_of(client.get("/admin/"))
    project = german_project(site)
    assign(project, [client.user])
    text = text_of(client.get("/admin/"))
    assert waiting not in text
    assert project.title in text
    assert waiting not in text_of(logged_in(Role.EDITOR).get("/admin/"))


def test_the_authors_projects_come_first(site):
    client = logged_in(Role.AUTHOR)
    assign(german_project(site), [client.user])
    text = text_of(client.get("/admin/"))
    assert "Was ist zu tun?" not in text or text.index("Ihre Projekte") < text.index("Was ist zu tun?")


def test_the_screens_of_authors_have_a_heading(site):
    client = logged_in(Role.EDITOR)
    author = person(Role.AUTHOR)
    for address in ("authors/", f"authors/{author.pk}/", f"authors/page/{german_project(site).pk}/"):
        heading = re.search(r"<h1[^>]*>\s*(\S.*?)\s*</h1>", client.get(f"/admin/{address}").content.decode(), re.S)
        assert heading, address


def test_rights_have_names_in_the_language(site):
    group = Group.objects.get(name=Role.EDITOR)
    text = text_of(logged_in(None).get(f"/admin/groups/edit/{group.pk}/"))
    assert "Darf sich in der Verwaltung anmelden" in text
    assert "Can " not in text
    assert "Partner: Hinzufügen" in text


@pytest.mark.parametrize("language", ["de", "fr"])
def test_texts_with_a_number_are_said_in_the_language(language):
    for text in PLURALS:
        for number in (1, 2):
            values = {"model_name": "x", "site_name": "y", "usage_count": number, "count": number, "total": number}
            values["counter"] = number
            with translation.override("en"):
                english = str(text % values)
            with translation.override(language):
                assert str(text % values) != english or english in {"1 page", "2 pages"}  # French says so too
