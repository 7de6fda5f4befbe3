"""What somebody else has locked is neither published nor unpublished, moved or deleted: alone, in bulk, by API."""

import json

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import APIToken, Page

from cms.accounts.roles import Role
from home.models import ContentPage
from projects.models import ProjectIndexPage
from tests.desk.guards_data import live_in_french
from tests.desk.helpers import PASSWORD, person
from tests.desk.test_syncing_bulk import messages_of
from tests.factories import make_project, publish


def make(site, title: str, parent=None) -> ContentPage:
    return publish(parent or site.de.home, ContentPage(title=title, slug=title.lower(), locale=site.de.locale))


def lock(page, user) -> None:
    Page.objects.filter(pk=page.pk).update(locked=True, locked_by=user, locked_at=timezone.now())


@pytest.fixture
def editor(site, client):
    user = person(Role.MODERATOR)
    client.login(username=user.get_username(), password=PASSWORD)
    return user


def in_bulk(client, action: str, *pages, **data):
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
    chosen = "&".join(f"id={page.pk}" for page in pages)
    return client.post(f"{address}?{chosen}&next=/admin/", data, follow=True)


def state(page) -> tuple:
    row = Page.objects.filter(pk=page.pk).first()
    return (row.live, row.get_parent().pk) if row else None


@pytest.mark.parametrize("action", ["publish", "unpublish", "move", "delete"])
def test_what_somebody_else_has_locked_is_left_out_and_named(site, client, editor, action):
    locked, free = make(site, "Gesperrt"), make(site, "Offen")
    if action == "publish":
        for page in (locked, free):
            page.unpublish()
    lock(locked, person(None))
    before = state(locked), state(free)
    data = {"chooser": site.de.content.pk} if action == "move" else {}
    answer = in_bulk(client, action, locked, free, **data)
    assert state(locked) == before[0]
    assert state(free) != before[1]
    assert "Ausgelassen, weil jemand sie gesperrt hat: Gesperrt." in messages_of(answer)


@pytest.mark.parametrize("action", ["publish", "unpublish", "delete"])
def test_the_question_names_what_will_be_left_out(site, client, editor, action):
    page = make(site, "Gesperrt")
    lock(page, person(None))
    answer = client.get(reverse("wagtail_bulk_action", args=["wagtailcore", "page", action]) + f"?id={page.pk}")
    assert "Gesperrt" in messages_of(answer)
    assert not answer.context["items"]
    assert not answer.context["items_with_no_access"]


def test_with_nothing_left_nothing_is_said_to_be_done(site, client, editor):
    page = make(site, "Gesperrt")
    lock(page, person(None))
    answer = in_bulk(client, "delete", page)
    assert [str(message) for message in answer.context["messages"]] == [
        "Ausgelassen, weil jemand sie gesperrt hat: Gesperrt."
    ]


def test_ones_own_lock_keeps_nothing_back(site, client, editor):
    page = make(site, "Meins")
    page.unpublish()
    lock(page, editor)
    in_bulk(client, "publish", page)
    assert Page.objects.get(pk=page.pk).live


def test_a_locked_page_below_is_not_published_or_deleted_with_the_one_above(site, client, editor):
    index = make(site, "Oben")
    locked = make(site, "Gesperrt", index)
    locked.unpublish()
    lock(locked, person(None))
    answer = in_bulk(client, "publish", index, include_descendants="on")
    assert not Page.objects.get(pk=locked.pk).live
    assert "Gesperrt" in messages_of(answer)
    in_bulk(client, "delete", index)
    assert Page.objects.filter(pk=locked.pk).exists()


def test_pages_that_have_no_place_in_common_are_named(site, client, editor):
    """A project list stands below the home page only, a project below the list only: found together by a search."""
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "move"])
    index = site.de.home.get_children().type(ProjectIndexPage).first()
    project = make_project(site.de, "Maniok")
    answer = client.get(address, {"id": [index.pk, project.pk]})
    assert answer.status_code == 200
    assert "Maniok" in answer.content.decode()


# --- One page by itself -------------------------------------------------------------------------


