"""The project form: its tabs, goals on tiles, the map, money, and what it costs to open."""

import re

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cms.accounts.roles import Role, ensure_roles
from projects.models import Partner, ProjectGoal, ProjectPage, ProjectPartner, UpdatePage
from tests import factories
from tests.projects.test_rules import errors_of, post

#: Wagtail's own form of an empty page needs about 25 of them; the issue allows 120.
MOST_QUERIES = 75


@pytest.fixture
def editor(db, client):
    user = get_user_model().objects.create_user("redaktion", "", "x")
    user.groups.add(ensure_roles()[Role.EDITOR])
    client.force_login(user)
    return client


def add_url(site):
    return reverse("wagtailadmin_pages:add", args=("projects", "projectpage", site.de.projects.pk))


def edit_url(page):
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def soup(response) -> BeautifulSoup:
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def with_partners(site, number: int) -> ProjectPage:
    project = factories.make_project(site.de, goals=(3, 5, 17), grant="50000", latitude="5.84", longitude="-3.62")
    partners = Partner.objects.bulk_create([Partner(name=f"Partner {n}", locale=site.de.locale) for n in range(number)])
    project.partners = [
        ProjectPartner(partner=partner, locale=site.de.locale, sort_order=n) for n, partner in enumerate(partners)
    ]
    project.save_revision().publish()
    return project


@pytest.mark.parametrize(("projects", "partners"), [(7, 2), (300, 30)])
def test_opening_the_form_costs_few_queries(site, editor, projects, partners):
    project = with_partners(site, partners)
    factories.make_projects(site.de, projects)
    for address in (add_url(site), edit_url(project)):
        editor.get(address)
        with CaptureQueriesContext(connection) as queries:
            assert editor.get(address).status_code == 200
        assert len(queries) <= MOST_QUERIES, "\n".join(query["sql"][:150] for query in queries)


def test_thirty_partners_cost_no_more_than_two(site, editor):
    costs = []
    for partners in (2, 30):
        address = edit_url(with_partners(site, partners))
        editor.get(address)
        with CaptureQueriesContext(connection) as queries:
            page = soup(editor.get(address))
        costs.append(len(queries))
        assert len(page.select("#id_partners-FORMS > div")) == partners
        assert f"Partner {partners - 1}" in page.select_one("#id_partners-FORMS").text
    assert costs[0] == costs[1]


def tab_names(page: BeautifulSoup) -> list[str]:
    return [next(tab.stripped_strings) for tab in page.select("[role=tab][href^='#tab-']")]


def test_tabs_follow_how_an_editor_thinks(site, admin_client):
    page = soup(admin_client.get(add_url(site)))
    ids = [tab["href"] for tab in page.select(".w-tabs__list [role=tab]")]
    assert len(ids) == 7
    where = page.select_one(ids[1])
    assert where.select_one("[name=country]")
    assert where.select_one("[name=latitude]")
    assert page.select_one(ids[0]).select_one("[name=start_year]")
    assert page.select_one(ids[2]).select_one("[data-goal]")
    assert page.select_one(ids[3]).select_one("[name=grant]")
    assert page.select_one(ids[4]).select_one("[name=lead_image]")
    assert page.select_one(ids[5]).select_one(".editing-note")
    assert page.select_one(ids[6]).select_one("[name=slug]")


@pytest.mark.parametrize("kind", ["update", "content"])
def test_other_pages_have_the_same_order(site, admin_client, kind):
    if kind == "update":
        project = factories.make_project(site.de)
        page = factories.publish(project, UpdatePage(title="Neues", locale=site.de.locale))
    else:
        page = site.de.content
    form = soup(admin_client.get(edit_url(page)))
    tabs = [tab["href"] for tab in form.select(".w-tabs__list [role=tab]")]
    assert len(tabs) == (4 if kind == "update" else 3)
    assert form.select_one(tabs[-1]).select_one("[name=slug]")
    assert form.select_one(tabs[0]).select_one("[name=title]")
    assert form.select_one("[data-editing-missing]")


def test_tiles_are_checkboxes_with_number_and_title_under_a_legend(site, admin_client):
    project = factories.make_project(site.de, goals=(3, 17))
    form = soup(admin_client.get(edit_url(project)))
    tiles = form.select_one("fieldset[data-goal-tiles]")
    assert tiles.legend.text.strip()
    boxes = tiles.select("label > input[type=checkbox]")
    assert len(boxes) == 17
    assert not any(box.has_attr("name") for box in boxes)  # they are no data of the form
    assert [number for number, box in enumerate(boxes, 1) if box.has_attr("checked")] == [3, 17]
    assert re.sub(r"\s+", " ", boxes[2].parent.text).strip().startswith("3 Ziel 3")
    assert "--goal-text: #FFFFFF" in boxes[2].parent["style"]


def test_without_script_the_rows_are_plain_lists_to_choose_from(site, admin_client):
    project = factories.make_project(site.de, goals=(3,))
    form = soup(admin_client.get(edit_url(project)))
    assert form.select_one("[data-goal-tiles]").has_attr("hidden")
    goal = form.select_one("select[name=goals-0-goal]")
    assert len(goal.select("option")) == 18
    assert goal.select_one("option[selected]").text == "3 Ziel 3"
    targets = form.select_one("select[name=goals-0-target]")
    assert len(targets.select("optgroup")) == 17
    assert len(targets.select("optgroup option")) == 169


