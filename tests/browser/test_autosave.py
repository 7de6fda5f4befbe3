"""Autosave and two people at one page, in a real browser: on every page type, and nothing is lost."""

import pytest
from django.contrib.auth import get_user_model
from playwright.sync_api import expect
from wagtail.models import Page, get_page_models

from cms.accounts.roles import Role, ensure_roles
from projects.models import UpdatePage
from tests.factories import publish

from .conftest import log_in

TYPES = sorted(model._meta.label for model in get_page_models() if model is not Page)
INDICATOR = "#w-autosave-indicator .w-autosave-indicator__state--"
#: Wagtail compares the form with what it was some time after it was loaded; before, it notices nothing.
NOTE_WHEN_IT_WATCHES = (
    "document.addEventListener('w-unsaved:watch-edits', () => { document.documentElement.dataset.watching = 1 })"
)
#: What the browser writes into its console when the server refuses to save, as it should.
REFUSED = "status of 400"


@pytest.fixture
def pages(live_site) -> dict[str, Page]:
    """One page of each type, by the name of the type."""
    part = live_site.de
    update = publish(part.project, UpdatePage(title="Bericht", locale=part.locale))
    found = [part.home, part.projects, part.goals, part.content, part.contact, part.accessibility, part.barrier_report]
    return {page.specific_class._meta.label: page for page in (*found, part.project, update)}


@pytest.fixture
def editor(live_site, page):
    """A browser with an editor logged in."""
    log_in(page, new_editor("erika", "Erika"), live_site.url)
    return page


def new_editor(username: str, first_name: str):
    user = get_user_model().objects.create_user(username, first_name=first_name, last_name="Muster")
    user.groups.add(ensure_roles()[Role.EDITOR])
    return user


def open_form(page, live_site, row) -> None:
    page.add_init_script(NOTE_WHEN_IT_WATCHES)
    page.goto(f"{live_site.url}/admin/pages/{row.pk}/edit/")
    expect(page.locator("html[data-watching]")).to_be_attached()


def autosaved(page, **values) -> dict:
    """Writes into fields by name and waits for what the server answers to the save that nobody asked for."""
    with page.expect_response(lambda got: got.request.method == "POST" and got.url.endswith("/edit/")) as response:
        for name, value in values.items():
            page.locator(f"[name={name}]").fill(value)
    return response.value.json()


def newest(row):
    return Page.objects.get(pk=row.pk).get_latest_revision_as_object()


@pytest.mark.parametrize("kind", TYPES)
def test_a_change_is_saved_without_pressing(editor, live_site, pages, kind):
    row = pages[kind]
    open_form(editor, live_site, row)
    assert autosaved(editor, title="Von selbst gespeichert")["success"] is True
    expect(editor.locator(f"{INDICATOR}saved")).to_be_visible()
    assert newest(row).title == "Von selbst gespeichert"
    row.refresh_from_db()
    assert row.title != "Von selbst gespeichert", "it is a draft and not published"


def test_words_before_wagtail_watches_are_saved(editor, live_site, pages):
    """Without static/teamwork/late-edits.js they are not: Wagtail takes the form after a while for what is saved."""
    row = pages[TYPES[0]]
    editor.goto(f"{live_site.url}/admin/pages/{row.pk}/edit/")
    assert autosaved(editor, title="Gleich getippt")["success"] is True
    assert newest(row).title == "Gleich getippt"


def test_words_typed_while_a_save_is_under_way_are_saved(editor, live_site, pages):
    """Without static/teamwork/late-edits.js they are not: Wagtail takes the form after the save for what was saved."""
    row = pages[TYPES[0]]
    open_form(editor, live_site, row)
    title, held = editor.locator("[name=title]"), []
    editor.route("**/edit/", lambda route: route.continue_() if held else held.append(route))
    with editor.expect_request(lambda request: request.method == "POST" and request.url.endswith("/edit/")):
        title.fill("Zuerst getippt")
    title.fill("Unterwegs getippt")
    with editor.expect_response(
        lambda got: b"Unterwegs" in (got.request.post_data_buffer or b"") and got.url.endswith("/edit/")
    ) as response:
        held[0].continue_()
    assert response.value.json()["success"] is True
    assert newest(row).title == "Unterwegs getippt"


def test_what_is_incomplete_is_saved_as_well(editor, live_site, pages):
    row = pages["projects.ProjectPage"]
    open_form(editor, live_site, row)
    assert autosaved(editor, title="Ohne Jahr", start_year="")["success"] is True
    assert (newest(row).title, newest(row).start_year) == ("Ohne Jahr", None)


