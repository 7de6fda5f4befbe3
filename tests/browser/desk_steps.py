"""What editors, translators and visitors do and read on the way of a translation, step by step."""

from __future__ import annotations

import json
import re
from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import Page, expect
from wagtail.users.models import UserProfile

from cms.accounts.roles import Role
from projects.models import ProjectPage
from tests.desk.helpers import person

TITLE = "Solardach für die Schule"


def blocks(*paragraphs: str) -> str:
    return json.dumps(
        [
            {"type": "paragraph", "id": f"00000000-0000-4000-8000-{number:012d}", "value": f"<p>{text}</p>"}
            for number, text in enumerate(paragraphs, 1)
        ]
    )


def french_person(role: Role, name: str):
    """Somebody who reads French and has been here long enough to be owed a digest."""
    user = person(role, name)
    user.date_joined = timezone.now() - timedelta(days=3)
    user.save()
    UserProfile.objects.update_or_create(user=user, defaults={"preferred_language": "fr"})
    return user


def german_is_changed(journey, *paragraphs: str) -> None:
    """The editor publishes new texts, through a revision as the admin does."""
    page = ProjectPage.objects.get(pk=journey.work.page.pk)
    page.body = blocks(*paragraphs)
    page.save_revision(user=journey.editor, log_action=True).publish(user=journey.editor)


def french_page(journey) -> ProjectPage:
    return ProjectPage.objects.get(pk=journey.work.alias.pk)


def visitors_read(journey, text: str, not_this: str = "") -> None:
    """What somebody sees who is not logged in."""
    journey.visitor.goto(journey.site.url + french_page(journey).url)
    expect(journey.visitor.locator("html")).to_have_attribute("lang", re.compile("^fr"))
    expect(journey.visitor.locator("main")).to_contain_text(text)
    if not_this:
        expect(journey.visitor.locator("main")).not_to_contain_text(not_this)


def desk_row(page: Page):
    return page.locator("tr.desk-row").filter(has_text=TITLE)


def desk_says(page: Page, journey, state: str, *words: str) -> None:
    page.goto(journey.desk)
    cell = desk_row(page).locator(".desk-table__state")
    expect(cell.locator(f"[data-desk-state={state}]")).to_be_visible()
    for each in words:
        expect(cell).to_contain_text(each)


def sentence(page: Page, source: str):
    return page.locator("[data-row]").filter(has=page.get_by_text(source, exact=True)).first


def icons_are_there(page: Page) -> None:
    """No icon is an empty space: each that is used is one of Wagtail's."""
    page.wait_for_function("document.querySelectorAll('symbol[id^=icon-]').length > 50")
    missing = """[...document.querySelectorAll("svg use[href^='#']")]
        .map(use => use.getAttribute("href")).filter(name => !document.getElementById(name.slice(1)))"""
    assert page.evaluate(missing) == []


def step(page: Page, name: str):
    """The button of the bar that does something with the whole translation."""
    return page.locator(f"[data-bar] form[action$='/{name}/'] button")
