"""How the translators' desk looks: on a phone nothing is cut, wide or small; axe in both languages, light and dark."""

from __future__ import annotations

import json
import re
from types import SimpleNamespace

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from playwright.sync_api import expect
from wagtail.users.models import UserProfile

from cms.accounts.roles import Role
from cms.desk.models import ImportReport, Question, Term
from cms.desk.publishing.moderation import submit
from cms.desk.segments import segments_of, write
from tests.desk.helpers import in_translation, person, translate_all
from tests.desk.test_editor_screen import join_goals

from .accessibility import COLOURS, EVERYTHING, PHONE, SIDEWAYS, axe
from .conftest import DESKTOP, log_in

TITLE = "Kommunale Kooperation für den Aufbau einer Geburtshilfestation in Assikoi und anderswo"
COMPOUND = "Barrierefreiheitserklärung"
BODY = json.dumps(
    [
        {"type": "paragraph", "id": f"00000000-0000-4000-8000-{number:012d}", "value": f"<p>Satz {number} von 30.</p>"}
        for number in range(1, 4)
    ]
)
MAIN_SCREENS = ("list", "nothing", "editor", "files", "report", "glossary", "import", "memory", "questions")

# Titles of Wagtail's head, buttons and what is chosen in a list; the text that does not fit in.
CUT = """() => {
  const pen = document.createElement('canvas').getContext('2d')
  const tight = [...document.querySelectorAll('.w-breadcrumbs li:last-child > *, main .button, .deskwork-bar .button')]
    .filter(e => e.checkVisibility() && e.scrollWidth > e.clientWidth + 1)
  const chosen = [...document.querySelectorAll('.desk-filters select')].filter(e => {
    const s = getComputedStyle(e)
    pen.font = s.font
    const room = e.clientWidth - parseFloat(s.paddingLeft) - parseFloat(s.paddingRight)
    return pen.measureText(e.selectedOptions[0].textContent.trim()).width > room + 1
  })
  return [...tight, ...chosen].map(e => 'cut: ' + e.outerHTML.slice(0, 120))
}"""

# What is touched on our own screens. A box counts with its label, a link in a line of text not at all.
SMALL = """() => {
  const ours = '.desk, .desk-sections, .desk-form, .desk-exchange, .desk-memory, .desk-questions, .deskwork'
  const touched = 'button, summary, select, nav a, .button, .desk-tag, .desk-row__title a, label:has([type=checkbox])'
  return [...document.querySelectorAll(`:is(${ours}) :is(${touched})`)]
    .filter(e => e.checkVisibility({ visibilityProperty: true }))
    .map(e => [e, e.getBoundingClientRect()])
    .filter(([e, r]) => r.width > 2 && (r.height < 43.5 || (e.matches('.button') && r.width < 43.5)))
    .map(([e, r]) => `small ${Math.round(r.width)}×${Math.round(r.height)}: ${e.outerHTML.slice(0, 120)}`)
}"""


@pytest.fixture
def desk(live_site, page):
    """A translation half done, a report, a term, two questions about one page. ``enter(user, language)`` logs in."""
    join_goals(live_site)
    work = in_translation(live_site, title=TITLE, body=BODY)
    boss = person(None)
    segments = segments_of(work.translation)
    write(work.translation, segments[0], "Coopération!", user=boss)
    write(work.translation, segments[2], "Phrase 4 de 30.", user=boss, machine=True, tool="Machine")
    for number in (0, 1):
        Question.objects.create(
            translation=work.translation,
            context_id=segments[number].context_id,
            string_id=segments[number].string_id,
            sentence=segments[number].source,
            text="Qu’est-ce que cela veut dire ?",
            asked_by=boss,
        )
    report = ImportReport.objects.create(
        filename="traduction-complete-du-site-version-finale-corrigee.po",
        kind="po",
        user=boss,
        left_out=[{"place": TITLE, "text": "Satz 1.", "reason": "empty", "values": {}}],
        left_out_count=1,
    )
    Term.objects.create(
        source_locale=live_site.de.locale,
        target_locale=live_site.fr.locale,
        source_text=COMPOUND,
        preferred="déclaration d’accessibilité",
        note="Nur für die Seite.",
    )

    def enter(user, language: str) -> None:
        UserProfile.objects.update_or_create(
            user=user, defaults={"preferred_language": language, "theme": UserProfile.AdminColorThemes.SYSTEM}
        )
        log_in(page, user, live_site.url)

    addresses = {
        "list": reverse("desk:index", args=["fr"]),
        "nothing": reverse("desk:index", args=["fr"]) + "?q=xyz",
        "editor": f"/admin/pages/{work.alias.pk}/edit/",
        "files": reverse("desk:files"),
        "report": reverse("desk:import_report", args=[report.pk]),
        "glossary": reverse("desk:glossary"),
        "import": reverse("desk:glossary_import"),
        "memory": reverse("desk:memory"),
        "questions": reverse("desk:questions"),
        "stop": reverse("desk:stop", args=[work.translation.pk]),
    }
    return SimpleNamespace(
        page=page,
        work=work,
        boss=boss,
        site=live_site,
        enter=enter,
        go=lambda name: page.goto(live_site.url + addresses[name]),
    )


