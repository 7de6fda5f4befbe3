"""A file never overwrites newer or better text silently, and deletes nothing."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail_localize.models import StringTranslation

from cms.desk.exchange import taking
from cms.desk.segments import Status, write
from tests.desk.exchange.helpers import SCHOOL, as_po, download, entry, reasons, sentence, upload


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


def test_fuzzy_entries_never_replace_finished_text(client, boss, made, po):
    write(made.translation, sentence(made.translation, SCHOOL), "Le courant est suffisant.", user=boss)
    entry(po, SCHOOL).flags = ["fuzzy"]
    report = upload(client, str(po), take_fuzzy="on", overwrite="on")
    assert reasons(report)["fuzzy_over_finished"] == [SCHOOL]
    assert sentence(made.translation, SCHOOL).status == Status.DONE


def test_who_writes_while_the_file_is_read_in_is_not_overwritten(client, boss, made, monkeypatch):
    original = taking.held
    title = made.page.title

    def overtaken(translation, segment):
        if segment.source == title:
            write(translation, segment, "De ma main", user=boss)
        return original(translation, segment)

    monkeypatch.setattr(taking, "held", overtaken)
    po = as_po(download(client, made.translation))
    for each in po:
        each.msgstr = f"FR {each.msgid}"
    report = upload(client, str(po))
    assert reasons(report) == {"conflict": [title]}
    assert report.left_out[0]["values"]["current"] == "De ma main"
    assert sentence(made.translation, title).target == "De ma main"
    assert report.imported == len(po) - 1
