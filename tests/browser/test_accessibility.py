"""Every page type in both languages: no finding of axe on phone and desktop, light and dark; other ways of use."""

from __future__ import annotations

import re

import pytest
from django.test import RequestFactory
from playwright.sync_api import expect

from cms.views import server_error
from tests import factories
from tests.showcase import make_showcase

from . import accessibility
from .accessibility import DESKTOP, FOCUS, MOVES, PHONE
from .conftest import Watch


@pytest.fixture
def showcase(transactional_db, live_server) -> dict[str, dict[str, str]]:
    """Language → name of the page → complete address."""
    found = make_showcase(factories.make_site())
    return {code: {name: live_server.url + address for name, address in part.items()} for code, part in found.items()}


@pytest.fixture
def open_context(browser):
    """Makes browser windows; errors in the console count, but for the status of pages that are errors."""
    opened, watch = [], Watch()

    def open_one(**options):
        context = browser.new_context(**{"viewport": PHONE, "locale": "de-DE", **options})
        context.set_default_timeout(30_000)
        watch.attach(context)
        opened.append(context)
        return context

    yield open_one
    for context in opened:
        assert context.cookies() == []
        context.close()
    assert watch.outside == []
    assert [text for text in watch.errors if "status of 404" not in text and "status of 500" not in text] == []


@pytest.mark.parametrize("language", ["de", "fr"])
def test_no_finding_on_any_page_in_any_window_and_scheme(language, showcase, open_context, live_server):
    page = open_context().new_page()
    failed = server_error(RequestFactory().get("/"))
    page.route("**/500/", lambda route: route.fulfill(status=500, body=failed.content, content_type="text/html"))
    found = {}
    for name, address in {**showcase[language], "500": f"{live_server.url}/500/"}.items():
        page.set_viewport_size(PHONE)
        response = page.goto(address)
        assert response.status == {"404": 404, "500": 500}.get(name, 200), name
        for state, faults in accessibility.windows_and_schemes(page).items():
            found[f"{name}, {state}"] = faults
    assert not found, "\n".join(f"{place}\n    " + "\n    ".join(faults) for place, faults in found.items())


@pytest.mark.parametrize("language", ["de", "fr"])
def test_without_script_the_menu_opens_the_filters_work_and_the_language_changes(language, showcase, open_context):
    page = open_context(java_script_enabled=False).new_page()
    page.goto(showcase[language]["project list"])
    menu = page.locator("header nav li a").first
    expect(menu).to_be_hidden()
    page.locator("header summary").click()
    expect(menu).to_be_visible()
    page.locator("header summary").click()
    expect(menu).to_be_hidden()

    page.locator(".filter summary").click()
    page.locator("select[name=ziel]").select_option("3")
    page.locator(".filter button").click()
    expect(page).to_have_url(re.compile(r"[?&]ziel=3(&|$)"))
    expect(page.locator(".active li")).to_have_count(1)
    expect(page.locator(".record, .feature")).to_have_count(5)

    page.goto(showcase[language]["search"])
    page.locator("main input[name=q]").fill("Partnerschaft")
    page.locator("main form button").click()
    expect(page.locator(".results > li").first).to_be_visible()

    other = {"de": "fr", "fr": "de"}[language]
    page.goto(showcase[language]["full project"])
    page.locator("header a.lang").click()
    expect(page).to_have_url(showcase[other]["full project"])
    expect(page.locator("html")).to_have_attribute("lang", other)


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_the_keyboard_reaches_everything_and_shows_where_it_is(viewport, showcase, open_context):
    page = open_context(viewport=viewport, reduced_motion="reduce").new_page()
    page.goto(showcase["de"]["project list"])
    assert page.evaluate(MOVES) == 0
    page.keyboard.press("Tab")
    skip = page.evaluate(FOCUS)
    assert skip["className"] == "skip"
    assert skip["x"] >= 0, "the skip link must come into view"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"

    page.goto(showcase["de"]["project list"])
    expected = page.locator("a[href]:visible, summary:visible, button:visible, input:visible, select:visible").count()
    reached = []
    for _step in range(expected):
        page.keyboard.press("Tab")
        reached.append(page.evaluate(FOCUS))
    assert len({(stop["html"], stop["x"]) for stop in reached}) > expected * 0.9, "focus must not be caught"
    assert reached[-1]["tag"] != "BODY"
    assert [stop["html"] for stop in reached if not stop["ring"]] == []
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement === document.body"), "there is nothing else to reach"


def test_the_menu_opens_by_keyboard(showcase, open_context):
    page = open_context().new_page()
    page.goto(showcase["fr"]["home"])
    page.locator("header summary").focus()
    page.keyboard.press("Enter")
    expect(page.locator("header nav li a").first).to_be_visible()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement === document.querySelector('header nav li a')")
