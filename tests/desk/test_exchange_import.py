"""What a file may not do, and that every entry left out is named with the reason."""

import uuid
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Locale, Page
from wagtail_localize.models import StringTranslation, TranslationSource

from cms.accounts.roles import Role
from cms.desk.exchange import taking
from cms.desk.memory.lookup import matches, previous
from cms.desk.models import ImportReport
from cms.desk.segments import Status, segments_of, write
from tests.desk.exchange_data import as_po, download, reasons, rich_translation, sentence, upload, upload_error
from tests.desk.helpers import begin, german_project, person

SCHOOL = "Der Strom reicht für die Schule."
ROOF = 'Das <b>Dach</b> trägt <a id="a1">Module &amp; Zähler</a>.'
TITLE = "Solardach für die Schule"


@pytest.fixture
def made(site):
    return rich_translation(site)


@pytest.fixture
def boss(client, db):
    user = person(None)
    client.force_login(user)
    return user


@pytest.fixture
def po(client, boss, made):
    """The file of the page with one sentence translated."""
    found = as_po(download(client, made.translation))
    entry(found, SCHOOL).msgstr = "Le courant suffit."
    return found


def entry(po, source: str):
    return next(each for each in po if each.msgid == source)


def sync(made, **fields) -> None:
    """Publish German with other values, and bring the source up to date as a sync does."""
    page = type(made.page).objects.get(pk=made.page.pk)
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision().publish()
    TranslationSource.objects.get_for_instance(page).update_from_db()


# --- Conflicts -----------------------------------------------------------------------------------


def test_newer_text_is_never_overwritten_silently(client, boss, made, po):
    write(made.translation, sentence(made.translation, SCHOOL), "Le courant est suffisant.", user=boss)
    report = upload(client, str(po))
    assert report.imported == 0
    assert reasons(report)["conflict"] == [SCHOOL]
    assert sentence(made.translation, SCHOOL).target == "Le courant est suffisant."
    shown = client.get(reverse("desk:import_report", args=[report.pk])).content.decode()
    assert "Le courant suffit." in shown
    assert "Le courant est suffisant." in shown
    assert upload(client, str(po), overwrite="on").imported == 1
    assert sentence(made.translation, SCHOOL).target == "Le courant suffit."


def test_older_text_is_replaced(client, boss, made):
    write(made.translation, sentence(made.translation, SCHOOL), "Alt.", user=boss)
    po = as_po(download(client, made.translation))
    entry(po, SCHOOL).msgstr = "Le courant suffit."
    assert upload(client, str(po)).imported == 1
    assert sentence(made.translation, SCHOOL).target == "Le courant suffit."


@pytest.mark.parametrize("date", [None, "gestern", "future"])
def test_a_file_without_a_believable_date_overwrites_nothing(client, boss, made, po, date):
    write(made.translation, sentence(made.translation, SCHOOL), "Le courant est suffisant.", user=boss)
    StringTranslation.objects.update(updated_at=timezone.now() - timedelta(days=900))
    for name in ("X-Desk-Exported", "POT-Creation-Date"):
        del po.metadata[name]
        if date:
            future = (timezone.now() + timedelta(days=2)).isoformat()
            po.metadata[name] = future if date == "future" else date
    report = upload(client, str(po))
    assert reasons(report)["conflict_undated"] == [SCHOOL]
    assert sentence(made.translation, SCHOOL).target == "Le courant est suffisant."


def test_machine_text_gives_way_to_a_persons(client, boss, made, po):
    write(made.translation, sentence(made.translation, SCHOOL), "Machine.", user=boss, machine=True, tool="X")
    assert upload(client, str(po)).imported == 1
    assert sentence(made.translation, SCHOOL).status == Status.DONE


def test_an_empty_entry_deletes_nothing(client, boss, made, po):
    write(made.translation, sentence(made.translation, SCHOOL), "Le courant est suffisant.", user=boss)
    entry(po, SCHOOL).msgstr = ""
    report = upload(client, str(po), overwrite="on")
    assert SCHOOL in reasons(report)["empty"]
    assert sentence(made.translation, SCHOOL).target == "Le courant est suffisant."


