"""Every address of ours in the admin with odd keys, parameters, bodies and methods: a page or a clear refusal."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse

from cms.accounts.roles import Role
from tests.desk.helpers import in_translation, person
from tests.pictures import make_picture

OURS = ("cms", "home", "projects", "sdg")
PARAMETER = re.compile(r"<(?:(?P<kind>\w+):)?\w+>")
ODD = {"int": ["0", "9" * 30], "slug": ["x", "-"]}
ODD_TEXTS = ["x", "9" * 30, "a%00b", "%FF%FE"]
QUERY_NAMES = (
    *("page", "p", "q", "order", "ordering", "o", "id", "next", "locale", "lang", "kind", "state", "status", "from"),
    *("to", "date", "collection_id", "tag", "content_type", "user", "site", "project", "title", "limit", "fields"),
    *("format", "parent", "action", "rights", "what", "owner", "days", "mode", "language", "key", "result"),
)
QUERY_VALUES = ["abc", "9" * 30, "%00", "0001-01-01"]
FORM = "application/x-www-form-urlencoded"
BODIES = [
    (b"", FORM),
    (b"[]", "application/json"),
    (b"id=%00&action=%00&name=%00&page=%FF&position=abc&comment=%00&next=%00&text=%00", FORM),
    (b"--x\r\nbroken", "multipart/form-data; boundary=x"),
]


def addresses(patterns=None, prefix: str = "") -> Iterator[tuple[str, bool]]:
    """Routes below /admin/, and whether their view is ours."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            if route.startswith("admin/") and "(?P" not in route and "^" not in route:
                yield route, pattern.lookup_str.startswith(OURS)
        else:
            yield from addresses(pattern.url_patterns, route)


def filled(route: str, key: str) -> list[str]:
    """The route with one good key, then with odd ones at each place."""
    places = list(PARAMETER.finditer(route))
    good = [key if place["kind"] == "int" else "fr" for place in places]
    found = [_put(route, good)]
    for position, place in enumerate(places):
        for odd in ODD.get(place["kind"], ODD_TEXTS):
            found.append(_put(route, [*good[:position], odd, *good[position + 1 :]]))
    return found


def _put(route: str, values: list[str]) -> str:
    left = iter(values)
    return "/" + PARAMETER.sub(lambda _match: next(left), route)


class Asking:
    """Asks and notes what failed. What was written is taken back, as PostgreSQL goes on only then."""

    def __init__(self, user):
        self.client = Client(raise_request_exception=False)
        self.client.force_login(user)
        self.wrong: list[tuple] = []

    def __call__(self, method: str, address: str, **values) -> int:
        savepoint = transaction.savepoint()
        try:
            answer = self.client.generic(method, address, **values)
        finally:
            transaction.savepoint_rollback(savepoint)
        if answer.status_code >= 500:
            error = answer.exc_info[1] if answer.exc_info else None
            self.wrong.append((method, address[:120], values.get("data", b"")[:40], repr(error)[:200]))
        return answer.status_code


@pytest.fixture
def world(site):
    made = in_translation(site)
    site.picture, site.translation, site.page = make_picture("Bild"), made.translation, made.page
    return site


def test_our_addresses(world):
    ask = Asking(person(None))
    for route, is_ours in addresses():
        if not is_ours:
            continue
        key = str(world.translation.pk if "desk/" in route or "localize" in route else world.page.pk)
        good, *odd = filled(route, key)
        for address in odd:
            ask("GET", address)
        for value in QUERY_VALUES:
            ask("GET", good + "?" + "&".join(f"{name}={value}" for name in QUERY_NAMES))
        for body, kind in BODIES:
            ask("POST", good, data=body, content_type=kind)
        ask("PUT", good)
    assert ask.wrong == []


@pytest.mark.parametrize("role", [Role.EDITOR, Role.TRANSLATOR, Role.AUTHOR])
def test_our_addresses_for_others(world, role):
    ask = Asking(person(role))
    for route, is_ours in addresses():
        if is_ours:
            good = filled(route, str(world.page.pk))[0]
            ask("GET", good)
            ask("POST", good, data=BODIES[2][0], content_type=FORM)
    assert ask.wrong == []


def holes_of_wagtail(world) -> list[tuple[str, str, bytes]]:
    """What Wagtail's own views answer with a crash: method, address, body."""
    page, copy = world.page.pk, reverse("wagtailadmin_pages:copy", args=[world.page.pk])
    link, workflow = reverse("wagtailadmin_choose_page_external_link"), "/admin/workflows/edit/1/"
    history = reverse("wagtailsnippets_sdg_goal:history", args=[world.de.goal_by_number[3].pk])
    long_slug = b"new_title=a&new_slug=" + b"x" * 300 + b"&new_parent_page=" + str(world.de.projects.pk).encode()
    return [
        ("GET", "/admin/failwhale/", b""),
        *(("GET", f"/admin/pages/?p={value}&owner={value}", b"") for value in ("abc", "9" * 30, "-1")),
        *(("POST", copy, body) for body in (b"", b"new_parent_page=abc", b"new_parent_page=%00", long_slug)),
        ("POST", copy, b"new_parent_page=" + b"9" * 30),
        *(("GET", f"{link}?parent_page_id={value}", b"") for value in ("abc", "%00", "-1", "9" * 30)),
        ("POST", link, b""),
        *(("GET", f"{workflow}?p={value}", b"") for value in ("abc", "-1", "9" * 30, "%00")),
        ("POST", workflow, b"workflow_tasks-TOTAL_FORMS=5&workflow_tasks-INITIAL_FORMS=5&name=x"),
        ("GET", f"{history}?timestamp_from=0001-01-01&timestamp_to=0001-01-01", b""),
        ("GET", "/admin/images/chooser/?q=Bild&tag=Feld", b""),
        ("GET", "/admin/images/chooser/results/?q=Bild&tag=Feld", b""),
        ("GET", "/admin/snippets/choose/office/banner/chosen/abc/", b""),
        ("GET", "/admin/snippets/choose/office/banner/chosen-multiple/?id=%FF", b""),
        ("POST", "/admin/snippets/choose/office/banner/create/", b""),
        (
            "POST",
            f"/admin/pages/{page}/edit/",
            b"goals-TOTAL_FORMS=3&goals-INITIAL_FORMS=3&body-count=0&results-count=0",
        ),
    ]


def test_addresses_of_wagtail_that_were_broken(world):
    ask = Asking(person(None))
    for method, address, body in holes_of_wagtail(world):
        ask(method, address, data=body, content_type=FORM)
    assert ask.wrong == []
