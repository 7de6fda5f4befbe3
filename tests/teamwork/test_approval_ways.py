"""Every way of publishing, where a second person has to approve."""

import json
from pathlib import Path

import pytest
import wagtail.admin
from django.urls import reverse
from wagtail.models import (
    APIToken,
    Page,
)
from wagtail.test.utils.form_data import querydict_from_html

from cms.accounts.roles import Role, ensure_roles
from cms.teamwork.approval import needs_second_person
from tests.desk.helpers import person
from tests.teamwork.approving import form_of, submit

# --- Every way of publishing -----------------------------------------------------------------


def test_the_button_is_gone_and_the_form_keeps_the_draft(site, draft, reviewed, client):
    ensure_roles()
    moderator = person(Role.MODERATOR, "mo")
    client.force_login(moderator)
    html = client.get(reverse("wagtailadmin_pages:edit", args=[draft.pk])).text
    assert 'name="action-publish"' not in html
    assert 'name="action-submit"' in html
    data = form_of(client, draft) | {"title": "Ganz neu", "action-publish": "1"}
    response = client.post(reverse("wagtailadmin_pages:edit", args=[draft.pk]), data)
    assert response.status_code == 302
    draft.refresh_from_db()
    assert draft.title == "Alt"
    assert draft.get_latest_revision_as_object().title == "Ganz neu"


def test_an_administrator_may_in_need_and_everybody_without_the_setting(site, draft, settings):
    ensure_roles()
    boss, moderator = person(None, "boss"), person(Role.MODERATOR, "mo")
    assert not needs_second_person(moderator, draft)
    settings.EDITORS_NEED_REVIEW = True
    ensure_roles()
    assert needs_second_person(moderator, draft)
    assert not needs_second_person(boss, draft)
    assert not needs_second_person(moderator, site.fr.projects), "French has a review of its own"


def test_bulk_publishing(site, draft, reviewed, client):
    ensure_roles()
    client.force_login(person(Role.MODERATOR, "mo"))
    client.post(f"/admin/bulk/wagtailcore/page/publish/?id={draft.pk}")
    draft.refresh_from_db()
    assert draft.title == "Alt"


@pytest.mark.parametrize("way", ["publish_copies", "alias"])
def test_copies_are_drafts(site, draft, reviewed, client, way):
    ensure_roles()
    client.force_login(person(Role.MODERATOR, "mo"))
    address = reverse("wagtailadmin_pages:copy", args=[draft.pk])
    data = {"new_title": "Kopie", "new_slug": "kopie", "new_parent_page": site.de.projects.pk}
    answer = client.post(address, data | {way: "1"}, follow=True)
    assert answer.redirect_chain[-1][0] == address
    assert "eine zweite Person muss jede Seite freigeben" in answer.text
    assert not Page.objects.filter(slug="kopie").exists()
    client.post(address, data)
    assert [page.live for page in Page.objects.filter(slug="kopie")] == [False]


@pytest.mark.parametrize(
    "action", ["publish", "copy", "create_alias", "revert_to_page_revision", "delete", "unpublish"]
)
def test_the_admins_own_api_does_nothing(site, draft, client, action):
    """Wagtail's actions there know neither locks nor the second person; no screen of Wagtail's uses them."""
    client.force_login(person(None))
    answer = client.post(f"/admin/api/main/pages/{draft.pk}/action/{action}/", {}, content_type="application/json")
    assert answer.status_code == 404
    draft.refresh_from_db()
    assert (draft.title, draft.live) == ("Alt", True)


def test_no_screen_of_wagtails_uses_that_api_to_act():
    folder = Path(wagtail.admin.__file__).parent / "static/wagtailadmin/js"
    scripts = [path.read_text() for path in folder.rglob("*.js")]
    assert scripts
    assert not [text for text in scripts if "revert_to_page_revision" in text or "/action/" in text]


def test_the_api(site, draft, reviewed, client):
    ensure_roles()
    _token, key = APIToken.create_token(user=person(Role.MODERATOR, "mo"), name="test")
    headers = {"authorization": f"Bearer {key}"}
    address = f"/api/v3/pages/{draft.pk}/"
    response = client.post(f"{address}actions/publish/", "{}", content_type="application/json", headers=headers)
    assert response.status_code == 403
    body = json.dumps({"meta": {"type": "projects.ProjectPage", "action": "publish"}, "title": "Durch die API"})
    response = client.patch(address, body, content_type="application/json", headers=headers)
    assert response.status_code in (403, 422)
    draft.refresh_from_db()
    assert draft.title == "Alt"


def test_the_api_does_not_change_what_waits(site, draft, reviewed, client):
    ensure_roles()
    anna = person(Role.EDITOR, "anna")
    submit(draft, anna)
    _token, key = APIToken.create_token(user=anna, name="test")
    body = json.dumps({"meta": {"type": "projects.ProjectPage"}, "title": "Heimlich"})
    response = client.patch(
        f"/api/v3/pages/{draft.pk}/", body, content_type="application/json", headers={"authorization": f"Bearer {key}"}
    )
    assert response.status_code == 403
    assert Page.objects.get(pk=draft.pk).get_latest_revision_as_object().title == "Neu"


def test_the_api_does_not_go_back_to_an_older_text_meanwhile(site, draft, reviewed, client):
    ensure_roles()
    anna = person(Role.EDITOR, "anna")
    first = draft.get_latest_revision()
    draft.title = "Neuer"
    draft.save_revision()
    submit(draft, anna)
    _token, key = APIToken.create_token(user=anna, name="test")
    headers = {"authorization": f"Bearer {key}"}
    body = json.dumps({"revision_id": first.pk})
    address = f"/api/v3/pages/{draft.pk}/actions/revert/"
    assert client.post(address, body, content_type="application/json", headers=headers).status_code == 403
    assert Page.objects.get(pk=draft.pk).get_latest_revision_as_object().title == "Neuer"


@pytest.mark.parametrize(
    ("action", "body", "status"),
    [
        ("copy", {"title": "Kopie", "slug": "kopie", "keep_live": True}, 403),
        ("copy", {"title": "Kopie", "slug": "kopie", "keep_live": False}, 201),
        ("create_alias", {"update_slug": "kopie"}, 403),
    ],
)
def test_the_api_copies_as_drafts_only(site, draft, reviewed, client, action, body, status):
    ensure_roles()
    _token, key = APIToken.create_token(user=person(Role.MODERATOR, "mo"), name="test")
    headers = {"authorization": f"Bearer {key}"}
    address = f"/api/v3/pages/{draft.pk}/actions/{action}/"
    answer = client.post(address, json.dumps(body), content_type="application/json", headers=headers)
    assert answer.status_code == status, answer.content
    assert not Page.objects.filter(slug="kopie", live=True).exists()


@pytest.mark.parametrize("later", ["", "2099-01-01 10:00"])
def test_a_new_page_stays_a_draft(site, reviewed, client, later):
    """Wagtail adds a page as a live one before it asks whether it may be published."""
    ensure_roles()
    client.force_login(person(Role.MODERATOR, "mo"))
    address = reverse("wagtailadmin_pages:add", args=["home", "contentpage", site.de.home.pk])
    data = querydict_from_html(client.get(address).text, form_id="page-edit-form").dict()
    data |= {"title": "Ganz neu", "slug": "ganz-neu", "teaser": "Kurz.", "body-count": "0", "go_live_at": later}
    client.post(address, data | {"action-publish": "1"})
    page = Page.objects.get(slug="ganz-neu")
    assert (page.live, page.has_unpublished_changes) == (False, True)
    assert client.get("/de/ganz-neu/").status_code == 404
