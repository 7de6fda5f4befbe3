"""Documents: what editors are told, what readers are told, how they are sent, what waits to be mended."""

from __future__ import annotations

import json

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.urls import reverse
from wagtail.images import get_image_model

from cms.accounts.roles import Role
from cms.media.models import MediaDocument
from cms.media.uploads.todo import present, unreadable_documents
from cms.todo import items
from tests.desk.helpers import person

from .doors import AJAX, Doors, fields, upload
from .odd_documents import DOCUMENTS, open_document, pdf

SCAN = {"tagged": False, "title": "", "language": "", "text": False}


def stored(title: str = "Bericht", **values) -> MediaDocument:
    document = MediaDocument(
        title=title, file=ContentFile(pdf(12), "bericht.pdf"), file_size=122_880, pages=12, **values
    )
    document.save()
    return document


# --- Editors -------------------------------------------------------------------------------------


def test_warnings_stand_in_the_form_the_message_and_the_uploader(editor):
    data = pdf(tagged=False)
    page = editor.post(reverse("wagtaildocs:add"), fields(file=upload("a.pdf", data)), follow=True).content.decode()
    assert "ohne Tags" in page
    document = MediaDocument.objects.get()
    sentence = "Überschriften, Listen und Tabellen sind nicht ausgezeichnet"
    assert sentence in editor.get(reverse("wagtaildocs:edit", args=(document.pk,))).content.decode()
    answer = editor.post(
        reverse("wagtaildocs:add_multiple"), {"title": "x", "files[]": upload("b.pdf", data)}, headers=AJAX
    )
    assert sentence in json.loads(answer.content)["form"]


def test_a_name_that_did_not_fit_is_put_right_and_the_editor_is_told(editor):
    sentence = "passte nicht zum Inhalt: Die Datei ist vom Typ „ODT“."
    add = reverse("wagtaildocs:add")
    page = editor.post(add, fields(file=upload("bericht.pdf", open_document())), follow=True).content.decode()
    document = MediaDocument.objects.get()
    assert "„bericht.pdf“" in page
    assert sentence in page
    assert document.file.name.endswith(".odt")
    edit = reverse("wagtaildocs:edit", args=(document.pk,))
    replaced = editor.post(edit, fields(file=upload("neu.docx", open_document())), follow=True).content.decode()
    assert "„neu.docx“" in replaced
    assert sentence in replaced
    several = {"title": "x", "files[]": upload("viele.pdf", open_document())}
    answer = editor.post(reverse("wagtaildocs:add_multiple"), several, headers=AJAX)
    assert sentence in json.loads(answer.content)["form"]
    fitting = editor.post(add, fields(file=upload("PASST.ODT", open_document())), follow=True).content.decode()
    assert "passte nicht zum Inhalt" not in fitting


def test_a_better_file_takes_the_warnings_away(editor):
    doors = Doors(editor, MediaDocument)
    doors.several("a.pdf", pdf(**SCAN))
    document = MediaDocument.objects.get()
    assert document.file_warnings == "untagged,no-title,no-language,no-text"
    editor.post(reverse("wagtaildocs:edit", args=(document.pk,)), fields(file=upload("b.pdf", pdf(7))))
    document.refresh_from_db()
    assert (document.file_warnings, document.pages) == ("", 7)
    editor.post(reverse("wagtaildocs:edit", args=(document.pk,)), fields(file=upload("c.odt", open_document())))
    document.refresh_from_db()
    assert (document.file_warnings, document.pages, document.kind) == ("", None, "odt")


def test_the_language_comes_from_the_pdf_unless_somebody_says_one(editor):
    Doors(editor, MediaDocument).several("a.pdf", pdf(language="fr-CI"))
    assert MediaDocument.objects.get().language == "fr"
    Doors(editor, MediaDocument).single("b.pdf", pdf(language="fr"))
    document = MediaDocument.objects.latest("pk")
    assert document.language == "de"
    html = editor.get(reverse("wagtaildocs:edit", args=(document.pk,))).content.decode()
    assert "Im PDF steht als Sprache Französisch, hier ist Deutsch eingetragen." in html


def test_the_list_shows_and_filters(editor, django_assert_max_num_queries):
    stored("Gut", is_examined=True)
    stored("Schlecht", file_warnings="untagged,no-title")
    html = editor.get(reverse("wagtaildocs:index")).content.decode()
    assert "ohne Titel" in html
    for value, expected in (("any", {"Schlecht"}), ("none", {"Gut"}), ("no-title", {"Schlecht"}), ("no-text", set())):
        response = editor.get(reverse("wagtaildocs:index"), {"readability": value})
        assert {row.title for row in response.context["object_list"]} == expected, value
    assert editor.get(reverse("wagtaildocs:index_results"), {"readability": "\0"}).status_code == 200
    for number in range(15):
        stored(f"Nummer {number}", file_warnings="untagged")
    with django_assert_max_num_queries(25):
        editor.get(reverse("wagtaildocs:index"))


