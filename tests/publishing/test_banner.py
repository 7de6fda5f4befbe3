"""What the form says of pictures that may not be published yet: before it is sent, at the field, and when refused."""

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.urls import reverse
from wagtail.models import Collection, GroupCollectionPermission
from wagtail.test.utils.form_data import streamfield

from cms.accounts.roles import Role, ensure_roles
from tests.pictures import make_picture, mend

from .test_gate import draft
from .ways import edit_url, form_data


def soup(response) -> BeautifulSoup:
    return BeautifulSoup(response.content, "html.parser")


def published(client, page, **values) -> BeautifulSoup:
    """The form as it comes back from publishing."""
    response = client.post(edit_url(page), form_data(page, **{"action-publish": "1", **values}))
    assert response.status_code == 200
    return soup(response)


def banner(form: BeautifulSoup) -> str:
    return " ".join(form.select_one(".messages .error").get_text(" ").split())


def pictured(image) -> dict:
    """A body with one picture."""
    value = {"image": {"image": str(image.pk), "decorative": "on", "alt_text": ""}, "caption": ""}
    return {"body": streamfield([("picture", value)])}


def test_the_list_names_a_picture_without_rights_and_leads_to_its_field(site, admin_client):
    image = make_picture("Feldarbeit", "no licence")
    page = draft(site, image)
    form = soup(admin_client.get(edit_url(page)))
    row = form.select_one(f"[data-picture='{image.pk}']")
    assert "Feldarbeit" in row.text
    assert row.button["data-jump"] == "lead_image"
    assert "1 notwendige Angabe fehlt" in form.select_one("[data-missing=needed]").text
    mend(image)
    form = soup(admin_client.get(edit_url(page)))
    assert form.select("li[data-picture]") == form.select("template li[data-picture]")
    assert form.select_one("[data-missing=needed]").text == "nichts Notwendiges fehlt"


def test_a_refused_publication_is_called_that_and_marked_at_the_picture(site, admin_client):
    image = make_picture("Feldarbeit", "no licence")
    form = published(admin_client, draft(site, image))
    said = banner(form)
    assert said.startswith("„Mit Bild“ wurde nicht veröffentlicht.")
    assert "Feldarbeit" in said
    assert "gespeichert werden" not in said
    wrapper = form.select_one("#id_lead_image-chooser").find_parent(attrs={"data-field": True})
    error = wrapper.select_one(".error-message")
    assert "Feldarbeit" in error.text
    assert error.a["href"] == reverse("wagtailimages:edit", args=[image.pk])
    assert form.select_one(f"[data-picture='{image.pk}']")


def test_a_picture_in_the_text_is_marked_there(site, admin_client):
    image = make_picture("Feldarbeit", "no author")
    page = draft(site, None, lead_image_alt="")
    form = published(admin_client, page, **pictured(image))
    assert "Feldarbeit" in banner(form)
    assert form.select_one(f".messages a[href='{reverse('wagtailimages:edit', args=[image.pk])}']")
    value = form.select_one("#body")["data-w-block-arguments-value"]
    assert "Feldarbeit" in value
    assert "href" not in value.rpartition('"messages"')[2], "Wagtail’s script prints text, no HTML"


def test_other_faults_are_named_beside_the_refusal(site, admin_client):
    form = published(admin_client, draft(site, make_picture()), title="", lead_image_alt="")
    said = banner(form)
    assert "wurde nicht veröffentlicht" in said
    assert "Titel" in said
    assert "Beschreiben Sie das Bild" in said


@pytest.mark.parametrize(
    ("action", "said"),
    [
        ({"action-submit": "1"}, "wurde nicht eingereicht"),
        ({"action-workflow-action": "1", "workflow-action-name": "approve"}, "wurde nicht freigegeben"),
        ({}, "nicht gespeichert"),
    ],
)
def test_each_refusal_says_what_was_not_done(site, admin_client, action, said):
    page = draft(site, make_picture())
    data = form_data(page, go_live_at="gestern", **action)
    response = admin_client.post(edit_url(page), data)
    assert said in banner(soup(response))


def asked(client, *images, **values) -> list[str]:
    response = client.get(reverse("picture_rights"), {"image": [str(image.pk) for image in images], **values})
    assert response.status_code == 200
    return [verdict["id"] for verdict in response.json()["lacking"]]


def test_the_script_may_ask_which_pictures_lack_something(site, admin_client, django_assert_max_num_queries):
    bad, good = make_picture("Feldarbeit", "no licence"), make_picture("Gut")
    with django_assert_max_num_queries(15):
        assert asked(admin_client, bad, good) == [str(bad.pk)]
    mend(bad)
    assert asked(admin_client, bad, good) == []
    assert admin_client.get(reverse("picture_rights"), {"image": ["x", "-1", "9" * 30]}).json() == {"lacking": []}


def test_a_licence_must_last_until_the_page_goes_live(site, admin_client):
    from cms.media.rights import today

    image = make_picture("Feldarbeit", licence_valid_until=today())
    assert asked(admin_client, image) == []
    year = today().year + 1
    assert asked(admin_client, image, go_live_at=f"01.02.{year} 10:00") == [str(image.pk)]
    assert asked(admin_client, image, go_live_at="morgen") == []


def test_pictures_that_somebody_may_not_choose_are_not_told_of(site, client):
    image = make_picture("Feldarbeit", "no licence")
    assert client.get(reverse("picture_rights"), {"image": image.pk}).status_code == 302
    user = get_user_model().objects.create_user("erika", "", "x")
    user.groups.add(ensure_roles()[Role.EDITOR])
    client.force_login(user)
    assert asked(client, image) == [str(image.pk)]
    image.collection = Collection.get_first_root_node().add_child(name="Anderswo")
    image.save()
    GroupCollectionPermission.objects.all().delete()
    assert asked(client, image) == []
