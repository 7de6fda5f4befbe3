"""The rules for readable text at the translators' desk."""

import pytest

from .test_proofing_checks import codes

LONG = " ".join(["mot"] * 31) + "."


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ("Kurz und gut ist dieser Satz.", LONG, ["long_sentence"]),
        (" ".join(["Wort"] * 26) + ".", LONG, []),  # the source is long itself
        ("Kurz.", " ".join(["mot"] * 30) + ".", []),
        ('Siehe <a id="a1">Bericht</a>.', 'Voir <a id="a1">ici</a>.', ["link_words"]),
        ('Siehe <a id="a1">Bericht</a>.', 'Voir le <a id="a1">rapport</a>.', []),
    ],
)
def test_long_sentences_and_links_without_meaning_are_asked_about(source, target, expected):
    assert [code for code in codes(source, target) if code in ("long_sentence", "link_words")] == expected
