"""Forms of the admin with their counters missing or damaged: refused clearly, nothing changed, never an error 500."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse
from wagtail.models import Page

from cms.office.models import Banner, Office
from projects.models import Partner
from tests.desk.helpers import person
from tests.factories import make_project
from tests.forms import sent_back
from tests.office.forms import form_data

#: What may stand where a counter or a position belongs. None: the field is missing.
JUNK = [None, "", "-1", "abc", "1" + "0" * 9, "9" * 30, "9" * 5000, "²", "1.5", "\x00"]
#: The same for formsets, which make up to 2,000 forms where a number asks for more.
FORMSET_JUNK = [None, "", "-1", "abc", "²", "\x00"]
TWO_PARAGRAPHS = json.dumps([{"type": "paragraph", "value": f"<p>{text}.</p>"} for text in ("Eins", "Zwei")])
JSON = {"accept": "application/json"}


@pytest.fixture
def boss(client, db):
    client.force_login(person(None))
    client.raise_request_exception = False
    return client


def damaged(data: dict, name: str, value: str | None) -> dict:
    data = {key: values for key, values in data.items() if key != name}
    return data if value is None else {**data, name: [value]}


def test_the_form_of_a_page_without_anything(site, boss):
    project = make_project(site.de)
    add = reverse("wagtailadmin_pages:add", args=["projects", "projectpage", site.de.projects.pk])
    edit = reverse("wagtailadmin_pages:edit", args=[project.pk])
    for address in (add, edit):
        for headers in ({}, JSON):
            for data in ({}, {"title": "Neu", "action-publish": "1"}):
                answer = boss.post(address, data, headers=headers)
                assert answer.status_code == 400, (address, headers, data)
                assert (answer.headers["Content-Type"] == "application/json") is bool(headers)
        assert boss.post(f"{address}preview/", {}).json()["is_valid"] is False
        assert boss.post(f"{address}preview/", {"title": "Neu"}).status_code == 400
    assert Page.objects.get(pk=project.pk).title == project.title
    assert Page.objects.filter(title="Neu").count() == 0


def test_the_refusal_says_what_to_do(site, boss):
    address = reverse("wagtailadmin_pages:edit", args=[make_project(site.de).pk])
    assert "<h1>Diese Anfrage konnten wir nicht lesen</h1>" in boss.post(address).content.decode()
    answer = boss.post(address, headers=JSON).json()
    assert answer["success"] is False
    assert answer["error_message"].startswith("Diese Anfrage konnten wir nicht lesen")


@pytest.mark.parametrize("counter", ["body-count", "body-0-order", "body-0-deleted", "body-0-type"])
def test_counters_of_a_stream(site, boss, counter):
    """No crash, and nothing that takes the text away unasked."""
    project = make_project(site.de, body=TWO_PARAGRAPHS)
    address = reverse("wagtailadmin_pages:edit", args=[project.pk])
    whole = sent_back(boss.get(address))
    assert counter in whole
    refused = [None] if counter in ("body-0-deleted", "body-0-type") else JUNK
    for number, junk in enumerate(refused):
        headers = JSON if number % 2 else {}
        answer = boss.post(address, damaged(whole, counter, junk), headers=headers)
        assert answer.status_code in ((302, 400) if counter == "body-0-order" else (400,)), (counter, junk)
        assert len(Page.objects.get(pk=project.pk).get_latest_revision_as_object().body) == 2, junk
    assert boss.post(f"{address}preview/", damaged(whole, counter, None)).status_code == 400


@pytest.mark.parametrize("counter", ["goals-TOTAL_FORMS", "goals-INITIAL_FORMS"])
def test_counters_of_rows(site, boss, counter):
    """A 400, or the form again with what is wrong."""
    project = make_project(site.de)
    address = reverse("wagtailadmin_pages:edit", args=[project.pk])
    whole = sent_back(boss.get(address))
    assert counter in whole
    for junk in FORMSET_JUNK:
        assert boss.post(address, damaged(whole, counter, junk)).status_code in (200, 302, 400), (counter, junk)
    assert boss.post(address, damaged(whole, counter, None), headers=JSON).status_code in (200, 400)
    assert boss.post(f"{address}preview/", damaged(whole, counter, None)).status_code in (200, 400)
    assert Page.objects.get(pk=project.pk).specific.goals.count() == 1


def test_counters_of_rows_in_an_older_window(site, boss, monkeypatch):
    """What this form has sent is compared with what the same person saved meanwhile."""
    monkeypatch.setattr("cms.teamwork.editing.IN_FLIGHT", timedelta(0))
    project = make_project(site.de)
    address = reverse("wagtailadmin_pages:edit", args=[project.pk])
    whole = sent_back(boss.get(address))
    project.save_revision(user=get_user_model().objects.get())
    for counter in ("goals-TOTAL_FORMS", "goals-INITIAL_FORMS"):
        for junk in ("\x00", "abc", None):
            assert boss.post(address, damaged(whole, counter, junk)).status_code in (200, 400), (counter, junk)


def test_two_blocks_at_one_place(site, boss):
    body = json.dumps([{"type": "notice", "value": {"tone": "info", "heading": "x", "text": "<p>A</p>"}}] * 2)
    project = make_project(site.de, body=body)
    address = reverse("wagtailadmin_pages:edit", args=[project.pk])
    whole = sent_back(boss.get(address))
    assert boss.post(address, damaged(whole, "body-0-order", "1")).status_code in (302, 400)


@pytest.mark.parametrize(
    "value", ["", "{", "[]", "null", "5", '"x"', '{"blocks": 1}', '{"blocks":[{"text":"\\u0000"}]}']
)
def test_rich_text_that_is_none(site, boss, value):
    body = json.dumps([{"type": "paragraph", "value": "<p>Ein Satz.</p>"}])
    address = reverse("wagtailadmin_pages:edit", args=[make_project(site.de, body=body).pk])
    whole = sent_back(boss.get(address))
    assert boss.post(address, damaged(whole, "body-0-value", value)).status_code in (200, 302, 400)


def test_snippets(site, boss):
    goal = site.de.goal_by_number[3]
    partner = Partner.objects.create(name="Kreis", locale=site.de.locale)
    banner = Banner.objects.create(text="Hinweis")
    for address in (
        reverse("wagtailsnippets_sdg_goal:edit", args=[goal.pk]),
        reverse("wagtailsnippets_projects_partner:edit", args=[partner.pk]),
        reverse("wagtailsnippets_projects_partner:add"),
        reverse("wagtailsnippets_office_banner:edit", args=[banner.pk]),
        reverse("wagtailsnippets_office_banner:add"),
    ):
        assert boss.post(address, {}, headers=JSON).status_code in (200, 400), address
        for data in ({}, {"body-count": "abc"}, {"body-count": "-1"}):
            assert boss.post(address, data).status_code in (200, 400), (address, data)


def test_the_settings(site, boss):
    Office.objects.create(site_name="Name")
    address = reverse("wagtailsettings:edit", args=["office", "office"])
    address = boss.get(address, follow=True).redirect_chain[-1][0]
    assert boss.post(address, {}).status_code in (200, 400)
    whole = form_data(boss.get(address).content.decode(), "site_name")
    for counter in ("social_links-TOTAL_FORMS", "social_links-INITIAL_FORMS"):
        for junk in FORMSET_JUNK:
            data = {key: value for key, value in whole.items() if key != counter}
            if junk is not None:
                data[counter] = junk
            assert boss.post(address, data).status_code in (200, 302, 400), (counter, junk)
    assert Office.objects.get().site_name == "Name"
