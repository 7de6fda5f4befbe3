"""The screen of the editor: the page beside, filters, axe, a phone."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from cms.desk.segments import segments_of, write
from tests.browser.accessibility import EVERYTHING, SIDEWAYS, axe
from tests.browser.conftest import PHONE
from tests.browser.editor.helpers import field, row


def test_the_page_beside_follows_and_keeps_its_place(desk):
    frame = desk.page.frame_locator("[data-preview] iframe:not(.is-loading)")
    last = row(desk, "Das ist der Satz Nummer 29.")
    expect(frame.get_by_role("heading", level=1)).to_contain_text("Solardach")
    desk.page.wait_for_function("!document.querySelector('[data-preview] iframe.is-loading')")
    field(last).focus()
    scrolled = "document.querySelector('[data-preview] iframe').contentWindow.scrollY"
    desk.page.wait_for_function(f"{scrolled} > 200")
    before = desk.page.evaluate(scrolled)
    field(last).fill("Ceci est la phrase numéro 29.")
    field(last).press("Control+s")
    marked = frame.get_by_text("Ceci est la phrase numéro 29.")
    expect(marked).to_have_css("outline-style", "solid")
    expect(marked).to_be_in_viewport()
    assert abs(desk.page.evaluate(scrolled) - before) < 300
    desk.page.locator("[data-preview-toggle]").click()
    expect(desk.page.locator("[data-preview]")).to_be_hidden()
    desk.page.reload()
    expect(desk.page.locator("[data-preview]")).to_be_hidden()


def test_filters_show_what_they_say(desk):
    rows = desk.page.locator("[data-row]:visible")
    every = rows.count()
    desk.page.locator("[data-filter=changed]").click()
    expect(rows).to_have_count(1)
    expect(desk.page.locator("[data-filter=changed]")).to_have_attribute("aria-current", "true")
    desk.page.locator(".deskwork-filters [data-filter=all]").click()
    expect(rows).to_have_count(every)


@pytest.mark.parametrize("language", ["de", "fr"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_and_nothing_is_too_wide(desk, language, scheme):
    from wagtail.users.models import UserProfile

    profile = UserProfile.get_for_user(desk.user)
    profile.preferred_language = language
    profile.save()
    segment = next(s for s in segments_of(desk.work.translation) if s.path == "teaser")
    write(desk.work.translation, segment, "MT!", user=desk.user, machine=True, tool="M")
    desk.page.emulate_media(color_scheme=scheme)
    desk.page.goto(desk.address)
    expect(desk.page.locator("html")).to_have_attribute("lang", language)
    field(row(desk, "Solardach für die neue Schule")).focus()
    desk.page.locator("[data-help-panel] ins").first.wait_for()
    desk.page.wait_for_function("!document.querySelector('[data-preview] iframe.is-loading')")
    desk.page.evaluate(Axe().axe_script)
    assert axe(desk.page, EVERYTHING) == []
    desk.page.set_viewport_size(PHONE)
    assert axe(desk.page, EVERYTHING) == []
    assert desk.page.evaluate(SIDEWAYS) == []
    assert desk.page.evaluate("document.querySelector('#main').scrollWidth <= document.documentElement.clientWidth")