# --- Old files -------------------------------------------------------------------------------------


def test_a_changed_sentence_is_reported_and_kept_as_suggestion(client, boss, made, po, site):
    body = [("paragraph", "<p>Der Strom reicht für die ganze Schule.</p>")]
    sync(made, body=[(kind, value) for kind, value in body])
    page = type(made.page).objects.get(pk=made.page.pk)
    raw = [{"type": "paragraph", "id": made.page.body.raw_data[0]["id"], "value": body[0][1]}]
    sync(made, body=page.body.stream_block.to_python(raw))
    entry(po, TITLE).msgstr = "Toit solaire"
    report = upload(client, str(po))
    assert report.imported == 1
    assert reasons(report)["changed_since"] == [SCHOOL]
    changed = sentence(made.translation, "Der Strom reicht für die ganze Schule.")
    assert changed.status == Status.OPEN
    found = previous(made.translation, changed)
    assert (found.source, found.target) == (SCHOOL, "Le courant suffit.")
    assert matches(SCHOOL, site.de.locale, site.fr.locale)[0].target == "Le courant suffit."


def test_a_changed_title_goes_into_the_memory_and_not_into_the_admin(client, boss, made, po, site):
    entry(po, TITLE).msgstr = "Toit solaire"
    sync(made, title="Solardach für die Schulen")
    report = upload(client, str(po))
    assert reasons(report)["changed_since"] == [TITLE]
    assert matches(TITLE, site.de.locale, site.fr.locale)[0].target == "Toit solaire"
    assert not Page.objects.filter(draft_title="Toit solaire").exists()


def test_a_sentence_that_moved_to_a_new_block_is_found_again(client, boss, made, po):
    value = made.page.body.raw_data[0]["value"]
    raw = [{"type": "paragraph", "id": str(uuid.uuid4()), "value": value}]
    sync(made, body=made.page.body.stream_block.to_python(raw))
    report = upload(client, str(po))
    assert report.imported == 1
    assert sentence(made.translation, SCHOOL).target == "Le courant suffit."


def test_a_text_that_never_stood_there_is_unknown(client, boss, made, po):
    entry(po, SCHOOL).msgid = "Das stand nie hier."
    report = upload(client, str(po))
    assert reasons(report)["unknown_sentence"] == ["Das stand nie hier."]


# --- Single entries ----------------------------------------------------------------------------------


def test_fuzzy_entries_are_left_out_or_become_text_to_be_reviewed(client, boss, made, po):
    entry(po, SCHOOL).flags = ["fuzzy"]
    report = upload(client, str(po))
    assert reasons(report)["fuzzy"] == [SCHOOL]
    assert sentence(made.translation, SCHOOL).status == Status.OPEN
    assert upload(client, str(po), take_fuzzy="on").imported == 1
    assert sentence(made.translation, SCHOOL).status == Status.MACHINE


def test_fuzzy_entries_never_replace_finished_text(client, boss, made, po):
    write(made.translation, sentence(made.translation, SCHOOL), "Le courant est suffisant.", user=boss)
    entry(po, SCHOOL).flags = ["fuzzy"]
    report = upload(client, str(po), take_fuzzy="on", overwrite="on")
    assert reasons(report)["fuzzy_over_finished"] == [SCHOOL]
    assert sentence(made.translation, SCHOOL).status == Status.DONE


@pytest.mark.parametrize(
    "text",
    [
        "Le <b>toit",
        "Le toit</b>",
        "<script>alert(1)</script>",
        '<a id="a9">toit</a>',
        '<b onclick="x()">toit</b>',
        '<a href="javascript:x()">toit</a>',
        "<p>toit</p>",
    ],
)
def test_damaged_markup_is_reported_and_not_stored(client, boss, made, po, text):
    entry(po, ROOF).msgstr = text
    report = upload(client, str(po))
    left_out = reasons(report)
    assert ROOF in left_out.get("markup", []) + left_out.get("refused", [])
    assert report.imported == 1
    assert sentence(made.translation, ROOF).status == Status.OPEN
    shown = client.get(reverse("desk:import_report", args=[report.pk])).content.decode()
    assert "<script>alert" not in shown