@pytest.mark.parametrize("language", ["de", "fr"])
def test_on_a_phone_nothing_is_cut_wide_or_small(desk, language):
    desk.page.set_viewport_size(PHONE)
    desk.enter(desk.boss, language)
    found = {}
    for name in (*MAIN_SCREENS, "stop"):
        desk.go(name)
        if name == "editor":
            desk.page.locator("[data-text]").first.focus()
            desk.page.locator(".desk-thread").first.wait_for()
        found[name] = [fault for check in (SIDEWAYS, CUT, SMALL) for fault in desk.page.evaluate(check)]
    assert {name: faults for name, faults in found.items() if faults} == {}


@pytest.mark.parametrize("language", ["de", "fr"])
def test_axe_finds_nothing_in_light_and_dark(desk, language):
    desk.page.set_viewport_size(DESKTOP)
    # Wagtail's colours change gradually, and half-way they have too little contrast.
    desk.page.emulate_media(reduced_motion="reduce")
    desk.enter(desk.boss, language)
    found = {}
    for name in MAIN_SCREENS:
        for scheme, rules in (("light", EVERYTHING), ("dark", COLOURS)):
            desk.page.emulate_media(color_scheme=scheme)
            desk.go(name)
            desk.page.evaluate(Axe().axe_script)
            found[f"{name}, {scheme}"] = axe(desk.page, rules)
    assert {name: faults for name, faults in found.items() if faults} == {}


def test_the_title_of_the_editor_stands_in_full_on_a_phone(desk):
    desk.page.set_viewport_size(PHONE)
    desk.enter(desk.boss, "de")
    desk.go("editor")
    heading = desk.page.locator("#deskwork-editor h1")
    assert TITLE in heading.inner_text()
    assert heading.evaluate("e => e.scrollHeight <= e.clientHeight + 1 && e.clientWidth > 200")


def test_in_moderation_every_button_can_be_read_on_a_phone(desk):
    desk.page.set_viewport_size(PHONE)
    translate_all(desk.work.translation, desk.boss, text="{source}")
    submit(desk.work.translation, person(Role.TRANSLATOR))
    desk.enter(desk.boss, "fr")
    desk.go("editor")
    buttons = desk.page.locator(".deskwork-bar__steps > * > :is(.button, summary)")
    assert buttons.count() >= 4
    assert desk.page.evaluate(CUT) == []
    last = desk.page.locator(".deskwork-bar").bounding_box()
    assert last["y"] + last["height"] <= PHONE["height"] + 1
    desk.page.locator(".deskwork-comment summary").click()
    form = desk.page.locator(".deskwork-comment__form").bounding_box()
    assert form["x"] >= 0
    assert form["x"] + form["width"] <= PHONE["width"]


def soon(page, locator, condition: str) -> None:
    """Waits until a function of an element says yes; fails if it does not."""
    page.wait_for_function(condition, arg=locator.element_handle())


