"""The office's screens and a notice on public pages: no finding of axe, usable on a phone."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect
from wagtail.users.models import UserProfile

from cms.accounts.roles import Role
from cms.office.models import Banner
from tests.desk.helpers import person

from . import accessibility
from .conftest import PHONE, log_in


@pytest.mark.parametrize("viewport", [PHONE], ids=["phone"])
def test_no_finding_on_any_screen(live_site, page, viewport):
    banner = Banner.objects.create(text="Heute geschlossen.")
    boss = person(None)
    UserProfile.objects.create(user=boss, theme=UserProfile.AdminColorThemes.SYSTEM)
    log_in(page, boss, live_site.url)
    # Wagtail's colours change gradually, and half-way they have too little contrast.
    page.emulate_media(reduced_motion="reduce")
    found = {}
    for address in (
        "settings/office/office/",
        "office/menu/",
        "office/words/fr/",
        "office/words/fr/site/",
        f"office/words/fr/notices/{banner.pk}/",
        "office/redirects/import/",
        "office/redirects/check/",
    ):
        page.goto(f"{live_site.url}/admin/{address}")
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], address
        Axe().run(page)  # brings its script into the page
        page.emulate_media(color_scheme="light", reduced_motion="reduce")
        faults = accessibility.axe(page, accessibility.EVERYTHING)
        page.emulate_media(color_scheme="dark", reduced_motion="reduce")
        if faults := faults + accessibility.axe(page, accessibility.COLOURS):
            found[address] = faults
    assert not found, found


@pytest.mark.parametrize("language", ["de", "fr"])
def test_a_notice_in_any_window_and_scheme(live_site, page, language):
    Banner.objects.create(text="Heute geschlossen.", link_text="Mehr", link_url="https://example.org/", level="warning")
    page.goto(f"{live_site.url}/{language}/")
    expect(page.get_by_role("region", name="Meldung" if language == "de" else "Annonce")).to_be_visible()
    faults = {state: found for state, found in accessibility.windows_and_schemes(page).items() if found}
    assert not faults, faults


def test_the_menu_by_keyboard(live_site, page):
    log_in(page, person(Role.EDITOR), live_site.url)
    page.goto(f"{live_site.url}/admin/office/menu/")
    page.get_by_role("button", name="„Ziele“ nach oben").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".office-bar").first.locator("li").first).to_have_text("Ziele")
    page.goto(f"{live_site.url}/fr/")
    expect(page.locator(".menu li").first).to_have_text("Objectifs")
