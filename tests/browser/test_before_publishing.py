"""What the form says before and after a publication that is refused: one thing, where it is mended, nothing lost."""

import json

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse
from playwright.sync_api import Page, expect
from wagtail.users.models import UserProfile

from cms.accounts.roles import Role, ensure_roles
from cms.media.models import MediaImage
from projects.models import ProjectPage
from tests.pictures import make_picture, mend

from .conftest import log_in

WHAT, WHERE, TEXT = 0, 1, 4
NOTHING = "nichts Notwendiges fehlt"
ONE = "1 notwendige Angabe fehlt"
#: What the browser writes into its console when the server refuses to save, as it should.
REFUSED = "status of 400"


@pytest.fixture
def form(live_site, page) -> Page:
    """The form of a new project with its title and year; a picture without rights and one with them are there."""
    user = get_user_model().objects.create_user("redaktion", "", "x")
    user.groups.add(ensure_roles()[Role.MODERATOR])
    UserProfile.objects.create(user=user, preferred_language="de")
    make_picture("Feldarbeit", "no licence", size=(600, 400))
    make_picture("Blaues Feld", size=(1200, 800))
    add = reverse("wagtailadmin_pages:add", args=["projects", "projectpage", live_site.de.projects.pk])
    log_in(page, user, live_site.url)
    page.emulate_media(reduced_motion="reduce")
    page.goto(live_site.url + add)
    page.locator("[name=title]").fill("Brunnen für Assikoi")
    page.locator("[name=start_year]").fill("2025")
    return page


def tab(page: Page, number: int):
    return page.locator(".w-tabs__tab").nth(number)


def choose(page: Page, title: str) -> None:
    """Choose the lead picture, or another one."""
    chooser = page.locator("#id_lead_image-chooser")
    if page.locator("[name=lead_image]").input_value():
        chooser.locator("[data-w-dropdown-target=toggle]").click()
        page.locator("[data-chooser-action-choose]:visible").click()
    else:
        chooser.locator(".unchosen [data-chooser-action-choose]").click()
    page.locator(".modal-body a", has_text=title).click()
    expect(page.locator(".modal-body")).to_have_count(0)


def missing(page: Page):
    return page.locator("[data-missing=needed]")


def autosaved(page: Page, text: str):
    """Waits until Wagtail has sent this text by itself."""
    return page.expect_response(
        lambda got: (
            text.encode() in (got.request.post_data_buffer or b"") and "json" in got.request.headers.get("accept", "")
        )
    )


def publish(page: Page) -> None:
    page.locator("footer [data-w-dropdown-target=toggle]").first.click()
    page.locator("button[name=action-publish]").click()


def refused_for_the_picture(page: Page) -> None:
    """The form of the examiner: all is there but the rights of the picture."""
    tab(page, TEXT).click()
    choose(page, "Feldarbeit")
    with autosaved(page, "Eine Frau"):
        page.locator("[name=lead_image_alt]").fill("Eine Frau")
    publish(page)
    expect(page.locator(".messages .error")).to_be_visible()


def test_a_picture_without_rights_is_named_before_anybody_publishes(form):
    expect(missing(form)).to_have_text(NOTHING)
    tab(form, TEXT).click()
    choose(form, "Feldarbeit")
    form.locator("[name=lead_image_alt]").fill("Eine Frau")
    expect(missing(form)).to_have_text(ONE)
    hint = form.locator(".editing-picture")
    expect(hint).to_contain_text("Feldarbeit")
    expect(hint.locator("a")).to_have_attribute("target", "_blank")
    tab(form, WHAT).click()
    form.locator("[data-editing-missing] summary").click()
    form.locator("[data-picture] button", has_text="Feldarbeit").click()
    expect(hint).to_be_visible()
    expect(form.locator("#id_lead_image-chooser :focus")).to_be_visible()
    choose(form, "Blaues Feld")
    expect(missing(form)).to_have_text(NOTHING)
    expect(hint).to_have_count(0)


def test_a_picture_that_is_mended_in_its_own_tab_is_named_no_longer(form):
    tab(form, TEXT).click()
    choose(form, "Feldarbeit")
    form.locator("[name=lead_image_alt]").fill("Eine Frau")
    expect(missing(form)).to_have_text(ONE)
    mend(MediaImage.objects.get(title="Feldarbeit"))
    form.evaluate("dispatchEvent(new Event('focus'))")
    expect(missing(form)).to_have_text(NOTHING)


