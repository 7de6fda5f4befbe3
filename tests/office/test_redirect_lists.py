"""Redirects from a file: a trial run first, errors by line, whatever the file is."""

import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.contrib.redirects.models import Redirect

from cms.accounts.roles import Role
from cms.office.redirects.checks import NO_ADDRESS, problems
from cms.office.redirects.importing import judge, write
from cms.office.redirects.reading import Line, Unreadable, read_lines
from home.models import ContentPage
from tests.desk.helpers import person
from tests.factories import publish

from .forms import form_data

SCREEN = "/admin/office/redirects/import/"


def book(*rows) -> bytes:
    workbook = openpyxl.Workbook()
    for row in rows:
        workbook.active.append(row)
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def send(client, data: bytes, name: str = "liste.csv"):
    return client.post(SCREEN, {"file": SimpleUploadedFile(name, data)})


@pytest.fixture
def editor(site, client):
    user = person(Role.EDITOR)
    client.force_login(user)
    return user


@pytest.mark.parametrize(
    ("data", "name"),
    [
        ("alt;neu\r\n/ä;/de/\r\n".encode(), "x.csv"),
        ("\ufeffalt;neu\n/ä;/de/".encode(), "x.csv"),
        ("alt;neu\r\n/ä;/de/\r\n".encode("cp1252"), "x.csv"),
        ("alt\tneu\n/ä\t/de/".encode("utf-16"), "x.txt"),
        ("alt;neu\r/ä;/de/\r".encode(), "x.csv"),
        ("alt\tneu\r/ä\t/de/\r".encode("utf-16"), "x.txt"),
        ("alt;neu\r\n/ä;/de/\r\r".encode("cp1252"), "x.csv"),
        ("Neue Adresse,Notiz,Alte Adresse\n/de/,x,/ä".encode(), "x.csv"),
        ("/ä,/de/".encode(), "x.csv"),
        ("Seite;Wohin\n/ä;/de/".encode(), "x.csv"),
        (book(("alt", "neu"), ("/ä", "/de/")), "x.xlsx"),
        (book(("alt", "neu"), (None, None), ("/ä", "/de/")), "x.csv"),
    ],
)
def test_files_as_programs_write_them(data, name):
    lines = read_lines(data, name)
    assert [(line.old, line.new) for line in lines] == [("/ä", "/de/")]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"  \n ",
        b"alt;neu\n",
        b"nur eine Spalte\n/a\n",
        b"\x00\x01\x02\x03",
        b"PK\x03\x04 kein Archiv",
        b"\x89PNG\r\n\x1a\n\x00",
        b"\xff\xfe\x00",
        b"x" * 2_000_001,
        b"a;b\n" * 5002,
        b'"' + b"a;" * 200_000,
    ],
)
def test_files_of_no_use_are_refused_in_words(site, editor, client, data):
    with pytest.raises(Unreadable):
        read_lines(data, "x.csv")
    if data:
        response = send(client, data)
        assert response.status_code == 200
        assert "file" in response.context["form"].errors
    assert not Redirect.objects.exists()


@pytest.mark.parametrize(
    ("new", "expected"),
    [
        ("/de/projekte/?ziel=6", "/de/projekte/?ziel=6"),
        ("/de/projekte?ziel=6&wo=a", "/de/projekte/?ziel=6&wo=a"),
        ("/de/kontakt/#wege", "/de/kontakt/#wege"),
        ("/de/ziele/3/?a=1#b", "/de/ziele/3/?a=1#b"),
        ("http://testserver/de/projekte/?ziel=6", "/de/projekte/?ziel=6"),
    ],
)
def test_what_follows_the_page_is_kept_and_the_page_may_still_move(site, editor, client, new, expected):
    answer = send(client, f"alt;neu\n/alt;{new}\n".encode())
    assert expected.replace("&", "&amp;") in answer.content.decode()
    write(judge([Line(1, "/alt", new)]), editor)
    assert judge([Line(1, "/alt", new)])[0].outcome == "same"
    assert client.get("/alt").url == expected
    row = Redirect.objects.get()
    assert row.redirect_page_id
    # Saved again in the form, nothing is cut off.
    address = f"/admin/redirects/{row.pk}/"
    client.post(address, form_data(client.get(address).content.decode(), "old_path"))
    assert client.get("/alt").url == expected
    assert problems() == []
    # With another page it goes: what followed the first one belongs to that.
    data = form_data(client.get(address).content.decode(), "old_path")
    client.post(address, {**data, "redirect_page": str(site.de.home.pk)})
    assert client.get("/alt").url == site.de.home.get_url()


