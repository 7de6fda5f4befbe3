"""A visitor looks around."""

import re

import pytest
from playwright.sync_api import expect

from .conftest import DESKTOP, PHONE


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_a_visitor_opens_home_switches_the_language_and_opens_a_project(page, context, live_site, viewport):
    page.goto(live_site.url)
    expect(page).to_have_url(re.compile(r"/de/$"))
    expect(page.locator("html")).to_have_attribute("lang", "de")

    page.locator("a[hreflang=fr][lang=fr]").first.click()
    expect(page).to_have_url(re.compile(r"/fr/$"))
    expect(page.locator("html")).to_have_attribute("lang", "fr")

    page.get_by_role("link", name=live_site.fr.project.title).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(live_site.fr.project.title)
    page.locator("a[hreflang=de][lang=de]").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(live_site.de.project.title)

    assert context.cookies() == []
    too_wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert too_wide <= 0
