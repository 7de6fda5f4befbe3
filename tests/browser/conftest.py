"""A real browser against a live server. Every test fails on console errors, outside requests and cookies."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from types import SimpleNamespace
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, Request, Route, expect, sync_playwright

from tests import factories
from tests.plugins import find_chromium

# Playwright keeps an event loop in this thread, and Django would take its own calls for asynchronous ones.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

# The default of five seconds is short for a machine that does other things as well.
expect.set_options(timeout=20_000)

DESKTOP = {"width": 1280, "height": 800}
PHONE = {"width": 360, "height": 740}
QUIET = (  # else Chromium calls home, and on a closed network each attempt costs time
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@dataclass
class Watch:
    """What went wrong in a browser: errors in the console, requests to others (they are blocked)."""

    errors: list[str] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)

    def attach(self, context: BrowserContext) -> None:
        context.route("**/*", self._only_here)
        context.on("page", self._listen)

    def _listen(self, page: Page) -> None:
        page.on("console", lambda message: self.errors.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: self.errors.append(str(error)))

    def _only_here(self, route: Route, request: Request) -> None:
        if urlsplit(request.url).hostname in ("localhost", "127.0.0.1", None):
            route.continue_()
        else:
            self.outside.append(request.url)
            route.abort()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, started once for all tests of a process."""
    with sync_playwright() as playwright:
        instance = playwright.chromium.launch(executable_path=find_chromium(), args=list(QUIET))
        yield instance
        instance.close()


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def viewport() -> dict[str, int]:
    """The window; a test parametrizes it with DESKTOP or PHONE (``indirect`` is not needed)."""
    return DESKTOP


@pytest.fixture
def context(browser: Browser, watch: Watch, viewport: dict[str, int]) -> Iterator[BrowserContext]:
    """A fresh profile: no cookies, no cache, German preferred."""
    context = browser.new_context(viewport=viewport, locale="de-DE")
    context.set_default_timeout(15_000)
    watch.attach(context)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext, watch: Watch) -> Iterator[Page]:
    """A page. When the test is over, there must have been no console error and no request to others."""
    yield context.new_page()
    assert watch.outside == [], "requests to other hosts"
    assert watch.errors == [], "errors in the console"


def log_in(page: Page, user, address: str) -> None:
    """Have the browser be this person. In: where the server is. The form itself has its own tests, and takes long."""
    client = Client()
    client.force_login(user)
    page.context.clear_cookies()
    session = {"name": settings.SESSION_COOKIE_NAME, "value": client.cookies[settings.SESSION_COOKIE_NAME].value}
    page.context.add_cookies([{**session, "url": address}])


@pytest.fixture
def live_site(transactional_db, live_server) -> SimpleNamespace:
    """The small site of `factories.make_site` with one project in each language, served.

    Out: as `make_site`, and ``url`` (address of the server), ``project`` of each language.
    """
    site = factories.make_site()
    for language in ("de", "fr"):
        part = getattr(site, language)
        title = "Geburtshilfestation" if language == "de" else "Maternité"
        part.project = factories.make_project(part, title, translation_key=_KEY)
    site.url = live_server.url
    return site


_KEY = "0b8f6a9e-5d0e-4a55-9a4b-3a5b6a1f7c11"  # the two are translations of each other
