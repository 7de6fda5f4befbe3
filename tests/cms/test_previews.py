"""The modes of the preview panel, for every type of page and both languages."""

import pytest
from django.test import Client, RequestFactory
from django.urls import reverse
from wagtail.models import Page

from cms.accounts.roles import Role
from cms.frame import Frame
from projects.models import ProjectPage
from tests.desk.helpers import in_translation, person, translate_all
from tests.factories import make_project
from tests.pictures import make_picture

MODES = ("", "share", "print", "other")


def preview(page, mode, user):
    """The answer that the panel shows, for this person: who it is, the cookie says."""
    client = Client()
    client.force_login(user)
    request = RequestFactory().get("/admin/", headers={"host": "testserver"})
    request.META["HTTP_COOKIE"] = f"sessionid={client.cookies['sessionid'].value}"
    return page.specific.make_preview_request(request, mode)


@pytest.mark.parametrize("mode", MODES)
def test_every_type_in_every_mode(site, mode):
    make_project(site.de)
    boss = person(None)
    for page in Page.objects.filter(depth__gt=1).specific():
        assert dict(page.preview_modes).keys() == set(MODES)
        response = preview(page, mode, boss)
        assert response.status_code == 200, (type(page), mode, response.content[:300])


def test_the_card(site):
    image = make_picture(size=(1300, 700))
    page = make_project(site.de, "Solardach", lead_image=image, lead_image_alt="Ein Dach")
    html = preview(page, "share", person(None)).content.decode()
    for word in ("Solardach", "Kurz.", 'src="/media/', "testserver", 'alt="Ein Dach"'):
        assert word in html
    assert 'class="hints"' not in html


def test_the_card_says_what_is_missing(site):
    page = make_project(site.de, "Sehr " * 20 + "langer Titel", teaser="x" * 250)
    html = preview(page, "share", person(None)).content.decode()
    assert html.count("<li>") == 3


def test_the_print(site):
    page = make_project(site.de, "Solardach")
    assert "@media print" in Frame.css.fget(None)
    html = preview(page, "print", person(None)).content.decode()
    assert "@media print" not in html
    assert "@media all" in html
    assert "prefers-color-scheme:dark" not in html
    assert "Solardach" in html


@pytest.fixture
def made(site):
    found = in_translation(site)
    found.boss = person(None)
    translate_all(found.translation, found.boss)
    return found


def test_the_other_language_as_it_would_be(made):
    html = preview(made.page, "other", made.boss).content.decode()
    assert "FR Solardach" in html
    assert 'lang="fr"' in html


def test_whoever_may_not_write_it_sees_what_is_public(made):
    editor = person(Role.EDITOR)
    Page.objects.filter(pk=made.alias.pk).update(live=False)
    html = preview(made.page, "other", editor).content.decode()
    assert "FR Solardach" not in html
    assert "nicht öffentlich" in html


def test_a_german_draft_is_nothing_to_translators(made):
    from cms.desk.publishing import publish

    publish(made.translation, made.boss, accept_warnings=True)
    page = ProjectPage.objects.get(pk=made.page.pk)
    page.title = "Geheimer Entwurf"
    page.save_revision()
    french = ProjectPage.objects.get(pk=made.alias.pk)
    html = preview(french, "other", person(Role.TRANSLATOR)).content.decode()
    assert "Geheimer Entwurf" not in html
    assert "Solardach für die Schule" in html


def test_without_a_translation_it_is_said(site):
    page = make_project(site.de, "Allein")
    assert "noch nicht" in preview(page, "other", person(None)).content.decode()


def test_the_panel_offers_the_modes(site, client):
    client.force_login(person(None))
    page = make_project(site.de, "Solardach")
    html = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    for word in ("Karte beim Teilen", "Druck", "Andere Sprache"):
        assert word in html