def move_address(page, destination) -> str:
    return reverse("wagtailadmin_pages:move_confirm", args=[page.pk, destination.pk])


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("action", ["delete", "move"])
def test_a_page_that_somebody_else_has_locked_is_neither_deleted_nor_moved(site, client, editor, action, method):
    page = make(site, "Gesperrt")
    lock(page, person(None))
    before = state(page)
    address = {
        "delete": reverse("wagtailadmin_pages:delete", args=[page.pk]),
        "move": move_address(page, site.de.content),
    }[action]
    answer = getattr(client, method)(address, follow=True)
    assert state(page) == before
    assert "von jemand anderem gesperrt" in messages_of(answer)


def test_a_page_above_a_locked_one_is_moved_but_not_deleted(site, client, editor):
    index = make(site, "Oben")
    lock(make(site, "Gesperrt", index), person(None))
    client.post(reverse("wagtailadmin_pages:delete", args=[index.pk]))
    assert Page.objects.filter(pk=index.pk).exists()
    client.post(move_address(index, site.de.content))
    assert state(index)[1] == site.de.content.pk


def test_ones_own_locked_page_is_moved_and_deleted(site, client, editor):
    page = make(site, "Meins")
    lock(page, editor)
    client.post(move_address(page, site.de.content))
    assert state(page)[1] == site.de.content.pk
    client.post(reverse("wagtailadmin_pages:delete", args=[page.pk]))
    assert not Page.objects.filter(pk=page.pk).exists()


@pytest.mark.parametrize("locked", [True, False])
def test_the_api_neither_deletes_nor_moves_it(site, client, editor, locked):
    page = make(site, "Gesperrt")
    if locked:
        lock(page, person(None))
    _token, key = APIToken.create_token(user=editor, name="test")
    headers = {"authorization": f"Bearer {key}"}
    address, body = f"/api/v3/pages/{page.pk}/", json.dumps({"destination_id": site.de.content.pk})
    moved = client.post(f"{address}actions/move/", body, content_type="application/json", headers=headers)
    assert (moved.status_code == 403) is locked, moved.content
    deleted = client.delete(address, headers=headers)
    assert (deleted.status_code == 403) is locked, deleted.content
    assert Page.objects.filter(pk=page.pk).exists() is locked


@pytest.mark.parametrize("locked", [True, False])
def test_the_api_neither_publishes_nor_changes_it(site, client, editor, locked):
    page = make(site, "Gesperrt")
    page.title = "Neu"
    page.save_revision()
    if locked:
        lock(page, person(None))
    _token, key = APIToken.create_token(user=editor, name="test")
    headers = {"authorization": f"Bearer {key}"}
    address = f"/api/v3/pages/{page.pk}/"
    published = client.post(f"{address}actions/publish/", "{}", content_type="application/json", headers=headers)
    assert (published.status_code == 403) is locked, published.content
    assert (Page.objects.get(pk=page.pk).title == "Gesperrt") is locked
    body = json.dumps({"meta": {"type": "home.ContentPage"}, "title": "Neuer"})
    changed = client.patch(address, body, content_type="application/json", headers=headers)
    assert (changed.status_code == 403) is locked, changed.content
    assert (Page.objects.get(pk=page.pk).get_latest_revision_as_object().title == "Neuer") is not locked


# --- What goes along ----------------------------------------------------------------------------


@pytest.mark.parametrize("many", [True, False])
def test_a_locked_alias_keeps_its_source_from_being_deleted(site, client, editor, many):
    page = make(site, "Quelle")
    alias = page.create_alias(update_slug="auch")
    lock(alias, person(None))
    if many:
        in_bulk(client, "delete", page)
    else:
        client.post(reverse("wagtailadmin_pages:delete", args=[page.pk]))
    assert Page.objects.filter(pk__in=[page.pk, alias.pk]).count() == 2


@pytest.mark.parametrize("locked", [True, False])
def test_a_locked_translation_is_not_deleted_with_its_source(site, client, editor, locked):
    made = live_in_french(site)
    if locked:
        lock(made.french, person(None, "locker"))
    question = client.get(reverse("wagtailadmin_pages:delete", args=[made.page.pk])).text
    client.post(reverse("wagtailadmin_pages:delete", args=[made.page.pk]))
    assert not Page.objects.filter(pk=made.page.pk).exists()
    assert Page.objects.filter(pk=made.french.pk).exists() is locked
    assert ("werden ebenfalls gelöscht" in question) is not locked
