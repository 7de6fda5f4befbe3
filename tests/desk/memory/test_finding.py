"""What the memory finds for a sentence: how alike it is, in which order, and at what cost."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail_localize.models import String

from cms.desk.memory.lookup import matches
from cms.desk.memory.store import Pair, remember, remember_many
from cms.desk.memory.text import marks, plain, text_hash
from cms.desk.models import MemoryEntry
from cms.desk.models.memory import Origin

ROOF = "Das Solardach versorgt die Schule in Adzopé mit Strom."
ROOF_FR = "Le toit solaire alimente l’école d’Adzopé en électricité."


@pytest.fixture
def keep(site):
    """Put a pair into the memory; ``age`` in days."""

    def kept(source, target, age=0):
        moment = timezone.now() - timedelta(days=age)
        remember(site.de.locale.pk, site.fr.locale.pk, Pair(source, target, moment))

    return kept


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


def test_strings_of_the_memory_are_not_the_strings_of_the_pages(site, keep):
    keep("Nur im Gedächtnis", "Seulement en mémoire")
    assert not String.objects.filter(data="Nur im Gedächtnis").exists()
