"""What becomes of a single entry, and that every one left out is named with the reason."""

import pytest
from django.urls import reverse
from wagtail_localize.models import StringTranslation

from cms.desk.models import ImportReport
from cms.desk.segments import Status, write
from tests.desk.exchange.helpers import ROOF, SCHOOL, TITLE, as_po, download, entry, reasons, sentence, upload


def test_fuzzy_entries_are_left_out_or_become_text_to_be_reviewed(client, boss, made, po):
    entry(po, SCHOOL).flags = ["fuzzy"]
    report = upload(client, str(po))
    assert reasons(report)["fuzzy"] == [SCHOOL]
    assert sentence(made.translation, SCHOOL).status == Status.OPEN
    assert upload(client, str(po), take_fuzzy="on").imported == 1
    assert sentence(made.translation, SCHOOL).status == Status.MACHINE


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


def test_every_entry_left_out_is_listed(client, boss, made, po):
    report = upload(client, str(po))
    assert report.imported + report.unchanged + report.left_out_count == len(po)
    assert len(report.left_out) == report.left_out_count
    assert ImportReport.objects.get().pk == report.pk
