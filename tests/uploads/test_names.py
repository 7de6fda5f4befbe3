"""Names in the properties of documents: taken out where that breaks nothing, else reported. And files sent twice."""

from __future__ import annotations

import io
import json
import zipfile

import pikepdf
import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.urls import reverse

from cms.media.models import MediaDocument
from cms.media.uploads.intake import take_document
from cms.media.uploads.reading.refusal import Refused
from cms.media.uploads.todo import unreadable_documents
from tests.desk.helpers import person

from .doors import AJAX, DOORS, Doors, fields, upload
from .odd_documents import office, open_document, packed, pdf

CORE = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>Satzung</dc:title>'
    "<dc:creator>Erika Geheim</dc:creator><cp:lastModifiedBy>Otto Geheim</cp:lastModifiedBy>"
    '<dcterms:created xsi:type="dcterms:W3CDTF">2026-01-01T00:00:00Z</dcterms:created></cp:coreProperties>'
)
APP = (
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<Application>Word</Application><Company>Geheim GmbH</Company><Manager>Chefin Geheim</Manager></Properties>"
)
META = (
    '<office:document-meta xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:xlink="http://www.w3.org/1999/xlink"><office:meta><dc:title>Satzung</dc:title>'
    "<meta:initial-creator>Erika Geheim</meta:initial-creator><dc:creator>Otto Geheim</dc:creator>"
    '<meta:printed-by>Geheim</meta:printed-by><meta:template xlink:href="C:/Users/Geheim/x.ott"/>'
    "</office:meta></office:document-meta>"
)


def word(**more) -> bytes:
    return office(**{"docProps/core.xml": CORE, "docProps/app.xml": APP, **more})


def odt(**more) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text", zipfile.ZIP_STORED)
        for name, text in {"content.xml": "<x/>", "meta.xml": META, **more}.items():
            archive.writestr(name, text, zipfile.ZIP_DEFLATED)
    return data.getvalue()


def named_pdf(**options) -> bytes:
    def name(file: pikepdf.Pdf) -> None:
        file.docinfo["/Author"], file.docinfo["/Company"] = "Erika Geheim", "Geheim GmbH"
        with file.open_metadata(update_docinfo=False) as meta:
            meta["dc:creator"] = ["Erika Geheim"]
        if change := options.get("also"):
            change(file)

    return pdf(change=name, **{key: value for key, value in options.items() if key != "also"})


def everything_in(data: bytes) -> bytes:
    """All there is to read in a file, unpacked."""
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return b"".join(archive.read(name) for name in archive.namelist())
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as file:
        file.save(out, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.all)
    return out.getvalue()


def taken(data: bytes, name: str = "a.docx"):
    file = take_document(ContentFile(data, name))
    return file, file.read()


MAKERS = {"a.docx": word, "b.xlsx": lambda: office("spreadsheetml.sheet", "xl", **{"docProps/core.xml": CORE}),
          "c.pptx": lambda: office("presentationml.presentation", "ppt", **{"docProps/app.xml": APP}),
          "d.odt": odt, "e.pdf": named_pdf}  # fmt: skip


@pytest.mark.parametrize("name", MAKERS)
@pytest.mark.parametrize("isolated", [False, True])
def test_names_are_taken_out_and_everything_else_stays(settings, name, isolated):
    settings.UPLOADS_ISOLATED = isolated
    data = MAKERS[name]()
    assert b"Geheim" in everything_in(data)
    file, clean = taken(data, name)
    assert file.facts.cleaned
    assert file.size == len(clean)
    assert b"Geheim" not in everything_in(clean)
    again, same = taken(clean, name)
    assert not again.facts.cleaned
    assert same == clean
    if name.endswith(("docx", "odt")):
        assert b"Satzung" in everything_in(clean)
    if name.endswith("pdf"):
        with pikepdf.open(io.BytesIO(clean)) as kept:
            assert str(kept.docinfo["/Title"]) == "Bericht"
            assert len(kept.pages) == 1
        assert file.facts.warnings == ()


