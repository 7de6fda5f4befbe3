"""How much goes to the machine at once, and which answers are used."""

import pytest

from cms.desk.machine.chunks import SENTENCES, first_chunk, usable


def test_chunks_hold_so_many_sentences_or_signs_and_each_text_once():
    assert len(first_chunk([f"Satz {number}" for number in range(120)], 10_000)) == SENTENCES == 50
    assert first_chunk(["a" * 60, "b" * 60, "c"], 100) == ["a" * 60]
    assert first_chunk(["a" * 600], 100) == ["a" * 600]
    assert first_chunk(["a", "b", "a"], 100) == ["a", "b"]


@pytest.mark.parametrize(
    ("source", "answer", "expected"),
    [
        ("<b>A</b> B", "<b>X</b> Y", "<b>X</b> Y"),
        ('<a id="a1">A</a> B', ' <a id="a1">X</a> Y\n', '<a id="a1">X</a> Y'),
        ("A<br/>B", "X<br>Y", "X<br/>Y"),
        ("A &amp; B", "X &amp; Y", "X &amp; Y"),
        ("A", "l&#39;eau", "l'eau"),
        ("<b>A</b>", "X", ""),
        ("A", "<b>X</b>", ""),
        ("<b>A</b>", "<script>X</script>", ""),
        ('<a id="a1">A</a>', '<a id="a2">X</a>', ""),
        ('<a id="a1">A</a>', '<a id="a1" href="javascript:x">X</a>', ""),
        ("A", "", ""),
    ],
)
def test_only_answers_with_the_markup_of_the_source_are_used(source, answer, expected):
    assert usable(source, answer) == expected
