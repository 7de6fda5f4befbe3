"""The visitors' forms and the inbox in a browser: without script, with the keyboard, with axe."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect
from wagtail.users.models import UserProfile

from cms.accounts.roles import Role
from cms.inbox import tokens
from cms.inbox.models import MailState, Message
from tests.desk.helpers import person
from tests.inbox.helpers import make_message

from . import accessibility
from .accessibility import COLOURS, DESKTOP, EVERYTHING, PHONE, SIDEWAYS, axe
from .conftest import Watch, log_in


@pytest.fixture(autouse=True)
def _quick_hands(monkeypatch):
    """A machine fills the form in; nobody is to wait for it."""
    monkeypatch.setattr(tokens, "TOO_QUICK", 0)


@pytest.fixture
def visitor(browser):
    """Makes windows of visitors, who get no cookie; a refused form is no error in the console."""
    opened, watch = [], Watch()

    def open_one(**options):
        context = browser.new_context(**{"viewport": PHONE, "locale": "de-DE", **options})
        context.set_default_timeout(20_000)
        watch.attach(context)
        opened.append(context)
        return context.new_page()

    yield open_one
    for context in opened:
        assert context.cookies() == []
        context.close()
    assert watch.outside == []
    assert [text for text in watch.errors if "status of 422" not in text] == []


def test_reporting_a_barrier_without_script_from_the_page_where_it_is(visitor, live_site):
    page = visitor(java_script_enabled=False)
    page.goto(live_site.url + live_site.de.projects.get_url())
    page.locator("footer").get_by_role("link", name=live_site.de.barrier_report.title).click()
    expect(page.locator("[name=place]")).to_have_value(live_site.url + live_site.de.projects.get_url())
    page.locator("[name=email]").fill("keine Adresse")
    page.locator("main form button").click()
    expect(page).to_have_title(re.compile("^Fehler"))
    summary = page.get_by_role("alert")
    expect(summary.get_by_role("link")).to_have_count(2)
    expect(page.locator("[name=email]")).to_have_value("keine Adresse")
    page.locator("[name=text]").fill("Die Karte geht nicht mit der Tastatur.")
    page.locator("[name=email]").fill("frau@example.org")
    page.locator("main form button").click()
    expect(page.get_by_role("status")).to_contain_text("Vielen Dank")
    message = Message.objects.get()
    expect(page.get_by_role("status")).to_contain_text(message.reference)
    assert message.place.endswith(live_site.de.projects.get_url())
    page.reload()
    assert Message.objects.count() == 1


def test_after_an_error_the_keyboard_stands_at_the_summary(visitor, live_site):
    page = visitor()
    page.goto(live_site.url + live_site.fr.contact.get_url())
    page.locator("main form button").press("Enter")
    expect(page.get_by_role("alert")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.type("nom@example.org")
    expect(page.locator("[name=email]")).to_have_value("nom@example.org")


@pytest.mark.parametrize("language", ["de", "fr"])
def test_axe_finds_nothing_in_errors_and_thanks(visitor, live_site, language):
    part = getattr(live_site, language)
    page, found = visitor(), {}
    for name, form_page in (("barrier", part.barrier_report), ("contact", part.contact)):
        page.goto(live_site.url + form_page.get_url())
        page.locator("main form button").click()
        expect(page.get_by_role("alert")).to_be_visible()
        found |= {f"{name} {state}": x for state, x in accessibility.windows_and_schemes(page).items()}
        if name == "contact":
            page.locator("[name=subject]").fill("x")
        page.locator("[name=text]").fill("y")
        page.locator("[name=email]").fill("a@example.org")
        page.locator("main form button").click()
        expect(page.get_by_role("status")).to_be_visible()
        found |= {f"{name} sent {state}": x for state, x in accessibility.windows_and_schemes(page).items()}
    assert not found, found


@pytest.mark.parametrize("language", ["de", "fr"])
def test_the_inbox_on_phone_and_desktop_light_and_dark(page, live_site, language):
    user = person(Role.EDITOR)
    UserProfile.objects.update_or_create(user=user, defaults={"preferred_language": language})
    message = make_message("barrier", email="a@example.org", mails={"office": MailState.UNADDRESSED}, text="x " * 300)
    spam = make_message(status="spam", suspicion="trap", subject="Donaudampfschifffahrtsgesellschaft" * 3)
    log_in(page, user, live_site.url)
    found = {}
    for name, address in {
        "list": "/admin/inbox/?status=all",
        "empty": "/admin/inbox/?status=closed",
        "message": message.get_absolute_url(),
        "spam": spam.get_absolute_url(),
    }.items():
        for scheme, window, rules in (
            ("light", DESKTOP, EVERYTHING),
            ("dark", DESKTOP, COLOURS),
            ("light", {"width": 360, "height": 740}, EVERYTHING),
        ):
            # Wagtail's colours change gradually, and half-way they have too little contrast.
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            page.set_viewport_size(window)
            page.goto(live_site.url + address)
            page.evaluate(Axe().axe_script)
            own = [text for text in axe(page, rules) if "landmark" not in text]
            found[name, scheme, window["width"]] = own + page.evaluate(SIDEWAYS)
    assert not (wrong := {place: x for place, x in found.items() if x}), wrong
    for button in page.locator(".inbox .button").all():
        assert button.bounding_box()["height"] >= 44