def test_word_and_libreoffice_still_find_their_way(db):
    """Types stay prefixed as they were; OpenDocument's first part is its kind, not packed."""
    _file, clean = taken(word())
    with zipfile.ZipFile(io.BytesIO(clean)) as archive:
        core = archive.read("docProps/core.xml").decode()
        assert archive.namelist() == zipfile.ZipFile(io.BytesIO(word())).namelist()
    assert 'xsi:type="dcterms:W3CDTF"' in core
    assert 'xmlns:dcterms="http://purl.org/dc/terms/"' in core
    _file, clean = taken(odt(), "d.odt")
    assert clean[30:38] == b"mimetype"
    with zipfile.ZipFile(io.BytesIO(clean)) as archive:
        assert archive.infolist()[0].compress_type == zipfile.ZIP_STORED


def test_properties_are_found_where_the_relations_say():
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" '
        'Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" '
        'Target="/package/services/metadata/core-properties/a1.psmdcp"/></Relationships>'
    )
    data = office(**{"_rels/.rels": relations, "package/services/metadata/core-properties/a1.psmdcp": CORE})
    assert b"Geheim" not in everything_in(taken(data)[1])


@pytest.mark.parametrize(
    ("name", "maker"),
    [
        ("a.docx", lambda: word(**{"_xmlsignatures/sig1.xml": "<x/>"})),
        ("d.odt", lambda: odt(**{"META-INF/documentsignatures.xml": "<x/>"})),
        ("e.pdf", lambda: named_pdf(also=lambda f: f.Root.update({"/X": pikepdf.Dictionary(ByteRange=[0, 1, 2, 3])}))),
        ("e.pdf", lambda: named_pdf(encryption=pikepdf.Encryption(owner="x", R=6))),
    ],
)
def test_what_is_signed_or_locked_stays_as_it_is_and_is_reported(name, maker):
    data = maker()
    file, kept = taken(data, name)
    assert kept == data
    assert not file.facts.cleaned
    assert "names" in file.facts.warnings


@pytest.mark.parametrize(
    ("name", "maker"),
    [
        ("a.docx", lambda: word(**{"word/comments.xml": "<x/>"})),
        ("b.xlsx", lambda: office("spreadsheetml.sheet", "xl", **{"xl/persons/person.xml": "<x/>"})),
        ("a.docx", lambda: office(**{"word/document.xml": '<w:p xmlns:w="x"><w:ins w:author="Otto"/></w:p>'})),
        ("d.odt", lambda: open_document(**{"content.xml": '<a xmlns:office="x"><office:annotation/></a>'})),
    ],
)
def test_comments_are_reported(name, maker):
    assert "remarks" in taken(maker(), name)[0].facts.warnings


BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;">]><x>&b;</x>'


def lying(data: bytes) -> bytes:
    """The part with the properties is damaged inside."""
    place = data.index(b"docProps/core.xml") + len("docProps/core.xml") + 20
    return data[:place] + b"\xff" * 30 + data[place + 30 :]


