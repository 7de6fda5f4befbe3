"""TMX out and in: a valid file, and whatever other programs, other times and other people bring."""

import re
from datetime import UTC, datetime
from io import StringIO
from xml.etree import ElementTree

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse

from cms.accounts.roles import Role
from cms.desk.memory import importing
from cms.desk.memory.importing import import_tmx
from cms.desk.memory.store import Pair, remember, remember_many
from cms.desk.memory.tmx_inline import from_seg, to_seg
from cms.desk.memory.tmx_reading import NotTmx
from cms.desk.memory.tmx_writing import tmx
from cms.desk.models import ImportReport, MemoryEntry, MemoryWord
from cms.desk.models.memory import Origin
from tests.desk.helpers import person

LANG = "{http://www.w3.org/XML/1998/namespace}lang"
#: What the DTD of TMX 1.4 demands and allows, for the elements we write: attributes that must be, that may be.
HEADER = {"creationtool", "creationtoolversion", "segtype", "o-tmf", "adminlang", "srclang", "datatype"}
MAY = {
    "tmx": set(),
    "header": {"o-encoding", "creationdate", "creationid", "changedate", "changeid"},
    "body": set(),
    "tu": {"tuid", "changedate", "creationdate", "srclang", "datatype", "segtype", "usagecount"},
    "tuv": {"changedate", "creationdate", "datatype"},
    "seg": set(),
    "bpt": {"x", "type"},
    "ept": set(),
    "ph": {"x", "type", "assoc"},
}
MUST = {"tmx": {"version"}, "header": HEADER, "tuv": {LANG}, "bpt": {"i"}, "ept": {"i"}}


@pytest.fixture
def pair(site):
    return site.de.locale, site.fr.locale


def keep(pair, source, target):
    remember(pair[0].pk, pair[1].pk, Pair(source, target))


def sources():
    return set(MemoryEntry.objects.values_list("source_text", "target_text"))


def file(*units, head='<?xml version="1.0" encoding="UTF-8"?>', encoding="utf-8", tail="</body></tmx>"):
    text = f'{head}<tmx version="1.4"><header srclang="de"/><body>{"".join(units)}{tail}'
    return text.encode(encoding)


def unit(source="Hallo", target="Bonjour", languages=("de", "fr"), attributes=""):
    return (
        f'<tu {attributes}><tuv xml:lang="{languages[0]}"><seg>{source}</seg></tuv>'
        f'<tuv xml:lang="{languages[1]}"><seg>{target}</seg></tuv></tu>'
    )


def reasons(report):
    return [entry["reason"] for entry in report.left_out]


# --- Out --------------------------------------------------------------------------------------


def test_the_file_keeps_to_the_dtd_of_tmx_14(pair):
    keep(pair, 'A &amp; <b>B</b><br/><a id="a1">C</a>', 'Â &amp; <b>B</b><br/><a id="a1">Ç</a> « \u202f»')
    keep(pair, "Zeichen \x01\x0b ]]> '\"", "signes")
    text = "".join(tmx(*pair))
    root = ElementTree.fromstring(text.encode())  # noqa: S314
    assert (root.tag, root.get("version")) == ("tmx", "1.4")
    assert [child.tag for child in root] == ["header", "body"]
    header = root[0]
    assert (header.get("segtype"), header.get("srclang"), len(header)) == ("sentence", "de", 0)
    for element in root.iter():
        names, must = set(element.keys()), MUST.get(element.tag, set())
        assert must <= names <= must | MAY[element.tag], element.tag
        for name in names & {"changedate", "creationdate"}:
            assert re.fullmatch(r"\d{8}T\d{6}Z", element.get(name))
    for found in root.iter("tu"):
        assert [variant.get(LANG) for variant in found] == ["de", "fr"]
        assert all([child.tag for child in variant] == ["seg"] for variant in found)
    for seg in root.iter("seg"):
        assert {child.tag for child in seg} <= {"bpt", "ept", "ph"}
        assert [e.get("i") for e in seg.iter("bpt")] == [e.get("i") for e in seg.iter("ept")]
        assert not any(len(child) for child in seg)


