"""No-break spaces."""

import json

import pytest

from cms.typography import french_spaces, typeset, typeset_html
from tests.factories import make_project

NB, NNB = "\u00a0", "\u202f"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Quoi ?", f"Quoi{NNB}?"),
        ("Oui ! Non ; si", f"Oui{NNB}! Non{NNB}; si"),
        ("Objectif 3 : santé", f"Objectif 3{NB}: santé"),
        ("« mot »", f"«{NB}mot{NB}»"),
        ("Quoi  ?!", f"Quoi{NNB}?!"),
        (f"Quoi{NB}?", f"Quoi{NB}?"),
        ("Quoi?", "Quoi?"),
        ("https://a.example/?x=1 : voir", f"https://a.example/?x=1{NB}: voir"),
        ("http://a.example/", "http://a.example/"),
        ("CSS :hover et 10:30", "CSS :hover et 10:30"),
        ("12 000 habitants", f"12{NNB}000 habitants"),
        ("de 2018 2019 à 3 1234", "de 2018 2019 à 3 1234"),
        ("5 % et 3 km", f"5{NB}% et 3{NB}km"),
        ("", ""),
    ],
)
def test_french(before, after):
    assert french_spaces(before) == after
    assert french_spaces(after) == after


def test_german_keeps_its_spaces_but_for_units_and_abbreviations():
    assert typeset("Was : das ? 5 % z. B. hier", "de") == f"Was : das ? 5{NB}% z.{NB}B. hier"


def test_only_text_of_html_is_touched():
    html = '<a href="/x ?a :b" title="Quoi ?">Quoi ?</a><code>a ? b</code><!-- a ? --><b>mot</b> :<br>Tom &amp; moi !'
    assert typeset_html(html, "fr") == (
        f'<a href="/x ?a :b" title="Quoi ?">Quoi{NNB}?</a><code>a ? b</code><!-- a ? --><b>mot</b>{NB}:<br>'
        f"Tom &amp; moi{NNB}!"
    )
    assert typeset_html(typeset_html(html, "fr"), "fr") == typeset_html(html, "fr")
    for broken in ("<", "a < b ?", "<textarea>a ?", "<style>a ?", "", "</code> ?"):
        typeset_html(broken, "fr")


def test_pages_print_french_spaces_everywhere(site, client):
    body = json.dumps([{"type": "paragraph", "value": "<p>Pourquoi ? « Parce que ».</p>"}])
    page = make_project(site.fr, "Une question : laquelle ?", teaser="Vraiment !", body=body)
    html = client.get(page.url).content.decode()
    assert f"<h1>Une question{NB}: laquelle{NNB}?</h1>" in html
    assert f"<title>Une question{NB}: laquelle{NNB}? – " in html
    assert f"Vraiment{NNB}!" in html
    assert f"Pourquoi{NNB}? «{NB}Parce que{NB}»." in html
    assert f"Une question{NB}: laquelle{NNB}?" in client.get("/fr/projets/").content.decode()
    page.refresh_from_db()
    assert page.title == "Une question : laquelle ?"


def test_a_german_page_keeps_its_spaces(site, client):
    page = make_project(site.de, "Frage : welche ?")
    assert "<h1>Frage : welche ?</h1>" in client.get(page.url).content.decode()