def test_a_refused_text_leaves_the_old_one_in_place(client, boss, made):
    write(made.translation, sentence(made.translation, ROOF), "Le <b>toit</b>", user=boss)
    po = as_po(download(client, made.translation))
    entry(po, ROOF).msgstr = "Le <b>toit"
    upload(client, str(po))
    found = sentence(made.translation, ROOF)
    assert (found.target, found.status) == ("Le <b>toit</b>", Status.DONE)


def test_text_that_is_too_long_is_reported_with_numbers(client, boss, made, po):
    entry(po, TITLE).msgstr = "é" * 300
    report = upload(client, str(po))
    (row,) = [row for row in report.left_out if row["reason"] == "too_long"]
    assert (row["values"]["length"], row["values"]["limit"]) == (300, 255)
    assert sentence(made.translation, TITLE).target == ""


def test_the_same_entry_twice_with_different_texts(client, boss, made, po):
    text = str(po) + (
        f'\nmsgctxt "{entry(po, SCHOOL).msgctxt}"\nmsgid "{SCHOOL}"\nmsgstr "Autre chose."\n'
        f'\nmsgctxt "{entry(po, SCHOOL).msgctxt}"\nmsgid "{SCHOOL}"\nmsgstr "Le courant suffit."\n'
    )
    report = upload(client, text)
    assert report.imported == 1
    assert reasons(report)["duplicate"] == [SCHOOL]
    assert sentence(made.translation, SCHOOL).target == "Le courant suffit."


def test_plural_and_obsolete_entries_are_reported(client, boss, made, po):
    context = entry(po, ROOF).msgctxt
    text = str(po) + (
        f'\nmsgctxt "{context}"\nmsgid "Dach"\nmsgid_plural "Dächer"\nmsgstr[0] "toit"\nmsgstr[1] "toits"\n'
        f'\n#~ msgctxt "{context}"\n#~ msgid "Früher"\n#~ msgstr "Avant"\n'
    )
    report = upload(client, text)
    assert reasons(report)["plural"] == ["Dach"]
    assert reasons(report)["obsolete"] == ["Früher"]
    assert report.imported == 1


def test_entries_without_context_are_found_by_their_text_at_a_chosen_page(client, boss, made, po):
    for each in po:
        each.msgctxt = None
    report = upload(client, str(po))
    assert set(reasons(report)) == {"no_place"}
    report = upload(client, str(po), translation=made.translation.pk)
    assert report.imported == 1
    assert sentence(made.translation, SCHOOL).target == "Le courant suffit."


def test_accents_written_apart_are_put_together(client, boss, made, po):
    import unicodedata

    entry(po, SCHOOL).msgstr = unicodedata.normalize("NFD", "L’électricité suffit.")
    upload(client, unicodedata.normalize("NFD", str(po)))
    assert sentence(made.translation, SCHOOL).target == "L’électricité suffit."


def test_a_trial_changes_nothing(client, boss, made, po):
    report = upload(client, str(po), trial="on")
    assert report.trial
    assert report.imported == 1
    assert not StringTranslation.objects.exclude(data="").exists()


# --- Pages and rights ----------------------------------------------------------------------------------


def test_what_is_right_is_taken_even_if_another_page_is_locked(client, boss, made, site):
    other = begin(site, german_project(site, title="Brunnen"))
    files = [as_po(download(client, translation)) for translation in (made.translation, other)]
    entry(files[0], SCHOOL).msgstr = "Le courant suffit."
    entry(files[1], "Brunnen").msgstr = "Puits"
    both = str(files[0]) + "".join(f"\n{each}" for each in files[1])
    alias = Page.objects.get(translation_key=made.page.translation_key, locale=site.fr.locale)
    alias.locked, alias.locked_by, alias.locked_at = True, person(Role.MODERATOR), timezone.now()
    alias.save()
    client.force_login(person(Role.TRANSLATOR))
    report = upload(client, both)
    assert report.imported == 1
    assert SCHOOL in reasons(report)["locked"]
    assert sentence(other, "Brunnen").target == "Puits"
    assert sentence(made.translation, SCHOOL).target == ""
    assert [page["title"] for page in report.pages] == ["Brunnen"]


