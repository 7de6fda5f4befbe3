"""The list: who sees what, the numbers, filters, files, the buttons, and how many queries it takes."""

import csv
import re
from io import BytesIO, StringIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook
from wagtail.models import Locale, Page, PageViewRestriction

from cms.accounts.roles import Role
from cms.desk.overview.query import languages
from tests.desk.helpers import german_project, in_translation, log_in, person, translate_all
from tests.desk.overview_data import make_translated_projects

FRENCH = "/admin/desk/fr/"


def titles(response) -> list[str]:
    """The titles of the lines, in order."""
    return [row.standing.title for row in response.context_data["rows"]]


@pytest.mark.parametrize("role", [Role.TRANSLATOR, Role.EDITOR, Role.MODERATOR, None])
def test_translators_and_editors_see_the_list_and_its_menu_item(site, client, role):
    in_translation(site)
    log_in(client, role)
    for address in ("/admin/desk/", FRENCH):
        response = client.get(address)
        assert response.status_code == 200
        assert "Solardach für die Schule" in titles(response)
    assert re.search(r'"url": ?"/admin/desk/"', client.get("/admin/").content.decode())


def test_people_without_rights_on_pages_see_neither_list_nor_menu_item(site, client):
    in_translation(site)
    user = log_in(client, Role.TRANSLATOR)
    user.groups.get().page_permissions.all().delete()
    response = client.get(FRENCH)
    assert response.status_code == 302
    assert response["Location"] == "/admin/"
    home = client.get("/admin/").content.decode()
    assert "/admin/desk/" not in home
    client.logout()
    assert client.get(FRENCH)["Location"].startswith("/admin/login/")


def test_languages_nobody_translates_into_are_not_found(site, client):
    log_in(client, None)
    assert client.get("/admin/desk/de/").status_code == 404
    assert client.get("/admin/desk/xx/").status_code == 404


def test_drafts_and_restricted_pages_are_nothing_to_translators_without_rights(site, client):
    german_project(site, title="Offen")
    closed = german_project(site, title="Nur intern")
    PageViewRestriction.objects.create(page=closed, restriction_type=PageViewRestriction.LOGIN)
    draft = in_translation(site, title="Geheimer Entwurf").page
    Page.objects.filter(pk=draft.pk).update(live=False)
    log_in(client, Role.TRANSLATOR)
    for address in (FRENCH, f"{FRENCH}?export=csv", "/admin/", f"/admin/pages/{site.fr.projects.pk}/"):
        text = client.get(address).getvalue().decode()
        assert "Geheimer Entwurf" not in text or "listing" in text, address
    seen = titles(client.get(FRENCH))
    assert "Offen" in seen
    assert not {"Nur intern", "Geheimer Entwurf"} & set(seen)
    text = client.get(f"{FRENCH}?export=csv").getvalue().decode()
    assert "Nur intern" not in text
    assert "Geheimer Entwurf" not in text
    client.force_login(person(Role.EDITOR, "jo"))
    assert {"Nur intern", "Geheimer Entwurf"} <= set(titles(client.get(FRENCH)))


def test_a_restriction_closes_what_is_below_it(site, client):
    german_project(site, title="Unterhalb")
    PageViewRestriction.objects.create(page=site.de.projects, restriction_type=PageViewRestriction.LOGIN)
    log_in(client, Role.TRANSLATOR)
    assert "Unterhalb" not in titles(client.get(FRENCH))


def test_snippets_need_the_right_on_their_model(site, client):
    user = log_in(client, Role.TRANSLATOR)
    address = f"{FRENCH}?kind=sdg.goal"
    assert len(titles(client.get(address))) == 17
    user.groups.get().permissions.filter(codename="change_goal").delete()
    assert titles(client.get(address)) == []


def test_an_editor_gets_no_button_to_write_french(site, client):
    made = in_translation(site)
    log_in(client, Role.EDITOR)
    response = client.get(FRENCH)
    row = next(row for row in response.context_data["rows"] if row.standing.translation_id)
    assert row.action is None
    assert row.address == reverse("wagtailadmin_pages:edit", args=[made.page.pk])
    assert response.context_data["next"] is None


def test_the_first_thing_to_do_is_the_biggest_button(site, client):
    made = in_translation(site)
    log_in(client, Role.TRANSLATOR)
    text = client.get(FRENCH).content.decode()
    go = re.search(r'<a class="button desk-go" href="([^"]+)"', text)
    assert go.group(1) == reverse("desk:open", args=[made.translation.pk])


def test_a_locked_page_is_not_the_next_thing_to_do(site, client):
    made = in_translation(site)
    Page.objects.filter(pk=made.alias.pk).update(locked=True)
    log_in(client, Role.TRANSLATOR)
    upcoming = client.get(FRENCH).context_data["next"]
    assert upcoming is None or upcoming.row.standing.translation_id != made.translation.pk


