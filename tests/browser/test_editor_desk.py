"""The translators' editor in a browser: saving, losing nothing, help, preview, publishing; phone, keyboard, axe."""

from __future__ import annotations

import json
import re
from types import SimpleNamespace

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.files.base import ContentFile
from playwright.sync_api import expect
from wagtail.documents import get_document_model
from wagtail.models import Page
from wagtail_localize.models import SegmentOverride

from cms.accounts.roles import Role
from cms.desk.editor.values import values_of
from cms.desk.segments import segments_of, write
from tests.desk.fake_services import FakeLibreTranslate
from tests.desk.helpers import in_translation, person
from tests.desk.test_editor_screen import join_goals
from tests.pictures import make_picture

from .accessibility import EVERYTHING, SIDEWAYS, axe
from .conftest import PHONE, log_in

TEXTS = [
    'Maßgeblich ist der <b>Bedarf</b> vor Ort, siehe <a href="https://www.un.org/">Vereinte Nationen</a>.',
    *(f"Das ist der Satz Nummer {number}." for number in range(2, 30)),
]


PAPERS = ("Satzung", "Statuts")
ITEM = "00000000-0000-4000-8000-0000000000aa"


def begun(live_site, page, blocks: list[tuple[str, object]]) -> SimpleNamespace:
    """A translator in front of a translation; the title has been translated and has changed since."""
    blocks = [
        {"type": kind, "id": f"00000000-0000-4000-8000-{number:012d}", "value": value}
        for number, (kind, value) in enumerate(blocks, 1)
    ]
    join_goals(live_site)
    work = in_translation(live_site, body=json.dumps(blocks))
    user = person(Role.TRANSLATOR)
    write(work.translation, segments_of(work.translation)[0], "Toit solaire pour l’école", user=user)
    work.page.title = "Solardach für die neue Schule"
    work.page.save_revision().publish()
    work.translation.source.refresh_from_db()
    work.translation.source.update_from_db()
    log_in(page, user, live_site.url)
    address = f"{live_site.url}/admin/pages/{work.alias.pk}/edit/"
    page.goto(address)
    return SimpleNamespace(page=page, work=work, user=user, address=address, site=live_site)


@pytest.fixture
def desk(live_site, page, watch):
    """A translation with thirty sentences: title and first text changed or open."""
    yield begun(live_site, page, [("paragraph", f"<p>{text}</p>") for text in TEXTS])
    # Wagtail's content checker reports through the console; the preview carries it.
    watch.errors = [error for error in watch.errors if not error.startswith("axe.run results")]


def row(desk, text: str):
    return desk.page.locator("[data-row]").filter(has=desk.page.get_by_text(text, exact=True)).first


def field(found):
    return found.locator("[data-text]")


def stored(desk, path: str) -> str:
    return next(segment.target for segment in segments_of(desk.work.translation) if segment.path == path)


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


def test_the_page_beside_follows_and_keeps_its_place(desk):
    frame = desk.page.frame_locator("[data-preview] iframe:not(.is-loading)")
    last = row(desk, "Das ist der Satz Nummer 29.")
    expect(frame.get_by_role("heading", level=1)).to_contain_text("Solardach")
    desk.page.wait_for_function("!document.querySelector('[data-preview] iframe.is-loading')")
    field(last).focus()
    scrolled = "document.querySelector('[data-preview] iframe').contentWindow.scrollY"
    desk.page.wait_for_function(f"{scrolled} > 200")
    before = desk.page.evaluate(scrolled)
    field(last).fill("Ceci est la phrase numéro 29.")
    field(last).press("Control+s")
    marked = frame.get_by_text("Ceci est la phrase numéro 29.")
    expect(marked).to_have_css("outline-style", "solid")
    expect(marked).to_be_in_viewport()
    assert abs(desk.page.evaluate(scrolled) - before) < 300
    desk.page.locator("[data-preview-toggle]").click()
    expect(desk.page.locator("[data-preview]")).to_be_hidden()
    desk.page.reload()
    expect(desk.page.locator("[data-preview]")).to_be_hidden()


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


def test_filters_show_what_they_say(desk):
    rows = desk.page.locator("[data-row]:visible")
    every = rows.count()
    desk.page.locator("[data-filter=changed]").click()
    expect(rows).to_have_count(1)
    expect(desk.page.locator("[data-filter=changed]")).to_have_attribute("aria-current", "true")
    desk.page.locator(".deskwork-filters [data-filter=all]").click()
    expect(rows).to_have_count(every)