def test_one_goal_may_stand_twice_with_different_targets_and_a_strange_target_is_not_swallowed(site, admin_client):
    project = factories.make_project(site.de, goals=(3, 3))
    ProjectGoal.objects.filter(page=project, sort_order=1).update(target="9.9x")
    ProjectGoal.objects.filter(page=project, sort_order=0).update(target="3.1")
    project = ProjectPage.objects.get(pk=project.pk)
    project.save_revision()
    form = soup(admin_client.get(edit_url(project)))
    chosen = [select.select_one("option[selected]")["value"] for select in form.select("select[name$=-target]")[:2]]
    assert chosen == ["3.1", "9.9x"]


def test_goals_of_another_language_cannot_be_picked(site, admin_client):
    french = site.fr.goal_by_number[3]
    assert "goals.0.goal" in errors_of(
        post(
            site,
            admin_client,
            **{"goals-TOTAL_FORMS": "1", "goals-0-goal": str(french.pk), "goals-0-ORDER": "1", "goals-0-id": ""},
        )
    )


def test_numbers_arrive_as_typed_in_german(site, admin_client):
    response = post(site, admin_client, latitude="5,84° N", longitude="3,62 W", grant="50.000,00", own_share="12 500")
    assert response.status_code == 302
    page = ProjectPage.objects.get(slug="neues-projekt")
    assert [str(value) for value in (page.latitude, page.longitude, page.grant, page.own_share)] == [
        "5.84000",
        "-3.62000",
        "50000.00",
        "12500.00",
    ]


@pytest.mark.parametrize("field", ["latitude", "longitude"])
def test_both_coordinates_in_one_field_are_parted(site, admin_client, field):
    assert post(site, admin_client, **{field: "5,84° N, 3,62° W"}).status_code == 302
    page = ProjectPage.objects.get(slug="neues-projekt")
    assert (str(page.latitude), str(page.longitude)) == ("5.84000", "-3.62000")


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("latitude", "95"),
        ("longitude", "-190"),
        ("latitude", "Assikoi"),
        ("grant", "viel"),
        ("grant", "-5"),
        ("grant", "99999999999999"),
        ("latitude", "\x005"),
        ("own_share", "9" * 5000),
    ],
)
def test_bad_numbers_are_errors_at_their_field_and_stay(site, admin_client, field, typed):
    other = {"latitude": "longitude", "longitude": "latitude"}.get(field)
    response = post(site, admin_client, **{field: typed, **({other: "5"} if other else {})})
    assert field in errors_of(response)
    value = soup(response).select_one(f"[name={field}]")["value"]
    assert value.strip("\x00�") == typed.strip("\x00")


@pytest.mark.parametrize(("country", "warned"), [("DE", True), ("CI", False), ("BJ", False), ("", False)])
def test_a_point_outside_its_country_is_a_warning_and_no_error(site, admin_client, country, warned):
    values = {"latitude": "5.99326", "longitude": "-3.80923", "country": country}
    assert post(site, admin_client, **values).status_code == 302
    form = soup(admin_client.get(edit_url(ProjectPage.objects.get(slug="neues-projekt"))))
    assert form.select_one("[data-place-warning]").has_attr("hidden") is not warned


@pytest.mark.parametrize(
    ("values", "state"),
    [({}, "hidden"), ({"money_is_public": True}, "empty"), ({"money_is_public": True, "grant": "5"}, "public")],
)
def test_money_says_who_sees_it(site, admin_client, values, state):
    form = soup(admin_client.get(edit_url(factories.make_project(site.de, **values))))
    shown = [said for said in form.select("[data-money-says]") if not said.has_attr("hidden")]
    assert [said["data-money-says"] for said in shown] == [state]


@pytest.mark.parametrize(("date", "folded"), [(None, True), ("2025-03-01", False)])
def test_exact_dates_are_folded_until_there_is_one(site, admin_client, date, folded):
    form = soup(admin_client.get(edit_url(factories.make_project(site.de, start_date=date))))
    group = form.select_one("[name=start_date]").find_parent(class_="editing-fold")
    assert ("collapsed" in group["class"]) is folded


def test_exact_dates_are_open_when_wrong(site, admin_client):
    group = soup(post(site, admin_client, start_date="31.02.2026")).select_one("[name=start_date]")
    assert "collapsed" not in group.find_parent(class_="editing-fold")["class"]


def open_facts(response) -> set[str]:
    facts = soup(response).select("[data-fact]")
    return {fact.button["data-jump"] for fact in facts if not fact.has_attr("hidden")}


def test_what_is_missing_is_listed_and_no_more(site, admin_client):
    assert open_facts(admin_client.get(add_url(site))) == {
        *("title", "start_year", "teaser", "country", "latitude", "goals", "partners", "lead_image-chooser")
    }
    project = with_partners(site, 1)
    assert open_facts(admin_client.get(edit_url(project))) == {"lead_image-chooser"}


def test_the_tab_of_the_translation_leads_to_the_desk(site, admin_client):
    from tests.desk.helpers import in_translation

    work = in_translation(site)
    form = soup(admin_client.get(edit_url(work.page)))
    tab = form.select(".w-tabs__list [role=tab]")[-2]["href"]
    assert form.select_one(tab).select_one("[data-desk-state] a[href]")