def test_a_filter_makes_no_way_out_of_a_circle(site):
    Redirect.objects.create(old_path="/weg", redirect_link="http://testserver/alt?x=1")
    assert outcome(site, "/alt", "http://testserver/weg")[0] == "error"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_cell_without_end_is_refused_with_its_line_and_no_word_of_python(site, editor, client, end):
    text = end.join(["alt;neu", "/a;/de/", '"/b;/de/', *["/c;/de/"] * 20_000])
    with pytest.raises(Unreadable) as refused:
        read_lines(text.encode(), "x.csv")
    assert "3" in str(refused.value)
    html = send(client, text.encode()).content.decode()
    assert str(refused.value) in html
    for word in ("field", "limit", "131072", "new-line"):
        assert word not in str(refused.value)


def test_no_file_and_a_wrong_kind(site, editor, client):
    assert "file" in client.post(SCREEN, {}).context["form"].errors
    assert "file" in send(client, b"a;b", "liste.exe").context["form"].errors
    assert "file" in send(client, b"", "liste.csv").context["form"].errors


def outcome(site, old: str, new: str) -> tuple[str, str]:
    row = judge([Line(1, old, new)])[0]
    return row.outcome.value, row.message


@pytest.mark.parametrize(
    ("old", "new", "kind", "word"),
    [
        ("/alt.php?id=3", "/de/kontakt/", "new", ""),
        ("http://testserver/alt", "http://testserver/de/kontakt/", "new", ""),
        ("https://www.alt.example/x", "/de/kontakt", "new", "www.alt.example"),
        ("/alt", "https://example.org/", "new", "example.org"),
        ("/alt", "/de/ziele/3/", "new", ""),
        ("/alt", "/de/ziele/99/", "error", "keine Seite"),
        ("/alt", "/de/fehlt/", "error", "keine Seite"),
        ("/alt", "kontakt", "error", "https://"),
        ("/alt", "javascript:alert(1)", "error", "https://"),
        ("/alt", "ftp://example.org/x", "error", "https://"),
        ("/alt", "http://[", "error", "https://"),
        ("http://[", "/de/kontakt/", "error", "Form"),
        ("javascript:alert(1)", "/de/kontakt/", "error", NO_ADDRESS),
        ("mailto:a@example.org", "/de/kontakt/", "error", NO_ADDRESS),
        ("ftp://testserver/x", "/de/kontakt/", "error", NO_ADDRESS),
        ("www.alt.example/x", "/de/kontakt/", "error", NO_ADDRESS),
        ("HTTPS://testserver/alt", "/de/kontakt/", "new", ""),
        ("alt/seite.html", "/de/kontakt/", "new", ""),
        ("/javascript:alert(1)", "/de/kontakt/", "new", ""),
        ("", "/de/kontakt/", "error", "alte Adresse fehlt"),
        ("/alt", "", "error", "neue Adresse fehlt"),
        ("/a b", "/de/kontakt/", "error", "Leerzeichen"),
        ("/" + "x" * 300, "/de/kontakt/", "error", "255"),
        ("/alt", "https://example.org/" + "x" * 300, "error", "255"),
        ("/de/", "/de/kontakt/", "error", "Startseite"),
        ("/de/ziele/", "/de/kontakt/", "error", "veröffentlichte Seite"),
        ("/da", "/de/ziele/", "same", ""),
        ("/da", "/de/kontakt/", "changed", ""),
    ],
)
def test_each_row_is_judged(site, old, new, kind, word):
    Redirect.objects.create(old_path="/da", redirect_page=site.de.goals)
    assert outcome(site, old, new)[0] == kind
    assert str(word) in outcome(site, old, new)[1]
    assert Redirect.objects.count() == 1