def test_the_glossary_has_the_parts_of_the_desk_and_whole_words(desk):
    desk.enter(desk.boss, "fr")
    desk.go("glossary")
    expect(desk.page.locator(".desk-sections [aria-current]")).to_have_attribute("href", reverse("desk:glossary"))
    term = desk.page.locator(".desk-glossary td.title a").filter(has_text=COMPOUND)
    lines = "e => { const r = document.createRange(); r.selectNodeContents(e); return r.getClientRects().length }"
    for width in (1280, 820, 390):
        desk.page.set_viewport_size({"width": width, "height": 800})
        title = desk.page.locator(".w-breadcrumbs li:last-child > *").last
        # The sidebar takes its time to go.
        soon(desk.page, term, f"e => ({lines})(e) <= 1")
        soon(desk.page, title, "e => e.scrollWidth <= e.clientWidth + 1 && e.clientWidth > 60")


@pytest.mark.parametrize("scripts", [True, False])
def test_a_page_is_asked_for_only_if_the_file_holds_one(desk, browser, scripts):
    desk.enter(desk.boss, "de")
    state = desk.page.context.storage_state()
    context = browser.new_context(java_script_enabled=scripts, storage_state=state)
    page = context.new_page()
    page.goto(desk.site.url + reverse("desk:files"))
    select = page.locator("select[name=translation]")
    expect(select).to_be_hidden()
    for scope in ("page", "subtree"):
        page.locator(f"[name=scope][value={scope}]").check()
        expect(select).to_be_visible()
    page.locator("[name=scope][value=language]").check()
    expect(select).to_be_hidden()
    context.close()


def test_questions_about_one_page_are_told_apart(desk):
    """Two regions of the same name would be two doors with one sign."""
    desk.enter(desk.boss, "de")
    desk.go("questions")
    expect(desk.page.locator(".desk-questions__entry")).to_have_count(2)
    desk.page.evaluate(Axe().axe_script)
    assert axe(desk.page, {"runOnly": {"type": "rule", "values": ["landmark-unique"]}}) == []


def test_with_the_keyboard_alone_through_the_editor(desk):
    """Tab reaches every sentence and the next step; where one is has a ring, and nothing lies over it."""
    translator = person(Role.TRANSLATOR)
    desk.enter(translator, "fr")
    desk.go("editor")
    desk.page.locator(".deskwork-filters a").first.focus()
    seen, hidden = set(), []
    where = """async () => {
      // Below the head or the bar that stay where they are: nobody sees where he is.
      const isCovered = e => {
        if (!e.closest('.deskwork-work')) return false
        const box = e.getBoundingClientRect()
        const head = document.querySelector('.w-slim-header').getBoundingClientRect()
        const bar = document.querySelector('.deskwork-bar').getBoundingClientRect()
        return box.top < head.bottom - 1 || Math.min(box.bottom, box.top + 40) > bar.top + 1
      }
      // Help that arrives pushes the focus away for a moment; what counts is where it comes to rest.
      const frame = () => new Promise(requestAnimationFrame)
      const e = document.activeElement, s = getComputedStyle(e), end = Date.now() + 3000
      const isRinged = () => s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2
      const isWell = () => e.tagName === 'IFRAME' || isRinged() && !isCovered(e)
      do { await frame(); await frame() } while (!isWell() && Date.now() < end)
      return {
        name: e.name === 'text' ? e.id : e.closest('form[action$="/submit/"]') ? 'submit' : e.tagName,
        html: e.outerHTML.slice(0, 120),
        ring: isRinged(),
        covered: isCovered(e),
      }
    }"""
    for _ in range(120):
        desk.page.keyboard.press("Tab")
        now = desk.page.evaluate(where)
        seen.add(now["name"])
        # Within the preview the focus is its page's.
        if now["name"] != "IFRAME" and (now["covered"] or not now["ring"]):
            hidden.append(now)
        if desk.page.evaluate("!!document.activeElement.closest('.deskwork-menu[data-menu]')"):
            break
    assert [each["html"] for each in hidden] == []
    texts = {f"text-{segment.id}" for segment in segments_of(desk.work.translation)}
    assert texts <= seen
    desk.page.keyboard.press("Enter")
    expect(desk.page.locator(".deskwork-bar .deskwork-menu[open]")).to_have_count(1)
    desk.page.keyboard.press("Escape")
    expect(desk.page.locator(".deskwork-bar .deskwork-menu[open]")).to_have_count(0)
    assert re.search("summary", desk.page.evaluate("document.activeElement.tagName"), re.IGNORECASE)