def test_a_refused_publication_says_one_thing_and_stands_at_the_picture(form):
    refused_for_the_picture(form)
    banner = form.locator(".messages .error")
    expect(banner).to_contain_text("„Brunnen für Assikoi“ wurde nicht veröffentlicht.")
    expect(banner).to_contain_text("Feldarbeit")
    expect(banner).not_to_contain_text("gespeichert werden")
    expect(missing(form)).to_have_text(ONE)
    expect(tab(form, TEXT)).to_have_attribute("aria-selected", "true")
    expect(tab(form, TEXT).locator(".w-tabs__errors")).to_contain_text("1")
    expect(form.locator("#id_lead_image-chooser :focus")).to_be_visible()
    expect(form.locator("[name=lead_image_alt]")).to_have_value("Eine Frau")
    assert not ProjectPage.objects.get(title="Brunnen für Assikoi").live


def test_what_is_typed_after_a_refusal_is_saved_by_itself(form):
    """Without `keepSaving` in editing.js Wagtail says "Saved" and keeps nothing."""
    with autosaved(form, "lead_image_alt"):
        refused_for_the_picture(form)
    expect(form.locator("#w-autosave-indicator .w-autosave-indicator__state--saved")).to_be_visible()
    with autosaved(form, "Eine Frau holt Wasser") as answer:
        form.locator("[name=lead_image_alt]").fill("Eine Frau holt Wasser")
    assert answer.value.json()["success"]
    page = ProjectPage.objects.get(title="Brunnen für Assikoi")
    assert page.get_latest_revision_as_object().lead_image_alt == "Eine Frau holt Wasser"


def test_a_picture_in_the_text_is_marked_on_its_tab(form, live_site):
    project = ProjectPage.objects.get(pk=live_site.de.project.pk)
    picture = MediaImage.objects.get(title="Feldarbeit")
    value = {"image": {"image": picture.pk, "decorative": True, "alt_text": ""}, "caption": ""}
    project.body = json.dumps([{"type": "picture", "value": value}])
    project.save_revision()
    form.goto(f"{live_site.url}{reverse('wagtailadmin_pages:edit', args=[project.pk])}")
    expect(missing(form)).to_have_text(ONE)
    publish(form)
    expect(form.locator(".messages .error")).to_contain_text("wurde nicht veröffentlicht")
    expect(tab(form, TEXT)).to_have_attribute("aria-selected", "true")
    expect(tab(form, TEXT).locator(".w-tabs__errors")).to_contain_text("1")
    expect(form.locator(".editing-picture a")).to_be_visible()
    expect(missing(form)).to_have_text(ONE)
    form.locator(".w-panel__controls button[title=Löschen]:visible").first.click()
    expect(form.locator("[name=body-0-deleted]")).to_have_value("1")
    expect(form.locator("[data-picture]")).to_have_count(0)
    expect(missing(form)).to_have_text(NOTHING)


def test_a_last_year_before_the_first_is_named_at_once(form, watch):
    form.locator("[name=end_year]").fill("2020")
    expect(missing(form)).to_have_text(ONE)
    form.locator("[name=end_year]").fill("2027")
    expect(missing(form)).to_have_text(NOTHING)
    watch.errors = [error for error in watch.errors if REFUSED not in error]


def test_what_cannot_be_saved_is_not_called_complete(form, watch):
    with autosaved(form, "2025"):
        expect(missing(form)).to_have_text(NOTHING)
    tab(form, WHERE).click()
    form.locator("[name=longitude]").fill("5")
    with autosaved(form, "95"):
        form.locator("[name=latitude]").fill("95")
    expect(form.locator("[data-place-said]")).to_have_text("Eine geografische Breite liegt zwischen -90 und 90.")
    expect(missing(form)).to_have_text(ONE)
    publish(form)
    expect(form.locator("[name=latitude]")).to_be_focused()
    expect(missing(form)).to_have_text(ONE)
    with autosaved(form, "85"):
        form.locator("[name=latitude]").fill("85")
    expect(missing(form)).to_have_text(NOTHING)
    watch.errors = [error for error in watch.errors if REFUSED not in error]
