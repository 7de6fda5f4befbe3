"""The project form as an editor uses it: the whole way to a published project, counted, by mouse and by keyboard."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth import get_user_model
from django.urls import reverse
from playwright.sync_api import Page, expect
from wagtail.users.models import UserProfile

from cms.accounts.roles import Role, ensure_roles
from projects.models import Partner, ProjectGoal, ProjectPage
from tests import factories
from tests.pictures import make_picture

from .accessibility import COLOURS, EVERYTHING, PHONE, SIDEWAYS, axe
from .conftest import log_in
from .hands import ByKeyboard, ByMouse

#: The issue's number.
MOST_STEPS = 25
WHAT, WHERE, GOALS, PARTNERS, TEXT, TRANSLATION, MORE = range(7)


@pytest.fixture
def office(live_site, page):
    """An editor at the empty form of a new project; a picture with its rights and two partners are there."""
    user = get_user_model().objects.create_user("redaktion", "", "x")
    user.groups.add(ensure_roles()[Role.MODERATOR])
    UserProfile.objects.create(user=user, preferred_language="de")
    live_site.picture = make_picture("Blaues Feld", size=(1200, 800))
    Partner.objects.bulk_create([Partner(name=name, locale=live_site.de.locale) for name in ("Gemeinde", "Verein")])
    live_site.user = user
    live_site.add = live_site.url + reverse(
        "wagtailadmin_pages:add", args=["projects", "projectpage", live_site.de.projects.pk]
    )
    log_in(page, user, live_site.url)
    # Wagtail's modals fade and its tabs slide; keys pressed meanwhile would go astray.
    page.emulate_media(reduced_motion="reduce")
    return live_site


def write_a_project(page: Page, hand: ByMouse) -> None:
    """From the empty form to the published page: title, year, place, two goals, a partner, a picture."""
    hand.fill(page.locator("[name=title]"), "Brunnen für Assikoi")
    hand.fill(page.locator("[name=start_year]"), "2025")
    hand.tab(WHERE)
    hand.choose(page.locator("[name=country]"), "CI")
    hand.fill(page.locator("[name=place]"), "Assikoi")
    hand.point()
    expect(page.locator("[name=latitude]")).not_to_have_value("")
    hand.tab(GOALS)
    for number in (6, 17):
        hand.tick(page.locator("[data-goal]").nth(number - 1))
    hand.tab(PARTNERS)
    hand.click(page.locator("#id_partners-OPEN_MODAL"))
    modal = page.locator(".modal-body")
    confirm = modal.locator("[data-multiple-choice-submit]")
    expect(confirm).to_be_disabled()  # from when on Wagtail watches the boxes
    hand.tick(modal.locator("input[type=checkbox]").first)
    expect(confirm).to_be_enabled()
    hand.click(confirm)
    expect(modal).to_have_count(0)
    expect(page.locator("#id_partners-FORMS")).to_contain_text("Gemeinde")
    hand.tab(TEXT)
    hand.click(page.locator("#id_lead_image-chooser [data-chooser-action-choose]").first)
    hand.click(page.locator(".modal-body a", has_text="Blaues Feld"))
    expect(page.locator(".modal-body")).to_have_count(0)
    # Who publishes while the last word is being saved gets a harmless "400" of Wagtail's in the console.
    with page.expect_response(lambda answer: b"Ein blaues Feld" in (answer.request.post_data_buffer or b"")):
        hand.fill(page.locator("[name=lead_image_alt]"), "Ein blaues Feld")
    expect(page.locator("[data-missing=needed]")).to_have_text("nichts Notwendiges fehlt")
    hand.click(page.locator("footer [data-w-dropdown-target=toggle]").first)
    hand.click(page.locator("button[name=action-publish]"))
    expect(page.locator(".messages .success")).to_be_visible()


@pytest.mark.parametrize("way", [ByMouse, ByKeyboard])
def test_from_the_empty_form_to_the_published_project(office, page, way):
    page.goto(office.add)
    hand = way(page)
    write_a_project(page, hand)
    assert hand.steps <= MOST_STEPS
    project = ProjectPage.objects.get(title="Brunnen für Assikoi")
    assert project.live
    assert [row.goal.number for row in project.goals.all()] == [6, 17]
    assert all(row.is_confirmed for row in project.goals.all())
    assert [row.partner.name for row in project.partners.all()] == ["Gemeinde"]
    assert 4 < project.latitude < 11
    assert -9 < project.longitude < -2
    assert project.lead_image == office.picture
    assert (project.country, project.region, project.place) == ("CI", "", "Assikoi")  # nothing fills itself in


def open_goals(page: Page, office, project) -> None:
    """The tab of the goals, as soon as Wagtail watches the form for changes."""
    page.add_init_script("addEventListener('w-unsaved:watch-edits', () => { document.documentElement.id = 'watched' })")
    page.goto(f"{office.url}{reverse('wagtailadmin_pages:edit', args=[project.pk])}")
    expect(page.locator("html#watched")).to_be_attached()
    page.locator(".w-tabs__tab").nth(GOALS).click()


def saved(page: Page):
    """Waits until Wagtail has saved the form in the background."""
    return page.expect_response(lambda answer: answer.request.method == "POST" and "/edit/" in answer.url)


def test_autosave_keeps_every_row_of_the_tiles(office, page):
    project = office.de.project  # has goal 3
    open_goals(page, office, project)
    hand = ByMouse(page)
    tiles = page.locator("[data-goal]")
    for number in (5, 17):
        with saved(page) as answer:
            hand.tick(tiles.nth(number - 1))
        assert answer.value.json()["success"]
    with saved(page):
        page.locator("[name=goals-1-reason]").fill("Weil es zählt.")
    with saved(page):
        page.locator("#inline_child_goals-1 [data-goal-again]").click()
    with saved(page):
        page.locator("[name=goals-3-target]").select_option("5.1")
    with saved(page):
        hand.tick(tiles.nth(2))  # goal 3 is given up
    with saved(page):
        hand.tick(tiles.nth(2))  # and picked again
    rows = ProjectPage.objects.get(pk=project.pk).get_latest_revision_as_object().goals.all()
    assert [(row.goal.number, row.target, row.reason) for row in rows] == [
        (5, "", "Weil es zählt."),
        (17, "", ""),
        (5, "5.1", ""),
        (3, "", ""),
    ]
    page.reload()
    assert [i for i in range(17) if tiles.nth(i).is_checked()] == [2, 4, 16]


def test_a_suggestion_is_marked_and_confirmed_with_one_click(office, page):
    project = office.de.project
    ProjectGoal.objects.filter(page=project).update(is_confirmed=False)
    ProjectPage.objects.get(pk=project.pk).save_revision()
    open_goals(page, office, project)
    tile = page.locator(".goal-tile").nth(2)
    expect(tile.locator(".goal-tile__suggested")).to_be_visible()
    with saved(page):
        page.locator("[data-goal-confirm]").click()
    expect(tile.locator(".goal-tile__suggested")).to_be_hidden()
    assert ProjectPage.objects.get(pk=project.pk).get_latest_revision_as_object().goals.first().is_confirmed


def test_the_map_follows_the_fields_and_warns(office, page):
    page.goto(office.add)
    page.locator(".w-tabs__tab").nth(WHERE).click()
    latitude, longitude = page.locator("[name=latitude]"), page.locator("[name=longitude]")
    warning = page.locator("[data-place-warning]")
    said = page.locator("[data-place-said]")
    latitude.fill("5,84° N, 3,62° W")
    latitude.blur()
    expect(latitude).to_have_value("5,84")
    expect(longitude).to_have_value("-3,62")
    expect(said).to_contain_text("5,84")
    page.locator("[name=country]").select_option("DE")
    expect(warning).to_be_visible()
    page.locator("[name=country]").select_option("CI")
    expect(warning).to_be_hidden()
    page.locator("[data-place-map]").focus()
    page.keyboard.press("ArrowDown")
    expect(longitude).to_have_value("-3,62")
    assert float(latitude.input_value().replace(",", ".")) < 5.84
    longitude.fill("nirgends")
    expect(said).to_have_text("Das ist keine lesbare Koordinate.")
    expect(page.locator("[data-cross]")).to_be_hidden()


def test_errors_are_counted_on_their_tab_and_the_first_one_is_focused(office, page):
    page.goto(office.add)
    page.locator("[name=title]").fill("Brunnen")
    page.locator(".w-tabs__tab").nth(WHERE).click()
    page.locator("[name=latitude]").fill("95")
    page.locator("[name=longitude]").fill("5")
    page.locator(".w-tabs__tab").nth(WHAT).click()
    page.locator("[name=start_year]").fill("2025")
    page.locator("footer [data-w-dropdown-target=toggle]").first.click()
    page.locator("button[name=action-publish]").click()
    expect(page.locator(".messages .error")).to_be_visible()
    expect(page.locator("[name=latitude]")).to_be_focused()
    expect(page.locator("[name=latitude]")).to_have_value("95")
    expect(page.locator(".w-tabs__tab").nth(WHERE).locator(".w-tabs__errors")).to_contain_text("1")


def test_what_is_missing_leads_to_its_field(office, page):
    page.goto(office.add)
    missing = page.locator("[data-editing-missing]")
    missing.locator("summary").click()
    missing.locator("[data-jump=country]").click()
    expect(page.locator("[name=country]")).to_be_focused()
    page.keyboard.type("Deutsch")
    expect(missing.locator("[data-jump=country]")).to_be_hidden()
    missing.locator("[data-jump=goals]").click()
    expect(page.locator("[data-goal]").first).to_be_focused()


def test_money_says_at_once_who_sees_it(office, page):
    page.goto(office.add)
    page.locator(".w-tabs__tab").nth(PARTNERS).click()
    said = page.locator("[data-money-says]:visible")
    expect(said).to_have_attribute("data-money-says", "hidden")
    page.locator("[name=money_is_public]").check()
    expect(said).to_have_attribute("data-money-says", "empty")
    page.locator("[name=grant]").fill("50.000,00")
    expect(said).to_have_attribute("data-money-says", "public")


#: Wagtail's own: the picture of who else edits has no name, the handle of its overview is small on a phone.
STOCK = ("w-editing-sessions__session", "w-minimap-toggle")
SMALL = """() => [...document.querySelectorAll(
    '.place button, .editing-missing summary, .editing-missing button, .goal-tile, .goal-row .button:not(.button--icon)'
  )].filter(e => e.checkVisibility({ visibilityProperty: true }))
  .map(e => [e, e.getBoundingClientRect()])
  .filter(([e, r]) => r.width > 0 && (r.height < 43.5 || r.width < 43.5))
  .map(([e, r]) => `small ${Math.round(r.width)}×${Math.round(r.height)}: ${e.outerHTML.slice(0, 120)}`)"""


@pytest.mark.parametrize("language", ["de", "fr"])
def test_axe_finds_nothing_and_nothing_is_cut_on_a_phone(office, page, language):
    UserProfile.objects.filter(user=office.user).update(
        preferred_language=language, theme=UserProfile.AdminColorThemes.SYSTEM
    )
    project = factories.make_project(office.de, "Brunnen", goals=(3, 5), latitude="5.84", longitude="-3.62")
    ProjectGoal.objects.filter(page=project, goal__number=5).update(is_confirmed=False)
    ProjectPage.objects.get(pk=project.pk).save_revision()
    found = {}
    for size in (PHONE, {"width": 1280, "height": 900}):
        page.set_viewport_size(size)
        for scheme, rules in (("light", EVERYTHING), ("dark", COLOURS)):
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            page.goto(f"{office.url}{reverse('wagtailadmin_pages:edit', args=[project.pk])}")
            page.evaluate(Axe().axe_script)
            page.locator("[data-editing-missing] summary").click()
            for number in (WHAT, WHERE, GOALS, PARTNERS, TRANSLATION, MORE):
                page.locator(".w-tabs__tab").nth(number).click()
                name = f"{size['width']}, {scheme}, {number}"
                found[name] = [fault for fault in axe(page, rules) if not any(part in fault for part in STOCK)]
                if scheme == "light" and size == PHONE:
                    found[name] += page.evaluate(SIDEWAYS) + page.evaluate(SMALL)
    assert {name: faults for name, faults in found.items() if faults} == {}
