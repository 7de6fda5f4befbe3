"""TMX in: whatever other programs, other times and other people bring."""

from datetime import UTC, datetime
from io import StringIO
from xml.etree import ElementTree

import pytest
from django.core.management import CommandError, call_command

from cms.desk.memory import importing
from cms.desk.memory.importing import import_tmx
from cms.desk.memory.tmx_inline import from_seg
from cms.desk.memory.tmx_reading import NotTmx
from cms.desk.models import ImportReport, MemoryEntry
from tests.desk.memory.helpers import BOMB, file, reasons, sources, unit

OUTSIDE = '<?xml version="1.0"?><!DOCTYPE tmx [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize(
    ("seg", "expected"),
    [
        ("A &amp; B", "A &amp; B"),
        ('<bpt i="1">{\\b </bpt>A<ept i="1">}</ept> B', "A B"),
        ('<bpt i="1" type="bold"/>A<ept i="1"/> B', "<b>A</b> B"),
        ('<bpt i="1">&lt;B CLASS="x"&gt;</bpt>A<ept i="1">&lt;/B&gt;</ept>', "<b>A</b>"),
        ('<hi type="italic">A</hi> <hi>B</hi>', "<i>A</i> B"),
        ('A<ph x="1">&lt;br&gt;</ph>B<ph type="lb"/>C<ph>&lt;img src="x"/&gt;</ph>', "A<br/>B<br/>C"),
        ('A<ph><sub>verborgen</sub></ph>B<it pos="begin">x</it><ut>y</ut>', "AB"),
        ('<bpt i="1">&lt;a href="http://x/" id="a1"&gt;</bpt>A<ept i="1">&lt;/a&gt;</ept>', '<a id="a1">A</a>'),
        ('<bpt i="1">&lt;a href="javascript:x"&gt;</bpt>A<ept i="1">&lt;/a&gt;</ept>', "A"),
        ("&lt;script&gt;x&lt;/script&gt;", "&lt;script&gt;x&lt;/script&gt;"),
        ('<bpt i="1">&lt;script&gt;</bpt>x<ept i="1">&lt;/script&gt;</ept>', "x"),
        ('A<ept i="9">&lt;/b&gt;</ept>B', "AB"),
    ],
)
def test_codes_of_other_programs(seg, expected):
    assert from_seg(ElementTree.fromstring(f"<seg>{seg}</seg>")) == expected  # noqa: S314


@pytest.mark.parametrize(
    "languages", [("DE", "FR"), ("de-DE", "fr-CI"), ("de_AT", "fr_FR"), ("de-x-privat", "fr")]
)  # fmt: skip
def test_kinds_of_a_language_are_that_language(pair, languages):
    assert import_tmx(file(unit(languages=languages)), "x", *pair).imported == 1


def test_old_files_name_languages_otherwise(pair):
    old = file(unit().replace("xml:lang", "lang")).replace(b'version="1.4"', b'version="1.1"')
    assert import_tmx(old, "x", *pair).imported == 1


def test_several_translations_and_languages_in_one_unit(pair):
    several = unit().replace(
        "</tu>", '<tuv xml:lang="fr"><seg>Salut</seg></tuv><tuv xml:lang="en"><seg>Hi</seg></tuv></tu>'
    )
    assert import_tmx(file(several), "x", *pair).imported == 2
    assert sources() == {("Hallo", "Bonjour"), ("Hallo", "Salut")}


def test_dates_are_kept_but_none_of_the_future(pair):
    old = unit(attributes='changedate="20200229T101112Z"')
    future = unit("Morgen", "Demain", attributes='changedate="29990101T000000Z"')
    junk = unit("Quatsch", "Bêtises", attributes='changedate="gestern"')
    assert import_tmx(file(old, future, junk), "x", *pair).imported == 3
    dates = dict(MemoryEntry.objects.values_list("source_text", "updated_at"))
    assert dates["Hallo"] == datetime(2020, 2, 29, 10, 11, 12, tzinfo=UTC)
    assert dates["Morgen"].year < 2900


@pytest.mark.parametrize(
    ("encoding", "head"),
    [
        ("utf-16", '<?xml version="1.0" encoding="UTF-16"?>'),
        ("utf-16", '<?xml version="1.0"?>'),
        ("utf-8-sig", '<?xml version="1.0" encoding="UTF-8"?>'),
        ("utf-8", '<?xml version="1.0" encoding="utf-16"?>'),
        ("latin-1", '<?xml version="1.0" encoding="ISO-8859-1"?>'),
        ("cp1252", "<?xml version='1.0' encoding='windows-1252'?>"),
        ("utf-8", '\n<?xml version="1.0"?>'),
        ("utf-8", '<?xml version="1.0"?><!DOCTYPE tmx SYSTEM "tmx14.dtd">'),
    ],
)
def test_encodings_old_and_new(pair, encoding, head):
    report = import_tmx(file(unit("Düren", "à côté"), head=head, encoding=encoding), "x", *pair)
    assert report.imported == 1
    assert sources() == {("Düren", "à côté")}