def test_numbers_lead_to_what_they_count(site, client):
    make_translated_projects(site, 20, sentences=2)
    log_in(client, Role.TRANSLATOR)
    response = client.get(FRENCH)
    for tile in response.context_data["tiles"]:
        if tile.number:
            listed = client.get(FRENCH + tile.address)
            assert listed.context_data["page"].paginator.count == tile.number
            assert {row.state for row in listed.context_data["rows"]} == {tile.state}


def test_filters_by_section_type_work_and_title(site, client):
    made = in_translation(site, title="École de Yakassé")
    user = log_in(client, Role.TRANSLATOR)
    assert titles(client.get(f"{FRENCH}?q=ecole")) == ["École de Yakassé"]
    assert titles(client.get(f"{FRENCH}?section={site.de.projects.pk}")) == ["École de Yakassé", "Projekte"]
    assert titles(client.get(f"{FRENCH}?kind=projects.projectpage")) == ["École de Yakassé"]
    assert titles(client.get(f"{FRENCH}?work=mine")) == []
    translate_all(made.translation, user)
    assert titles(client.get(f"{FRENCH}?work=mine")) == ["École de Yakassé"]
    ordered = titles(client.get(f"{FRENCH}?kind=pages&sort=title"))
    assert ordered.index("Barrierefreiheit") < ordered.index("École de Yakassé") < ordered.index("Impressum")


@pytest.mark.parametrize(
    "junk", ["state=x", "section=x", "section=999999999", "section=²", "p=999", "p=x", "sort=x", "kind=%00", "q=%27%00"]
)
def test_any_address_gives_a_list(site, client, junk):
    log_in(client, Role.TRANSLATOR)
    assert client.get(f"{FRENCH}?{junk}").status_code == 200


def test_empty_states_explain_themselves(site, client):
    log_in(client, Role.TRANSLATOR)
    text = client.get(f"{FRENCH}?q=gibtesnicht").content.decode()
    assert "gibtesnicht" in text
    assert 'class="desk-empty"' in text
    assert client.get(f"{FRENCH}?q=<script>x").content.decode().count("<script>x") == 0


def test_files_hold_what_the_filters_leave_and_run_no_formula(site, client):
    in_translation(site, title="=1+1")
    in_translation(site, title="Anderes")
    log_in(client, Role.TRANSLATOR)
    response = client.get(f"{FRENCH}?q=1&kind=projects.projectpage&export=csv")
    assert "attachment" in response["Content-Disposition"]
    lines = list(csv.reader(StringIO(response.content.decode("utf-8-sig")), delimiter=";"))
    assert len(lines) == 2
    assert lines[1][0] == "'=1+1"
    assert int(lines[1][5]) > 0
    book = load_workbook(BytesIO(client.get(f"{FRENCH}?kind=projects.projectpage&export=xlsx").content))
    first = [row[0] for row in book.active.iter_rows(min_row=2)]
    assert {cell.value for cell in first} == {"=1+1", "Anderes"}
    assert {cell.data_type for cell in first} == {"s"}


def test_the_head_says_the_same_whatever_is_filtered(site, client):
    made = in_translation(site)
    log_in(client, Role.TRANSLATOR)
    filtered = client.get(f"{FRENCH}?q=gibtesnicht").context_data
    assert filtered["next"].row.standing.translation_id == made.translation.pk
    assert filtered["total"] == client.get(FRENCH).context_data["total"]


def test_the_old_report_leads_here(site, client):
    log_in(client, Role.TRANSLATOR)
    assert client.get(reverse("desk:report"))["Location"] == "/admin/desk/"


def test_languages_follow_the_tree_or_the_main_language(site):
    assert [(one.code, one.source_code) for one in languages()] == [("fr", "de")]
    Locale.objects.create(language_code="en")
    assert [(one.code, one.source_code) for one in languages()] == [("en", "de"), ("fr", "de")]


def count(client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        response = client.get(address)
        assert response.status_code == 200
    return len(queries)


#: Wagtail's own frame takes nine for a person with groups: session, person, rights of the person and of
#: the groups, profile, languages, rights on pages and on collections, and the explorer's root.
#: The tenth is ours: the languages of the site, for the entries of the menu.
FRAME = 10


def test_the_list_takes_two_queries_besides_the_frame_however_many_pages_there_are(site, client):
    log_in(client, Role.TRANSLATOR)
    make_translated_projects(site, 10, sentences=2)
    few = count(client, FRENCH)
    german_project(site, title="Noch eine")
    for number in range(30):
        german_project(site, title=f"Mehr {number}")
    assert count(client, FRENCH) == few
    assert few <= FRAME + 2
    assert count(client, f"{FRENCH}?state=changed&q=Projekt&work=open&sort=-written") <= FRAME + 2
    assert count(client, f"{FRENCH}?export=xlsx") <= FRAME + 2