def test_an_error_is_said_and_the_text_stays(editor, live_site, pages, watch):
    row = pages["projects.UpdatePage"]
    open_form(editor, live_site, row)
    answer = autosaved(editor, title="Mein neuer Text", date="gestern")
    assert answer["success"] is False
    assert answer["error_code"] == "validation_error"
    expect(editor.locator(f"{INDICATOR}paused")).to_be_visible()
    expect(editor.locator("[name=title]")).to_have_value("Mein neuer Text")
    assert autosaved(editor, date="2026-05-01")["success"] is True
    assert newest(row).title == "Mein neuer Text"
    watch.errors = [error for error in watch.errors if REFUSED not in error]


def test_two_people_at_one_page_lose_nothing(editor, live_site, pages, browser, watch):
    """The second one is told, keeps the text, and decides; the other version stays in the history."""
    row = pages["projects.UpdatePage"]
    other = browser.new_context(locale="de-DE")
    watch.attach(other)
    second = other.new_page()
    log_in(second, new_editor("bert", "Bert"), live_site.url)
    open_form(editor, live_site, row)
    open_form(second, live_site, row)
    assert autosaved(editor, title="Von Erika")["success"] is True
    answer = autosaved(second, title="Von Bert")
    assert answer["success"] is False
    assert answer["error_code"] == "invalid_revision"
    expect(second.locator("[name=title]")).to_have_value("Von Bert")
    expect(second.locator(f"{INDICATOR}paused")).to_be_visible()
    assert newest(row).title == "Von Erika"
    # As a browser does that does not know of the newer version: Wagtail's question depends on when it looked last.
    send = "form => HTMLFormElement.prototype.submit.call(form)"
    second.locator("#page-edit-form").evaluate(send)
    expect(second.locator(".messages .warning")).to_contain_text("Erika Muster")
    expect(second.locator("[name=title]")).to_have_value("Von Bert")
    assert newest(row).title == "Von Erika", "asked, and not yet answered"
    second.locator("#page-edit-form").evaluate(send)
    expect(second.locator(".messages .success")).to_be_visible()
    titles = [revision.as_object().title for revision in Page.objects.get(pk=row.pk).revisions.order_by("pk")]
    assert titles[-2:] == ["Von Erika", "Von Bert"]
    expect(editor.locator("[name=title]")).to_have_value("Von Erika")
    other.close()
    watch.errors = [error for error in watch.errors if REFUSED not in error]


#: Asks Wagtail for a save some milliseconds after a key, as its own timer may, and keeps what each save took along.
SAVE_AFTER_A_KEY = """(delay) => {
    window.taken = [];
    // Wagtail looks at the form twice a second, and would by chance come in time: not here.
    document.querySelector('form[data-edit-form]').dataset.wUnsavedCheckIntervalValue = 600000;
    document.addEventListener('w-autosave:save', (event) => {
        window.taken.push(JSON.stringify([...event.detail.formData]));
    });
    document.addEventListener('keydown', () => setTimeout(() => {
        document.querySelector('form[data-edit-form]').dispatchEvent(new CustomEvent('w-unsaved:add', {bubbles: true}));
    }, delay), {capture: true, once: true});
}"""
#: Writes as soon as Wagtail has looked at the form for the first time, before it does so again.
BETWEEN_TWO_LOOKS = """document.addEventListener('w-unsaved:watch-edits', () => setTimeout(() => {
    document.querySelector('[name=title]').select();
    document.execCommand('insertText', false, 'Dazwischen');
}), {once: true})"""
#: What changes the form without a key: a script as a chooser has it, and the buttons of a block.
WITHOUT_A_KEY = {
    "script": "document.querySelector('[name=start_year]').value = '2024'",
    "move": "document.querySelector('[data-contentpath=body] [data-streamfield-action=MOVE_DOWN]').click()",
    "delete": "document.querySelector('[data-contentpath=body] [data-streamfield-action=DELETE]').click()",
}
#: A form that each answer changes anew, before Wagtail takes it for what is saved.
RESTLESS = """window.addEventListener('w-autosave:success', () => {
    const year = document.querySelector('[name=start_year]');
    year.value = 2000 + (year.value % 10) + 1;
}, true)"""
#: Wagtail has noticed a change after two times half a second, and waits half a second before it sends.
QUIET = 3_000


@pytest.fixture
def written(live_site, pages):
    """A project with two paragraphs."""
    row = pages["projects.ProjectPage"]
    row.body = [("paragraph", "<p>Eins</p>"), ("paragraph", "<p>Zwei</p>")]
    row.save_revision().publish()
    return row


def is_save(request) -> bool:
    return request.method == "POST" and request.url.endswith("/edit/")


