"""The writing API goes neither past the desk nor past the rights in French."""

from urllib.parse import urljoin

import pytest
from django.db.models.signals import post_save
from wagtail.actions import action_registry
from wagtail.models import APIToken, Page, get_page_models
from wagtail.signals import page_unpublished
from wagtail_localize.models import LocaleSynchronization

from cms.accounts.roles import Role
from cms.bin.views.deleting import BinAction
from cms.desk.publishing import publish
from cms.desk.segments import segments_of
from cms.desk.syncing.acting import acting_user
from cms.teamwork.guards import ReviewedCreate, ReviewedEdit, ReviewedPublish
from projects.models import Partner, ProjectPage
from tests.desk.helpers import in_translation, person, translate_all

PAGES = "/api/v3/pages/"


def ask(client, user, method: str, address: str, data=None):
    _token, key = APIToken.create_token(user=user, name="test")
    return getattr(client, method)(
        urljoin(PAGES, address), data or {}, content_type="application/json", headers={"Authorization": f"Bearer {key}"}
    )


@pytest.fixture
def live(site):
    made = in_translation(site)
    made.boss = person(None)
    translate_all(made.translation, made.boss)
    publish(made.translation, made.boss, accept_warnings=True)
    made.french = ProjectPage.objects.get(pk=made.alias.pk)
    return made


@pytest.mark.parametrize("body", ["[]", "null", '"a"', "1", "{"])
@pytest.mark.parametrize(("method", "address"), [("post", ""), ("patch", "{pk}/")])
def test_a_body_that_is_no_object_is_refused(site, client, method, address, body):
    _token, key = APIToken.create_token(user=person(None), name="test")
    address = f"{PAGES}{address}".format(pk=site.de.home.pk)
    headers = {"Authorization": f"Bearer {key}"}
    answer = getattr(client, method)(address, body, content_type="application/json", headers=headers)
    assert answer.status_code == 400


def row(page) -> dict:
    return ProjectPage.objects.filter(pk=page.pk).values().get()


@pytest.mark.parametrize(
    ("method", "address", "data"),
    [
        ("post", "{pk}/actions/publish/", {}),
        ("post", "{pk}/actions/revert/", {"revision_id": "{revision}"}),
        ("patch", "{pk}/", {"meta": {"type": "projects.ProjectPage", "action": "publish"}, "title": "Autre"}),
    ],
)
def test_a_translated_page_is_not_written(live, client, method, address, data):
    before = row(live.french)
    data = {name: live.french.latest_revision_id if value == "{revision}" else value for name, value in data.items()}
    answer = ask(client, live.boss, method, address.format(pk=live.french.pk), data)
    assert (answer.status_code, row(live.french)) == (409, before), answer.content


def test_an_alias_does_not_become_a_french_page_with_german_text(site, client):
    made = in_translation(site)
    answer = ask(client, person(None), "post", f"{made.alias.pk}/actions/convert_alias/")
    assert answer.status_code == 409, answer.content
    assert Page.objects.get(pk=made.alias.pk).alias_of_id == made.page.pk


def test_unpublishing_asks_for_the_right_in_french(live, client, mailoutbox):
    translator = person(Role.TRANSLATOR)
    answer = ask(client, person(Role.EDITOR), "post", f"{live.page.pk}/actions/unpublish/")
    assert answer.status_code == 200, answer.content
    assert not Page.objects.get(pk=live.page.pk).live
    assert Page.objects.get(pk=live.french.pk).live
    assert translator.email in {recipient for mail in mailoutbox for recipient in mail.to}


def test_unpublishing_with_the_right_is_followed(live, client):
    ask(client, person(Role.MODERATOR), "post", f"{live.page.pk}/actions/unpublish/")
    assert not Page.objects.get(pk=live.french.pk).live


def test_german_can_still_be_written_and_is_followed(live, client, site, django_capture_on_commit_callbacks):
    LocaleSynchronization.objects.create(locale=site.fr.locale, sync_from=site.de.locale)
    page = ProjectPage.objects.get(pk=live.page.pk)
    page.teaser = "Licht für alle."
    page.save_revision()
    with django_capture_on_commit_callbacks(execute=True):
        answer = ask(client, live.boss, "post", f"{page.pk}/actions/publish/")
    assert answer.status_code == 200, answer.content
    assert "Licht für alle." in {segment.source for segment in segments_of(live.translation)}
    assert ProjectPage.objects.get(pk=live.french.pk).teaser == "FR Strom vom Dach."


@pytest.mark.parametrize(
    ("name", "expected"),
    [("publish", ReviewedPublish), ("create", ReviewedCreate), ("edit", ReviewedEdit), ("delete", BinAction)],
)
def test_the_api_finds_our_actions_for_every_page_type(name, expected):
    """Wagtail's own ones know nothing of the second person, of locks or of the bin."""
    found = {model: action_registry.get_action_class(model, name) for model in [Page, *get_page_models()]}
    assert set(found.values()) == {expected}, found


def test_who_acts_is_known_for_every_request(live, client):
    """For pages and for what other apps add to the API; and forgotten afterwards."""
    partner = Partner.objects.create(name="Schulverein", locale=live.page.locale)
    seen = {}
    page_unpublished.connect(lambda **_: seen.update(page=acting_user()), weak=False, dispatch_uid="probe")
    post_save.connect(lambda **_: seen.update(partner=acting_user()), sender=Partner, weak=False, dispatch_uid="probe")
    try:
        ask(client, live.boss, "post", f"{live.page.pk}/actions/unpublish/")
        ask(client, live.boss, "patch", f"../snippets/projects.Partner/{partner.pk}/", {"name": "Anders"})
    finally:
        page_unpublished.disconnect(dispatch_uid="probe")
        post_save.disconnect(sender=Partner, dispatch_uid="probe")
    assert seen == {"page": live.boss, "partner": live.boss}
    assert acting_user() is None
