"""Files teach the memory everything at once."""

from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext

from cms.desk.memory.batch import together
from cms.desk.memory.store import Pair, remember_many
from cms.desk.models import MemoryEntry
from cms.desk.models.memory import Origin
from cms.desk.segments import segments_of
from tests.desk.helpers import in_translation, person, translate_all


def remembered() -> set[tuple[str, str]]:
    return set(MemoryEntry.objects.values_list("source_text", "target_text"))


def test_what_is_saved_together_is_remembered_as_if_saved_one_by_one(site):
    made, boss = in_translation(site), person(None)
    with together():
        translate_all(made.translation, boss)
        assert remembered() == set()
    assert remembered() == {(segment.source, f"FR {segment.source}") for segment in segments_of(made.translation)}


def test_after_an_exception_nothing_is_remembered(site):
    made, boss = in_translation(site), person(None)
    try:
        with together():
            translate_all(made.translation, boss)
            raise ValueError
    except ValueError:
        pass
    assert remembered() == set()
    translate_all(made.translation, boss, "Autrement {source}")
    assert remembered()


def test_together_takes_fewer_queries(site):
    made, boss = in_translation(site), person(None)
    with CaptureQueriesContext(
        connection,
    ) as one_by_one:
        translate_all(made.translation, boss, "A {source}")
    with CaptureQueriesContext(connection) as at_once, together():
        translate_all(made.translation, boss, "B {source}")
    assert len(at_once) < len(one_by_one)


def test_who_teaches_the_same_at_the_same_time_does_no_harm(site, monkeypatch):
    pair = Pair("Strom", "Courant")
    manager = type(MemoryEntry.objects)
    original = manager.bulk_create
    others = []

    def beaten(self, rows, *arguments, **values):
        rows = list(rows)
        if rows and not others:
            others.append(original(self, [type(rows[0])(**_values(rows[0]))]))
            raise IntegrityError
        return original(self, rows, *arguments, **values)

    monkeypatch.setattr(manager, "bulk_create", beaten)
    de, fr = site.de.locale, site.fr.locale
    assert remember_many(de.pk, fr.pk, [pair, Pair("Sonne", "Soleil")], Origin.DESK) == 2
    assert remembered() == {("Strom", "Courant"), ("Sonne", "Soleil")}


def _values(row):
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields if not field.primary_key}
