"""A translator's whole way in French: mail, desk, changed sentence, check, preview, review, live page; then a file."""

from __future__ import annotations

import re
from types import SimpleNamespace

import polib
import pytest
from django.conf import settings as django_settings
from django.core import mail
from django.core.management import call_command
from playwright.sync_api import BrowserContext, Page, expect

from cms.accounts.roles import Role, ensure_roles
from cms.desk.models import Term
from cms.desk.publishing import publish
from cms.desk.segments import segments_of, write
from tests.desk.helpers import PASSWORD, in_translation, person
from tests.desk.test_editor_screen import join_goals

from .conftest import DESKTOP
from .desk_steps import (
    TITLE,
    blocks,
    desk_row,
    desk_says,
    french_page,
    french_person,
    german_is_changed,
    icons_are_there,
    sentence,
    step,
    visitors_read,
)

FIRST = "Die Schule bekommt 30 Module."
CHANGED = "Die Schule bekommt 45 Module für ihre Solaranlage!"
FIRST_FRENCH = "L’école reçoit 30 modules."
WITH_FAULTS = "L’école reçoit 54 modules pour son installation solaire!"
TYPOGRAPHY_RIGHT = "L’école reçoit 54 modules pour son installation solaire\u202f!"
CHANGED_FRENCH = "L’école reçoit 45 modules pour son installation solaire\u202f!"
UNTOUCHED = "Danach lernen alle bei Licht."
AGAIN = "Danach lernen 600 Kinder bei Licht."
AGAIN_FRENCH = "Ensuite, 600 enfants apprennent à la lumière."
FRENCH = {
    TITLE: "Toit solaire pour l’école",
    "Strom vom Dach.": "Le courant vient du toit.",
    FIRST: FIRST_FRENCH,
    UNTOUCHED: "Ensuite, tous apprennent à la lumière.",
}


@pytest.fixture
def journey(live_site, browser, watch, settings):
    """A German project whose French is published and current; people; translators may not publish.

    ``enter(user, address)`` opens a French browser of one's own and logs in on the way to the address.
    ``visitor`` is a page of somebody who is not logged in.
    """
    settings.TRANSLATIONS_NEED_REVIEW = True
    settings.WAGTAILADMIN_BASE_URL = live_site.url
    join_goals(live_site)
    ensure_roles()
    work = in_translation(live_site, body=blocks(FIRST, UNTOUCHED))
    boss = person(None)
    for segment in segments_of(work.translation):
        text = "toit-solaire" if segment.path == "slug" else FRENCH.get(segment.source, segment.source)
        write(work.translation, segment, text, user=boss)
    publish(work.translation, boss, accept_warnings=True)
    Term.objects.create(
        source_locale=live_site.de.locale,
        target_locale=live_site.fr.locale,
        source_text="Solaranlage",
        preferred="installation solaire",
        note="pas « parc solaire »",
    )
    contexts: list[BrowserContext] = []

    def window() -> Page:
        context = browser.new_context(viewport=DESKTOP, locale="fr-FR")
        context.set_default_timeout(15_000)
        watch.attach(context)
        contexts.append(context)
        return context.new_page()

    def enter(user, address: str) -> Page:
        page = window()
        page.goto(address)
        expect(page).to_have_url(re.compile(r"/admin/login/\?next="))
        page.locator("[name=username]").fill(user.get_username())
        page.locator("[name=password]").fill(PASSWORD)
        page.locator("form button[type=submit]").click()
        expect(page).not_to_have_url(re.compile("/admin/login/"))
        expect(page.locator("html")).to_have_attribute("lang", "fr")
        return page

    yield SimpleNamespace(
        site=live_site,
        work=work,
        boss=boss,
        editor=person(Role.EDITOR, "redakteurin"),
        translator=french_person(Role.TRANSLATOR, "marie"),
        reviewer=french_person(Role.REVIEWER, "rachel"),
        enter=enter,
        visitor=window(),
        desk=f"{live_site.url}/admin/desk/fr/",
    )
    for context in contexts:
        context.close()
    assert watch.outside == [], "requests to other hosts"
    # Wagtail's content checker reports through the console; the preview carries it.
    assert [error for error in watch.errors if not error.startswith("axe.run results")] == []


