"""French typography: what is mended, what is left alone, and that printing does not undo it."""

import pytest

from cms.desk.proofing.typography import Typography, look
from cms.typography import typeset

NB, NN = "\u00a0", "\u202f"

RIGHT = [
    "Tout est prêt.",
    "Qui aide ?",  # an ordinary space is mended when it is printed
    f"Qui aide{NN}?",
    f"Qui aide{NB}?",
    "Horaires : 9 h",
    f"Horaires{NB}: 9 h",
    "« Bonjour »",
    f"«{NB}Bonjour{NB}»",
    f"«{NB}il dit “oui”{NB}»",
    "à 14:30",
    "le ratio 1:2",
    "https://www.un.org/?a=1;b=2",
    "voir www.un.org/fr/!x",
    "mail@example.org",
    "(?) et [!] et ?!",
    f"Vraiment{NN}?!",
    "Venez…!",
    "l’école d’Adzopé",
    "R&amp;D et sécurité",
    "Texte <b>gras</b> suivi",
    '<a id="a1">Lien</a> ; suite',
    f"<b>Adresse{NB}:</b> Düren",
    "1,5 million et 3.14",
    "12 % de 5 €",
    "le fichier .pdf",
    "Et cetera.",
    "5′ 30″ et 12 po",
    "la liste :\nun",
    "mot (entre parenthèses) !",
    f"<b>Attention</b>{NN}!",
    "Oui <b>!</b>",
    "dit «<i> oui</i> »",
]
MENDED = [
    ("Qui aide?", f"Qui aide{NN}?", "space_missing"),
    ("Venez!", f"Venez{NN}!", "space_missing"),
    ("Venez!!", f"Venez{NN}!!", "space_missing"),
    ("un; deux", f"un{NN}; deux", "space_missing"),
    ("Horaires: 9 h", f"Horaires{NB}: 9 h", "space_missing"),
    ("<b>Adresse:</b> Düren", f"<b>Adresse{NB}:</b> Düren", "space_missing"),
    ("<b>Attention</b>!", f"<b>Attention</b>{NN}!", "space_missing"),
    ("Voir www.un.org!", f"Voir www.un.org{NN}!", "space_missing"),
    ("Voir https://www.un.org/?a=1; puis", f"Voir https://www.un.org/?a=1{NN}; puis", "space_missing"),
    ("«Bonjour»", f"«{NB}Bonjour{NB}»", "space_missing"),
    ("«<b>Bonjour</b>»", f"«{NB}<b>Bonjour</b>{NB}»", "space_missing"),
    ("12% de 5€", f"12{NB}% de 5{NB}€", "space_missing"),
    ("„Bonjour“", f"«{NB}Bonjour{NB}»", "quotation_marks"),
    ("“Bonjour”", f"«{NB}Bonjour{NB}»", "quotation_marks"),
    ('dit "oui", puis', f"dit «{NB}oui{NB}», puis", "quotation_marks"),
    ("dit &quot;oui&quot;", f"dit «{NB}oui{NB}»", "quotation_marks"),
    ("»Bonjour«", f"«{NB}Bonjour{NB}»", "quotation_marks"),
    ("l'école", "l’école", "apostrophe"),
    ("l&#x27;école", "l’école", "apostrophe"),
    ("d'<b>Adzopé</b>", "d’<b>Adzopé</b>", "apostrophe"),
    ("Et puis...", "Et puis…", "ellipsis"),
    ("deux  espaces", "deux espaces", "double_space"),
    (f"deux {NB}: espaces", f"deux{NB}: espaces", "double_space"),
    ("un mot , puis", "un mot, puis", "space_before_comma"),
    ("un mot .", "un mot.", "space_before_comma"),
]


@pytest.mark.parametrize("text", RIGHT)
def test_what_is_right_is_left_alone(text):
    assert look(text, "fr").problems == ()
    assert look(text, "fr").fixed == text


@pytest.mark.parametrize(("text", "fixed", "problem"), MENDED)
def test_what_is_wrong_is_mended(text, fixed, problem):
    seen = look(text, "fr")
    assert seen.fixed == fixed
    assert problem in seen.problems
    assert look(fixed, "fr").problems == ()


@pytest.mark.parametrize("fixed", [row[1] for row in MENDED])
def test_printing_agrees_with_what_was_mended(fixed):
    if "<" not in fixed:
        assert typeset(fixed, "fr") == fixed


@pytest.mark.parametrize("text", [row[0] for row in MENDED if row[2] != "double_space"])
def test_other_languages_have_other_rules(text):
    assert look(text, "en").problems == ()


def test_text_in_two_hundred_tags_and_signs_of_the_private_use_area():
    text = "<b>x</b> " * 200 + "\ue001 Oui?"
    assert look(text, "fr").fixed == text
    text = "<b>x</b> " * 200 + "Oui?"
    assert look(text, "fr").fixed == text.replace("Oui?", f"Oui{NN}?")


def test_ten_thousand_spaces_and_more_tags_than_there_are_signs_for():
    text = "un" + " " * 9_000 + "mot"
    assert look(text, "fr").fixed == "un mot"
    text = "<b>x</b>" * 5_000 + "Oui?"
    assert look(text, "fr") == Typography((), text)
