"""What goes into the memory, what does not, and what becomes of it after corrections."""

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail_localize.models import StringTranslation

from cms.desk.memory.store import Pair, remember_many
from cms.desk.models import MemoryEntry, MemoryWord
from cms.desk.models.memory import Origin
from cms.desk.segments import segments_of, write
from tests.desk.helpers import in_translation, person, translate_all
from tests.desk.memory.helpers import sources


def test_every_translated_sentence_is_remembered(made, look):
    translate_all(made.translation, person(None))
    assert {(segment.source, f"FR {segment.source}") for segment in segments_of(made.translation)} == sources()
    assert look("Solardach")[0].percent == 100
    assert MemoryEntry.objects.filter(updated_by__isnull=False).exists()


def test_machine_text_is_remembered_only_when_a_person_has_confirmed_it(made):
    user, segment = person(None), segments_of(made.translation)[0]
    write(made.translation, segment, "De la machine", user=user, machine=True, tool="X")
    assert sources() == set()
    write(made.translation, segment, "De la machine", user=user)
    assert sources() == {(segment.source, "De la machine")}


@pytest.mark.parametrize("damaged", ["<script>x</script>", '<a id="a9">x</a>'])
def test_damaged_text_is_not_remembered(made, damaged):
    segment = segments_of(made.translation)[0]
    write(made.translation, segment, damaged, user=person(None))
    assert sources() == set()


def test_a_text_found_to_be_wrong_later_is_forgotten(made):
    write(made.translation, segments_of(made.translation)[0], "Juste", user=person(None))
    row = StringTranslation.objects.get()
    row.has_error = True
    row.save(update_fields=["has_error"])
    assert sources() == set()
    assert not MemoryWord.objects.exists()


def test_a_correction_replaces_what_it_corrects_unless_that_stands_elsewhere(site, made):
    user, segment = person(None), segments_of(made.translation)[0]
    write(made.translation, segment, "Toi solaire", user=user)
    write(made.translation, segment, "Toit solaire", user=user)
    assert sources() == {(segment.source, "Toit solaire")}
    other = in_translation(site, title="Solardach")
    twin = next(found for found in segments_of(other.translation) if found.source == segment.source)
    write(other.translation, twin, "Toit solaire", user=user)
    write(other.translation, twin, "Toiture solaire", user=user)
    assert sources() == {(segment.source, "Toit solaire"), (segment.source, "Toiture solaire")}


def test_a_deleted_translation_is_not_forgotten(made):
    user, segment = person(None), segments_of(made.translation)[0]
    write(made.translation, segment, "Toit solaire", user=user)
    write(made.translation, segment, "", user=user)
    assert sources() == {(segment.source, "Toit solaire")}


def test_what_was_imported_is_not_forgotten_by_a_correction(site, made):
    user, segment = person(None), segments_of(made.translation)[0]
    remember_many(site.de.locale.pk, site.fr.locale.pk, [Pair(segment.source, "Importé")], Origin.TMX)
    row = StringTranslation(
        translation_of_id=segment.string_id, locale=site.fr.locale, context_id=segment.context_id, data="Importé"
    )
    StringTranslation.objects.bulk_create([row])
    write(made.translation, segment, "Autre", user=user)
    assert (segment.source, "Importé") in sources()


def test_the_command_fills_the_memory_from_what_there_is_and_may_be_repeated(made, capsys):
    translate_all(made.translation, person(None))
    expected, dates = sources(), dict(StringTranslation.objects.values_list("data", "updated_at"))
    StringTranslation.objects.filter(pk=StringTranslation.objects.first().pk).update(translation_type="machine")
    machine = StringTranslation.objects.get(translation_type="machine")
    MemoryEntry.objects.all().delete()
    call_command("rebuild_translation_memory")
    call_command("rebuild_translation_memory")
    assert sources() == expected - {(machine.translation_of.data, machine.data)}
    assert all(entry.updated_at == dates[entry.target_text] for entry in MemoryEntry.objects.all())
    printed = capsys.readouterr().out.splitlines()
    assert printed[0].endswith(f"{len(expected) - 1} new pairs remembered.")
    assert printed[1].endswith("0 new pairs remembered.")
    assert MemoryWord.objects.exists()


def test_saving_a_sentence_costs_few_queries(made):
    user, segment = person(None), segments_of(made.translation)[0]
    write(made.translation, segment, "Un", user=user)
    row = StringTranslation.objects.select_related("translation_of").get()
    from cms.desk.memory import signals

    row.data = "Deux"
    with CaptureQueriesContext(connection) as queries:
        signals.note_what_was_there(row)
        signals.keep(row)
    assert len(queries) <= 16, [query["sql"] for query in queries]
