"""Whole ways through the site, as people go them. The `page` fixture fails on console errors and outside requests."""

import re

import pytest
from django.contrib.auth import get_user_model
from playwright.sync_api import Page, expect
from wagtail.users.models import UserProfile

from cms.accounts.roles import Role, ensure_roles

PASSWORD = "nur-fuer-den-test-7391"
PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1366, "height": 768}
PREVIEW = 20_000  # milliseconds at most: the preview follows the form at its own pace


def heading(page: Page):
    return page.get_by_role("heading", level=1)


@pytest.mark.parametrize("viewport", [PHONE], ids=["phone"])
def test_a_visitor_in_la_me_reads_finds_and_changes_the_language(page, context, live_site, viewport):
    project = live_site.fr.project
    page.goto(f"{live_site.url}/fr/")
    expect(page.locator("html")).to_have_attribute("lang", "fr")
    page.get_by_role("main").get_by_role("link", name=project.title).first.click()
    expect(heading(page)).to_have_text(project.title)

    page.locator("main .reasons a").first.click()
    expect(page).to_have_url(re.compile("/fr/objectifs/3/$"))
    page.locator("header a.lang").click()
    expect(page).to_have_url(re.compile("/de/ziele/3/$"))
    expect(heading(page)).to_contain_text("Ziel 3")
    page.locator("header a.lang").click()
    expect(page).to_have_url(re.compile("/fr/objectifs/3/$"))
    page.go_back()
    expect(heading(page)).to_contain_text("Ziel 3")

    page.goto(f"{live_site.url}/fr/")
    page.locator("header summary").click()
    page.locator("header nav").get_by_role("link", name=live_site.fr.projects.title).click()
    expect(heading(page)).to_have_text(live_site.fr.projects.title)
    page.locator(".filter summary").click()
    page.locator("select[name=ziel]").select_option("3")
    page.locator(".filter form button").click()
    expect(page.locator("main h3")).to_have_text([project.title])
    page.locator(".filter form [name=q]").fill("introuvable")
    page.locator(".filter form button").click()
    expect(page.locator("main .empty")).to_be_visible()
    page.locator("main .empty a").click()
    expect(page.locator("main h3")).to_have_text([project.title])

    page.locator("header summary").click()
    page.locator("header nav a.find").click()
    page.locator("main [name=q]").fill("maternite")
    page.locator("main form button").click()
    expect(page.locator(".results a")).to_have_text([project.title])
    page.locator(".results a").click()
    expect(heading(page)).to_have_text(project.title)
    assert context.cookies() == []


@pytest.mark.parametrize("viewport", [DESKTOP], ids=["desktop"])
def test_a_visitor_in_dueren_goes_round_the_site(page, context, live_site, viewport):
    page.goto(live_site.url)
    expect(page).to_have_url(re.compile("/de/$"))
    menu = page.locator("header nav")
    for part in (live_site.de.projects, live_site.de.goals, live_site.de.content):
        menu.get_by_role("link", name=part.title, exact=True).click()
        expect(heading(page)).to_have_text(part.title)
        expect(menu.locator("[aria-current=page]")).to_have_text([part.title])
    for part in (live_site.de.contact, live_site.de.imprint, live_site.de.accessibility):
        page.locator("footer").get_by_role("link", name=part.title, exact=True).click()
        expect(heading(page)).to_have_text(part.title)
    page.locator("main").get_by_role("link", name=re.compile("Barriere")).first.click()
    expect(heading(page)).to_have_text(live_site.de.barrier_report.title)
    page.locator("nav.crumbs a").first.click()
    expect(page).to_have_url(re.compile("/de/$"))

    menu.locator("a.find").click()
    page.locator("main [name=q]").fill("Geburt")
    page.locator("main form button").click()
    expect(page.locator(".results a")).to_have_text([live_site.de.project.title])
    assert context.cookies() == []