def test_an_address_is_replaced_and_a_script_is_refused(desk, watch):
    value = desk.page.locator("[data-value]").filter(has_text="un.org").first
    value.locator("summary").click()
    value.locator("input[name=value]").fill("javascript:alert(1)")
    value.locator("[data-value-form] button").first.click()
    expect(value.locator("[data-problem]")).to_be_visible()
    value.locator("input[name=value]").fill("https://fr.example.org/")
    value.locator("[data-value-form] button").first.click()
    expect(desk.page.locator("[data-value]").filter(has_text="fr.example.org")).to_have_count(1)
    watch.errors = [error for error in watch.errors if "422" not in error]


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


@pytest.fixture
def choosing(live_site, page, watch):
    """A translation with a picture, a document and a page that can be replaced."""
    first, _second = (make_picture(title) for title in ("Erstes Bild", "Zweites Bild"))
    papers = get_document_model().objects
    old, _new = (papers.create(title=title, file=ContentFile(b"%PDF-1.4", f"{title}.pdf")) for title in PAPERS)
    blocks = [
        ("picture", {"image": {"image": first.pk, "alt_text": "Ein Feld", "decorative": False}, "caption": "Feld"}),
        (
            "downloads",
            {
                "heading": "Dateien",
                "documents": [{"type": "item", "id": ITEM, "value": {"title": "Satzung", "document": old.pk}}],
            },
        ),
        (
            "call_to_action",
            {
                "heading": "Machen Sie mit",
                "text": "",
                "title": "Mehr",
                "page": live_site.de.project.pk,
                "url": "",
                "language": "",
            },
        ),
    ]
    yield begun(live_site, page, blocks)
    watch.errors = [error for error in watch.errors if not error.startswith("axe.run results")]


def test_pictures_documents_and_pages_are_chosen_in_wagtails_windows(choosing):
    page = choosing.page
    for kind, title in (("image", "Zweites Bild"), ("document", "Statuts"), ("page", "Maternité")):
        page.locator(f"[data-choose={kind}]").first.click()
        window = page.locator(".modal-dialog")
        expect(window).to_be_visible()
        if kind == "page":
            window.get_by_role("textbox").first.fill("Mater")
        window.get_by_role("link", name=title).first.click()
        expect(window).to_be_hidden()
        expect(page.locator("[data-value]").filter(has_text=title)).to_have_count(1)
    values = {
        value.kind: value.replaced_shown.text for value in values_of(choosing.work.translation) if value.is_replaced
    }
    assert values == {"image": "Zweites Bild", "document": "Statuts", "page": "Maternité"}
    page.reload()
    value = page.locator("[data-value]").filter(has_text="Statuts")
    value.locator("[data-value-form] button").click()
    expect(page.locator("[data-value]").filter(has_text="Statuts")).to_have_count(0)
    assert SegmentOverride.objects.count() == 2


@pytest.mark.parametrize("language", ["de", "fr"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_and_nothing_is_too_wide(desk, language, scheme):
    from wagtail.users.models import UserProfile

    profile = UserProfile.get_for_user(desk.user)
    profile.preferred_language = language
    profile.save()
    segment = next(s for s in segments_of(desk.work.translation) if s.path == "teaser")
    write(desk.work.translation, segment, "MT!", user=desk.user, machine=True, tool="M")
    desk.page.emulate_media(color_scheme=scheme)
    desk.page.goto(desk.address)
    expect(desk.page.locator("html")).to_have_attribute("lang", language)
    field(row(desk, "Solardach für die neue Schule")).focus()
    desk.page.locator("[data-help-panel] ins").first.wait_for()
    desk.page.wait_for_function("!document.querySelector('[data-preview] iframe.is-loading')")
    desk.page.evaluate(Axe().axe_script)
    assert axe(desk.page, EVERYTHING) == []
    desk.page.set_viewport_size(PHONE)
    assert axe(desk.page, EVERYTHING) == []
    assert desk.page.evaluate(SIDEWAYS) == []
    assert desk.page.evaluate("document.querySelector('#main').scrollWidth <= document.documentElement.clientWidth")


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