def test_the_command_examines_older_ones(db, capsys):
    old = stored()
    MediaDocument(title="Alt", file=ContentFile(DOCUMENTS["pdf with a script"][1](), "alt.pdf")).save()
    call_command("clean_uploads")
    old.refresh_from_db()
    assert (old.pages, old.is_examined) == (12, True)
    assert "“Alt”: This PDF contains programs" in capsys.readouterr().err


# --- Readers -------------------------------------------------------------------------------------


def test_links_within_a_text_say_what_they_lead_to(site, client):
    german, french = stored("Deutsch"), stored("Französisch", language="fr")
    text = "".join(f'<p><a linktype="document" id="{d.pk}">Zum <b>Bericht</b></a></p>' for d in (german, french))
    text += '<p><a linktype="document" id="99999">Verschwunden</a></p>'
    page = site.de.content
    page.body = [("paragraph", text)]
    page.save_revision().publish()
    html = client.get(page.get_url()).content.decode()
    assert (
        f'<a href="{german.url}">Zum <b>Bericht</b> <small>(PDF, 120,0\xa0KB, 12 Seiten, Deutsch)</small></a>' in html
    )
    assert f'<a href="{french.url}" hreflang="fr">' in html
    assert "12 Seiten, Französisch)" in html
    assert "<a>Verschwunden</a>" in html


def test_downloads_say_it_too(site, client):
    document = stored(language="fr")
    page = site.fr.content
    page.body = [("downloads", {"heading": "", "documents": [{"title": "", "document": document}]})]
    page.save_revision().publish()
    html = client.get(page.get_url()).content.decode()
    assert "12\xa0pages" in html or "12 pages" in html
    assert "français" in html.lower()
    assert "PDF" in html


@pytest.mark.parametrize(
    ("kind", "content_type", "is_shown"),
    [
        ("good pdf", "application/pdf", True),
        ("mp4", "video/mp4", True),
        ("webm", "video/webm", True),
        ("word", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", False),
        ("odt", "application/vnd.oasis.opendocument.text", False),
        ("csv", "text/csv; charset=utf-8", False),
        ("text", "text/plain; charset=utf-8", False),
        ("captions", "text/vtt; charset=utf-8", False),
    ],
)
def test_documents_are_sent_as_what_they_are(editor, client, kind, content_type, is_shown):
    name, make, _expected, _warnings = DOCUMENTS[kind]
    data = make()
    Doors(editor, MediaDocument).several(name, data)
    client.logout()
    response = client.get(MediaDocument.objects.get().url)
    assert response.headers["Content-Type"] == content_type
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers.get("Content-Disposition", "inline").startswith("inline" if is_shown else "attachment")
    policy = response.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'none'" in policy
    assert "media-src 'self'" in policy  # a film opened alone has to play
    assert b"".join(response.streaming_content if response.streaming else [response.content]) == data


# --- What is to be done --------------------------------------------------------------------------


def test_documents_wait_those_on_live_pages_first(site, django_assert_max_num_queries):
    on_draft = stored("Entwurf", file_warnings="untagged")
    on_page = stored("Seite", file_warnings="untagged,no-title")
    lonely = stored("Allein", file_warnings="no-language")
    stored("Gut")
    for document, page, is_live in ((on_page, site.de.content, True), (on_draft, site.de.imprint, False)):
        page.body = [("paragraph", f'<p><a linktype="document" id="{document.pk}">x</a></p>')]
        publish_or_keep(page, is_live=is_live)
    user = person(Role.EDITOR)
    rows = unreadable_documents(user)
    assert rows[0].title == "Seite"
    assert {row.title for row in rows} == {"Seite", "Entwurf", "Allein"}
    loaded = list(rows)
    with django_assert_max_num_queries(0):
        entries = present(loaded, user)
    assert entries[0].detail == "Ohne Tags, ohne Titel. Auf einer veröffentlichten Seite."
    assert lonely.title in {entry.title for entry in entries}
    assert not unreadable_documents(person(Role.TRANSLATOR)).exists()
    assert "unreadable-documents" in {item.key for item in items()}


def publish_or_keep(page, *, is_live: bool) -> None:
    page.save_revision().publish()
    if not is_live:
        page.unpublish()


# --- Rights --------------------------------------------------------------------------------------

ADDRESSES = {
    "wagtailimages:add": (),
    "wagtailimages:add_multiple": (),
    "wagtaildocs:add": (),
    "wagtaildocs:add_multiple": (),
    "wagtaildocs:index": (),
}


@pytest.mark.parametrize("role", [*Role])
def test_who_may_upload(role, client, db):
    client.force_login(person(role))
    may = role in (Role.EDITOR, Role.MODERATOR, Role.AUTHOR)
    for name in ADDRESSES:
        assert (client.get(reverse(name)).status_code == 200) is may, name
    for name, model, data in (
        ("wagtaildocs:add_multiple", MediaDocument, pdf()),
        ("wagtailimages:add_multiple", get_image_model(), b"x"),
    ):
        response = client.post(reverse(name), {"title": "x", "files[]": upload("a.pdf", data)}, headers=AJAX)
        assert (response.status_code == 200) is may
        assert model.objects.exists() is (may and model is MediaDocument)