def test_a_page_without_rights_is_left_out_without_its_title(client, made, po, site):
    from django.contrib.auth.models import Group, Permission
    from wagtail.models import GroupPagePermission

    other = begin(site, german_project(site, title="Brunnen"))
    file = as_po(download(client, other))
    entry(file, "Brunnen").msgstr = "Puits"
    group = Group.objects.create(name="Nur eine Seite")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    GroupPagePermission.objects.create(
        group=group,
        page=made.alias,
        permission=Permission.objects.get(codename="change_page", content_type__app_label="wagtailcore"),
    )
    user = person("", name="eine-seite")
    user.groups.add(group)
    client.force_login(user)
    report = upload(client, str(po) + "".join(f"\n{each}" for each in file))
    assert report.imported == 1
    assert "Brunnen" in reasons(report)["no_permission"]
    assert {row["place"] for row in report.left_out if row["reason"] == "no_permission"} == {""}
    assert sentence(other, "Brunnen").target == ""


def test_files_of_other_sites_are_reported_entry_by_entry(client, boss, made, po):
    strange = str(uuid.uuid4())
    for each in po:
        each.msgctxt = each.msgctxt.replace(str(made.translation.source.object_id), strange)
    report = upload(client, str(po))
    assert report.imported == 0
    assert report.left_out_count == len(po)
    assert set(reasons(report)) == {"unknown_page"}


def test_stopped_and_deleted_translations(client, boss, made, po, site):
    begin(site, german_project(site, title="Brunnen"))
    made.translation.enabled = False
    made.translation.save()
    assert set(reasons(upload(client, str(po)))) == {"stopped"}
    made.translation.enabled = True
    made.translation.save()
    Page.objects.get(pk=made.alias.pk).delete()
    assert set(reasons(upload(client, str(po)))) <= {"target_gone", "unknown_page"}


@pytest.mark.parametrize("language", ["en", "de", "es_ES", "xx", "../../etc"])
def test_files_in_another_language_are_refused(client, boss, made, po, language):
    Locale.objects.get_or_create(language_code="en")
    po.metadata["Language"] = language
    assert language in upload_error(client, str(po))
    assert not StringTranslation.objects.exclude(data="").exists()


@pytest.mark.parametrize("language", ["fr_FR", "fr-FR.UTF-8", "FR", "fr@euro", ""])
def test_usual_spellings_of_french_are_understood(client, boss, made, po, language):
    po.metadata["Language"] = language
    assert upload(client, str(po)).imported == 1


def test_nothing_is_published_and_segments_are_counted_right(client, boss, made, po):
    before = Page.objects.get(pk=made.alias.pk)
    upload(client, str(po))
    after = Page.objects.get(pk=made.alias.pk)
    assert (after.alias_of_id, after.latest_revision_id, after.live) == (
        before.alias_of_id,
        before.latest_revision_id,
        before.live,
    )
    assert sum(segment.status == Status.DONE for segment in segments_of(made.translation)) == 1


def test_every_entry_left_out_is_listed(client, boss, made, po):
    report = upload(client, str(po))
    assert report.imported + report.unchanged + report.left_out_count == len(po)
    assert len(report.left_out) == report.left_out_count
    assert ImportReport.objects.get().pk == report.pk


def test_who_writes_while_the_file_is_read_in_is_not_overwritten(client, boss, made, monkeypatch):
    original = taking.held
    title = made.page.title

    def overtaken(translation, segment):
        if segment.source == title:
            write(translation, segment, "De ma main", user=boss)
        return original(translation, segment)

    monkeypatch.setattr(taking, "held", overtaken)
    po = as_po(download(client, made.translation))
    for entry in po:
        entry.msgstr = f"FR {entry.msgid}"
    report = upload(client, str(po))
    assert reasons(report) == {"conflict": [title]}
    assert report.left_out[0]["values"]["current"] == "De ma main"
    assert sentence(made.translation, title).target == "De ma main"
    assert report.imported == len(po) - 1
