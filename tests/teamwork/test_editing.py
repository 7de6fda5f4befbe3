"""A save that would go over a newer version is asked about, whatever the browser knows."""

import pytest
from django.urls import reverse
from wagtail.models import Page, Revision
from wagtail.test.utils.form_data import querydict_from_html

from cms.accounts.roles import Role
from cms.teamwork.editing import IN_FLIGHT
from tests.desk.helpers import person
from tests.factories import make_project


@pytest.fixture
def project(site):
    return make_project(site.de, "Alt")


@pytest.fixture
def address(project):
    return reverse("wagtailadmin_pages:edit", args=[project.pk])


def form_of(html: str) -> dict:
    data = querydict_from_html(html, form_id="page-edit-form").dict()
    return data | {"body-count": "0", "results-count": "0"}


def newer(project, title: str, user):
    page = Page.objects.get(pk=project.pk).get_latest_revision_as_object()
    page.title = title
    return page.save_revision(user=user)


def newest(project) -> str:
    return Page.objects.get(pk=project.pk).get_latest_revision_as_object().title


@pytest.mark.parametrize("button", ["action-publish", "save"])
def test_the_first_press_asks_and_the_second_one_saves(project, address, client, button):
    anna, bert = person(Role.EDITOR, "anna"), person(Role.EDITOR, "bert")
    client.force_login(bert)
    data = form_of(client.get(address).text) | {"title": "Von Bert", button: "1"}
    other = newer(project, "Von Anna", anna)
    response = client.post(address, data)
    assert response.status_code == 200
    assert "anna" in response.text
    assert 'value="Von Bert"' in response.text
    assert "data-w-autosave-interval-value" not in response.text, "it would give the answer by itself"
    assert newest(project) == "Von Anna"
    project.refresh_from_db()
    assert project.title == "Alt"
    again = form_of(response.text) | {button: "1"}
    assert again["title"] == "Von Bert"
    assert client.post(address, again).status_code in (200, 302)
    assert newest(project) == "Von Bert"
    assert project.revisions.filter(pk=other.pk).get().as_object().title == "Von Anna"


def test_in_two_windows_of_one_person(project, address, client):
    bert = person(Role.EDITOR, "bert")
    client.force_login(bert)
    data = form_of(client.get(address).text) | {"title": "Aus dem alten Fenster"}
    revision = newer(project, "Aus dem neuen Fenster", bert)
    Revision.objects.filter(pk=revision.pk).update(created_at=revision.created_at - 2 * IN_FLIGHT)
    client.post(address, data)
    assert newest(project) == "Aus dem neuen Fenster"


def test_the_form_s_own_automatic_save_is_no_other_window(project, address, client):
    """The button may overtake the save of the last word, or find on the server what it brings itself."""
    bert = person(Role.EDITOR, "bert")
    client.force_login(bert)
    data = form_of(client.get(address).text) | {"title": "Eben geschrieben"}
    revision = newer(project, "Eben geschri", bert)
    assert client.post(address, data).status_code == 302
    assert newest(project) == "Eben geschrieben"
    data = form_of(client.get(address).text) | {"title": "Noch einmal"}
    revision = newer(project, "Noch einmal", bert)
    Revision.objects.filter(pk=revision.pk).update(created_at=revision.created_at - 2 * IN_FLIGHT)
    assert client.post(address, data).status_code == 302


def test_a_version_that_was_changed_in_its_place(project, address, client):
    """Autosave writes into the version it has made: its number stays the same, its time does not."""
    anna, bert = person(Role.EDITOR, "anna"), person(Role.EDITOR, "bert")
    revision = newer(project, "Von Anna", anna)
    client.force_login(bert)
    data = form_of(client.get(address).text) | {"title": "Von Bert"}
    page = revision.as_object()
    page.title = "Von Anna, weiter"
    page.save_revision(user=anna, overwrite_revision=revision)
    client.post(address, data)
    assert newest(project) == "Von Anna, weiter"


def test_a_version_that_is_gone_or_somebody_elses(project, address, client):
    anna, bert = person(Role.EDITOR, "anna"), person(Role.EDITOR, "bert")
    revision = newer(project, "Von Anna", anna)
    client.force_login(bert)
    data = form_of(client.get(address).text) | {"title": "Von Bert"}
    for junk in ("999999", "x", "-1", "²", str(revision.pk)):
        response = client.post(address, data | {"overwrite_revision_id": junk})
        assert response.status_code in (200, 302), junk
        assert newest(project) == "Von Anna"


def test_without_anybody_else_it_saves_at_once(project, address, client):
    client.force_login(person(Role.EDITOR, "bert"))
    data = form_of(client.get(address).text) | {"title": "Von Bert", "action-publish": "1"}
    assert client.post(address, data).status_code == 302
    project.refresh_from_db()
    assert project.title == "Von Bert"


def test_the_automatic_save_says_which_field_is_wrong_and_on_which_tab(project, address, client):
    client.force_login(person(Role.EDITOR, "anna"))
    data = form_of(client.get(address).text) | {"end_year": "1990"}
    response = client.post(address, data, headers={"Accept": "application/json"})
    assert response.status_code == 400
    answer = response.json()
    assert answer["error_code"] == "validation_error"
    field = project._meta.get_field("end_year").verbose_name
    assert str(field).casefold() in answer["error_message"].casefold()
    assert "Was und wann" in answer["error_message"]


def test_that_of_a_page_that_is_not_there_yet_says_so_too(site, client):
    client.force_login(person(Role.EDITOR, "anna"))
    address = reverse("wagtailadmin_pages:add", args=["projects", "projectpage", site.de.projects.pk])
    data = form_of(client.get(address).text) | {"title": "Neu", "start_year": "2025", "end_year": "2024"}
    response = client.post(address, data, headers={"Accept": "application/json"})
    assert response.status_code == 400
    assert "Letztes Jahr (Was und wann)" in response.json()["error_message"]
    assert not Page.objects.filter(title="Neu").exists()
