"""Malformed content files: every fault is named with file and line, and nothing is written."""

import pytest
from django.core.management import CommandError, call_command
from wagtail.models import Locale, Page

from home.package import french, german, loader
from home.package.assembling import read_package
from home.package.ground import OtherSite
from home.package.reading import MalformedContent
from home.package.records import ContentPackageItem
from home.package.texts import Reference, RichText, Text, french_spaces, inline_html
from sdg.models import Goal

from .package_data import replace, snapshot

#: what is changed: file, text, what it becomes, lines after that one, words of the message.
FAULTS = {
    "bad YAML": ("pages.yaml", "type: projects", "type: [projects", None, "This is not YAML"),
    "missing key": ("partnership.yaml", "period: {start: 2025, end: 2027}", "period: {end: 2027}", 0, "lacks “start”"),
    "wrong type": ("partnership.yaml", "start: 2022, end: 2022", "start: soon, end: 2022", 0, "must be a number"),
    "a list is wanted": ("legal.yaml", "pages:\n", "pages: none\nother:\n", 0, "must be a list"),
    "unknown key": (
        "pages.yaml",
        "    menu: true\n    slug: {de: projekte",
        "    menue: true\n    slug: {de: projekte",
        0,
        "not known",
    ),
    "year out of range": ("partnership.yaml", "start: 2022, end: 2022", "start: 22, end: 2022", 0, "not between"),
    "end before start": ("partnership.yaml", "start: 2019, end: 2020", "start: 2021, end: 2020", 0, "before the start"),
    "unknown goal": ("partnership.yaml", "{goal: 15, primary", "{goal: 18, primary", 0, "not between 1 and 17"),
    "target of another goal": ("partnership.yaml", 'target: "3.1"', 'target: "5.1"', 0, "not a target of goal 3"),
    "no such target": ("partnership.yaml", 'target: "3.1"', 'target: "3.99"', 0, "not a target of goal 3"),
    "goal missing": ("sdg.yaml", "- {n: 17,", "- {n: 16,", 0, "stands here twice"),
    "bad colour": ("sdg.yaml", "#E5243B", "red", 0, "right form"),
    "latitude": ("partnership.yaml", "lat: 5.99326", "lat: 95.99326", 0, "not between"),
    "duplicate id": ("partnership.yaml", "id: p4-futterproduktion", "id: p6-maniok-halle", None, "twice"),
    "duplicate slug": ("legal.yaml", "slug: {de: impressum,", "slug: {de: kontakt,", -3, "is already that of"),
    "reserved slug": ("legal.yaml", "slug: {de: impressum,", "slug: {de: suche,", -3, "for its search"),
    "bad slug": ("legal.yaml", "slug: {de: impressum,", "slug: {de: Über uns,", 0, "right form"),
    "missing translation": (
        "partnership.yaml",
        '"Aufbau einer Maniok-Halle", fr:',
        '"Aufbau einer Maniok-Halle", en:',
        0,
        "“fr”",
    ),
    "fewer paragraphs in French": (
        "partnership.yaml",
        '        - "C’est le plus ancien projet de cette liste ; il date de l’année où la coopération a commencé."\n',
        "",
        -1,
        "2 paragraphs in German and 1 in French",
    ),
    "empty text": ("pages.yaml", 'title: {de: "Ziele"', 'title: {de: ""', 0, "must be a text"),
    "too long": ("pages.yaml", 'title: {de: "Ziele"', 'title: {de: "' + "Z" * 300 + '"', 0, "300 characters"),
    "unknown page in a link": (
        "legal.yaml",
        "siehe [Kontakt](page:kontakt)",
        "siehe [Kontakt](page:kontackt)",
        None,
        "no page “kontackt”",
    ),
    "unknown parent": ("accessibility.yaml", "parent: barrierefreiheit", "parent: nirgends", -2, "no page “nirgends”"),
    "unknown contact": (
        "accessibility.yaml",
        "\n    contact: koordinationsstelle",
        "\n    contact: niemand",
        -2,
        "no contact “niemand”",
    ),
    "unknown link": (
        "partnership.yaml",
        "links: [sdg-un, partner-fuer-eine-welt]",
        "links: [sdg-une]",
        0,
        "no link “sdg-une”",
    ),
    "key twice": ("pages.yaml", "type: goals\n", "type: goals\n    type: goals\n", 1, "stands here twice"),
    "date that is none": (
        "partnership.yaml",
        "start: 2022, end: 2022",
        "start: 2022-13-45, end: 2022",
        0,
        "must be a number",
    ),
    "page below itself": (
        "accessibility.yaml",
        "type: accessibility\n",
        "type: accessibility\n    parent: barriere-melden\n",
        None,
        "below itself",
    ),
}


