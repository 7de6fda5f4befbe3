"""What is to be done, and the checks of a text, as an editor meets them in the browser."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from cms.accounts.roles import Role
from projects.models import Contact
from tests.desk.helpers import person

from .accessibility import SIDEWAYS, TAGS
from .conftest import log_in
from .test_autosave import open_form

SMALL = """root => [...document.querySelectorAll(`${root} a, ${root} button, ${root} summary`)]
  .filter(e => e.checkVisibility()).map(e => [e, e.getBoundingClientRect()])
  .filter(([e, r]) => r.height < 43.5).map(([e, r]) => `${Math.round(r.height)}: ${e.outerHTML.slice(0, 100)}`)"""


#: Colours change gently; what axe sees on the way is nobody's colour.
CALM = """() => Promise.all(document.getAnimations()
  .filter(one => one instanceof CSSTransition).map(one => one.finished.catch(() => null)))"""


def faults(page, part):
    """What axe says of a part of the screen, in light and dark; targets too small; whether it is too wide."""
    page.evaluate(Axe().axe_script)
    found = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        page.evaluate(CALM)
        result = page.evaluate(
            "async ([part, tags]) => (await axe.run(part, {runOnly: {type: 'tag', values: tags}})).violations",
            [part, TAGS],
        )
        for rule in result:
            nodes = [f"{node['html'][:80]} {node['failureSummary'][:160]}" for node in rule["nodes"]]
            found += [f"{scheme} {rule['id']}: {node}" for node in nodes]
    return found + page.evaluate(SMALL, part) + page.evaluate(SIDEWAYS)


@pytest.fixture
def editor(live_site, page):
    Contact.objects.create(unit="Koordinationsstelle", locale=live_site.de.locale)
    log_in(page, person(Role.EDITOR, "eva"), live_site.url)
    return page


@pytest.mark.parametrize("viewport", [{"width": 1280, "height": 800}, {"width": 360, "height": 740}])
def test_the_panel_is_good_for_everybody(editor, live_site, viewport):
    editor.goto(f"{live_site.url}/admin/")
    expect(editor.get_by_role("heading", name="Was ist zu tun?")).to_be_visible()
    assert faults(editor, ".todo") == []
    editor.get_by_role("link", name=re.compile("Kontakte, die niemand erreichen kann")).click()
    expect(editor.get_by_role("link", name="Koordinationsstelle")).to_be_visible()
    assert faults(editor, ".todo") == []


def test_later_and_back_with_the_keyboard_alone(editor, live_site):
    editor.goto(f"{live_site.url}/admin/")
    editor.get_by_role("button", name=re.compile("Später.*Kontakte")).focus()
    editor.keyboard.press("Enter")
    expect(editor.get_by_text("kommt in einer Woche wieder")).to_be_visible()
    editor.locator(".todo-put-off summary").focus()
    editor.keyboard.press("Enter")
    editor.get_by_role("button", name=re.compile("Wieder zeigen")).focus()
    editor.keyboard.press("Enter")
    expect(editor.locator(".todo-kind__title").filter(has_text="Kontakte")).to_be_visible()


def test_a_remark_leads_to_its_block_and_goes_when_it_is_mended(editor, live_site):
    page = live_site.de.content
    page.teaser = "Kurz."
    page.body = [
        {"type": "paragraph", "id": "3f2b3c1e-0000-4000-8000-000000000001", "value": "<p>Gut.</p>"},
        {"type": "paragraph", "id": "3f2b3c1e-0000-4000-8000-000000000002", "value": "<p>Die GIZ hilft.</p>"},
    ]
    page.save_revision()
    open_form(editor, live_site, page)
    editor.get_by_role("button", name="1 Hinweis zum Text").click()
    expect(editor.get_by_text("„GIZ“ wird nicht erklärt")).to_be_visible()
    assert [fault for fault in faults(editor, "[data-checking]") if "sideways" not in fault] == []
    editor.get_by_role("button", name="Stelle zeigen").click()
    inside = "document.activeElement.closest('[data-contentpath]').dataset.contentpath"
    assert editor.evaluate(inside).endswith("02")
    # Wagtail saves by itself while one writes, and what it has saved is read at once.
    editor.locator("[name=teaser]").fill("Wort " * 29 + "Ende.")
    expect(editor.get_by_text("Dieser Satz hat 30 Wörter.")).to_be_visible()
    expect(editor.locator(".checking-chip")).to_have_text("2 Hinweise zum Text")
    editor.locator("[name=teaser]").fill("Die Gesellschaft für Zusammenarbeit (GIZ) hilft.")
    expect(editor.get_by_text("Nichts auszusetzen")).to_be_visible()
    expect(editor.locator(".checking-chip")).to_have_count(0)


def test_looking_at_a_page_takes_one_click(editor, live_site):
    editor.goto(f"{live_site.url}/admin/pages/{live_site.de.content.pk}/edit/")
    editor.locator('[data-side-panel-toggle="checks"]').click()
    with editor.expect_response(re.compile("/admin/todo/looked/")) as answer:
        editor.get_by_role("button", name="Angesehen, alles stimmt").click()
    assert answer.value.status == 302
