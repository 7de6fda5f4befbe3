"""PO files: what goes out is what gettext and Poedit take, and it comes back unchanged."""

import os
import shutil
import subprocess
import uuid

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail_localize.models import StringTranslation, TranslationSource

from cms.desk.exchange.po_writing import plural_forms
from cms.desk.models import Term
from cms.desk.segments import Status, segments_of, write
from cms.office.models import Office
from tests.desk.exchange.helpers import ROOF, SCHOOL, as_po, download, reasons, sentence, upload
from tests.desk.helpers import begin, german_project, translate_all


def change_source(made, old: str, new: str) -> None:
    """Publish German with another sentence, and bring the source up to date as a sync does."""
    page = type(made.page).objects.get(pk=made.page.pk)
    raw = [dict(block) for block in page.body.raw_data]
    for block in raw:
        block["value"] = block["value"].replace(old, new)
    page.body = page.body.stream_block.to_python(raw)
    page.title = page.title.replace(old, new)
    page.save_revision().publish()
    TranslationSource.objects.get_for_instance(page).update_from_db()


def msgfmt(data: bytes, tmp_path) -> subprocess.CompletedProcess:
    if not shutil.which("msgfmt"):
        if os.environ.get("CI", "").lower() in ("1", "true", "yes"):
            pytest.fail("CI is set, so nothing may be left out, but msgfmt (package gettext) is not installed.")
        pytest.skip("no msgfmt: install the package gettext")
    path = tmp_path / "out.po"
    path.write_bytes(data)
    # -o after --check: the messages are those of the check; warnings count as well.
    return subprocess.run(
        ["msgfmt", "--check", "--verbose", "-o", str(tmp_path / "out.mo"), str(path)], capture_output=True, text=True
    )


def test_msgfmt_takes_the_file_without_a_word(client, boss, made, tmp_path):
    translate_all(made.translation, boss)
    write(made.translation, sentence(made.translation, ROOF), "", user=boss)
    write(made.translation, sentence(made.translation, SCHOOL), "Le courant suffit.", user=boss)
    change_source(made, SCHOOL, "Der Strom reicht für die ganze Schule.")
    data = download(client, made.translation)
    assert b"#~ msgid" in data
    assert b"#| msgid" in data
    checked = msgfmt(data, tmp_path)
    assert checked.returncode == 0, checked.stderr
    assert "warning" not in checked.stderr
    assert "fuzzy" in checked.stderr  # it counts the changed sentence as fuzzy


def test_the_head_says_all_that_poedit_asks_for(client, boss, made, settings):
    head = as_po(download(client, made.translation)).metadata
    assert head["Language"] == "fr"
    assert head["Content-Type"] == "text/plain; charset=UTF-8"
    assert head["Content-Transfer-Encoding"] == "8bit"
    assert head["MIME-Version"] == "1.0"
    assert head["Plural-Forms"].startswith("nplurals=")
    assert head["Project-Id-Version"] == settings.WAGTAIL_SITE_NAME
    assert head["X-Generator"]
    assert head["PO-Revision-Date"][:10] == f"{timezone.now():%Y-%m-%d}"
    assert head["X-Desk-Exported"][:10] == f"{timezone.now():%Y-%m-%d}"


def test_files_carry_the_name_that_the_site_has_now(client, boss, made):
    Office.objects.create(site_name="Hier – Dört")
    response = client.get(reverse("desk:export_po", args=[made.translation.pk]))
    data = b"".join(response.streaming_content)
    assert as_po(data).metadata["Project-Id-Version"] == "Hier – Dört"
    assert "hier-doert-fr-" in response["Content-Disposition"]
    assert 'product-name="Hier – Dört"' in download(client, made.translation, "xliff").decode()


def test_a_sentence_that_stands_twice_at_one_place_is_one_entry(client, boss, made):
    po = as_po(download(client, made.translation))
    keys = [(entry.msgctxt, entry.msgid) for entry in po]
    assert len(keys) == len(set(keys))
    assert sum(entry.msgid == SCHOOL for entry in po) == 1
    assert all(entry.msgctxt.startswith(f"{made.translation.source.object_id}:") for entry in po)


def test_contexts_stay_the_same_when_the_source_is_synced(client, boss, made):
    def contexts():
        return {entry.msgid: entry.msgctxt for entry in as_po(download(client, made.translation))}

    before = contexts()
    change_source(made, SCHOOL, "Der Strom reicht.")
    after = contexts()
    assert after[ROOF] == before[ROOF]
    assert after["Der Strom reicht."] == before[SCHOOL]


def test_comments_name_page_place_link_terms_and_length(client, boss, made, site, settings):
    Term.objects.create(
        source_locale=site.de.locale,
        target_locale=site.fr.locale,
        source_text="Schule",
        preferred="école",
        variants="établissement scolaire",
        note="nie: collège",
    )
    po = as_po(download(client, made.translation))
    school = next(entry for entry in po if entry.msgid == SCHOOL)
    segment = sentence(made.translation, SCHOOL)
    assert "Solardach für die Schule" in school.comment
    assert "Schule → école / établissement scolaire (nie: collège)" in school.comment
    assert f"{settings.WAGTAILADMIN_BASE_URL}/admin/pages/{made.alias.pk}/edit/#segment-{segment.id}" in school.comment
    assert segment.path not in school.comment
    teaser = next(entry for entry in po if entry.msgid == "Strom vom Dach.")
    assert "300" in teaser.comment