def test_out_and_in_again_gives_the_same(pair):
    texts = {
        ('Ein <b>fettes <i>W</i></b> &amp; <a id="a1">Link</a>.', 'Un <b>mot <i>gras</i></b> &amp; <a id="a1">l</a>.'),
        ("Zeile<br/>zwei &lt;b&gt; kein Tag", "Ligne<br/>deux &lt;b&gt;"),
        ("Einfach\u00a0so", "Tout simplement\u202f!"),
    }  # fmt: skip
    for source, target in texts:
        keep(pair, source, target)
    content = "".join(tmx(*pair)).encode()
    MemoryEntry.objects.all().delete()
    report = import_tmx(content, "x.tmx", *pair)
    assert (report.imported, report.unchanged, report.left_out_count) == (3, 0, 0)
    assert sources() == texts
    again = import_tmx(content, "x.tmx", *pair)
    assert (again.imported, again.unchanged) == (0, 3)


def test_names_of_people_stay_here(pair):
    remember(pair[0].pk, pair[1].pk, Pair("A", "B", updated_by_id=person(None, "geheimer-name").pk))
    assert "geheimer-name" not in "".join(tmx(*pair))


# --- In ---------------------------------------------------------------------------------------


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


def test_markup_becomes_pairs_and_placeholders():
    assert to_seg("<b>A</b><br/>B") == (
        '<bpt i="1" x="1" type="bold">&lt;b&gt;</bpt>A<ept i="1">&lt;/b&gt;</ept><ph x="2" type="lb">&lt;br/&gt;</ph>B'
    )


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


BOMB = '<?xml version="1.0"?><!DOCTYPE tmx [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
OUTSIDE = '<?xml version="1.0"?><!DOCTYPE tmx [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


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


# --- The screens ------------------------------------------------------------------------------


def upload(client, content, name="x.tmx", languages="de:fr"):
    return client.post(
        reverse("desk:memory_import"), {"file": SimpleUploadedFile(name, content), "languages": languages}
    )


def test_a_translator_imports_and_is_told(client, pair):
    client.force_login(person(Role.TRANSLATOR))
    answer = upload(client, file(unit(), unit()))
    assert answer.url.startswith(reverse("desk:memory"))
    assert MemoryEntry.objects.get().origin == Origin.TMX
    answer = upload(client, file(unit("A", "")))
    assert answer.url == reverse("desk:import_report", args=[ImportReport.objects.get(left_out_count=1).pk])
    assert client.get(answer.url).status_code == 200


@pytest.mark.parametrize("content", [b"", b"junk", file(unit("&a;", "x"), head=BOMB)])
def test_a_useless_file_is_a_message_at_the_field(client, pair, content):
    client.force_login(person(Role.TRANSLATOR))
    answer = upload(client, content)
    assert answer.status_code == 200
    assert answer.context["form"].errors["file"]


def test_too_large_a_file_and_strange_languages_are_messages(client, pair, monkeypatch):
    monkeypatch.setattr("cms.desk.memory.forms.LARGEST", 10)
    client.force_login(person(Role.TRANSLATOR))
    assert upload(client, file(unit())).context["form"].errors["file"]
    assert upload(client, b"x", languages="fr:de").context["form"].errors["languages"]
    assert client.post(reverse("desk:memory_import"), {}).status_code == 200


def test_export_comes_as_a_file(client, pair):
    keep(pair, "Hallo", "Bonjour")
    client.force_login(person(Role.TRANSLATOR))
    answer = client.get(reverse("desk:memory_export"), {"languages": "de:fr"})
    assert answer.streaming
    assert answer["Content-Disposition"] == 'attachment; filename="translation-memory-de-fr.tmx"'
    assert b"<seg>Bonjour</seg>" in b"".join(answer.streaming_content)


