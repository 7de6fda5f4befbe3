"""A page whose title came in without keys (pasted, dropped, dictated) is saved all the same."""

import pytest
from django.urls import reverse
from wagtail.models import Page, get_page_models
from wagtail.test.utils.form_data import querydict_from_html

from cms.accounts.roles import Role
from home.models import ContentPage
from tests.desk.helpers import person

JSON = {"Accept": "application/json"}


@pytest.fixture
def editor(site, client):
    client.force_login(person(Role.EDITOR))
    return client


@pytest.fixture
def add(site):
    return reverse("wagtailadmin_pages:add", args=["home", "contentpage", site.de.home.pk])


def form_of(client, address: str) -> dict:
    return querydict_from_html(client.get(address).text, form_id="page-edit-form").dict() | {"body-count": "0"}


def save(client, address: str, data: dict, **values):
    return client.post(address, data | values, headers=JSON)


def test_autosave_makes_the_slug_and_follows_the_title_until_there_is_one(editor, add, site):
    data = form_of(editor, add)
    answer = save(editor, add, data, title="Große Übung", slug="")
    assert answer.status_code == 200, answer.text
    page = Page.objects.get(pk=answer.json()["pk"])
    assert (page.slug, page.live) == ("grosse-ubung", False)
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    again = form_of(editor, edit)
    assert save(editor, edit, again, title="Große Übung im Herbst", slug="").status_code == 200
    slug = Page.objects.get(pk=page.pk).get_latest_revision_as_object().slug
    assert slug == "grosse-ubung-im-herbst"


def test_a_slug_that_is_taken_gets_a_number(editor, add, site):
    taken = site.de.content.slug
    answer = save(editor, add, form_of(editor, add), title=taken, slug="")
    assert Page.objects.get(pk=answer.json()["pk"]).slug == f"{taken}-1"


def test_two_pages_of_one_title_need_nobody_to_think_of_an_address(editor, add, site):
    """Wagtail's script writes the address as the title is typed; nobody has looked at it."""
    slugs, last = [], None
    for _time in range(2):
        answer = save(editor, add, form_of(editor, add), title="Besuch für Ältere", slug="besuch-fur-altere")
        assert answer.status_code == 200, answer.text
        last = Page.objects.get(pk=answer.json()["pk"])
        slugs.append(last.slug)
    assert slugs == ["besuch-fur-altere", "besuch-fur-altere-1"]
    # The form still holds the first one: saved again, and published, it stays what it is.
    edit = reverse("wagtailadmin_pages:edit", args=[last.pk])
    data = form_of(editor, edit) | {"slug": "besuch-fur-altere"}
    assert save(editor, edit, data).status_code == 200
    assert editor.post(edit, data | {"action-publish": "1"}).status_code == 302
    last.refresh_from_db()
    assert (last.slug, last.live) == ("besuch-fur-altere-1", True)
    # From then on its address is somebody's bookmark.
    assert save(editor, edit, data).status_code == 400


def test_an_address_that_somebody_chose_and_that_is_taken_is_asked_about(editor, add, site):
    answer = save(editor, add, form_of(editor, add), title="Titel", slug=site.de.content.slug)
    assert answer.status_code == 400
    assert "Adresse" in answer.json()["error_message"]


def test_what_was_typed_is_kept(editor, add):
    answer = save(editor, add, form_of(editor, add), title="Titel", slug="anders")
    assert Page.objects.get(pk=answer.json()["pk"]).slug == "anders"


@pytest.mark.parametrize("title", ["", "???"])
def test_a_title_of_which_no_address_can_be_made_is_refused_as_before(editor, add, title):
    assert save(editor, add, form_of(editor, add), title=title, slug="").status_code == 400
    assert not ContentPage.objects.filter(title=title).exists()


def test_a_long_title_makes_an_address_that_fits(editor, add):
    answer = save(editor, add, form_of(editor, add), title="wort " * 50, slug="")
    assert len(Page.objects.get(pk=answer.json()["pk"]).slug) <= 255


def test_a_public_page_keeps_asking_for_its_address(editor, site):
    edit = reverse("wagtailadmin_pages:edit", args=[site.de.content.pk])
    response = editor.post(edit, form_of(editor, edit) | {"slug": ""})
    assert "slug" in response.context["form"].errors


@pytest.mark.parametrize("model", [m for m in get_page_models() if m is not Page], ids=lambda m: m.__name__)
def test_the_title_is_read_before_the_slug_on_every_page(model):
    names = list(model.get_edit_handler().get_form_class().base_fields)
    if "slug" in names:
        assert names.index("title") < names.index("slug")
