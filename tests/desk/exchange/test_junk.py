"""Whatever people bring: never an error page, never anything half stored without a word."""

import contextlib
import random

import pytest
from wagtail_localize.models import StringTranslation

from cms.desk.exchange.incoming import Unreadable
from cms.desk.exchange.reading import read_file
from tests.desk.exchange.helpers import SCHOOL, as_po, download, sentence, upload, upload_error

HEAD = 'msgid ""\nmsgstr ""\n"Language: fr\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
MEGABYTE = 1024 * 1024


@pytest.fixture
def filled(client, boss, made) -> str:
    """A whole file with every sentence translated."""
    po = as_po(download(client, made.translation))
    for entry in po:
        entry.msgstr = f"é {entry.msgid}"
    return str(po)


def plain(text: str) -> str:
    """Without the signs that Latin-1 does not have; they stand in comments and in the head only."""
    return text.translate({ord("→"): ">", ord("›"): ">", ord("–"): "-", ord("’"): "'"})


@pytest.mark.parametrize(
    ("encoding", "charset"),
    [
        ("utf-8-sig", "UTF-8"),
        ("utf-16", "UTF-16"),
        ("utf-16-le", "UTF-16"),
        ("utf-16-be", "UTF-16"),
        ("latin-1", "ISO-8859-1"),
        ("cp1252", "windows-1252"),
        ("utf-8", "CHARSET"),
    ],
)
def test_encodings_of_old_programs_are_read(client, boss, made, filled, encoding, charset):
    text = plain(filled).replace("UTF-8", charset)
    report = upload(client, text.encode(encoding))
    assert report.imported > 3
    assert sentence(made.translation, SCHOOL).target == f"é {SCHOOL}"


@pytest.mark.parametrize("newline", ["\r\n", "\r"])
def test_newlines_of_other_systems_are_read(client, boss, made, filled, newline):
    assert upload(client, filled.replace("\n", newline)).left_out == []
    assert sentence(made.translation, SCHOOL).target == f"é {SCHOOL}"


@pytest.mark.parametrize("charset", ["punycode", "idna", "unicode_escape", "klingon", "zlib", "rot13", "utf-7"])
def test_strange_encodings_are_refused_by_name(client, boss, made, filled, charset):
    assert charset in upload_error(client, filled.replace("UTF-8", charset))


def test_wrong_encoding_is_said(client, boss, made, filled):
    assert "UTF-8" in upload_error(client, plain(filled).encode("latin-1"))


def test_a_file_without_head_is_read_where_it_names_its_pages(client, boss, made, filled):
    body = filled[filled.index("\n\n") :]
    report = upload(client, body)
    assert report.imported > 3


def test_a_damaged_entry_does_not_spoil_the_others(client, boss, made, filled):
    parts = filled.split("\n\n")
    parts.insert(3, 'msgctxt "x"\nmsgid "Kaputt"\nmsgstr "da "steht" etwas"\nund noch mehr')
    report = upload(client, "\n\n".join(parts))
    assert [(row["text"], row["reason"]) for row in report.left_out] == [("Kaputt", "syntax")]
    assert report.left_out[0]["values"]["line"] > 3
    assert report.imported == len(parts) - 2


JUNK = {
    "zeros": b"\0" * (5 * MEGABYTE),
    "random": random.Random(1).randbytes(5 * MEGABYTE),  # noqa: S311
    "letters": b"x" * (5 * MEGABYTE),
    "newlines": b"\n" * (5 * MEGABYTE),
    "lines": b"nonsense\n" * 500_000,
    "continued": b'msgid "a"\nmsgstr ""\n' + b'"x"\n' * 1_000_000,
    "comments": b"#. x\n" * 800_000 + b'msgid "a"\nmsgstr "b"\n',
    "faults": b'msgid "a\nmsgstr "b"\n\n' * 40_000,
    "entries": b'msgid "a"\nmsgstr "b"\n\n' * 200_000,
    "blocks": b'msgid "a\n' + b"x\n\n" * 1_000_000,
    "quotes": b'msgid "' + b'\\"' * 2_000_000 + b'"\nmsgstr ""\n',
    "brackets": b"<" * (4 * MEGABYTE),
    "xml": b"<?xml version='1.0'?>" + b"<" * (4 * MEGABYTE),
    "jpeg": b"\xff\xd8\xff\xe0" + bytes(range(256)) * 1000,
}


@pytest.mark.parametrize("name", JUNK)
def test_five_megabytes_of_junk_are_a_message(client, boss, made, name):
    kind = ""
    with contextlib.suppress(Unreadable):
        kind, _parts = read_file(JUNK[name])
    if kind:
        # What can be read as entries is reported entry by entry.
        assert upload(client, JUNK[name]).imported == 0
    else:
        assert upload_error(client, JUNK[name])


def test_a_text_is_never_taken_for_the_name_of_a_file(client, boss, made, tmp_path):
    secret = tmp_path / "secret.po"
    secret.write_text(HEAD + 'msgid "geheim"\nmsgstr "secret"\n')
    assert upload_error(client, str(secret))
    assert upload_error(client, "/etc/passwd")


def mutate(chance: random.Random, data: bytes) -> bytes:
    """One to five things that happen to files."""
    pieces = [b'"', b"\\", b"\n", b"\0", b"\xff", b"msgid", b"msgstr[1]", b"#~ ", b"#| ", b"#, fuzzy\n", b"<", b"&x;"]
    for _round in range(chance.randint(1, 5)):
        here, there = sorted(chance.randrange(len(data) + 1) for _side in range(2))
        there = min(there, here + chance.choice((1, 10, 400)))
        data = chance.choice(
            (
                data[:here] + data[there:],
                data[:here] + data[here:there] * 2 + data[there:],
                data[:here] + chance.choice(pieces) + data[here:],
                data[:here] + chance.randbytes(3) + data[here:],
                data[:here] + data[here:there][::-1] + data[there:],
                data.replace(b"msgctxt", chance.choice((b"", b"msgctx", b"msgid_plural")), 1),
            )
        )
    return data


@pytest.mark.parametrize("form", ["po", "xliff"])
def test_200_mutations_of_a_valid_file_never_raise(client, boss, made, filled, form):
    upload(client, filled)
    whole = download(client, made.translation, form)
    chance = random.Random(20261122)  # noqa: S311
    reported = refused = 0
    for _number in range(200):
        data = mutate(chance, whole)
        report = upload(client, data, overwrite="on", take_fuzzy="on")
        if report is None:
            refused += 1
        else:
            reported += 1
            assert report.left_out_count == len(report.left_out)
    assert reported > 10
    assert refused > 10
    assert not StringTranslation.objects.filter(has_error=True).exists()