def test_from_the_mail_to_the_live_page_with_a_review(journey):
    assert not french_page(journey).permissions_for_user(journey.translator).can_publish()
    assert french_page(journey).get_workflow() is not None
    visitors_read(journey, FIRST_FRENCH)

    german_is_changed(journey, CHANGED, UNTOUCHED)
    visitors_read(journey, FIRST_FRENCH, CHANGED)

    # The mail: in French, one sentence, two ways in.
    call_command("send_translation_digests")
    [message] = [each for each in mail.outbox if each.to == [journey.translator.email]]
    assert "phrase à traduire" in message.subject
    assert "Bonjour" in message.body
    assert CHANGED in message.body
    assert UNTOUCHED not in message.body
    links = re.findall(rf"{re.escape(django_settings.WAGTAILADMIN_BASE_URL)}/\S+", message.body)
    to_desk = next(link for link in links if "/desk/open/" in link)
    to_sentence = next(link for link in links if "#segment-" in link)

    # The link leads through the login to the sentence, and so does the desk.
    page = journey.enter(journey.translator, to_desk)
    expect(page).to_have_url(to_sentence)
    desk_says(page, journey, "changed", "1 phrase modifiée")
    expect(page.locator(".desk-head")).to_contain_text("1 phrase vous attend")
    desk_row(page).locator(".desk-table__do a").click()
    expect(page).to_have_url(to_sentence)

    # Beside it: what has changed, the old French, the term.
    row = sentence(page, CHANGED)
    text = row.locator("[data-text]")
    expect(text).to_have_value("")
    text.focus()
    help_panel = row.locator("[data-help-panel]")
    expect(help_panel.locator(".deskwork-diff del").first).to_contain_text("30")
    expect(help_panel.locator(".deskwork-diff ins").first).to_contain_text("45")
    expect(help_panel.locator("q")).to_have_text(FIRST_FRENCH)
    terms = help_panel.locator(".deskwork-terms")
    expect(terms).to_contain_text("Solaranlage")
    expect(terms.locator("[data-insert]").first).to_have_text("installation solaire")

    # A wrong number and a missing space: both are said, the one is mended by a click, the other by hand.
    text.fill(WITH_FAULTS)
    row.locator("[data-save]").click()
    findings = row.locator(".deskwork-finding")
    expect(findings).to_have_count(2)
    expect(findings.filter(has_text="45")).to_have_count(1)
    findings.locator("[data-take]").click()
    expect(text).to_have_value(TYPOGRAPHY_RIGHT)
    text.fill(CHANGED_FRENCH)
    row.locator("[data-save]").click()
    expect(findings).to_have_count(0)
    expect(row).to_have_class(re.compile("deskwork-row--done"))

    # The page beside shows it; visitors do not see it.
    frame = page.frame_locator("[data-preview] iframe:not(.is-loading)")
    expect(frame.get_by_text(CHANGED_FRENCH)).to_be_visible()
    visitors_read(journey, FIRST_FRENCH, CHANGED_FRENCH)

    # At the desk it is ready, and waits for her, though not to be published.
    other_tab = page.context.new_page()
    desk_says(other_tab, journey, "ready")
    expect(other_tab.locator("a.desk-go")).to_be_visible()
    expect(other_tab.get_by_text(re.compile("Vérifier et publier"))).to_have_count(0)
    other_tab.close()

    # She cannot publish. She submits, and nobody can write meanwhile.
    expect(step(page, "publish")).to_have_count(0)
    expect(step(page, "submit")).to_have_text(re.compile("Soumettre à vérification"))
    address = row.locator("form[data-segment]").get_attribute("action")
    step(page, "submit").click()
    expect(page.locator(".messages .success")).to_be_visible()
    expect(page.locator("#deskwork-frozen")).to_be_visible()
    expect(sentence(page, CHANGED).locator("[data-text]")).to_have_attribute("readonly", "")
    expect(page.locator("[data-save]")).to_have_count(0)
    token = next(each["value"] for each in page.context.cookies() if each["name"] == "csrftoken")
    refused = page.context.request.post(
        journey.site.url + address, form={"text": "En cachette", "csrfmiddlewaretoken": token}
    )
    assert "En cachette" not in {segment.target for segment in segments_of(journey.work.translation)}
    assert refused.status == 423, "refused because of the moderation, not for a missing token"
    expect(step(page, "approve")).to_have_count(0)
    expect(step(page, "cancel")).to_be_visible()
    icons_are_there(page)
    desk_says(page, journey, "in_moderation")
    icons_are_there(page)
    expect(page.locator("a.desk-go")).to_have_count(0)
    visitors_read(journey, FIRST_FRENCH, CHANGED_FRENCH)

    # The reviewer finds it at the desk, reads it and approves.
    review = journey.enter(journey.reviewer, journey.desk)
    expect(desk_row(review).locator(".desk-state")).to_have_attribute("data-desk-state", "in_moderation")
    expect(desk_row(review).locator(".desk-table__do a")).not_to_have_class(re.compile("button-secondary"))
    review.locator("a.desk-go").click()
    expect(sentence(review, CHANGED).locator("[data-text]")).to_have_value(CHANGED_FRENCH)
    expect(step(review, "approve")).to_have_text(re.compile("Approuver et publier"))
    step(review, "approve").click()
    expect(review.locator(".messages .success")).to_be_visible()

    visitors_read(journey, CHANGED_FRENCH, FIRST_FRENCH)
    desk_says(page, journey, "current", "À jour")
    desk_says(review, journey, "current", "À jour")


