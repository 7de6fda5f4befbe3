"""What is not saved yet is not lost, and replaces nothing unseen."""

from __future__ import annotations

import re

from playwright.sync_api import expect
from wagtail.models import Page

from cms.desk.segments import segments_of, write
from tests.browser.editor.helpers import field, row, stored
from tests.desk.helpers import person


def test_unsaved_text_warns_on_leaving_and_is_there_again(desk):
    teaser = field(row(desk, "Strom vom Dach."))
    teaser.fill("Pas encore enregistré")
    asked = []
    desk.page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    desk.page.reload()
    assert asked == ["beforeunload"]
    expect(field(row(desk, "Strom vom Dach."))).to_have_value("Pas encore enregistré")
    expect(row(desk, "Strom vom Dach.").locator("[data-problem]")).to_be_visible()
    row(desk, "Strom vom Dach.").locator("[data-save]").click()
    expect(row(desk, "Strom vom Dach.")).not_to_have_class(re.compile("is-edited"))
    desk.page.reload()
    assert asked == ["beforeunload"], "once saved, nothing is asked"


def test_unsaved_text_does_not_turn_up_at_another_sentence(desk):
    """After a change of the original its sentences get new numbers, and an old number may come again."""
    teaser = row(desk, "Strom vom Dach.")
    field(teaser).fill("Pas encore enregistré")
    desk.page.evaluate(
        """() => {
            for (const [key, value] of Object.entries(sessionStorage)) {
                if (!key.startsWith('desk:')) continue;
                sessionStorage.setItem(key, JSON.stringify({ ...JSON.parse(value), source: 'Ein anderer Satz.' }));
            }
        }"""
    )
    desk.page.on("dialog", lambda dialog: dialog.accept())
    desk.page.reload()
    expect(field(row(desk, "Strom vom Dach."))).to_have_value("")


def test_failures_are_said_at_the_field_and_the_text_stays(desk, watch):
    teaser = row(desk, "Strom vom Dach.")
    problem = teaser.locator("[data-problem]")
    desk.page.route("**/desk/segment/**", lambda route: route.abort())
    field(teaser).fill("Le courant")
    field(teaser).press("Control+s")
    expect(problem).to_be_visible()
    expect(field(teaser)).to_have_value("Le courant")
    desk.page.unroute("**/desk/segment/**")

    Page.objects.filter(pk=desk.work.alias.pk).update(locked=True, locked_by=person(None, "chefin"))
    field(teaser).press("Control+s")
    expect(problem).to_contain_text("chefin")
    Page.objects.filter(pk=desk.work.alias.pk).update(locked=False, locked_by=None)

    cookies = desk.page.context.cookies()
    desk.page.context.clear_cookies(name="sessionid")
    field(teaser).press("Control+s")
    expect(problem).to_contain_text(re.compile("session|Sitzung"))
    expect(field(teaser)).to_have_value("Le courant")

    desk.page.context.add_cookies(cookies)
    field(teaser).press("Control+s")
    expect(teaser).to_have_class(re.compile("deskwork-row--done"))
    assert stored(desk, "teaser") == "Le courant"
    watch.errors = [error for error in watch.errors if "Failed to load resource" not in error]


def test_what_somebody_else_saved_is_shown_before_it_is_replaced(desk, watch):
    teaser = row(desk, "Strom vom Dach.")
    segment = next(s for s in segments_of(desk.work.translation) if s.path == "teaser")
    write(desk.work.translation, segment, "Texte de l’autre", user=person(None, "autre"))
    field(teaser).fill("Mon texte")
    field(teaser).press("Control+s")
    expect(teaser.locator("[data-problem]")).to_contain_text("Texte de l’autre")
    assert stored(desk, "teaser") == "Texte de l’autre"
    field(teaser).press("Control+s")
    expect(teaser).to_have_class(re.compile("deskwork-row--done"))
    assert stored(desk, "teaser") == "Mon texte"
    watch.errors = [error for error in watch.errors if "409" not in error]