@pytest.mark.parametrize("fault", FAULTS, ids=list(FAULTS))
def test_fault_is_named_with_file_and_line(fault, content, db):
    name, old, new, offset, words = FAULTS[fault]
    line = replace(content, name, old, new)
    with pytest.raises(CommandError) as error:
        call_command("load_content", folder=content, verbosity=0)
    message = str(error.value)
    assert words in message
    assert f"{name}, line " in message
    if offset is not None:
        assert f"{name}, line {line + offset}:" in message
    assert "Traceback" not in message
    assert not ContentPackageItem.objects.exists()
    assert not Goal.objects.exists()
    assert Page.objects.filter(depth__gt=2).count() == 0


def test_several_faults_at_once(content):
    replace(content, "partnership.yaml", 'target: "3.1"', 'target: "5.1"')
    replace(content, "sdg.yaml", "#E5243B", "red")
    replace(content, "legal.yaml", "purpose: imprint", "purpose: imprinted")
    with pytest.raises(MalformedContent) as error:
        read_package(content)
    assert [problem.split(",")[0] for problem in error.value.problems] == ["legal.yaml", "partnership.yaml", "sdg.yaml"]


@pytest.mark.parametrize("name", ["partnership.yaml", "sdg.yaml", "pages.yaml", "legal.yaml", "accessibility.yaml"])
@pytest.mark.parametrize("damage", ["missing", "empty", "a word", "not UTF-8", "a list of lists"])
def test_damaged_files(name, damage, content):
    path = content / name
    if damage == "missing":
        path.unlink()
    else:
        path.write_bytes(
            {"empty": b"", "a word": b"hello", "not UTF-8": b"a: \xff\xfe", "a list of lists": b"- [1]"}[damage]
        )
    with pytest.raises(MalformedContent) as error:
        read_package(content)
    assert any(problem.startswith(f"{name}, line ") for problem in error.value.problems)


@pytest.mark.parametrize("step", ["publish_page", "refresh_source", "write_snippet"])
def test_a_failure_halfway_leaves_nothing(step, small_content, db, monkeypatch):
    """Whatever goes wrong, the database is as it was."""
    before = snapshot()

    def fail(*args):
        raise RuntimeError("for the test")

    monkeypatch.setattr(german, step, fail)
    with pytest.raises(RuntimeError):
        loader.load(small_content)
    assert snapshot() == before


def test_a_segment_without_french_stops_the_load(small_content, db, monkeypatch):
    before = snapshot()
    monkeypatch.setattr(french, "segment_texts", lambda unit, finder: {})
    with pytest.raises(CommandError, match="has no French text"):
        call_command("load_content", folder=small_content, verbosity=0)
    assert snapshot() == before
    assert not Locale.objects.filter(language_code="fr").exists() or before["rows"]["wagtailcore.Locale"] == 2


def test_french_spaces():
    assert french_spaces("Faim « zéro » : oui ; non ! Où ?") == (
        "Faim «\u00a0zéro\u00a0»\u00a0: oui\u202f; non\u202f! Où\u202f?"
    )
    assert french_spaces("de 10 : 30") == "de 10\u00a0: 30"
    assert french_spaces("https://example.org/a:b") == "https://example.org/a:b"


def test_marks_in_running_text():
    def page_id(reference: Reference) -> int:
        assert reference == Reference("page", "kontakt")
        return 7

    assert inline_html("**A** <i>& [hier](page:kontakt)", page_id) == (
        '<b>A</b> &lt;i&gt;&amp; <a linktype="page" id="7">hier</a>'
    )
    assert inline_html("[x](javascript:alert)", page_id) == "[x](javascript:alert)"
    text = RichText((Text("a", "b"), Text("c")), is_list=True)
    assert text.html("fr", page_id) == "<ul><li>b</li><li>c</li></ul>"


@pytest.mark.django_db
def test_another_home_page_is_not_touched(site, content):
    before = snapshot()
    with pytest.raises(OtherSite):
        loader.load(content)
    assert snapshot() == before


@pytest.mark.django_db
def test_check_on_an_empty_database_writes_nothing(content, capsys):
    before = snapshot()
    with pytest.raises(SystemExit):
        call_command("load_content", check=True, folder=content)
    assert "84 would be created" in capsys.readouterr().out
    assert snapshot() == before
