"""Documents of every odd kind, made in code."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pikepdf

from .odd_pictures import HTML, PHP, scene, written

Name, Dictionary, Array, String = pikepdf.Name, pikepdf.Dictionary, pikepdf.Array, pikepdf.String
OFFICE = "application/vnd.openxmlformats-officedocument"
ELSEWHERE = '<Relationship Type="http://x/attachedTemplate" Target="https://x/" TargetMode="External"/>'
VTT = "WEBVTT\n\n1\n00:01.000 --> 00:04.000\nGuten Tag\n"


def pdf(
    pages: int = 1,
    *,
    tagged=True,
    title="Bericht",
    language="de-DE",
    text=True,
    change=None,
    as_metadata=False,
    **options,
) -> bytes:
    """A PDF. In: what it has; ``change`` gets the open file; ``options`` go to saving."""
    file = pikepdf.new()
    for _ in range(pages):
        page = file.add_blank_page(page_size=(595, 842))
        if text:
            font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
            page.obj.Resources = Dictionary(Font=Dictionary(F1=file.make_indirect(font)))
            page.obj.Contents = file.make_stream(b"BT /F1 12 Tf 72 720 Td (Guten Tag) Tj ET")
        else:
            picture = file.make_stream(b"\0" * 300)
            picture.update({"/Type": Name.XObject, "/Subtype": Name.Image, "/Width": 10, "/Height": 10})
            picture.ColorSpace, picture.BitsPerComponent = Name.DeviceRGB, 8
            page.obj.Resources = Dictionary(XObject=Dictionary(I=picture))
            page.obj.Contents = file.make_stream(b"q 595 0 0 842 0 0 cm /I Do Q")
    if tagged:
        file.Root.MarkInfo = Dictionary(Marked=True)
        file.Root.StructTreeRoot = file.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    if language:
        file.Root.Lang = String(language)
    if title and as_metadata:
        with file.open_metadata() as meta:
            meta["dc:title"] = title
        del file.docinfo["/Title"]
    elif title:
        file.docinfo["/Title"] = title
    if change:
        change(file)
    out = io.BytesIO()
    file.save(out, **options)
    return out.getvalue()


def with_script(file: pikepdf.Pdf) -> None:
    file.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))


def with_hidden_script(file: pikepdf.Pdf) -> None:
    action = Dictionary(S=Name("/JavaScript"), JS=file.make_stream(b"app.alert(1)"))
    file.pages[0].obj.AA = Dictionary(O=file.make_indirect(action))


def with_launch(file: pikepdf.Pdf) -> None:
    link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]))
    link.A = Dictionary(S=Name.Launch, F=String("cmd.exe"))
    file.pages[0].obj.Annots = Array([file.make_indirect(link)])


def with_attachment(file: pikepdf.Pdf) -> None:
    file.attachments["rechnung.xml"] = pikepdf.AttachedFileSpec(file, b"<x/>", filename="rechnung.xml")


def with_harmless_words(file: pikepdf.Pdf) -> None:
    file.docinfo["/Subject"] = "JavaScript and Launch, explained"
    file.pages[0].obj.Contents = file.make_stream(b"BT /F1 12 Tf (/S /JavaScript) Tj ET")


def packed(entries: dict[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return out.getvalue()


def office(kind: str = "wordprocessingml.document", folder: str = "word", **more: str | bytes) -> bytes:
    types = f'<Types><Override PartName="/{folder}/x.xml" ContentType="{OFFICE}.{kind}.main+xml"/></Types>'
    return packed({"[Content_Types].xml": types, f"{folder}/x.xml": "<x/>", **more})


def packed_bomb() -> bytes:
    """A file whose directory promises more than a gigabyte."""
    data = bytearray(office(**{"word/big.xml": b"x"}))
    entry = data.index(b"word/big.xml", data.index(b"PK\x01\x02")) - 46
    data[entry + 24 : entry + 28] = (2_000_000_000).to_bytes(4, "little")
    return bytes(data)


def open_document(kind: str = "text", **more: str) -> bytes:
    return packed({"mimetype": f"application/vnd.oasis.opendocument.{kind}", "content.xml": "<x/>", **more})


def iso(brand: bytes, *others: bytes) -> bytes:
    body = brand + b"\0\0\2\0" + b"".join(others)
    return (len(body) + 8).to_bytes(4, "big") + b"ftyp" + body + b"\0\0\0\x08mdat" * 50


EBML = b"\x1a\x45\xdf\xa3\x93\x42\x82\x88"

#: name of the kind → (file name, maker, suffix or code of the refusal, warnings)
DOCUMENTS: dict[str, tuple[str, Callable[[], bytes], str, tuple[str, ...]]] = {
    "good pdf": ("a.pdf", pdf, ".pdf", ()),
    "title in the metadata only": ("b.pdf", lambda: pdf(as_metadata=True), ".pdf", ()),
    "pdf without tags": ("c.pdf", lambda: pdf(tagged=False), ".pdf", ("untagged",)),
    "pdf without title": ("d.pdf", lambda: pdf(title=""), ".pdf", ("no-title",)),
    "pdf without language": ("e.pdf", lambda: pdf(language=""), ".pdf", ("no-language",)),
    "scan": (
        "f.pdf",
        lambda: pdf(3, tagged=False, title="", language="", text=False),
        ".pdf",
        ("untagged", "no-title", "no-language", "no-text"),
    ),
    "protected pdf": (
        "g.pdf",
        lambda: pdf(
            encryption=pikepdf.Encryption(owner="x", allow=pikepdf.Permissions(accessibility=False, extract=False), R=4)
        ),
        ".pdf",
        ("protected",),
    ),
    "pdf with a password": (
        "h.pdf",
        lambda: pdf(encryption=pikepdf.Encryption(owner="x", user="y")),
        "pdf-password",
        (),
    ),
    "pdf with a script": ("i.pdf", lambda: pdf(change=with_script), "pdf-script", ()),
    "script in object streams": (
        "j.pdf",
        lambda: pdf(change=with_hidden_script, object_stream_mode=pikepdf.ObjectStreamMode.generate),
        "pdf-script",
        (),
    ),
    "script behind a cipher": (
        "k.pdf",
        lambda: pdf(change=with_script, encryption=pikepdf.Encryption(owner="x", R=6)),
        "pdf-script",
        (),
    ),
    "script with a masked name": (
        "l.pdf",
        lambda: pdf(change=with_script).replace(b"/JavaScript", b"/J#61vaScript"),
        "pdf-script",
        (),
    ),
    "pdf that speaks of scripts": ("m.pdf", lambda: pdf(change=with_harmless_words), ".pdf", ()),
    "pdf that launches": ("n.pdf", lambda: pdf(change=with_launch), "pdf-launch", ()),
    "pdf with an attachment": ("o.pdf", lambda: pdf(change=with_attachment), "pdf-attachment", ()),
    "truncated pdf": ("p.pdf", lambda: pdf()[:-400], "pdf-damaged", ()),
    "nothing but a beginning": ("q.pdf", lambda: b"%PDF-1.7", "pdf-damaged", ()),
    "pdf of rubbish": ("r.pdf", lambda: b"%PDF-1.7\n" + b"\xff<<[(" * 999 + b"%%EOF", "pdf-damaged", ()),
    "pdf called docx": ("s.docx", pdf, ".pdf", ()),
    "pdf without suffix": ("t", pdf, ".pdf", ()),
    "word": ("u.docx", office, ".docx", ()),
    "excel": ("v.xlsx", lambda: office("spreadsheetml.sheet", "xl"), ".xlsx", ()),
    "powerpoint": ("w.pptx", lambda: office("presentationml.presentation", "ppt"), ".pptx", ()),
    "word called pdf": ("x.pdf", office, ".docx", ()),
    "macros": ("y.docx", lambda: office(**{"word/vbaProject.bin": b"x"}), "macros", ()),
    "macros by type": (
        "z.docx",
        lambda: packed({"[Content_Types].xml": "application/vnd.ms-word.document.macroEnabled.main+xml"}),
        "macros",
        (),
    ),
    "template from elsewhere": (
        "aa.docx",
        lambda: office(**{"word/_rels/settings.xml.rels": ELSEWHERE}),
        "macros",
        (),
    ),
    "old word": ("ab.doc", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old-office", ()),
    "odt": ("ac.odt", open_document, ".odt", ()),
    "ods": ("ad.ods", lambda: open_document("spreadsheet"), ".ods", ()),
    "odp": ("ae.odp", lambda: open_document("presentation"), ".odp", ()),
    "odt with macros": ("af.odt", lambda: open_document(**{"Basic/Standard/Module1.xml": "<x/>"}), "macros", ()),
    "odt with an empty library": ("ag.odt", lambda: open_document(**{"Basic/script-lc.xml": "<x/>"}), ".odt", ()),
    "archive": ("ah.docx", lambda: packed({"virus.exe": b"MZ"}), "other-document", ()),
    "archive bomb": ("aj.docx", packed_bomb, "too-heavy", ()),
    "broken archive": ("ai.docx", lambda: office()[:-60], "document-damaged", ()),
    "mp4": ("ak.mp4", lambda: iso(b"isom", b"mp42"), ".mp4", ()),
    "mp4 called webm": ("al.webm", lambda: iso(b"mp42"), ".mp4", ()),
    "quicktime": ("am.mp4", lambda: iso(b"qt  "), "other-film", ()),
    "webm": ("an.webm", lambda: EBML + b"webm" + b"\0" * 99, ".webm", ()),
    "matroska": ("ao.webm", lambda: EBML + b"matroska" + b"\0" * 99, "other-film", ()),
    "csv": ("ap.csv", lambda: "Jahr;Betrag\n2025;1 000 €\n".encode(), ".csv", ()),
    "csv of an old excel": ("aq.csv", lambda: "Größe;Höhe\n".encode("cp1252"), "text-encoding", ()),
    "text": ("ar.txt", lambda: b"Guten Tag.\r\n", ".txt", ()),
    "text with a mark in front": ("as.txt", lambda: b"\xef\xbb\xbfGuten Tag.", ".txt", ()),
    "web page called txt": ("at.txt", lambda: HTML, "text-markup", ()),
    "program called csv": ("au.csv", lambda: b"a;b\n" + PHP, "text-markup", ()),
    "web page": ("av.html", lambda: HTML, "other-document", ()),
    "binary called txt": ("aw.txt", lambda: b"a\0b" * 99, "other-document", ()),
    "windows program": ("ax.pdf", lambda: b"MZ\x90\0" + b"\0" * 99, "other-document", ()),
    "captions": ("ay.vtt", VTT.encode, ".vtt", ()),
    "captions without beginning": ("az.vtt", lambda: VTT.removeprefix("WEBVTT").encode(), "captions-beginning", ()),
    "captions with commas": ("ba.vtt", lambda: VTT.replace(".000", ",000").encode(), "captions-line", ()),
    "captions that end early": ("bb.vtt", lambda: VTT.replace("00:04", "00:00").encode(), "captions-line", ()),
    "captions without captions": ("bc.vtt", lambda: b"WEBVTT\n\nNOTE nothing\n", "captions-none", ()),
    "picture": ("bd.pdf", lambda: written(scene(), "JPEG"), "picture", ()),
    "heic": ("be.pdf", lambda: written(scene(), "HEIF"), "picture", ()),
    "nothing": ("bf.pdf", lambda: b"", "empty", ()),
}
