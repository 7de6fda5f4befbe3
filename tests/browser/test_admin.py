"""The editors' desk under its own Content-Security-Policy: the `page` fixture fails on any violation."""

import re
from io import BytesIO

import pytest
from django.contrib.auth import get_user_model
from django.core.files.images import ImageFile
from PIL import Image as Picture
from playwright.sync_api import expect
from wagtail.images import get_image_model

PASSWORD = "nur-fuer-den-test-7391"


@pytest.fixture
def desk(live_site, page):
    """A logged-in administrator on the admin's start page."""
    get_user_model().objects.create_superuser("admin", "", PASSWORD)
    page.goto(f"{live_site.url}/admin/login/")
    page.locator("[name=username]").fill("admin")
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("form button[type=submit]").click()
    expect(page).to_have_url(re.compile(r"/admin/$"))
    return page


@pytest.fixture
def picture(live_site):
    file = BytesIO()
    Picture.new("RGB", (600, 400), "#19486A").save(file, "PNG")
    return get_image_model().objects.create(title="Blaues Feld", file=ImageFile(file, "blau.png"))


def test_an_editor_changes_a_project_and_publishes_it(desk, live_site, picture):
    project = live_site.de.project
    desk.goto(f"{live_site.url}/admin/pages/{project.pk}/edit/")
    desk.locator("[name=title]").fill("Geburtshilfestation Assikoi")
    desk.locator("footer button[aria-haspopup], footer [data-w-dropdown-target=toggle]").first.click()
    desk.locator("button[name=action-publish]").click()
    expect(desk.locator(".messages .success")).to_be_visible()
    desk.goto(f"{live_site.url}/de/projekte/{project.slug}/")
    expect(desk.get_by_role("heading", level=1)).to_have_text("Geburtshilfestation Assikoi")


def test_the_image_chooser_opens_and_chooses(desk, live_site, picture):
    desk.goto(f"{live_site.url}/admin/pages/{live_site.de.project.pk}/edit/")
    desk.get_by_role("tab", name="Text und Bilder").click()
    chooser = desk.locator("[id$=lead_image-chooser]").first
    chooser.locator("button[data-chooser-action-choose]").first.click()
    desk.locator(".modal-body").get_by_role("link", name=re.compile("Blaues Feld")).click()
    expect(chooser).to_contain_text("Blaues Feld")


@pytest.mark.parametrize("address", ["pages/", "images/", "documents/", "snippets/", "reports/site-history/", "users/"])
def test_the_lists_of_the_desk_open(desk, live_site, address, picture):
    response = desk.goto(f"{live_site.url}/admin/{address}")
    assert response.status == 200


def test_a_draft_is_shown_with_its_style_sheet(desk, live_site, watch):
    desk.goto(f"{live_site.url}/admin/pages/{live_site.de.project.pk}/view_draft/")
    expect(desk.get_by_role("heading", level=1)).to_have_text(live_site.de.project.title)
    assert desk.evaluate("[...document.styleSheets].some(sheet => sheet.cssRules.length > 5)")
    # Wagtail's content checker reports through the console; what it finds is for the tests of accessibility.
    watch.errors = [error for error in watch.errors if not error.startswith("axe.run results")]


def test_rich_text_can_be_written_in_the_body(desk, live_site):
    desk.goto(f"{live_site.url}/admin/pages/{live_site.de.content.pk}/edit/")
    desk.locator("[data-streamfield-stream-container] button.c-sf-add-button").first.click()
    desk.get_by_role("option").filter(has_text=re.compile("Text|Absatz|Paragraph")).first.click()
    editor = desk.locator(".public-DraftEditor-content").last
    editor.click()
    desk.keyboard.type("Ein neuer Satz.")
    expect(editor).to_contain_text("Ein neuer Satz.")


def test_the_page_of_a_picture_opens_with_its_focal_point_chooser(desk, live_site, picture):
    desk.goto(f"{live_site.url}/admin/images/{picture.pk}/")
    expect(desk.locator(".focal-point-chooser")).to_be_visible()