def test_what_cannot_be_used_is_left_out_with_a_reason(pair):
    report = import_tmx(
        file(
            unit(),
            unit("A", "B", languages=("de", "en")),
            unit("A", "  "),
            unit("", "B"),
            unit("x" * 10_001, "y"),
            "<tu/>",
            "<tu><tuv><seg>ohne</seg></tuv></tu>",
            unit(),
        ),
        "x.tmx",
        *pair,
    )
    assert (report.imported, report.unchanged, report.left_out_count) == (1, 1, 6)
    assert reasons(report) == ["other_language", "empty", "empty", "too_long", "other_language", "other_language"]
    assert report.left_out[0]["values"] == {"language": "de, en"}
    assert report.left_out[3]["values"] == {"length": 10_001, "limit": 10_000}


def test_a_damaged_file_is_imported_as_far_as_it_goes(pair):
    report = import_tmx(file(unit("A", "B"), "\n<tu><broken", tail=""), "x", *pair)
    assert (report.imported, reasons(report)) == (1, ["syntax"])
    assert report.left_out[0]["values"]["line"] == 2


@pytest.mark.parametrize("head", [BOMB, OUTSIDE])
def test_bombs_are_refused(pair, head):
    with pytest.raises(NotTmx) as caught:
        import_tmx(file(unit("&a;", "x"), head=head), "x", *pair)
    assert caught.value.dangerous
    assert not MemoryEntry.objects.exists()
    assert not ImportReport.objects.exists()


@pytest.mark.parametrize(
    "content",
    [b"", b"\x00" * 100, b"no xml", b"<html></html>", b"\xff\xfe", b"PK\x03\x04zip",
     b'<?xml version="1.0" encoding="klingon"?><tmx/>',
     b"<po>" * 10_000],
)  # fmt: skip
def test_what_is_no_tmx_is_refused(pair, content):
    with pytest.raises(NotTmx):
        import_tmx(content, "x", *pair)


def test_elements_in_elements_without_end_are_junk_and_nothing_worse(pair):
    deep = "<hi>" * 5000 + "x" + "</hi>" * 5000
    report = import_tmx(file(unit(deep, "y"), unit("A", "B")), "x", *pair)
    assert report.imported >= 1
    assert ("A", "B") in sources()


def test_five_megabytes_of_junk_do_no_harm(pair):
    report = import_tmx(file("<tu><junk>zzzz</junk></tu>" * 200_000, unit("A", "B")), "x", *pair)
    assert (report.imported, report.left_out_count) == (1, 200_000)
    assert len(report.left_out) == importing.LISTED


def test_many_pairs_at_once_are_found_afterwards(pair):
    content = file(*(unit(f"Satz {number} vom Dach", f"Phrase {number}") for number in range(1200)))
    assert import_tmx(content, "x", *pair).imported == 1200
    assert MemoryEntry.objects.filter(words__isnull=True).count() == 0


def test_a_text_of_nothing_but_tags_is_left_out(pair):
    codes = "".join(f'<bpt i="{number}">&lt;b&gt;</bpt>' for number in range(3000))
    report = import_tmx(file(unit("Kurz", "Court"), unit("Viel", f"{codes}trop"), unit(f"{codes}", "x")), "x", *pair)
    assert (report.imported, reasons(report)) == (1, ["too_long", "too_long"])
    assert report.left_out[0]["text"] == "Viel"


def test_languages_that_are_not_asked_for_are_not_read(pair, monkeypatch):
    monkeypatch.setattr("cms.desk.memory.tmx_reading.from_seg", lambda _seg: 1 / 0)
    languages = "".join(f'<tuv xml:lang="l{number}"><seg>a</seg></tuv>' for number in range(5000))
    report = import_tmx(file(f"<tu>{languages}</tu>"), "x", *pair)
    assert reasons(report) == ["other_language"]
    assert len(str(report.left_out)) < 1000


def test_the_command_imports_a_file(pair, tmp_path):
    path = tmp_path / "large.tmx"
    path.write_bytes(file(unit(), unit("A", "")))
    printed = StringIO()
    call_command("import_translation_memory", str(path), stdout=printed)
    assert printed.getvalue() == "1 new, 0 known already, 1 left out.\n"
    for arguments in ([str(tmp_path / "none.tmx")], [str(path), "--to", "xx"]):
        with pytest.raises(CommandError):
            call_command("import_translation_memory", *arguments)
    path.write_bytes(b"junk")
    with pytest.raises(CommandError):
        call_command("import_translation_memory", str(path))