def test_search_finds_words_of_both_languages_in_any_case(client, pair):
    keep(pair, "Übung macht <b>Meister</b>", "C’est en forgeant")
    keep(pair, "Anderes", "Autre chose")
    client.force_login(person(Role.TRANSLATOR))

    def found(words):
        answer = client.get(reverse("desk:memory"), {"q": words})
        assert answer.status_code == 200
        return {entry.target_text for entry in answer.context["page"].object_list}

    assert found("übung") == found("FORGEANT meister") == {"C’est en forgeant"}
    assert found("") == {"C’est en forgeant", "Autre chose"}
    assert found("nirgends") == found("%") == found("übung chose") == set()
    assert "&lt;b&gt;Meister" in client.get(reverse("desk:memory")).content.decode()
    for strange in ({"p": "x"}, {"p": "99"}, {"languages": "xx:yy"}, {"q": "\x00"}, {"q": "a" * 900}):
        assert client.get(reverse("desk:memory"), strange).status_code == 200


def test_many_pairs_have_pages(client, pair):
    remember_many(pair[0].pk, pair[1].pk, (Pair(f"Satz {n}", f"Phrase {n}") for n in range(60)), Origin.TMX)
    client.force_login(person(Role.TRANSLATOR))
    answer = client.get(reverse("desk:memory"), {"q": "Satz", "p": 3})
    assert len(answer.context["page"].object_list) == 10
    assert "q=Satz" in answer.content.decode()


def test_deleting_asks_first_and_takes_the_words_along(client, pair):
    keep(pair, "Falsch", "Faux")
    entry = MemoryEntry.objects.get()
    url = reverse("desk:memory_delete", args=[entry.pk])
    client.force_login(person(Role.TRANSLATOR))
    assert "Falsch" in client.get(url).content.decode()
    assert MemoryEntry.objects.exists()
    answer = client.post(f"{url}?q=fal&next=https://evil.example/")
    assert answer.url == f"{reverse('desk:memory')}?q=fal"
    assert not MemoryEntry.objects.exists()
    assert not MemoryWord.objects.exists()
    assert client.post(url).status_code == 404


@pytest.mark.parametrize("role", [Role.EDITOR, ""])
def test_who_translates_into_no_language_sees_no_memory(client, pair, role):
    """Editors have rights for German only: into German nothing is translated from French here, but it might be."""
    keep(pair, "Geheim", "Secret")
    entry = MemoryEntry.objects.get()
    client.force_login(person(role))
    assert client.post(reverse("desk:memory_delete", args=[entry.pk])).status_code in (302, 403)
    assert client.get(reverse("desk:memory_delete", args=[entry.pk])).status_code in (302, 403)
    for name in ("memory", "memory_export", "memory_import"):
        answer = client.get(reverse(f"desk:{name}"), {"languages": "de:fr"})
        content = b"".join(answer.streaming_content) if answer.streaming else answer.content
        assert b"Secret" not in content
    upload(client, file(unit()))
    assert sources() == {("Geheim", "Secret")}


def test_a_translator_of_french_cannot_write_the_memory_into_german(client, pair):
    client.force_login(person(Role.TRANSLATOR))
    assert upload(client, file(unit()), languages="fr:de").status_code == 200
    assert sources() == set()


# --- On the server ----------------------------------------------------------------------------


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


def test_millions_of_tags_are_refused_at_the_form(client, site, monkeypatch):
    monkeypatch.setattr("cms.desk.memory.views.import_tmx", lambda *_arguments, **_values: 1 / 0)
    client.force_login(person(None))
    upload = SimpleUploadedFile("x.tmx", b"<tmx>" + b"<a/>" * 600_000 + b"</tmx>")
    response = client.post(reverse("desk:memory_import"), {"file": upload, "languages": "de:fr"})
    assert response.status_code == 200
    assert "500" in str(response.context["form"].errors["file"])
