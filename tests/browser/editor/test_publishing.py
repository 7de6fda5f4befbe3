"""Publishing and submitting from the editor: what is typed goes along, and what cannot be saved stops it."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect
from wagtail.models import Page

from cms.desk.segments import segments_of, write
from tests.browser.editor.helpers import field, row, stored
from tests.desk.helpers import person


def test_publishing_from_the_first_click_to_the_live_page(desk):
    for segment in segments_of(desk.work.translation):
        text = "toit-solaire" if segment.path == "slug" else segment.source
        write(desk.work.translation, segment, text, user=desk.user)
    desk.page.reload()
    desk.page.locator("[data-bar] form[action$='/publish/'] button").click()
    # German text in a French field is a warning: it asks.
    desk.page.locator("[name=accept_warnings] + button").click()
    expect(desk.page.locator(".messages .success")).to_be_visible()
    french = Page.objects.get(pk=desk.work.alias.pk)
    assert french.alias_of_id is None
    assert french.live


@pytest.mark.parametrize("action", ["publish", "submit"])
def test_what_is_typed_is_saved_before_it_is_published_or_submitted(desk, action):
    for segment in segments_of(desk.work.translation):
        text = "toit-solaire" if segment.path == "slug" else f"{segment.source} (FR)"
        write(desk.work.translation, segment, text, user=desk.user)
    desk.page.reload()
    last = row(desk, "Das ist der Satz Nummer 29.")
    for found, text in ((row(desk, "Strom vom Dach."), "Le courant du toit."), (last, "La phrase 29.")):
        field(found).fill(text)
        expect(found).to_have_class(re.compile("is-edited"))
    asked = []
    desk.page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    button = desk.page.locator(f"[data-bar] form[action$='/{action}/'] button")
    if not button.is_visible():
        desk.page.locator("[data-bar] [data-menu] summary").click()
    button.click()
    desk.page.locator("[name=accept_warnings] + button").click()
    expect(desk.page.locator(".messages .success")).to_be_visible()
    assert asked == [], "nothing is unsaved, so nothing is asked"
    assert stored(desk, "teaser") == "Le courant du toit."
    revision = Page.objects.get(pk=desk.work.alias.pk).latest_revision.as_object()
    assert revision.teaser == "Le courant du toit."
    assert "La phrase 29." in str(revision.body)
    french = Page.objects.get(pk=desk.work.alias.pk).specific
    if action == "publish":
        assert french.teaser == "Le courant du toit."
        assert "La phrase 29." in str(french.body)
    else:
        assert french.workflow_in_progress


def test_what_cannot_be_saved_is_not_published(desk, watch):
    for segment in segments_of(desk.work.translation):
        write(desk.work.translation, segment, f"{segment.source} (FR)", user=desk.user)
    desk.page.reload()
    teaser = row(desk, "Strom vom Dach.")
    field(teaser).fill("Mon texte")
    segment = next(s for s in segments_of(desk.work.translation) if s.path == "teaser")
    write(desk.work.translation, segment, "Texte de l’autre", user=person(None, "autre"))
    desk.page.locator("[data-bar] form[action$='/publish/'] button").click()
    expect(teaser.locator("[data-problem]")).to_contain_text("Texte de l’autre")
    expect(field(teaser)).to_be_focused()
    expect(field(teaser)).to_have_value("Mon texte")
    assert Page.objects.get(pk=desk.work.alias.pk).alias_of_id is not None
    watch.errors = [error for error in watch.errors if "409" not in error]
