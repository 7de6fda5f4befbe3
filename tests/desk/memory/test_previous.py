"""What stood at a place before, and what is different now."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cms.desk.memory.difference import difference
from cms.desk.memory.lookup import previous, previous_of
from cms.desk.segments import segments_of
from tests.desk.helpers import begin, in_translation, person, translate_all


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
