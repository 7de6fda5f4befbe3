"""The rules as functions: what they find, what they leave alone, and that no text keeps them long."""

import pytest

from cms.checking.passages import Passage, Place, link_words, plain_lines
from cms.checking.readability import Level, readability, syllables_of
from cms.checking.rules import Text, check
from cms.checking.rules.sentences import length, sentences

PLACE = Place("body", "b1")


def found(*passages, language="de", known=()):
    made = tuple(one if isinstance(one, Passage) else Passage("text", one, PLACE) for one in passages)
    return [(one.code, one.sentence) for one in check(Text(made, language, frozenset(known)))]


def codes(*passages, **options):
    return [code for code, _sentence in found(*passages, **options)]


def heading(text, level=2):
    return Passage("heading", text, PLACE, level)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Eins. Zwei! Drei? Vier", ["Eins.", "Zwei!", "Drei?", "Vier"]),
        ("Das gilt z. B. am 3. Mai. Danach nicht.", ["Das gilt z. B. am 3. Mai.", "Danach nicht."]),
        ("Er sagt: „Ja.“ Dann geht er.", ["Er sagt: „Ja.“", "Dann geht er."]),
        ("Elle dit : « Oui. » Puis elle part.", ["Elle dit : « Oui. »", "Puis elle part."]),
        ("Eine Liste\nohne Punkte", ["Eine Liste", "ohne Punkte"]),
        ("M. Dupont arrive. Il parle.", ["M. Dupont arrive.", "Il parle."]),
        ("", []),
    ],
)  # fmt: skip
def test_sentences_end_where_a_reader_ends_them(text, expected):
    assert list(sentences(text)) == expected


@pytest.mark.parametrize(("language", "limit"), [("de", 25), ("fr", 30)])
def test_a_sentence_is_long_from_one_word_more_than_the_limit(language, limit):
    assert codes(" ".join(["Wort"] * limit) + ".", language=language) == []
    assert codes(" ".join(["Wort"] * (limit + 1)) + ".", language=language) == ["long_sentence"]


def test_hyphens_and_apostrophes_make_one_word():
    assert length("Baden-Württemberg, l’école d'Assikoi") == 3


@pytest.mark.parametrize(
    "words", ["hier", "Klicken Sie hier!", "mehr …", "ici", "Cliquez ici", "En savoir plus »", "MEHR"]
)
def test_links_that_say_nothing_are_found(words):
    assert codes(Passage("link", words, PLACE)) == ["link_words"]


@pytest.mark.parametrize("words", ["https://example.org/a?b=c", "www.kreis-dueren.de", "kreis-dueren.de/seite"])
def test_bare_addresses_are_found(words):
    assert codes(Passage("link", words, PLACE)) == ["link_address"]


@pytest.mark.parametrize("words", ["Programm der Konferenz 2025", "Hier wohnt Maria", "Mehr Demokratie", "Ici Abidjan"])
def test_links_with_a_meaning_are_left_alone(words):
    assert codes(Passage("link", words, PLACE)) == []


def test_a_link_without_words_is_found():
    assert codes(Passage("link", " ", PLACE)) == ["link_empty"]


@pytest.mark.parametrize(
    ("levels", "expected"),
    [((2, 3, 2), []), ((3,), ["heading_order"]), ((2, 4), ["heading_order"]), ((2, 3, 3, 2, 3), [])],
)
def test_headings_leave_out_no_level(levels, expected):
    assert codes(*(heading("Überschrift", level) for level in levels)) == expected


def test_an_empty_heading_is_found_and_counts_as_none():
    assert codes(heading("  "), heading("Erste")) == ["heading_empty"]


def test_an_abbreviation_is_found_once_and_where_it_first_stands():
    assert found("Die GIZ hilft. Die GIZ bleibt.", "Auch die GIZ.") == [("abbreviation", "Die GIZ hilft.")]


@pytest.mark.parametrize(
    "text",
    [
        "Die Nachhaltigkeitsziele (SDG) gelten. Die SDG helfen.",
        "SDG (Nachhaltigkeitsziele) gelten.",
        "Das Gesetz (Paragraf 5 BGG NRW) gilt.",
        "Die EU und NRW sind bekannt.",
        "Kapitel II und XIV.",
    ],
)
def test_explained_and_known_abbreviations_are_left_alone(text):
    assert codes(text) == []


def test_the_glossary_makes_an_abbreviation_known():
    assert codes("Die GIZ hilft.", known={"GIZ"}) == []


@pytest.mark.parametrize("text", ["Das ist WIRKLICH SEHR WICHTIG für uns.", "Bitte KENNTNISNAHME."])
def test_shouting_is_found(text):
    assert codes(text) == ["shouting"]


def test_a_picture_needs_an_alternative_text():
    assert codes(Passage("picture", "", PLACE), Passage("picture", "Ein Haus", PLACE)) == ["alternative_text"]


def test_of_one_rule_a_dozen_are_shown():
    assert len(codes(*[Passage("link", "hier", PLACE)] * 100)) == 12


def test_every_finding_says_why_how_to_mend_and_where():
    passages = (heading("", 2), Passage("link", "hier", PLACE), Passage("text", "Die GIZ. " + "Wort " * 30, PLACE))
    for one in check(Text(passages, "de")):
        assert one.reason
        assert one.mend
        assert one.place == PLACE


def test_rich_text_becomes_lines_and_its_links_words():
    html = '<p>Eins &amp; <a linktype="page" id="3">zwei <b>drei</b></a></p><ul><li>vier</li></ul>'
    assert plain_lines(html) == "Eins & zwei drei\nvier"
    assert list(link_words(html)) == ["zwei drei"]


@pytest.mark.parametrize(
    ("word", "language", "number"),
    [
        ("Haus", "de", 1),
        ("Entwicklungszusammenarbeit", "de", 8),
        ("école", "fr", 2),
        ("table", "fr", 1),
        ("xyz", "de", 1),
    ],
)
def test_syllables(word, language, number):
    assert syllables_of(word, language) == number


@pytest.mark.parametrize("language", ["de", "fr"])
def test_the_level_grows_with_long_words_and_sentences(language):
    easy = [Passage("text", "Das Haus ist rot. " * 20, PLACE)]
    hard = [Passage("text", ("Entwicklungszusammenarbeitsorganisationen " * 40 + ". Xaa ") * 6, PLACE)]
    assert readability(easy, language).level == Level.EASY
    assert readability(hard, language).level == Level.HARD
    assert readability([Passage("text", "Kurz.", PLACE)], language).level == Level.TOO_SHORT


@pytest.mark.parametrize(
    "nasty",
    [
        "a" * 200_000, "A" * 200_000, "A " * 100_000, "AB " * 70_000, ". " * 100_000, "." * 200_000, "(" * 200_000,
        " " * 200_000, ".\xa0" * 100_000, "a.a" * 60_000, "a-" * 100_000, "<" * 200_000, "AB(" * 60_000,
        "www." * 50_000,
    ],
    ids=range(14),
)  # fmt: skip
def test_no_text_takes_quadratic_time(nasty):
    """A text of this size would keep a rule that takes quadratic time for hours: it is enough that this ends."""
    passages = tuple(Passage(kind, nasty, PLACE, 2) for kind in ("text", "link", "heading", "picture", "short"))
    assert len(list(check(Text(passages, "de")))) <= 12 * 10
    assert readability(passages, "de").level
