"""The memory: what goes in, what is found, and what stood at a place before."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail_localize.models import String, StringTranslation

from cms.desk.memory.difference import difference
from cms.desk.memory.lookup import matches, previous, previous_of
from cms.desk.memory.store import Pair, remember, remember_many
from cms.desk.memory.text import marks, plain, text_hash
from cms.desk.models import MemoryEntry, MemoryWord
from cms.desk.models.memory import Origin
from cms.desk.segments import segments_of, write
from tests.desk.helpers import begin, in_translation, person, translate_all

ROOF = "Das Solardach versorgt die Schule in Adzopé mit Strom."
ROOF_FR = "Le toit solaire alimente l’école d’Adzopé en électricité."


@pytest.fixture
def keep(site):
    """Put a pair into the memory; ``age`` in days."""

    def kept(source, target, age=0):
        moment = timezone.now() - timedelta(days=age)
        remember(site.de.locale.pk, site.fr.locale.pk, Pair(source, target, moment))

    return kept


@pytest.fixture
def look(site):
    return lambda text, **values: matches(text, site.de.locale, site.fr.locale, **values)


# --- Finding ----------------------------------------------------------------------------------


def test_the_same_sentence_is_a_hundred_percent(keep, look):
    keep(ROOF, ROOF_FR)
    [found] = look(ROOF)
    assert (found.source, found.target, found.percent, found.origin) == (ROOF, ROOF_FR, 100, "desk")


@pytest.mark.parametrize(
    "other",
    [
        "Das <b>Solardach</b> versorgt die Schule in Adzopé mit Strom.",
        "Das Solardach\u00a0versorgt die  Schule in Adzopé mit Strom. ",
        "das Solardach versorgt die Schule in Adzopé mit Strom.",
        '<a id="a1">Das Solardach</a> versorgt die Schule in Adzopé mit Strom.',
    ],
)
def test_only_markup_space_or_case_differ_is_almost_a_hundred(keep, look, other):
    keep(ROOF, ROOF_FR)
    [found] = look(other)
    assert 97 <= found.percent <= 99


@pytest.mark.parametrize(
    ("changed", "least", "most"),
    [
        ("Das Solardach versorgt die Schulen in Adzopé mit Strom.", 95, 99),
        ("Das neue Solardach versorgt die Schule in Adzopé mit Strom.", 90, 97),
        ("Das Solardach versorgt das Rathaus in Adzopé mit Wasser.", 65, 90),
    ],
)
def test_a_changed_sentence_is_found_with_an_honest_percentage(keep, look, changed, least, most):
    keep(ROOF, ROOF_FR)
    keep("Der Rat hat im März getagt.", "Le conseil s’est réuni en mars.")
    [found] = look(changed)
    assert found.target == ROOF_FR
    assert least <= found.percent <= most


@pytest.mark.parametrize(
    "text", ["Der Rat hat im März getagt.", "", "   ", "<b></b>", "…", "?!", "\x00", "日本語のテキスト"]
)
def test_what_is_not_alike_is_not_offered(keep, look, text):
    keep(ROOF, ROOF_FR)
    assert look(text) == []


def test_inflected_words_and_accents_meet(keep, look):
    keep("Solardächer und Wasserpumpen", "Toits solaires et pompes à eau")
    assert look("Solardach und Wasserpumpe")[0].percent >= 60


def test_the_best_comes_first_and_no_translation_twice(keep, look):
    keep("Das Solardach versorgt die Schule.", "A", age=3)
    keep("Das Solardach versorgt die Schulen.", "A", age=2)
    keep("Das Solardach versorgt die Schule!", "B", age=1)
    found = look("Das Solardach versorgt die Schule.")
    assert [(match.target, match.percent) for match in found] == [("A", 100), ("B", 97)]


def test_of_two_translations_of_the_same_sentence_the_newest_comes_first(keep, look):
    keep(ROOF, "Ancien", age=5)
    keep(ROOF, "Nouveau", age=1)
    keep(ROOF, "Vieux", age=9)
    assert [match.target for match in look(ROOF)] == ["Nouveau", "Ancien", "Vieux"]
    keep(ROOF, "Vieux")
    assert look(ROOF, limit=2)[0].target == "Vieux"
    assert len(look(ROOF, limit=2)) == 2
    assert MemoryEntry.objects.count() == 3


def test_other_languages_are_another_memory(site, keep):
    keep(ROOF, ROOF_FR)
    assert matches(ROOF, site.fr.locale, site.de.locale) == []


def test_links_that_the_sentence_does_not_have_are_taken_out(keep, look):
    keep('Mehr <a id="a1">hier</a> und <a id="a2">dort</a>.', 'Plus <a id="a1">ici</a> et <a id="a2">là</a>.')
    assert look("Mehr hier und dort.")[0].target == "Plus ici et là."
    assert look('Mehr <a id="a1">hier</a> und dort.')[0].target == 'Plus <a id="a1">ici</a> et là.'


def test_common_words_do_not_hide_a_sentence_among_many(site, look):
    pairs = [
        Pair(f"Die Stadt und die Schule in der Region {number} und das ist gut.", f"N{number}") for number in range(700)
    ]
    remember_many(site.de.locale.pk, site.fr.locale.pk, [Pair(ROOF, ROOF_FR), *pairs], Origin.TMX)
    found = look("Das Solardach versorgt die Schule und die Stadt in der Region mit Strom.")
    assert ROOF_FR in [match.target for match in found]
    assert look("Die Stadt und die Schule in der Region 333 und das ist gut.")[0].percent == 100
    assert look("Die Stadt und die Schule in der Region 333 und das ist sehr gut.")[0].target == "N333"


def test_a_look_up_takes_three_queries_however_much_there_is(site, keep, look):
    for number in range(30):
        keep(f"{ROOF} {number}", f"{ROOF_FR} {number}")
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert look(ROOF)
    assert len(queries) == 3


def test_very_long_texts_are_compared_too(keep, look):
    long = " ".join(f"Wort{number}" for number in range(5000))
    keep(long, "Long")
    assert look(f"{long} Ende")[0].percent == 99


def test_marks_are_the_same_for_the_same_words_and_depend_on_the_languages():
    assert marks("Die Schule", 1, 2) == marks("die SCHULE", 1, 2)
    assert not set(marks("Die Schule", 1, 2)) & set(marks("Die Schule", 2, 1))
    assert all(-(2**31) <= number < 2**31 for number in marks(ROOF, 1, 2))


def test_plain_text_and_hash():
    assert plain("A&amp;B<br/>C <b>D</b>\u202f!") == "A&B C D !"
    assert text_hash('<a id="a1">x</a>') == text_hash('<a id="a7">x</a>')
    assert text_hash("<b>x</b>") != text_hash("x")


# --- Filling ----------------------------------------------------------------------------------


@pytest.fixture
def made(site):
    return in_translation(site, title="Solardach", body=[("paragraph", "<p>Erster Satz hier. </p><p>Zweiter.</p>")])


def sources():
    return set(MemoryEntry.objects.values_list("source_text", "target_text"))


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


# --- What stood there before ------------------------------------------------------------------


def change(site, made, **values):
    """Change the German page and bring its sentences up to date."""
    for name, value in values.items():
        setattr(made.page, name, value)
    made.page.save()
    return begin(site, made.page)


def by_source(translation, part):
    return next(segment for segment in segments_of(translation) if part in segment.source)


def block_body(page, html):
    """The same block with another text."""
    [block] = page.body.raw_data
    return [{**block, "value": html}]


def test_a_changed_title_shows_what_stood_there_however_different(site, made):
    translate_all(made.translation, person(None))
    translation = change(site, made, title="Ganz anderes Wort")
    found = previous(translation, by_source(translation, "Ganz anderes"))
    assert (found.source, found.target) == ("Solardach", "FR Solardach")
    assert found.difference == "<del>Solardach</del><ins>Ganz anderes Wort</ins>"


def test_in_a_text_of_many_sentences_the_most_similar_old_one_is_shown(site):
    text = "<p>Der Brunnen ist fertig.</p><p>Die Schule hat ein Dach.</p><p>Das Wasser ist klar.</p>"
    made = in_translation(site, body=[("paragraph", text)])
    translate_all(made.translation, person(None))
    new = "<p>Der Brunnen ist fertig.</p><p>Die Schule hat ein neues Dach.</p><p>Das Wasser ist sehr klar.</p>"
    translation = change(site, made, body=block_body(made.page, new + "<p>Die Feuerwehr übt am Sonntag.</p>"))
    assert previous(translation, by_source(translation, "neues Dach")).source == "Die Schule hat ein Dach."
    assert previous(translation, by_source(translation, "sehr klar")).target == "FR Das Wasser ist klar."
    assert previous(translation, by_source(translation, "Feuerwehr")) is None
    assert previous(translation, by_source(translation, "Brunnen")) is None, "unchanged"


def test_an_old_sentence_belongs_to_the_new_one_it_became(site):
    made = in_translation(site, body=[("paragraph", "<p>Die Schule hat ein Dach.</p><p>Anderes.</p>")])
    translate_all(made.translation, person(None))
    new = "<p>Die Schule hat ein neues Dach.</p><p>Die Schule hat einen Bach.</p><p>Anderes.</p>"
    translation = change(site, made, body=block_body(made.page, new))
    found = previous_of(translation, segments_of(translation))
    sentences = {segment.id: segment.source for segment in segments_of(translation)}
    assert len([old for old in found.values() if old.source == "Die Schule hat ein Dach."]) == 1
    assert len(found) == 1, [sentences[pk] for pk in found]


def test_a_block_made_anew_shows_the_old_text_if_it_is_similar(site):
    made = in_translation(site, body=[("paragraph", "<p>Die Schule hat ein Dach.</p>")])
    translate_all(made.translation, person(None))
    new = "<p>Die Schule hat ein neues Dach.</p><p>Etwas völlig anderes.</p>"
    translation = change(site, made, body=[("paragraph", new)])
    new_segment = by_source(translation, "neues Dach")
    assert previous(translation, new_segment).target == "FR Die Schule hat ein Dach."
    assert previous(translation, by_source(translation, "völlig")) is None


def test_never_translated_means_nothing_before(site, made):
    translation = change(site, made, title="Neuer Titel")
    assert previous(translation, by_source(translation, "Neuer Titel")) is None


def test_other_pages_and_languages_are_not_what_stood_there(site, made):
    other = in_translation(site, title="Solardach groß")
    translate_all(other.translation, person(None))
    assert previous(made.translation, by_source(made.translation, "Solardach")) is None


def test_two_queries_for_all_sentences(site, made):
    translate_all(made.translation, person(None))
    translation = change(site, made, title="Solardach neu")
    segments = segments_of(translation)
    with CaptureQueriesContext(connection) as queries:
        found = previous_of(translation, segments)
    assert len(queries) == 2
    assert len(found) == 1


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("Ein Dach.", "Ein neues Dach.", "Ein<ins> neues</ins> Dach."),
        ("Ein altes Dach", "Ein Dach", "Ein <del>altes </del>Dach"),
        ("rot und blau", "grün und gelb", "<del>rot</del><ins>grün</ins> und <del>blau</del><ins>gelb</ins>"),
        ("gleich", "gleich", "gleich"),
        ("A &amp; B", "A &amp; C", "A &amp; <del>B</del><ins>C</ins>"),
        ("<b>A</b> B", "A B", "<del>&lt;b&gt;</del>A<del>&lt;/b&gt;</del> B"),
        ("", "neu", "<ins>neu</ins>"),
    ],
)
def test_difference(old, new, expected):
    assert difference(old, new) == expected


@pytest.mark.parametrize(
    "evil", ["<script>alert(1)</script>", "&lt;img src=x onerror=alert(1)&gt;", '"><del onclick="x">']
)
def test_difference_lets_nothing_through(evil):
    for html in (difference(evil, "x"), difference("x", evil), difference(evil, evil)):
        stripped = html.replace("<del>", "").replace("</del>", "").replace("<ins>", "").replace("</ins>", "")
        assert "<" not in stripped
        assert ">" not in stripped
        assert '"' not in stripped


def test_difference_of_very_long_texts_is_short_work():
    old, new = " ".join("abc" for _n in range(5000)), " ".join("abd" for _n in range(5000))
    assert difference(old, new).startswith("<del>abc")


def test_strings_of_the_memory_are_not_the_strings_of_the_pages(site, keep):
    keep("Nur im Gedächtnis", "Seulement en mémoire")
    assert not String.objects.filter(data="Nur im Gedächtnis").exists()
