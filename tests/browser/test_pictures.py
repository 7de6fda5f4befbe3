"""Pictures as an editor meets them: refused, mended, described, uploaded together."""

import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth import get_user_model
from PIL import Image as Raster
from playwright.sync_api import Page, expect
from wagtail.users.models import UserProfile

from cms.accounts.roles import Role
from cms.media.models import MediaImage
from cms.media.rights import Rights, state_of
from home.models import ContentPage
from tests.browser.accessibility import COLOURS, EVERYTHING, PHONE, SIDEWAYS, axe
from tests.browser.conftest import DESKTOP, log_in
from tests.desk.helpers import person
from tests.pictures import make_picture

pytestmark = pytest.mark.browser


@pytest.fixture
def editor(page: Page, live_site):
    log_in(page, person(Role.EDITOR), live_site.url)
    return page


def draft(site, image) -> ContentPage:
    page = ContentPage(
        title="Feldarbeit",
        slug="feldarbeit",
        teaser="Kurz.",
        lead_image=image,
        lead_image_alt="Drei Frauen hacken ein Feld",
        locale=site.de.locale,
        live=False,
    )
    site.de.home.add_child(instance=page)
    page.save_revision()
    return page


def publish(editor: Page) -> None:
    editor.locator("footer [data-w-dropdown-target=toggle]").first.click()
    editor.locator("footer button[name=action-publish]").click()


def test_a_refused_page_is_mended_without_losing_a_word(editor: Page, live_site):
    image = make_picture("Feld", "no author")
    page = draft(live_site, image)
    editor.goto(f"{live_site.url}/admin/pages/{page.pk}/edit/")
    editor.fill("#id_title", "Feldarbeit in Assikoi")
    publish(editor)
    message = editor.locator(".messages .publishing-problems")
    expect(message).to_contain_text("„Feld“")
    expect(editor.locator("#id_title")).to_have_value("Feldarbeit in Assikoi")
    colours = message.evaluate(
        "e => [getComputedStyle(e.querySelector('a')).color, getComputedStyle(e).color]"  # not that of other links
    )
    assert colours[0] == colours[1]
    # The picture is completed in a window of its own …
    with editor.context.expect_page() as opened:
        message.get_by_role("link").click()
    form = opened.value
    form.fill("#id_author", "Maria Beispiel")
    form.locator("footer button[type=submit]").click()
    form.wait_for_url(re.compile(r"/admin/images/(\?.*)?$"))
    form.close()
    # … and the page is published from where it was left.
    expect(editor.locator("#id_title")).to_have_value("Feldarbeit in Assikoi")
    publish(editor)
    editor.wait_for_url(re.compile(r"/admin/pages/\d+/$"))
    page.refresh_from_db()
    assert (page.live, page.title) == (True, "Feldarbeit in Assikoi")


def test_a_suggestion_is_offered_and_written_only_when_taken(editor: Page, live_site):
    image = make_picture("Feld", description="Drei Frauen mit Hacken auf einem Feld")
    page = draft(live_site, image)
    editor.goto(f"{live_site.url}/admin/pages/{page.pk}/edit/")
    alt = editor.locator("#id_lead_image_alt")
    alt.fill("IMG_1234")
    alt.blur()
    box = editor.locator("#id_lead_image_alt-help")
    expect(box).to_contain_text("Dateiname")
    expect(alt).to_have_value("IMG_1234")
    box.get_by_role("button").click()
    expect(alt).to_have_value("Drei Frauen mit Hacken auf einem Feld")
    expect(box).to_be_empty()


def test_choosing_a_picture_in_a_block_writes_no_text(editor: Page, live_site):
    image = make_picture("Acker", description="Drei Frauen mit Hacken auf einem Feld")
    image.get_rendition("max-165x165")
    page = draft(live_site, None)
    editor.goto(f"{live_site.url}/admin/pages/{page.pk}/edit/")
    editor.locator("#panel-child-content-body-content button[title], .c-sf-add-button").last.click()
    editor.get_by_role("option", name="Bild", exact=True).first.click()
    editor.locator("[data-chooser-action-choose]:visible").last.click()
    editor.locator(".modal a.image-choice").first.click()
    alt = editor.locator('input[name$="-image-alt_text"]')
    expect(editor.locator(".alt-help")).to_contain_text("Drei Frauen mit Hacken")
    expect(alt).to_have_value("")
    editor.locator(".alt-help").get_by_role("button").click()
    expect(alt).to_have_value("Drei Frauen mit Hacken auf einem Feld")


def test_many_pictures_get_their_rights_at_once(editor: Page, live_site, tmp_path: Path):
    files = []
    for number in range(3):
        files.append(tmp_path / f"feld-{number}.png")
        Raster.new("RGB", (60, 40), (number * 60, 90, 140)).save(files[-1])
    editor.goto(f"{live_site.url}/admin/images/multiple/add/")
    editor.set_input_files("#fileupload", files)
    expect(editor.locator("#upload-list form")).to_have_count(3)
    # What stands at one picture already is kept.
    editor.locator('#upload-list [name$="-author"]').first.fill("Jean Exemple")
    editor.fill("[name=for-all-author]", "Maria Beispiel")
    editor.select_option("[name=for-all-licence]", "cc-by-4.0")
    editor.select_option("[name=for-all-consent]", "none-shown")
    editor.fill("[name=for-all-licence_valid_until]", "2031-05-03")
    editor.locator("[data-take-over]").click()
    expect(editor.locator("[data-for-all-status]")).to_contain_text("3")
    editor.locator("[data-save-all]").click()
    expect(editor.locator("#upload-list form")).to_have_count(0)
    images = MediaImage.objects.order_by("title")
    assert [image.author for image in images] == ["Jean Exemple", "Maria Beispiel", "Maria Beispiel"]
    assert {str(image.licence_valid_until) for image in images} == {"2031-05-03"}
    assert {state_of(image) for image in images} == {Rights.COMPLETE}


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_the_screens_of_pictures_are_accessible(editor: Page, live_site, size):
    image = make_picture("Feld", "no author")
    editor.set_viewport_size(size)
    # Wagtail's colours change gradually, and half-way they have too little contrast.
    editor.emulate_media(reduced_motion="reduce")
    user = get_user_model().objects.get()
    UserProfile.objects.update_or_create(user=user, defaults={"theme": UserProfile.AdminColorThemes.SYSTEM})
    found = {}
    for address in (f"images/{image.pk}/", "images/", "images/?layout=list", "images/multiple/add/"):
        for scheme, rules in (("light", EVERYTHING), ("dark", COLOURS)):
            editor.emulate_media(color_scheme=scheme)
            editor.goto(f"{live_site.url}/admin/{address}")
            if "multiple" in address:
                editor.evaluate("document.querySelector('[data-for-all]').hidden = false")
            editor.evaluate(Axe().axe_script)
            found[f"{address} {scheme}"] = [*axe(editor, rules), *editor.evaluate(SIDEWAYS)]
    assert {name: faults for name, faults in found.items() if faults} == {}
