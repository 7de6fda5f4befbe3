"""Starting translations from the list: one page, several, all of a section, a snippet."""

from django.urls import reverse
from wagtail.models import Page
from wagtail_localize.models import Translation

from cms.accounts.roles import Role
from sdg.models import Goal
from tests.desk.helpers import german_project, log_in

FRENCH = "/admin/desk/fr/"


def test_starting_a_page_opens_it(site, client):
    page = german_project(site)
    log_in(client, Role.TRANSLATOR).groups.get().permissions.add(*_submit())
    address = reverse("desk:start_page", args=[page.pk, "fr"])
    assert client.get(address).status_code == 405
    response = client.post(address)
    translation = Translation.objects.get(source__object_id=page.translation_key)
    assert response["Location"] == reverse("desk:open", args=[translation.pk])
    assert page.get_translation(site.fr.locale).alias_of_id == page.pk


def test_an_editor_who_starts_a_translation_stays_at_the_list(site, client):
    page = german_project(site)
    log_in(client, Role.EDITOR).groups.get().permissions.add(*_submit())
    assert client.post(reverse("desk:start_page", args=[page.pk, "fr"]))["Location"] == FRENCH
    assert Translation.objects.filter(source__object_id=page.translation_key).exists()


def test_nobody_starts_a_draft_of_others_or_what_is_not_there(site, client):
    page = german_project(site)
    Page.objects.filter(pk=page.pk).update(live=False)
    log_in(client, Role.TRANSLATOR).groups.get().permissions.add(*_submit())
    response = client.post(reverse("desk:start_page", args=[page.pk, "fr"]))
    assert response["Location"] == "/admin/"
    assert not Translation.objects.filter(source__object_id=page.translation_key).exists()
    for arguments in (
        [page.pk, "de"],
        [page.pk, "xx"],
        [999999, "fr"],
        [page.get_translation(site.fr.locale).pk, "fr"],
    ):
        assert client.post(reverse("desk:start_page", args=arguments)).status_code == 404
    for arguments in (
        ["sdg", "goal", "x", "fr"],
        ["sdg", "goal", "99999999999999999999", "fr"],
        ["accounts", "user", "1", "fr"],
        ["no", "such", "1", "fr"],
    ):
        assert client.post(reverse("desk:start_snippet", args=arguments)).status_code == 404


def test_starting_several_says_how_many_and_goes_back(site, client):
    pages = [german_project(site, title=f"Seite {number}") for number in range(3)]
    draft = german_project(site, title="Entwurf")
    Page.objects.filter(pk=draft.pk).update(live=False)
    log_in(client, Role.TRANSLATOR).groups.get().permissions.add(*_submit())
    back = f"{FRENCH}?state=never"
    items = [f"page:{page.pk}" for page in (*pages[:2], draft)]
    response = client.post("/admin/desk/start/many/fr/", {"item": [*items, "page:x", "x"], "next": back}, follow=True)
    assert response.redirect_chain == [(back, 302)]
    assert Translation.objects.filter(source__specific_content_type__model="projectpage").count() == 2
    said = [str(message) for message in response.context["messages"]]
    assert any("2" in text for text in said)
    assert any("3" in text for text in said)
    response = client.post("/admin/desk/start/many/fr/", {"item": [], "next": "https://evil.example/"})
    assert response["Location"] == FRENCH


def test_starting_all_of_a_section_takes_the_filters(site, client):
    for number in range(3):
        german_project(site, title=f"Seite {number}")
    log_in(client, Role.TRANSLATOR).groups.get().permissions.add(*_submit())
    client.post(f"/admin/desk/start/many/fr/?section={site.de.projects.pk}", {"all": "1"})
    assert Translation.objects.filter(source__specific_content_type__model="projectpage").count() == 3
    assert not Translation.objects.filter(source__specific_content_type__model="contentpage").exists()


def test_starting_a_snippet(site, client):
    goal = Goal.objects.get(locale=site.de.locale, number=4)
    Goal.objects.filter(locale=site.fr.locale, number=4).delete()
    log_in(client, Role.TRANSLATOR).groups.get().permissions.add(*_submit())
    client.post(reverse("desk:start_snippet", args=["sdg", "goal", goal.pk, "fr"]))
    assert Translation.objects.filter(source__object_id=goal.translation_key).exists()


def _submit():
    from cms.accounts.roles import permissions

    return permissions(("wagtail_localize.submit_translation",))
