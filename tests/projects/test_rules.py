"""Bad values of a project are errors at their field, and nothing typed is lost."""

import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from projects.models import Partner, ProjectPage
from sdg.targets import GOAL_NUMBERS, goal_of, targets_of


def form_data(site, goals=(), partners=(), **values):
    data = {
        "title": "Neues Projekt",
        "slug": "neues-projekt",
        "teaser": "",
        "short_title": "",
        "start_year": "2025",
        "end_year": "",
        "start_date": "",
        "end_date": "",
        "lead_image": "",
        "lead_image_alt": "",
        "country": "CI",
        "region": "La Mé",
        "place": "",
        "latitude": "",
        "longitude": "",
        "geonames_id": "",
        "grant": "",
        "own_share": "",
        "currency": "EUR",
        "instrument": "",
        "contact": "",
        "dac_sector": "",
        "open_facts": "",
        "body": streamfield([]),
        "results": streamfield([]),
        "goals": inline_formset(
            [
                {"goal": str(site.de.goal_by_number[number].pk), "target": target, "reason": "", "is_confirmed": "on"}
                for number, target in goals
            ]
        ),
        "partners": inline_formset([{"partner": str(partner.pk), "role": role} for partner, role in partners]),
        "documents": inline_formset([]),
        "comments": inline_formset([]),
        "seo_title": "",
        "search_description": "",
        "action-publish": "action-publish",
    }
    return nested_form_data({**data, **values})


def post(site, client, **values):
    url = reverse("wagtailadmin_pages:add", args=("projects", "projectpage", site.de.projects.pk))
    return client.post(url, form_data(site, **values))


def errors_of(response):
    form = response.context["form"]
    found = {name: list(errors) for name, errors in form.errors.items()}
    for relation, formset in form.formsets.items():
        for number, errors in enumerate(formset.errors):
            for name, messages in errors.items():
                found[f"{relation}.{number}.{name}"] = list(messages)
    return found


def test_a_correct_project_is_published(site, admin_client):
    response = post(
        site,
        admin_client,
        end_year="2027",
        latitude="5.99326",
        longitude="-3.80923",
        goals=[(3, "3.1"), (3, "3.2"), (5, "5.a")],
        dac_sector="13020",
    )
    assert response.status_code == 302
    page = ProjectPage.objects.get(slug="neues-projekt")
    assert page.live
    assert [(row.goal.number, row.target) for row in page.goals.all()] == [(3, "3.1"), (3, "3.2"), (5, "5.a")]


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"start_year": ""}, "start_year"),
        ({"start_year": "20225"}, "start_year"),
        ({"start_year": "0"}, "start_year"),
        ({"start_year": "-5"}, "start_year"),
        ({"start_year": "zweitausend"}, "start_year"),
        ({"start_year": "2025", "end_year": "2024"}, "end_year"),
        ({"start_year": "2025", "end_date": "2024-01-01"}, "end_date"),
        ({"start_date": "2025-06-01", "end_date": "2025-05-31"}, "end_date"),
        ({"start_date": "0203-01-01"}, "start_date"),
        ({"latitude": "91", "longitude": "0"}, "latitude"),
        ({"latitude": "0", "longitude": "-181"}, "longitude"),
        ({"latitude": "5"}, "longitude"),
        ({"longitude": "5"}, "latitude"),
        ({"latitude": "abc", "longitude": "1"}, "latitude"),
        ({"grant": "-1"}, "grant"),
        ({"dac_sector": "1302"}, "dac_sector"),
        ({"dac_sector": "١٢٣٤٥"}, "dac_sector"),
        ({"country": "XX"}, "country"),
        ({"teaser": "x" * 301}, "teaser"),
        ({"goals": [(3, "5.1")]}, "goals.0.target"),
        ({"goals": [(3, "3.17")]}, "goals.0.target"),
        ({"goals": [(3, "nein")]}, "goals.0.target"),
        ({"goals": [(3, "3.1"), (3, "3.1")]}, "goals.1.target"),
    ],
)
def test_bad_values_are_errors_at_the_field(site, admin_client, values, field):
    response = post(site, admin_client, **values)
    assert response.status_code == 200
    assert field in errors_of(response), errors_of(response)
    assert not ProjectPage.objects.filter(slug="neues-projekt").exists()
    assert "Neues Projekt" in response.content.decode(), "what was typed must not be lost"


def test_a_partner_twice_in_one_role_is_an_error_at_the_second_row(site, admin_client):
    partner = Partner.objects.create(name="Verein", locale=site.de.locale)
    response = post(site, admin_client, partners=[(partner, "funding"), (partner, "funding")])
    assert "partners.1.role" in errors_of(response)


def test_a_partner_in_two_roles_is_right(site, admin_client):
    partner = Partner.objects.create(name="Verein", locale=site.de.locale)
    response = post(site, admin_client, partners=[(partner, "funding"), (partner, "implementing")])
    assert response.status_code == 302


def test_exact_dates_win_over_the_years(site, admin_client):
    post(site, admin_client, start_year="2020", start_date="2025-03-01", end_date="2026-02-01")
    page = ProjectPage.objects.get(slug="neues-projekt")
    assert (page.start_year, page.end_year) == (2025, 2026)


def test_an_exact_start_is_as_good_as_a_year(site, admin_client):
    assert post(site, admin_client, start_year="", start_date="2025-03-01").status_code == 302


def test_a_partner_and_its_translation_are_the_same(site, admin_client):
    german = Partner.objects.create(name="Verein", locale=site.de.locale)
    french = Partner.objects.create(name="Association", locale=site.fr.locale, translation_key=german.translation_key)
    response = post(site, admin_client, partners=[(german, "funding"), (french, "funding")])
    assert "partners.1.role" in errors_of(response)


def test_there_are_169_targets():
    assert sum(len(targets_of(number)) for number in GOAL_NUMBERS) == 169
    assert all(goal_of(code) == number for number in GOAL_NUMBERS for code in targets_of(number))


@pytest.mark.parametrize("code", ["", "3", "3.", "3.10", "18.1", "0.1", "3.e", "17.a", "3.1 ", "٣.١", "03.1"])
def test_what_is_no_target(code):
    assert goal_of(code) is None