@pytest.mark.parametrize(
    ("maker", "code"),
    [
        (lambda: office(**{"docProps/core.xml": "<x"}), "document-damaged"),
        (lambda: office(**{"docProps/core.xml": b"\xff\xfe\x00"}), "document-damaged"),
        (lambda: office(**{"docProps/core.xml": BOMB}), "document-damaged"),
        (lambda: office(**{"docProps/core.xml": "<!DOCTYPE x SYSTEM 'file:///etc/passwd'><x/>"}), "document-damaged"),
        (lambda: office(**{"docProps/core.xml": b"<x>" + b" " * 5_000_000 + b"</x>"}), "too-heavy"),
        (lambda: office(**{"_rels/.rels": "<x"}), "document-damaged"),
        (lambda: lying(word()), "document-damaged"),
        (lambda: word()[:-30], "document-damaged"),
        (lambda: word()[: len(word()) // 2], "document-damaged"),
        (lambda: office(**{"word/big.xml": b"\0" * 60_000_000}), "too-heavy"),
        (lambda: odt(**{"META-INF/manifest.xml": "<x><encryption-data/></x>"}), "old-office"),
        (lambda: odt(**{"meta.xml": b"\x93\xa1\x00"}), "document-damaged"),
        (lambda: packed({"[Content_Types].xml": "x", "../../etc/passwd": "x"}), "other-document"),
    ],
)
def test_odd_archives_are_a_clear_error(maker, code):
    with pytest.raises(Refused) as refused:
        taken(maker())
    assert refused.value.code == code


@pytest.fixture
def editor(client, site):
    client.force_login(person(None))
    return client


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("name", ["a.docx", "d.odt", "e.pdf"])
def test_no_door_lets_a_name_through(editor, door, name):
    getattr(Doors(editor, MediaDocument), door)(name, MAKERS[name]())
    stored = MediaDocument.objects.latest("pk")
    with stored.file.open() as file:
        data = file.read()
    assert b"Geheim" not in everything_in(data)
    assert stored.file_size == len(data)


def test_editors_are_told(editor):
    page = editor.post(reverse("wagtaildocs:add"), fields(file=upload("a.docx", word())), follow=True).content.decode()
    assert "aus den Eigenschaften der Datei entfernt" in page
    signed = word(**{"_xmlsignatures/sig1.xml": "<x/>", "word/comments.xml": "<x/>"})
    page = editor.post(reverse("wagtaildocs:add"), fields(file=upload("b.docx", signed)), follow=True).content.decode()
    assert "weil die Datei unterschrieben oder gesperrt ist" in page
    document = MediaDocument.objects.latest("pk")
    form = editor.get(reverse("wagtaildocs:edit", args=(document.pk,))).content.decode()
    assert "Dieses Dokument verrät etwas über Menschen" in form
    assert "nicht alle lesen" not in form
    assert "nennt Namen" in editor.get(reverse("wagtaildocs:index")).content.decode()
    assert not unreadable_documents(person(None, "otto")).exists()


def test_stored_documents_are_cleaned_once(editor):
    document = MediaDocument(title="Alt", file=ContentFile(word(), "alt.docx"))
    document.save()
    old = document.file.name
    call_command("clean_uploads", "--dry-run")
    document.refresh_from_db()
    assert document.file.name == old
    call_command("clean_uploads")
    document.refresh_from_db()
    with document.file.open() as file:
        assert b"Geheim" not in everything_in(file.read())
    assert not document.file.storage.exists(old)
    before = document.file.name
    call_command("clean_uploads", "--all")
    document.refresh_from_db()
    assert document.file.name == before


# --- The same file twice -----------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["a.docx", "f.pdf"])
def test_a_file_that_is_there_already_is_noticed_at_every_door(editor, name):
    data = MAKERS[name]() if name in MAKERS else pdf(3)
    doors = Doors(editor, MediaDocument)
    doors.single(name, data)
    first = MediaDocument.objects.get()
    first.title = "Satzung"
    first.save()
    page = editor.post(reverse("wagtaildocs:add"), fields(file=upload("b" + name, data)), follow=True).content.decode()
    assert "als „Satzung“" in page
    second = MediaDocument.objects.latest("pk")
    assert f"{reverse('wagtaildocs:delete', args=(second.pk,))}?next=" in page
    answer = editor.post(
        reverse("wagtaildocs:add_multiple"), {"title": "x", "files[]": upload("c" + name, data)}, headers=AJAX
    )
    assert "als „Satzung“" in json.loads(answer.content)["form"]
    values = fields("document-chooser-upload", file=upload("d" + name, data))
    number = MediaDocument.objects.count()
    answer = json.loads(editor.post(reverse("wagtaildocs_chooser:create"), values).content)
    assert "als „Satzung“" in (answer.get("htmlFragment") or answer.get("html"))
    assert MediaDocument.objects.count() == number
    other = editor.post(reverse("wagtaildocs:add"), fields(file=upload("e.pdf", pdf(9))), follow=True).content.decode()
    assert "Dieselbe Datei" not in other


def test_a_file_stored_before_it_was_cleaned_is_noticed_too(editor):
    old = MediaDocument(title="Alt", file=ContentFile(word(), "alt.docx"))
    old._set_document_file_metadata()
    old.save()
    page = editor.post(reverse("wagtaildocs:add"), fields(file=upload("n.docx", word())), follow=True).content.decode()
    assert "als „Alt“" in page
