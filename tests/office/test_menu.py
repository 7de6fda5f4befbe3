"""The screen “Menu”: what it shows, what it changes in both languages, and for whom."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

from cms.accounts.roles import Role
from cms.office.menu.changing import move, set_listed, set_short_title
from home.models import ContentPage, Purpose
from tests.desk.helpers import person
from tests.factories import add_live, publish

SCREEN = "/admin/office/menu/"


def menu(language: str) -> list[str]:
    return [link.title for link in Client().get(f"/{language}/").context["frame"].menu]


def change(client, page, action: str, **more):
    return client.post(f"{SCREEN}{page.pk}/", {"action": action, **more})


@pytest.fixture
def editor(site, client):
    user = person(Role.EDITOR)
    client.force_login(user)
    return user


def test_the_order_follows_in_both_languages(site, editor, client):
    assert menu("de") == ["Projekte", "Ziele", "Relevanz"]
    assert change(client, site.de.goals, "up").status_code == 302
    assert menu("de") == ["Ziele", "Projekte", "Relevanz"]
    assert menu("fr") == ["Objectifs", "Projets", "Pertinence"]
    change(client, site.de.goals, "up")  # it is the first already
    assert menu("de")[0] == "Ziele"
    change(client, site.de.goals, "down")
    change(client, site.de.goals, "down")
    assert menu("de") == ["Projekte", "Relevanz", "Ziele"]
    assert menu("fr") == ["Projets", "Pertinence", "Objectifs"]
    assert Client().get("/de/ziele/").status_code == Client().get("/fr/objectifs/").status_code == 200


def test_in_and_out_in_both_languages(site, editor, client, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        change(client, site.de.content, "remove")
    assert menu("de") == ["Projekte", "Ziele"]
    assert menu("fr") == ["Projets", "Objectifs"]
    change(client, site.de.contact, "add")
    assert menu("de")[-1] == "Kontakt"
    assert menu("fr")[-1] == "Contact"


def test_a_draft_stays_a_draft_and_does_not_undo_the_menu(site, editor):
    page = ContentPage.objects.get(pk=site.de.content.pk)
    page.title = "Neuer Titel"
    page.save_revision(user=editor)
    page = ContentPage.objects.get(pk=page.pk)
    set_listed(page, False, editor)
    page.refresh_from_db()
    assert page.has_unpublished_changes
    assert page.title == "Relevanz"
    draft = page.get_latest_revision_as_object()
    assert draft.title == "Neuer Titel"
    draft.get_latest_revision().publish()
    assert not ContentPage.objects.get(pk=page.pk).show_in_menus
    assert "Neuer Titel" not in menu("de")


def test_a_short_title(site, editor, client):
    change(client, site.de.content, "title", title=" Warum\x00  wir? ")
    assert menu("de")[-1] == "Warum wir?"
    assert menu("fr")[-1] == "Pertinence"
    assert Client().get("/de/relevanz/").context["page"].title == "Relevanz"
    change(client, site.de.content, "title", title="x" * 41)
    assert menu("de")[-1] == "Warum wir?"
    change(client, site.de.projects, "title", title="Liste")  # such pages have none
    assert menu("de")[0] == "Projekte"
    change(client, site.de.content, "title", title="")
    assert menu("de")[-1] == "Relevanz"
    with pytest.raises(ValueError, match="room"):
        set_short_title(site.de.projects, "x", editor)


def test_the_screen_names_what_is_wrong(site, editor, client):
    html = client.get(SCREEN).content.decode()
    assert html.count("Fehlt in der Fußzeile.") == 6  # privacy, easy language, sign language, in two languages
    assert "genügen" not in html
    for number in range(5):
        add_live(
            site.de.home,
            ContentPage(title=f"Seite {number}", slug=f"s{number}", locale=site.de.locale, show_in_menus=True),
        )
    long = add_live(
        site.de.home,
        ContentPage(title="Ein sehr langer Titel für eine Seite", slug="l", locale=site.de.locale, show_in_menus=True),
    )
    hidden = ContentPage(title="Verborgen", slug="v", locale=site.de.locale, show_in_menus=True, live=False)
    site.de.home.add_child(instance=hidden)
    html = client.get(SCREEN).content.decode()
    assert "9 Einträge sind zu viele" in html
    assert "Nicht veröffentlicht, steht deshalb nicht im Menü." in html
    assert "Langer Titel" in html
    set_short_title(long, "Kurz", editor)
    assert "Langer Titel" not in client.get(SCREEN).content.decode()


def test_a_duty_that_is_there_is_not_missed(site, editor, client):
    privacy = ContentPage(title="Datenschutz", slug="ds", locale=site.de.locale, purpose=Purpose.PRIVACY)
    publish(site.de.home, privacy)
    assert client.get(SCREEN).content.decode().count("Fehlt in der Fußzeile.") == 5
    privacy.unpublish()
    html = client.get(SCREEN).content.decode()
    assert html.count("Fehlt in der Fußzeile.") == 6
    assert "Die Seite ist nicht veröffentlicht." in html
    assert f"/admin/pages/{privacy.pk}/edit/" in html


def test_the_screen_leads_only_to_pages_that_can_be_mended(site, client):
    privacy = ContentPage(title="Datenschutz", slug="ds", locale=site.de.locale, purpose=Purpose.PRIVACY)
    publish(site.de.home, privacy).unpublish()
    client.force_login(person(Role.TRANSLATOR))
    html = client.get(SCREEN).content.decode()
    assert "Datenschutz" in html
    assert f"/admin/pages/{privacy.pk}/edit/" not in html


@pytest.mark.parametrize(
    ("role", "sees", "changes"),
    [
        (Role.EDITOR, True, True),
        (Role.MODERATOR, True, True),
        (Role.TRANSLATOR, True, False),
        (Role.REVIEWER, True, False),
        (Role.AUTHOR, False, False),
        (None, True, True),
        ("", False, False),
    ],
)
def test_who_may(site, client, role, sees, changes):
    client.force_login(person(role))
    assert (client.get(SCREEN).status_code == 200) == sees
    for action, more in (("up", {}), ("remove", {}), ("add", {}), ("title", {"title": "X"})):
        response = change(client, site.de.content, action, **more)
        assert (response.status_code == 302 and response.url.startswith(SCREEN)) == changes, action
    assert (menu("de") == ["Projekte", "Ziele", "Relevanz"]) != changes
    assert client.get(f"{SCREEN}{site.de.content.pk}/").status_code in (302, 405)


def test_rubbish_is_no_error(site, editor, client):
    for pk, action in ((0, "up"), (site.de.home.pk, "up"), (site.fr.content.pk, "remove"), (site.de.content.pk, "fly")):
        assert client.post(f"{SCREEN}{pk}/", {"action": action}).status_code == 404
    assert client.get(f"{SCREEN}?page=%00abc").status_code == 200
    assert client.post("/admin/office/menu/99999999999999999999/", {"action": "up"}).status_code == 404


def test_a_locked_page_stays(site, editor, client):
    Page.objects.filter(pk=site.de.content.pk).update(locked=True, locked_by=person(Role.MODERATOR))
    assert change(client, site.de.content, "remove").status_code in (302, 403)
    assert menu("de")[-1] == "Relevanz"


def test_a_move_beside_nothing_changes_nothing(site, editor):
    assert not move(site.de.contact, 1, editor)


def test_the_screen_costs_the_same_for_many_pages(site, editor, client):
    client.get(SCREEN)
    with CaptureQueriesContext(connection) as few:
        client.get(SCREEN)
    for number in range(12):
        add_live(site.de.home, ContentPage(title=f"S{number}", slug=f"s{number}", locale=site.de.locale))
    with CaptureQueriesContext(connection) as many:
        client.get(SCREEN)
    assert len(many) <= len(few) <= 40
