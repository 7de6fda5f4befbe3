"""A sentence is written, helped along and saved: by key, by button, without script, and by the machine."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.editor.helpers import field, row, stored
from tests.desk.fake_services import FakeLibreTranslate


def test_ctrl_enter_saves_and_goes_to_the_next_open_sentence(desk):
    first = field(row(desk, "Strom vom Dach."))
    first.fill("Le courant du toit.")
    first.press("Control+Enter")
    expect(row(desk, "Strom vom Dach.").locator("[data-mark]")).to_contain_text(re.compile("Done|Fertig|Terminée"))
    expect(first).not_to_be_focused()
    assert desk.page.evaluate("document.activeElement.matches('[data-text]')")
    assert desk.page.evaluate("document.activeElement.value") == ""
    assert stored(desk, "teaser") == "Le courant du toit."


def test_a_press_on_a_button_of_another_sentence_hits_it(desk):
    """The help of the sentence above closes when another one is taken up, and all below it moves."""
    upper, lower = row(desk, "Solardach für die neue Schule"), row(desk, "Das ist der Satz Nummer 2.")
    field(lower).fill("C’est la phrase numéro 2.")
    field(upper).focus()
    upper.locator("ins").wait_for()
    lower.locator("[data-save]").click()
    expect(lower).to_have_class(re.compile("deskwork-row--done"))
    expect(lower).to_have_class(re.compile("is-current"))
    expect(upper).not_to_have_class(re.compile("is-current"))


def test_the_old_text_fills_the_field_and_is_saved_only_when_asked(desk):
    title = row(desk, "Solardach für die neue Schule")
    field(title).focus()
    title.locator("ins").wait_for()
    title.locator("[data-take]").first.click()
    expect(field(title)).to_have_value("Toit solaire pour l’école")
    assert stored(desk, "title") == ""
    title.locator("[data-save]").click()
    expect(title).to_have_class(re.compile("deskwork-row--done"))
    assert stored(desk, "title") == "Toit solaire pour l’école"


def test_a_fix_is_applied_to_the_field(desk):
    teaser = row(desk, "Strom vom Dach.")
    field(teaser).fill("Le courant du toit!")
    teaser.locator("[data-save]").click()
    teaser.locator("[data-findings] [data-take]").click()
    expect(field(teaser)).to_have_value("Le courant du toit\u202f!")
    assert stored(desk, "teaser") == "Le courant du toit!"


def test_markup_is_put_around_what_is_chosen(desk):
    text = desk.page.locator("[data-row]").filter(has_text="Maßgeblich").first
    field(text).fill("Les besoins")
    field(text).evaluate("area => area.setSelectionRange(4, 11)")
    text.locator("[data-open='<b>']").click()
    expect(field(text)).to_have_value("Les <b>besoins</b>")


def test_without_script_a_sentence_is_saved_too(desk, browser):
    context = browser.new_context(java_script_enabled=False, storage_state=desk.page.context.storage_state())
    page = context.new_page()
    page.goto(desk.address)
    teaser = page.locator("[data-row]").filter(has_text="Strom vom Dach.").first
    teaser.locator("[data-text]").fill("Le courant du toit.")
    teaser.locator("[data-save]").click()
    expect(page).to_have_url(re.compile(r"#segment-\d+$"))
    assert stored(desk, "teaser") == "Le courant du toit."
    context.close()


@pytest.fixture
def libre(settings):
    settings.DEEPL_API_KEY = settings.LIBRETRANSLATE_API_KEY = ""
    settings.TASKS_IN_DATABASE = False
    with FakeLibreTranslate() as fake:
        settings.LIBRETRANSLATE_URL = fake.url
        yield fake


def test_the_machine_fills_what_is_open_and_a_lost_connection_does_not_stop_it(libre, desk, watch):
    mine = row(desk, "Das ist der Satz Nummer 2.")
    field(mine).fill("De ma main, pas encore enregistré")
    failures = []

    def once(route):
        if failures:
            route.continue_()
        else:
            failures.append(route.request.url)
            route.abort()

    desk.page.route("**/desk/machine/*/progress/", once)
    desk.page.locator("form[data-machine] button").click()
    box = desk.page.locator("[data-machine-progress]")
    expect(box.locator("[data-machine-bar]")).to_be_visible()
    expect(row(desk, "Strom vom Dach.")).to_have_class(re.compile("deskwork-row--machine"), timeout=20_000)
    expect(field(row(desk, "Strom vom Dach."))).to_have_value("FR Strom vom Dach.")
    assert len(failures) == 1
    expect(field(mine)).to_have_value("De ma main, pas encore enregistré")
    mine.locator("[data-save]").click()
    expect(mine.locator("[data-problem]")).to_contain_text("FR Das ist der Satz Nummer 2.")
    watch.errors = [error for error in watch.errors if "Failed to load resource" not in error]