def test_repeated_rows_and_circles(site):
    Redirect.objects.create(old_path="/b", redirect_link="http://testserver/a")
    rows = judge([Line(2, "/x", "/de/kontakt/"), Line(3, "/x/", "/de/ziele/"), Line(4, "/a", "/b")])
    assert [row.outcome.value for row in rows] == ["new", "error", "error"]
    assert "Zeile 2" in rows[1].message


def test_trial_then_import(site, editor, client):
    hidden = publish(site.de.home, ContentPage(title="V", slug="v", locale=site.de.locale))
    hidden.unpublish()
    data = (
        "Alte Adresse;Neue Adresse\n/agenda;/de/ziele/\n/agenda/3;/de/ziele/3/\n/außen;https://example.org/\n"
        "/fehlt;/de/fehlt/\n/v;/de/v/\n"
    )
    response = send(client, data.encode("cp1252"))
    html = response.content.decode()
    assert response.context["numbers"] == {"new": 3, "changed": 0, "same": 0, "error": 2, "warnings": 1}
    assert not Redirect.objects.exists(), "a trial changes nothing"
    assert html.index("/de/fehlt/") < html.index("/agenda")
    assert "nicht veröffentlicht" in html
    assert client.post(SCREEN, form_data(html, "rows")).status_code == 302
    assert Redirect.objects.count() == 3
    assert Client().get("/agenda/").url == "/de/ziele/"
    assert Client().get("/agenda/3").url == "/de/ziele/3/"
    assert Client().get("/außen/").url == "https://example.org/"
    # The same file again is there already.
    assert send(client, data.encode()).context["numbers"]["same"] == 3


def test_the_rows_of_a_trial_cannot_be_forged(site, editor, client):
    for payload in ("", "x", "WyIvYSJd:1u:abc"):
        assert client.post(SCREEN, {"rows": payload}).status_code == 302
    assert not Redirect.objects.exists()


def test_an_import_takes_over_what_the_site_made_itself(site, editor, client):
    made = Redirect.objects.create(
        old_path="/weg", redirect_page=site.de.contact, site=site.site, automatically_created=True
    )
    html = send(client, b"/weg;/de/ziele/").content.decode()
    client.post(SCREEN, form_data(html, "rows"))
    made.refresh_from_db()
    assert made.redirect_page_id == site.de.goals.pk
    assert not made.automatically_created
    assert Client().get("/weg/").url == "/de/ziele/"


def test_formulas_and_markup_stay_text(site, editor, client):
    html = send(client, b"/<script>alert(1)</script>;/de/ziele/\n=cmd()/x;/de/ziele/").content.decode()
    assert "<script>alert" not in html


def test_five_thousand_rows_cost_as_many_queries_as_few(site):
    def count(number: int) -> int:
        with CaptureQueriesContext(connection) as queries:
            rows = judge([Line(n, f"/alt/{n}", "/de/ziele/") for n in range(number)])
        assert all(row.outcome.value == "new" for row in rows)
        return len(queries)

    few, many = count(3), count(400)
    assert many <= few <= 10


def test_the_list_can_be_exported(site, editor, client):
    Redirect.objects.create(old_path="/über", redirect_page=site.de.goals)
    response = client.get("/admin/redirects/?export=csv")
    text = b"".join(response.streaming_content).decode() if response.streaming else response.content.decode()
    assert "/über" in text
    assert client.get("/admin/redirects/?export=xlsx").status_code == 200