@pytest.fixture
def editor(live_site, page) -> Page:
    """Somebody of the German editors, logged in through the form."""
    user = get_user_model().objects.create_user("redaktion", "", PASSWORD)
    user.groups.add(ensure_roles()[Role.EDITOR])
    UserProfile.objects.create(user=user, preferred_language="de")
    page.goto(f"{live_site.url}/admin/")
    page.locator("[name=username]").fill("redaktion")
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("form button[type=submit]").click()
    expect(page).to_have_url(re.compile(r"/admin/$"))
    expect(page.locator("html")).to_have_attribute("lang", "de")
    return page


@pytest.mark.parametrize("viewport", [DESKTOP], ids=["desktop"])
def test_an_editor_changes_a_teaser_and_publishes_it(editor, live_site, browser, viewport):
    project = live_site.de.project
    editor.goto(f"{live_site.url}/admin/pages/{project.pk}/edit/")
    editor.locator("[name=teaser]").fill("Ein neuer Satz, den alle lesen.")
    editor.locator("footer [data-w-dropdown-target=toggle]").first.click()
    editor.locator("button[name=action-publish]").click()
    expect(editor.locator(".messages .success")).to_be_visible()

    visitor = browser.new_context(viewport=PHONE, locale="de-DE")
    page = visitor.new_page()
    page.goto(f"{live_site.url}{project.get_url()}")
    expect(page.locator(".lead")).to_have_text("Ein neuer Satz, den alle lesen.")
    assert visitor.cookies() == []
    visitor.close()


def add_block(editor: Page, label: str):
    """Opens the last block picker of the body, looks for a block, waits for its preview, and adds it."""
    editor.locator("[data-streamfield-stream-container] .c-sf-add-button").last.click()
    picker = editor.locator(".w-combobox-container:visible, .w-combobox:visible").first
    option = picker.get_by_role("option", name=label, exact=True)
    option.locator("xpath=following::button[1]").click()
    preview = picker.frame_locator("iframe")
    expect(preview.locator("main")).to_be_visible()
    assert preview.locator("html").evaluate("() => [...document.styleSheets].some(sheet => sheet.cssRules.length > 3)")
    option.click()
    expect(picker).to_be_hidden()


@pytest.mark.parametrize("viewport", [DESKTOP], ids=["desktop"])
def test_an_editor_builds_a_page_of_blocks_and_sees_it_in_the_preview(editor, live_site, viewport):
    editor.goto(f"{live_site.url}/admin/pages/{live_site.de.content.pk}/edit/")
    add_block(editor, "Überschrift")
    editor.locator("[data-streamfield-stream-container] input[type=text]:visible").last.fill("Ein Abschnitt")
    add_block(editor, "Text")
    text = editor.locator(".public-DraftEditor-content").last
    text.click()
    expect(text).to_be_focused()
    editor.keyboard.type("Ein Absatz, der gelesen werden will.")
    expect(text).to_have_text("Ein Absatz, der gelesen werden will.")
    # The editor writes its text into the form a little later, and only the form reaches the preview.
    expect(editor.locator("input[type=hidden][name^=body-][name$=-value]").last).to_have_value(
        re.compile("gelesen werden will")
    )

    editor.locator("[data-side-panel-toggle=preview]").click()
    preview = editor.frame_locator("[data-side-panel=preview] iframe").last
    expect(preview.locator("main h2")).to_have_text("Ein Abschnitt", timeout=PREVIEW)
    expect(preview.locator("main .rich")).to_have_text("Ein Absatz, der gelesen werden will.", timeout=PREVIEW)
    # Wagtail's own checks look at the preview, under our policy, and have nothing to say.
    editor.locator("[data-side-panel-toggle=checks]").click()
    checks = editor.locator("[data-side-panel=checks]")
    expect(checks.locator("[data-content-word-count]")).to_have_text(re.compile(r"^\d+$"))
    expect(checks.locator("[data-content-checker-count]")).to_have_text("0")
