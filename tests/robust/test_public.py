"""Forms of visitors, feeds and the APIs, those that write included, with whatever one can send."""

from __future__ import annotations

import json

import pytest
from django.db import transaction
from django.test import Client
from wagtail.models import APIToken

from tests.desk.helpers import person
from tests.factories import make_project
from tests.inbox.helpers import TEXTS, mark
from tests.pictures import make_picture

ODD = ["\x00", "x" * 70_000, "9" * 30, "<b>", "😀", "a@b@c", "\r\nBcc: x@example.org", "%FF", "²"]
FORM = "application/x-www-form-urlencoded"
JUNK = [
    None,
    [],
    5,
    "x",
    {"title": "\x00"},
    {"title": 5},
    {"title": None, "slug": []},
    {"title": "x" * 5000},
    {"slug": "\x00"},
    {"body": "x"},
    {"body": [{"type": "nothing", "value": 1}]},
    {"body": [{"type": "paragraph", "value": {"a": "\x00"}}]},
    {"start_year": 10**30},
    {"goals": [{"goal": 10**30}]},
    {"lead_image": "abc"},
    {"lead_image": 10**30},
    {"meta": None},
    {"meta": {"type": "nothing"}},
    {"meta": {"type": "projects.ProjectPage", "action": "nothing"}},
    {"meta": {"type": "projects.ProjectPage", "parent": {"id": 10**30}}},
    {"meta": {"type": "projects.ProjectPage", "parent": {"id": "x"}}},
]


@pytest.fixture
def ask():
    client = Client(raise_request_exception=False)
    wrong = []

    def ask(method, address, data=b"", content_type=FORM, **headers):
        savepoint = transaction.savepoint()
        answer = client.generic(method, address, data=data, content_type=content_type, headers=headers)
        transaction.savepoint_rollback(savepoint)
        if answer.status_code >= 500:
            wrong.append((method, address[:90], data[:120], repr(answer.exc_info and answer.exc_info[1])[:200]))
        return answer

    yield ask
    assert wrong == []


@pytest.mark.parametrize("kind", ["contact", "barrier"])
def test_forms_of_visitors(site, ask, kind):
    page = site.de.contact if kind == "contact" else site.de.barrier_report
    client = Client(raise_request_exception=False)
    for name in (*TEXTS[kind], "mark", "homepage"):
        for value in (*ODD, None, ["a", "b"]):
            data = {"mark": mark(kind), "homepage": "", **TEXTS[kind], name: value}
            data = {key: item for key, item in data.items() if item is not None}
            savepoint = transaction.savepoint()
            answer = client.post(page.get_url(), data)
            transaction.savepoint_rollback(savepoint)
            assert answer.status_code < 500, (name, str(value)[:20], answer.exc_info)
    for body, content_type in ((b"{}", "application/json"), (b"\x00\xff", "multipart/form-data; boundary=x")):
        ask("POST", page.get_url(), body, content_type)
    for method in ("PUT", "DELETE", "PATCH"):
        ask(method, page.get_url(), b"text=a")


def test_the_api_that_writes(site, ask):
    project = make_project(site.de)
    image = make_picture("Bild")
    _token, key = APIToken.create_token(user=person(None), name="test")
    sign = {"authorization": f"Bearer {key}"}
    places = [
        ("POST", "/api/v3/pages/"),
        ("PATCH", f"/api/v3/pages/{project.pk}/"),
        ("PUT", f"/api/v3/pages/{project.pk}/"),
        *(("POST", f"/api/v3/pages/{project.pk}/actions/{name}/") for name in ("publish", "move", "copy", "nothing")),
        ("POST", "/api/v3/images/"),
        ("PATCH", f"/api/v3/images/{image.pk}/"),
        ("POST", "/api/v3/documents/"),
        ("POST", "/api/v3/snippets/sdg.goal/"),
    ]
    for method, address in places:
        for junk in JUNK:
            ask(method, address, json.dumps(junk).encode(), "application/json", **sign)
        for body in (b"", b"{", b"\x00\xff", b"[" * 5000):
            ask(method, address, body, "application/json", **sign)
        ask(method, address, b"--x\r\nbroken", "multipart/form-data; boundary=x", **sign)


def test_reading_apis_and_feeds(site, ask):
    make_project(site.de)
    make_picture("Bild")
    values = ["abc", "9" * 30, "%00", "*"]
    names = ["limit", "offset", "order", "search", "fields", "type", "child_of", "descendant_of", "id", "locale"]
    names += ["slug", "translation_of", "ancestor_of", "site", "html_path", "tags", "title", "search_operator"]
    for place in ("pages", "images", "documents", "snippets", "redirects", "sites"):
        for value in values:
            for name in names:
                ask("GET", f"/api/v3/{place}/?{name}={value}")
            ask("GET", f"/api/v3/{place}/{value}/")
            ask("GET", f"/api/v2/{place}/{value}/")
    for value in values:
        ask("GET", f"/de/projekte/feed/?{value}={value}")
        ask("GET", f"/de/suche/?q={value}&art={value}&seite={value}")