def test_machine_text_is_fuzzy_and_changed_sentences_show_the_old_ones(client, boss, made):
    translate_all(made.translation, boss)
    write(made.translation, sentence(made.translation, ROOF), "Le <b>toit</b>", user=boss, machine=True, tool="X")
    write(made.translation, sentence(made.translation, SCHOOL), "Le courant suffit.", user=boss)
    change_source(made, SCHOOL, "Der Strom reicht für die ganze Schule.")
    po = as_po(download(client, made.translation))
    roof = next(entry for entry in po if entry.msgid == ROOF)
    assert roof.fuzzy
    changed = next(entry for entry in po if entry.msgid == "Der Strom reicht für die ganze Schule.")
    assert changed.fuzzy
    assert changed.previous_msgid == SCHOOL
    assert changed.msgstr == "Le courant suffit."
    title = next(entry for entry in po if entry.msgid == "Solardach für die Schule")
    assert not title.fuzzy
    assert [entry.msgid for entry in po.obsolete_entries()] == [SCHOOL]


def test_only_open_sentences(client, boss, made):
    write(made.translation, sentence(made.translation, SCHOOL), "Le courant suffit.", user=boss)
    write(made.translation, sentence(made.translation, ROOF), "Le toit", user=boss, machine=True, tool="X")
    texts = {entry.msgid for entry in as_po(download(client, made.translation, which="open"))}
    assert SCHOOL not in texts
    assert ROOF in texts


def test_everything_comes_back_as_it_went_out(client, boss, made):
    po = as_po(download(client, made.translation))
    for entry in po:
        entry.msgstr = entry.msgid.replace("Das", "Le").replace("Schule", "école")
    report = upload(client, str(po))
    assert (report.imported, report.unchanged, report.left_out) == (len(po), 0, [])
    segments = segments_of(made.translation)
    assert {segment.status for segment in segments} == {Status.DONE}
    assert {segment.tool for segment in segments} == {"PO file"}
    assert sentence(made.translation, ROOF).target.startswith("Le <b>Dach</b>")
    made.alias.refresh_from_db()
    assert made.alias.alias_of_id == made.page.pk  # nothing is published
    again = upload(client, str(po))
    assert (again.imported, again.unchanged) == (0, len(po))


def test_separators_of_lines_that_gettext_does_not_know_survive(client, boss, made):
    po = as_po(download(client, made.translation))
    entry = next(entry for entry in po if entry.msgid == SCHOOL)
    entry.msgstr = "Le courant\u2028suffit\u00a0!\u2029"
    report = upload(client, str(po))
    assert report.imported == 1
    assert sentence(made.translation, SCHOOL).target == "Le courant\u2028suffit\u00a0!"


@pytest.mark.parametrize(
    "source", ['Er sagte: "\\n ist kein Umbruch"', "Tabulator\tund\\Strich", "100 % von {name} %s"]
)
def test_characters_that_po_escapes_survive(client, boss, site, source, tmp_path):
    page = german_project(site, title="Zeichen", instrument=source)
    translation = begin(site, page)
    data = download(client, translation)
    assert msgfmt(data, tmp_path).returncode == 0
    po = as_po(data)
    entry = next(entry for entry in po if entry.msgctxt.endswith(":instrument"))
    entry.msgstr = f"FR {entry.msgid}"
    assert upload(client, str(po)).imported == 1
    found = next(segment for segment in segments_of(translation) if segment.path == "instrument")
    assert found.target == f"FR {entry.msgid}"


def test_files_of_wagtail_localize_are_taken_too(client, boss, made):
    stock = made.translation.export_po()
    for entry in stock:
        entry.msgstr = f"FR {entry.msgid}"
    report = upload(client, str(stock))
    assert report.left_out == []
    assert report.imported == len({(entry.msgctxt, entry.msgid) for entry in stock})
    assert sentence(made.translation, SCHOOL).target == f"FR {SCHOOL}"


def test_a_stock_file_does_not_pass_machine_text_for_reviewed(client, boss, made):
    write(made.translation, sentence(made.translation, SCHOOL), "Le courant.", user=boss, machine=True, tool="X")
    upload(client, str(made.translation.export_po()))
    assert sentence(made.translation, SCHOOL).status == Status.MACHINE


def test_removing_the_mark_says_that_machine_text_is_right(client, boss, made):
    write(made.translation, sentence(made.translation, SCHOOL), "Le courant.", user=boss, machine=True, tool="X")
    po = as_po(download(client, made.translation))
    assert upload(client, str(po)).imported == 0
    assert sentence(made.translation, SCHOOL).status == Status.MACHINE
    next(entry for entry in po if entry.msgid == SCHOOL).fuzzy = False
    assert upload(client, str(po)).imported == 1
    found = sentence(made.translation, SCHOOL)
    assert (found.status, found.target) == (Status.DONE, "Le courant.")


def test_a_stock_file_of_an_unknown_translation_is_reported_entry_by_entry(client, boss, made):
    stock = made.translation.export_po()
    stock.metadata["X-WagtailLocalize-TranslationID"] = str(uuid.uuid4())
    for entry in stock:
        entry.msgstr = "FR"
    report = upload(client, str(stock))
    assert report.imported == 0
    assert set(reasons(report)) == {"unknown_page"}
    assert report.left_out_count == len(stock)
    assert not StringTranslation.objects.exclude(data="").exists()


def test_plural_rules_of_languages():
    assert plural_forms("fr").startswith("nplurals=")
    assert plural_forms("en") == plural_forms("xx") == "nplurals=2; plural=(n != 1);"
