"""The gate where others stand before it: the writing API, the translators' desk, aliases."""

import pytest
from django.urls import reverse
from wagtail.models import APIToken, Page

from cms.accounts.roles import Role
from cms.desk.publishing import NotPublishable
from cms.desk.publishing import publish as publish_translation
from projects.models import ProjectPage
from tests.desk.helpers import in_translation, person, translate_all
from tests.pictures import FAULTS, fault_values, make_picture, mend


def spoil(image, fault: str) -> None:
    for name, value in fault_values(fault).items():
        setattr(image, name, value)
    image.save()


def ask(client, user, address: str, data=None, method="post"):
    _token, key = APIToken.create_token(user=user, name="test")
    headers = {"Authorization": f"Bearer {key}"}
    return getattr(client, method)(
        f"/api/v3/pages/{address}", data or {}, content_type="application/json", headers=headers
    )


@pytest.fixture
def translated(site):
    image = make_picture("Feldarbeit")
    made = in_translation(site, lead_image=image, lead_image_alt="Ein Feld")
    made.image = image
    made.translator = person(Role.TRANSLATOR)
    translate_all(made.translation, made.translator)
    return made


@pytest.mark.parametrize("fault", FAULTS)
def test_the_writing_api_refuses_and_says_why(translated, client, fault):
    spoil(translated.image, fault)
    page = translated.page
    page.unpublish()
    answer = ask(client, person(Role.EDITOR), f"{page.pk}/actions/publish/")
    assert answer.status_code == 422, answer.content
    assert "Feldarbeit" in answer.json()["errors"][0]["msg"]
    assert not Page.objects.get(pk=page.pk).live
    mend(translated.image)
    assert ask(client, person(Role.EDITOR, "two"), f"{page.pk}/actions/publish/").status_code == 200
    assert Page.objects.get(pk=page.pk).live


def test_the_writing_api_does_not_publish_while_it_edits(translated, client):
    spoil(translated.image, "no author")
    data = {"meta": {"type": "projects.ProjectPage", "action": "publish"}, "title": "Anders"}
    answer = ask(client, person(Role.EDITOR), f"{translated.page.pk}/", data, "patch")
    assert answer.status_code == 422, answer.content
    assert ProjectPage.objects.get(pk=translated.page.pk).title != "Anders"


def test_who_may_not_publish_does_not_learn_what_is_missing(translated, client):
    spoil(translated.image, "no author")
    answer = ask(client, translated.translator, f"{translated.page.pk}/actions/publish/")
    assert answer.status_code == 403
    assert b"Feldarbeit" not in answer.content


@pytest.mark.parametrize("fault", FAULTS)
def test_a_translation_is_not_published_either(translated, fault):
    spoil(translated.image, fault)
    with pytest.raises(NotPublishable) as refused:
        publish_translation(translated.translation, translated.translator, accept_warnings=True)
    assert "Feldarbeit" in refused.value.message
    assert Page.objects.get(pk=translated.alias.pk).alias_of_id == translated.page.pk
    mend(translated.image)
    french = publish_translation(translated.translation, translated.translator, accept_warnings=True)
    assert french.live
    assert french.alias_of_id is None


def test_an_alias_follows_what_has_passed_the_gate(translated):
    """It shows what its source shows, and has no way to be published by itself."""
    spoil(translated.image, "no author")
    page = ProjectPage.objects.get(pk=translated.page.pk)
    page.title = "Neu"
    revision = page.save_revision()
    with pytest.raises(Exception, match="Feldarbeit"):
        revision.publish()
    assert ProjectPage.objects.get(pk=translated.alias.pk).title != "Neu"
    mend(translated.image)
    revision.publish()
    assert ProjectPage.objects.get(pk=translated.alias.pk).title == "Neu"


def test_bulk_publishing_of_a_translation_names_the_reason(translated, client):
    boss = person(None)
    client.force_login(boss)
    spoil(translated.image, "no author")
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    answer = client.post(f"{url}?id={translated.alias.pk}&next=/admin/", {"include_descendants": ""}, follow=True)
    assert "Feldarbeit" in answer.content.decode()
    assert Page.objects.get(pk=translated.alias.pk).alias_of_id
