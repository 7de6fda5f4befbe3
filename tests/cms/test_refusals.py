"""Refused requests: a page in the reader's language that says what to do, one line for machines."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.test import Client
from django.utils import translation

from cms.refusals import bad_request, forbidden
from cms.views import server_error

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("language", "heading"), [("de", "Ihre Sitzung ist beendet"), ("fr", "Votre session est terminée")]
)
def test_a_form_from_an_ended_session_says_what_to_do(site, language, heading):
    client = Client(enforce_csrf_checks=True)
    response = client.post("/admin/login/", {"username": "a", "password": "b"}, headers={"accept-language": language})
    assert response.status_code == 403
    text = response.content.decode()
    assert f"<h1>{heading}</h1>" in text
    assert f'<html lang="{language}">' in text
    assert 'href="/admin/"' in text


@pytest.mark.parametrize(("view", "status"), [(bad_request, 400), (forbidden, 403)])
@pytest.mark.parametrize("language", ["de", "fr"])
def test_pages_are_whole_without_the_database(rf, django_assert_num_queries, view, status, language):
    request = rf.get(f"/{language}/")
    with translation.override(language), django_assert_num_queries(0):
        response = view(request, SuspiciousOperation("x"))
    assert response.status_code == status
    assert f'href="/{language}/"' in response.content.decode()


def test_machines_get_one_line(rf):
    response = forbidden(rf.get("/api/v2/pages/"), PermissionDenied())
    assert response.headers["Content-Type"] == "application/json"
    assert response.status_code == 403


def test_a_host_that_is_not_ours_is_refused_kindly(client, settings):
    settings.ALLOWED_HOSTS = ["localhost"]
    response = client.get("/de/", headers={"host": "evil.example"})
    assert response.status_code == 400


@pytest.mark.parametrize("view", [server_error, bad_request])
def test_pages_without_database_carry_the_name_of_the_settings(rf, settings, view):
    settings.WAGTAIL_SITE_NAME = "Hier – Dort"
    text = view(rf.get("/de/")).content.decode()
    assert "| Hier – Dort</title>" in text
