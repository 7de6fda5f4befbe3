"""What the desk shows on Wagtail's own screens: home page, page listing, side panel."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

from cms.accounts.roles import Role
from cms.desk.overview import panels
from cms.desk.overview.states import State
from tests.desk.helpers import german_project, in_translation, log_in, person, translate_all
from tests.desk.overview_data import make_translated_projects
from tests.desk.test_overview_states import replace_sentence


def changed(site):
    """A page of which one sentence has been changed since it was translated."""
    made = in_translation(site)
    translate_all(made.translation, person(None, "boss"))
    replace_sentence(made.translation.source, "title", "Solardach für alle")
    return made


@pytest.mark.parametrize("role", [Role.TRANSLATOR, Role.EDITOR, None])
def test_the_home_page_counts_what_this_person_sees(site, client, role):
    changed(site)
    log_in(client, role)
    text = client.get("/admin/").content.decode()
    assert ('href="/admin/desk/fr/?state=changed"' in text) == (role == Role.TRANSLATOR)
    assert ("/admin/desk/open/" in text) == (role == Role.TRANSLATOR)
    # Who writes German has it as a line of what is to be done.
    assert ('href="/admin/desk/fr/?q=Solardach' in text) == (role != Role.TRANSLATOR)


def test_the_home_panel_takes_two_queries(site, client, rf):
    make_translated_projects(site, 10, sentences=2)
    user = log_in(client, Role.TRANSLATOR)
    request = rf.get("/admin/")
    request.user = user
    panels.HomePanel().get_context_data({"request": request})  # rights and kinds of content are remembered
    with CaptureQueriesContext(connection) as queries:
        context = panels.HomePanel().get_context_data({"request": request})
    assert len(queries) <= 2
    assert {tile.state for tile in context["parts"][0]["tiles"]} >= {State.CHANGED, State.MACHINE}


def test_nothing_is_shown_on_the_home_page_to_people_without_rights(site, client):
    changed(site)
    log_in(client, Role.TRANSLATOR).groups.get().page_permissions.all().delete()
    assert "/admin/desk/" not in client.get("/admin/").content.decode()


@pytest.mark.parametrize("language", ["de", "fr"])
def test_the_listing_says_how_each_page_stands(site, client, language):
    changed(site)
    log_in(client, None)
    parent = getattr(site, language).projects
    text = client.get(f"/admin/pages/{parent.pk}/").content.decode()
    assert 'class="desk-tag"' in text
    assert 'data-desk-state="changed"' in text
    results = client.get(f"/admin/pages/{parent.pk}/results/").content.decode()
    assert 'data-desk-state="changed"' in results


def test_the_listing_takes_the_same_queries_for_any_number_of_pages(site, client):
    def count(address):
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        return [query["sql"] for query in queries if "wagtail_localize_stringtranslation" in query["sql"]]

    log_in(client, Role.EDITOR)
    german_project(site, title="Eins")
    address = f"/admin/pages/{site.de.projects.pk}/"
    assert len(count(address)) == 2  # one for the column, one for the side panel of the page above
    for number in range(8):
        german_project(site, title=f"Mehr {number}")
    assert len(count(address)) == 2


@pytest.mark.parametrize("role", [Role.EDITOR, None])
def test_the_side_panel_of_the_german_page_names_the_state(site, client, role):
    made = changed(site)
    log_in(client, role)
    text = client.get(f"/admin/pages/{made.page.pk}/edit/").content.decode()
    assert 'class="desk-side"' in text
    assert 'data-desk-state="changed"' in text
    assert f"#row-page-{made.page.pk}" in text


def test_the_side_panel_of_the_listing_names_the_state_of_the_french_page(site, client):
    made = in_translation(site)
    Page.objects.filter(pk=made.alias.pk).update(alias_of=None)
    log_in(client, Role.TRANSLATOR)
    text = client.get(f"/admin/pages/{made.alias.pk}/").content.decode()
    assert 'class="desk-side"' in text
    assert 'data-desk-state="incomplete"' in text


def test_a_new_page_has_no_state(site, client):
    log_in(client, Role.EDITOR)
    response = client.get(f"/admin/pages/add/projects/projectpage/{site.de.projects.pk}/")
    assert response.status_code == 200
    assert 'class="desk-side"' not in response.content.decode()


def test_snippets_have_their_state_beside_them(site, client):
    goal = site.de.goal_by_number[3]
    log_in(client, None)
    text = client.get(f"/admin/snippets/sdg/goal/edit/{goal.pk}/").content.decode()
    assert 'class="desk-side"' in text


def test_the_listing_tells_nothing_of_a_draft_to_those_who_may_not_see_it(site, client):
    made = in_translation(site)
    Page.objects.filter(pk=made.page.pk).update(live=False)
    user = log_in(client, Role.TRANSLATOR)
    request = client.get("/admin/").wsgi_request
    request.user = user
    assert panels.tags_for([made.alias], request)[made.alias.pk] == []
