"""What made a new editor hesitate, tried by hand along the handbook: each of these once went wrong."""

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect
from wagtail.users.models import UserProfile

from cms.accounts.roles import Role
from projects.models import ProjectGoal
from sdg.models import Goal
from tests.browser.conftest import log_in
from tests.desk.helpers import person
from tests.pictures import make_picture

pytestmark = pytest.mark.browser


@pytest.fixture
def editor(page: Page, live_site):
    user = person(Role.EDITOR)
    UserProfile.objects.update_or_create(user=user, defaults={"preferred_language": "de"})
    log_in(page, user, live_site.url)
    page.emulate_media(reduced_motion="reduce")
    return page


def form_of(live_site, page, tab: str = "") -> str:
    return f"{live_site.url}{reverse('wagtailadmin_pages:edit', args=[page.pk])}#tab-{tab}"


def press_until(page: Page, selector: str, most: int = 90) -> None:
    """Tab until the focus is there."""
    for _press in range(most):
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab does not lead to {selector}")


def test_the_focus_stays_where_a_picture_was_chosen(editor: Page, live_site):
    make_picture("Blaues Feld")
    editor.goto(
        f"{live_site.url}{reverse('wagtailadmin_pages:edit', args=[live_site.de.project.pk])}#tab-text_und_bilder"
    )
    press_until(editor, "#id_lead_image-chooser [data-chooser-action-choose]")
    editor.keyboard.press("Enter")
    expect(editor.locator(".modal a", has_text="Blaues Feld")).to_be_visible()
    press_until(editor, ".modal .image-choice, .modal a[data-chooser-modal-choice]", 20)
    editor.keyboard.press("Enter")
    expect(editor.locator(".modal")).to_have_count(0)
    expect(editor.locator("#id_lead_image-chooser button:focus")).to_have_count(1)


def test_the_button_for_another_target_shows_its_words(editor: Page, live_site):
    goal = Goal.objects.filter(locale=live_site.de.locale).first()
    suggestion = ProjectGoal(goal=goal, locale=live_site.de.locale, is_confirmed=False)
    live_site.de.project.goals = [suggestion]
    live_site.de.project.save()
    editor.goto(form_of(live_site, live_site.de.project, "ziele"))
    for button in ("[data-goal-again]", "[data-goal-confirm]"):
        icon = editor.locator(f"{button}:visible svg").first
        assert max(icon.bounding_box()[side] for side in ("width", "height")) < 24, button


def test_the_way_to_a_new_page_says_what_it_is(editor: Page, live_site):
    editor.goto(f"{live_site.url}{reverse('wagtailadmin_explore', args=[live_site.de.projects.pk])}")
    button = editor.locator("a.w-header-button[href$='/add_subpage/']")
    assert button.bounding_box()["width"] > 100, "room for words beside the sign"


def test_an_empty_place_in_the_tree_says_so(editor: Page, live_site):
    editor.goto(f"{live_site.url}{reverse('wagtailadmin_explore', args=[live_site.de.project.pk])}")
    expect(editor.get_by_text("Unter dieser Seite gibt es noch keine.")).to_be_visible()
    expect(editor.locator("table.listing")).to_be_hidden()


def test_the_box_of_the_statement_leads_to_the_field(editor: Page, live_site):
    editor.goto(form_of(live_site, live_site.de.accessibility))
    for _time in range(2):
        editor.locator("a[href='#at-ombuds_name']").click()
        expect(editor.locator("#id_ombuds_name")).to_be_focused()


def test_after_the_last_upload_there_is_a_way_on(editor: Page, live_site):
    editor.goto(live_site.url + reverse("wagtaildocs:add_multiple"))
    done = editor.locator("[data-uploads-done]")
    editor.set_input_files("#fileupload", {"name": "a.txt", "mimeType": "text/plain", "buffer": b"Ein Satz.\n"})
    editor.locator("#upload-list form [name$=title]").wait_for()
    expect(done).to_be_hidden()
    editor.locator("#upload-list form [type=submit]").first.click()
    expect(done).to_be_visible()
    done.get_by_role("link", name="Zu den Dokumenten").click()
    expect(editor).to_have_url(live_site.url + reverse("wagtaildocs:index"))