def stored(page, row, wanted) -> bool:
    """Whether the newest version becomes so, as long as an automatic save takes."""
    for _attempt in range(60):
        if wanted(newest(row)):
            return True
        page.wait_for_timeout(200)
    return False


def rich_text(page):
    """The first editor of the body, with the cursor at its end."""
    page.get_by_role("tab", name="Text und Bilder").click()
    text = page.locator("[data-contentpath=body] .public-DraftEditor-content").first
    text.click()
    expect(text).to_be_focused()
    page.keyboard.press("End")
    return text


@pytest.mark.parametrize("delay", [0, 120, 240])
def test_the_last_letter_of_rich_text_is_saved(editor, live_site, written, delay):
    """Draftail writes its text into the form 250 ms after the last key: a save may have started before."""
    open_form(editor, live_site, written)
    text = rich_text(editor)
    editor.evaluate(SAVE_AFTER_A_KEY, delay)
    with editor.expect_response(lambda got: is_save(got.request)):
        editor.keyboard.press("x")
    expect(text).to_have_text("Einsx")
    assert "Einsx" not in editor.evaluate("window.taken[0]"), "the save came after the letter: nothing is tried here"
    assert stored(editor, written, lambda page: "Einsx" in str(page.body))
    expect(editor.locator(f"{INDICATOR}saved")).to_be_visible()


def test_leaving_asks_as_long_as_the_last_letter_is_not_stored(editor, live_site, written):
    open_form(editor, live_site, written)
    rich_text(editor)
    editor.evaluate(SAVE_AFTER_A_KEY, 0)
    saves, questions = [], []
    editor.route("**/edit/", lambda route: saves.append(route) or (route.continue_() if len(saves) == 1 else None))
    with editor.expect_response(lambda got: is_save(got.request)):
        editor.keyboard.press("x")
    editor.wait_for_timeout(QUIET)
    editor.on("dialog", lambda dialog: questions.append(dialog.type) or dialog.dismiss())
    editor.close(run_before_unload=True)
    editor.wait_for_timeout(500)
    assert questions == ["beforeunload"]
    assert len(saves) == 2, "and Wagtail saves again by itself"
    with editor.expect_response(lambda got: is_save(got.request)):
        saves[1].continue_()
    assert stored(editor, written, lambda page: "Einsx" in str(page.body))


def test_words_between_wagtails_two_looks_at_a_new_form_are_saved(editor, live_site, pages):
    """Wagtail takes the form twice after loading, some milliseconds apart, and the second time as it then is."""
    row = pages[TYPES[0]]
    editor.add_init_script(BETWEEN_TWO_LOOKS)
    editor.goto(f"{live_site.url}/admin/pages/{row.pk}/edit/")
    assert stored(editor, row, lambda page: page.title == "Dazwischen")


@pytest.mark.parametrize("act", WITHOUT_A_KEY)
def test_what_changes_without_a_key_while_a_save_is_under_way_is_saved(editor, live_site, written, act):
    open_form(editor, live_site, written)
    held = []
    editor.route("**/edit/", lambda route: route.continue_() if held else held.append(route))
    with editor.expect_request(is_save):
        editor.locator("[name=title]").fill("Zuerst getippt")
    editor.wait_for_timeout(100)
    answer = held[0].fetch()
    editor.evaluate(WITHOUT_A_KEY[act])
    held[0].fulfill(response=answer)  # at once: Wagtail has not looked in between
    wanted = {
        "script": lambda page: page.start_year == 2024,
        "move": lambda page: "Zwei" in str(page.body[0].value),
        "delete": lambda page: len(page.body) == 1,
    }
    assert stored(editor, written, wanted[act])


def test_what_the_answer_changes_is_not_saved_for_ever(editor, live_site, written):
    """New rows get their numbers from the answer: one save. A form that never rests: some saves, and then silence."""
    saves = []
    editor.on("request", lambda request: saves.append(request) if is_save(request) else None)
    open_form(editor, live_site, written)
    with editor.expect_response(lambda got: is_save(got.request)):
        editor.evaluate("document.getElementById('id_goals-ADD').click()")
        editor.evaluate("document.querySelector('[name=goals-1-goal]').value = 4")
        editor.locator("[name=title]").fill("Mit neuer Zeile")
    editor.wait_for_timeout(QUIET)
    assert len(saves) == 1
    editor.evaluate(RESTLESS)
    editor.locator("[name=title]").fill("Ohne Ruhe")
    editor.wait_for_timeout(6 * QUIET)
    many = len(saves)
    assert many > 2
    editor.wait_for_timeout(QUIET)
    assert len(saves) == many