def test_over_a_file_to_the_live_page_by_a_translator_who_publishes(journey, settings, tmp_path):
    settings.TRANSLATIONS_NEED_REVIEW = False
    ensure_roles()
    german_is_changed(journey, FIRST, AGAIN)

    page = journey.enter(journey.translator, journey.desk)
    desk_says(page, journey, "changed", "1 phrase modifiée")

    # All open work in one file: the changed sentence with its old text, marked as not sure.
    page.goto(f"{journey.site.url}/admin/desk/files/")
    with page.expect_download() as downloading:
        page.locator("form[action$='/files/export/'] button[type=submit]").click()
    path = tmp_path / downloading.value.suggested_filename
    downloading.value.save_as(path)
    assert path.suffix == ".po"
    file = polib.pofile(str(path))
    [entry] = [each for each in file if not each.obsolete]
    assert entry.msgid == AGAIN
    assert entry.previous_msgid == UNTOUCHED
    assert entry.msgstr == FRENCH[UNTOUCHED]
    assert entry.fuzzy
    entry.msgstr = AGAIN_FRENCH
    entry.flags.remove("fuzzy")
    file.save(str(path))

    # Back on the same screen: a report, and nothing is live yet.
    page.locator("input[name=file]").set_input_files(path)
    page.locator("form[action*='/files/import/'] button[type=submit]").click()
    expect(page).to_have_url(re.compile(r"/desk/files/reports/[0-9a-f-]{36}/(#import)?$"))
    counts = page.locator(".desk-exchange__counts dd")
    expect(counts).to_have_text(["1", "0", "0"])
    visitors_read(journey, FRENCH[UNTOUCHED], AGAIN_FRENCH)
    desk_says(page, journey, "ready")
    page.go_back()

    # From the report to the page, which she publishes herself.
    page.locator(".desk-exchange__pages a").click()
    row = sentence(page, AGAIN)
    expect(row.locator("[data-text]")).to_have_value(AGAIN_FRENCH)
    expect(row.locator(".deskwork-finding")).to_have_count(0)
    expect(step(page, "publish")).to_have_text(re.compile("Publier"))
    step(page, "publish").click()
    expect(page.locator(".messages .success")).to_be_visible()
    visitors_read(journey, AGAIN_FRENCH, FRENCH[UNTOUCHED])
    desk_says(page, journey, "current", "À jour")
