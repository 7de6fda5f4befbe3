"""The ground on which the tests of the desk stand."""

from cms.desk.segments import Status, segments_of
from tests.desk.helpers import in_translation, person, translate_all


def test_a_started_translation_lists_its_sentences_and_takes_translations(site):
    made = in_translation(site)
    boss = person(None)
    assert made.alias.alias_of_id == made.page.pk
    assert {segment.status for segment in segments_of(made.translation)} == {Status.OPEN}
    translate_all(made.translation, boss)
    segments = segments_of(made.translation)
    assert {segment.status for segment in segments} == {Status.DONE}
    assert next(s for s in segments if s.path == "title").target == "FR Solardach für die Schule"
    made.alias.refresh_from_db()
    assert made.alias.alias_of_id == made.page.pk
