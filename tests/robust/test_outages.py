"""A busy database, an ended session, a token that is too old: a clear page, and nothing that was typed is lost."""

from __future__ import annotations

import json
import sqlite3

import pytest
from bs4 import BeautifulSoup
from django.contrib.sessions.models import Session
from django.db import OperationalError, connection
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from home.models import ContentPage
from tests.desk.helpers import person
from tests.forms import sent_back

SAME_SITE = {"origin": "http://testserver"}
JSON = {"accept": "application/json"}


@pytest.fixture
def boss(db):
    client = Client(raise_request_exception=False)
    client.force_login(person(None))
    return client


def kept(answer) -> dict[str, list[str]]:
    """What the page would send again."""
    form = BeautifulSoup(answer.content, "html.parser").find("form")
    data: dict[str, list[str]] = {}
    for field in form.find_all("input"):
        data.setdefault(field["name"], []).append(field["value"])
    return data


def typed(site, client) -> tuple[str, dict]:
    body = json.dumps([{"type": "paragraph", "value": "<p>Ein Satz.</p>"}])
    site.de.content.body = body
    site.de.content.save_revision().publish()
    address = reverse("wagtailadmin_pages:edit", args=[site.de.content.pk])
    data = sent_back(client.get(address)) | {"title": ["Lange <getippt> & „schön“"]}
    data.pop("csrfmiddlewaretoken", None)
    return address, data


def busy(execute, sql, params, many, context):
    if sql.lstrip().upper().startswith(("INSERT", "UPDATE", "DELETE")):
        raise OperationalError("database is locked") from sqlite3.OperationalError("database is locked")
    return execute(sql, params, many, context)


def test_a_busy_database_keeps_what_was_typed(site, boss):
    address, data = typed(site, boss)
    with connection.execute_wrapper(busy):
        answer = boss.post(address, data, headers=SAME_SITE)
    assert answer.status_code == 503
    assert answer.headers["Retry-After"]
    again = kept(answer)
    again.pop("csrfmiddlewaretoken")
    assert again == {name: values for name, values in data.items() if values}
    assert boss.post(address, again, headers=SAME_SITE).status_code == 302
    assert Page.objects.get(pk=site.de.content.pk).get_latest_revision_as_object().title == data["title"][0]


def test_a_busy_database_and_a_form_that_saves_itself(site, boss):
    address, data = typed(site, boss)
    with connection.execute_wrapper(busy):
        answer = boss.post(address, data, headers=SAME_SITE | JSON)
    assert answer.status_code == 503
    assert answer.json()["success"] is False
    assert answer.json()["error_message"]


def test_reading_while_nothing_can_be_written(site, boss):
    with connection.execute_wrapper(busy):
        assert boss.get("/de/").status_code == 200
        assert boss.get("/admin/").status_code == 200


def away(execute, sql, params, many, context):
    raise OperationalError("connection refused")


@pytest.mark.parametrize("address", ["/de/", "/fr/", "/admin/", "/sitemap.xml", "/api/v2/pages/", "/nirgends/"])
def test_no_database_at_all(site, boss, address):
    with connection.execute_wrapper(away):
        answer = boss.get(address)
    assert answer.status_code in (404, 503), answer.exc_info
    assert b"Traceback" not in answer.content


def test_words_survive_an_ended_session(site, boss):
    address, data = typed(site, boss)
    Session.objects.all().delete()
    answer = boss.post(address, data, headers=SAME_SITE)
    assert answer.status_code == 403
    assert "Ihre Sitzung ist beendet" in answer.content.decode()
    again = kept(answer)
    boss.force_login(person(None, "back"))  # in another window
    assert boss.post(address, again, headers=SAME_SITE).status_code == 302
    assert Page.objects.get(pk=site.de.content.pk).get_latest_revision_as_object().title == data["title"][0]


def test_a_form_that_saves_itself_is_told_that_the_session_has_ended(site, boss):
    address, data = typed(site, boss)
    Session.objects.all().delete()
    answer = boss.post(address, data, headers=SAME_SITE | JSON)
    assert answer.status_code == 403
    assert answer.json()["error_message"].startswith("Ihre Sitzung ist beendet")


def test_words_survive_an_old_token(site):
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    client.force_login(person(None))
    address, data = typed(site, client)
    answer = client.post(address, data | {"csrfmiddlewaretoken": ["x" * 64]}, headers=SAME_SITE)
    assert answer.status_code == 403
    again = kept(answer)
    assert again["title"] == data["title"]
    assert client.post(address, again, headers=SAME_SITE).status_code == 302
    assert ContentPage.objects.get(pk=site.de.content.pk).get_latest_revision_as_object().title == data["title"][0]


@pytest.mark.parametrize("origin", [None, "https://evil.example", "null", "http://testserver.evil.example"])
def test_words_of_other_sites_are_not_offered(site, origin):
    """One press of the button would do what they want."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(person(None))
    address = reverse("wagtailadmin_pages:delete", args=[site.de.content.pk])
    answer = client.post(address, {"next": "/admin/"}, headers={"origin": origin} if origin else {})
    assert answer.status_code == 403
    assert b"<form" not in answer.content


def test_passwords_are_not_kept(site):
    client = Client(enforce_csrf_checks=True)
    answer = client.post("/admin/login/", {"username": "a", "password": "geheim"}, headers=SAME_SITE)
    assert answer.status_code == 403
    assert b"geheim" not in answer.content


@pytest.mark.parametrize(
    "way", ["abc", "9" * 30, "a:b", "0000-00-00 00:00", "javascript:alert(1)", "\x00", "//evil.example"]
)
def test_a_way_on_that_is_none(site, boss, way):
    page = ContentPage(title="Weg", slug="weg", locale=site.de.locale)
    site.de.home.add_child(instance=page)
    answer = boss.post(reverse("wagtailadmin_pages:unpublish", args=[page.pk]), {"next": way})
    assert answer.status_code == 302
    assert answer.url.startswith("/admin/")


@pytest.mark.parametrize("value", ["abc", "\x00", "9" * 30, "-1", "²", "1.5"])
def test_choosing_what_is_no_key(site, boss, value):
    answer = boss.post(reverse("wagtailredirects:add"), {"old_path": "/alt/", "site": "", "redirect_page": value})
    assert answer.status_code == 200
