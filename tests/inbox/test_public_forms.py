"""The forms as visitors meet them: printed, refused kindly, taken, thanked for; without cookie or script."""

import re

import pytest
from django.test import Client
from wagtail.models import PageViewRestriction

from cms.inbox import tokens
from cms.inbox.forms import LONGEST_TEXT
from cms.inbox.models import Message
from tests.factories import add_live

from .helpers import TEXTS, mark, send


@pytest.fixture(params=["barrier_report", "contact"])
def form_page(request, site):
    return getattr(site.de, request.param)


def test_the_page_with_the_form_sets_no_cookie_and_may_be_kept(form_page, client):
    response = client.get(form_page.get_url())
    html = response.content.decode()
    assert response.status_code == 200
    assert not response.cookies
    assert response["Cache-Control"] == "max-age=300"
    assert "Cookie" not in response.get("Vary", "")
    assert "csrfmiddlewaretoken" not in html
    assert f'action="{form_page.get_url()}"' in html


def test_pages_printed_in_the_same_second_are_the_same(form_page, client, monkeypatch):
    monkeypatch.setattr("cms.inbox.tokens.time.time", lambda: 1_800_000_000.5)
    first, second = (client.get(form_page.get_url()).content for _time in range(2))
    assert first == second


def test_a_message_is_stored_and_thanked_for_after_a_redirect(form_page, client):
    response = send(form_page, client=client, email="frau@example.org")
    assert response.status_code == 303
    assert not response.cookies
    message = Message.objects.get()
    assert (message.kind, message.language, message.status) == (form_page.form_kind, "de", "new")
    assert message.text == TEXTS[form_page.form_kind]["text"]
    thanks = client.get(response["Location"])
    assert thanks.status_code == 200
    assert message.reference in thanks.content.decode()
    assert "Eine Bestätigung ist auf dem Weg" in thanks.content.decode()
    assert thanks["Cache-Control"] == "no-store"
    assert 'content="noindex"' in thanks.content.decode()
    assert "<form" not in thanks.content.decode().split("<main")[1]
    assert not thanks.cookies


def test_a_report_needs_no_address_and_then_no_confirmation_is_promised(site, client):
    response = send(site.de.barrier_report, client=client)
    assert "Eine Bestätigung" not in client.get(response["Location"]).content.decode()
    assert Message.objects.get().email == ""


def test_the_french_form_speaks_french_and_is_stored_as_french(site, client):
    response = send(site.fr.contact, client=client)
    assert Message.objects.get().language == "fr"
    assert response["Location"].startswith("/fr/contact/?")
    assert "Merci, votre message est arrivé." in client.get(response["Location"]).content.decode()
    refused = send(site.fr.contact, client=client, email="").content.decode()
    assert "Veuillez remplir ce champ." in refused


def test_a_german_form_under_french_addresses_is_answered_to_in_french(site, client):
    site.fr.contact.delete()
    alias = site.de.contact.create_alias(parent=site.fr.home, update_locale=site.fr.locale, update_slug="kontakt")
    assert send(alias, client=client).status_code == 303
    assert Message.objects.get().language == "fr"


@pytest.mark.parametrize(
    "forge", [lambda own: "", lambda own: "x", lambda own: "a:b:c", lambda own: "\x00", "{}x".format]
)
def test_a_forged_receipt_shows_the_form(site, client, forge):
    receipt = forge(tokens.receipt("B-1", True))
    response = client.get(site.de.barrier_report.get_url(), {"danke": receipt})
    assert response.status_code == 200
    assert "<textarea" in response.content.decode()


def test_an_old_receipt_shows_the_form(site, client, monkeypatch):
    old = tokens.receipt("B-234567", True)
    monkeypatch.setattr(tokens, "RECEIPT_AGE", -1)
    assert "B-234567" not in client.get(site.de.barrier_report.get_url(), {"danke": old}).content.decode()


def test_errors_are_named_at_the_top_and_at_the_field_and_nothing_is_lost(site, client):
    response = send(site.de.contact, client=client, email="kein", subject="", name="Ä <b>", text="Lang\nund <i>gut")
    html = response.content.decode()
    assert response.status_code == 422
    assert response["Cache-Control"] == "no-store"
    assert not Message.objects.exists()
    assert "<title>Fehler" in html
    summary = re.search(r'<div class="notice[^>]*role="alert".*?</div>', html, re.DOTALL).group()
    assert re.findall(r'href="#([\w-]+)"', summary) == ["f-email", "f-subject"]
    for name in ("email", "subject"):
        field = re.search(rf'<input[^>]*name="{name}"[^>]*>', html).group()
        described = re.search(r'aria-describedby="([^"]+)"', field).group(1).split()
        assert 'aria-invalid="true"' in field
        assert f"f-{name}_error" in described
        assert all(f'id="{identifier}"' in html for identifier in described)
    assert 'value="Ä &lt;b&gt;"' in html
    assert "Lang\nund &lt;i&gt;gut</textarea>" in html


def test_fields_say_what_browsers_may_fill_in(site, client):
    contact = client.get(site.de.contact.get_url()).content.decode()
    assert {"name", "email"} <= set(re.findall(r'autocomplete="([\w-]+)"', contact))
    barrier = client.get(site.de.barrier_report.get_url()).content.decode()
    assert {"email", "tel"} <= set(re.findall(r'autocomplete="([\w-]+)"', barrier))
    assert "maxlength" not in contact + barrier


# --- Where one comes from -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("/de/projekte/", "http://testserver/de/projekte/"),
        ("/de/projekte/?jahr=2025&seite=2", "http://testserver/de/projekte/?jahr=2025&amp;seite=2"),
        ("//boese.example/", None),
        ("/\\boese.example/", None),
        ("https://boese.example/", None),
        ("javascript:alert(1)", None),
        ("/" + "a" * 400, None),
        ("/de/\x00", None),
        ("/de/\r\nX: y", None),
        ('/de/"><script>', "http://testserver/de/&quot;&gt;&lt;script&gt;"),
    ],
)
def test_the_link_names_the_page_if_it_is_one_of_this_site(site, client, given, shown):
    html = client.get(site.de.barrier_report.get_url(), {"seite": given}).content.decode()
    found = re.search(r'<input[^>]*name="place"[^>]*>', html).group()
    value = re.search(r' value="([^"]*)"', found)
    assert (value.group(1) if value else None) == shown


def test_every_page_names_itself_in_the_link_to_the_report(site, client):
    html = client.get("/de/projekte/").content.decode()
    link = re.search(r'href="(/de/barrierefreiheit/barriere-melden/\?[^"]*)"', html).group(1)
    assert 'value="http://testserver/de/projekte/"' in client.get(link).content.decode()
    canonical = re.search(r'rel="canonical" href="([^"]+)"', client.get(link).content.decode()).group(1)
    assert canonical == "http://testserver/de/barrierefreiheit/barriere-melden/"


# --- Marks --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"age": 0}, "Das ging sehr schnell."),
        ({"age": tokens.TOO_OLD + 60}, "Das Formular war lange geöffnet."),
        ({"mark": ""}, "nicht prüfen"),
        ({"mark": "barrier:1:x"}, "nicht prüfen"),
        ({"mark": mark("contact")}, "nicht prüfen"),
        ({"mark": mark("barrier") + "x"}, "nicht prüfen"),
    ],
)
def test_too_quick_too_old_or_foreign_is_asked_again_with_the_text_kept(site, client, change, words):
    response = send(site.de.barrier_report, client=client, **change)
    html = response.content.decode()
    assert response.status_code == 422
    assert words in html
    assert TEXTS["barrier"]["text"] in html
    assert not Message.objects.exists()
    again = re.search(r'name="mark" value="([^"]+)"', html).group(1)
    assert tokens.age_of(again, "barrier") is tokens.Age.QUICK  # a fresh one


def test_a_mark_lasts_as_long_as_a_page_may_be_kept(site):
    assert send(site.de.barrier_report, age=tokens.TOO_OLD - 60).status_code == 303


# --- What is no form ----------------------------------------------------------------------------


def test_bad_bodies_are_refused_clearly(form_page, client):
    address = form_page.get_url()
    assert client.post(address, "{}", content_type="application/json").status_code == 415
    assert client.post(address, "x", content_type="text/plain").status_code == 415
    assert client.post(address, "", content_type="").status_code == 415
    assert client.post(address, b"--x\r\nbad", content_type="multipart/form-data").status_code == 400
    assert client.post(address, b"a=1", content_type="multipart/form-data; boundary=" + "x" * 300).status_code in (
        400,
        422,
    )
    latin = "application/x-www-form-urlencoded; charset=latin-1"
    assert client.post(address, b"text=%e4", content_type=latin).status_code in (400, 422)
    many = "&".join(f"a{number}=1" for number in range(11_000))
    assert client.post(address, many, content_type="application/x-www-form-urlencoded").status_code == 400
    huge = send(form_page, client=client, text="x" * 1_000_000)
    assert huge.status_code == 413
    assert "zu lang für dieses Formular" in huge.content.decode()
    assert not Message.objects.exists()


def test_a_text_that_is_too_long_is_kept_and_its_length_is_said(form_page, client):
    response = send(form_page, client=client, text="x" * (LONGEST_TEXT + 1))
    html = response.content.decode()
    assert response.status_code == 422
    assert "Bitte kürzen Sie Ihren Text auf 5000 Zeichen. Es sind 5001." in html
    assert "x" * (LONGEST_TEXT + 1) in html


def test_every_other_field_has_its_limit_too(form_page, client):
    for name in set(TEXTS[form_page.form_kind]) - {"text"}:
        assert send(form_page, client=client, **{name: "x" * 3000}).status_code == 422, name
    assert not Message.objects.exists()


def test_characters_nobody_types_are_left_out_and_lines_stay(site, client):
    text = "Eins\x00\x1b[31m\r\nzwei\u2028\tdrei 😀 ‏עברית"
    send(site.de.contact, client=client, text=text, subject="A\r\nBcc: x@example.org\x00", name="\x00")
    message = Message.objects.get()
    assert message.text == "Eins[31m\nzwei\tdrei 😀 ‏עברית"
    assert message.subject == "A Bcc: x@example.org"
    assert message.name == ""


def test_unknown_fields_change_nothing(site, client):
    send(
        site.de.barrier_report, client=client, status="closed", reference="B-000000", kind="contact", id="7", digest=""
    )
    message = Message.objects.get()
    assert (message.status, message.kind) == ("new", "barrier")
    assert message.reference != "B-000000"


@pytest.mark.parametrize("method", ["put", "patch", "delete", "trace"])
def test_other_methods_are_refused(form_page, method):
    response = getattr(Client(), method)(form_page.get_url())
    assert response.status_code == 405
    assert "POST" in response["Allow"]


def test_head_and_options_answer(form_page, client):
    head = client.head(form_page.get_url())
    assert (head.status_code, head.content) == (200, b"")
    assert client.options(form_page.get_url()).status_code == 200


def test_only_pages_with_a_form_go_without_djangos_check(site):
    strict = Client(enforce_csrf_checks=True)
    assert send(site.de.barrier_report, client=strict).status_code == 303
    for page in (site.de.home, site.de.projects, site.de.imprint, site.de.accessibility):
        assert strict.post(page.get_url(), {}).status_code == 403


def test_a_contact_page_without_form_takes_nothing(site, client):
    site.de.contact.show_form = False
    site.de.contact.save()
    assert "<form" not in client.get(site.de.contact.get_url()).content.decode().split("<main")[1]
    assert send(site.de.contact, client=client).status_code == 200
    assert not Message.objects.exists()


def test_a_protected_form_takes_nothing_from_strangers(site, client):
    PageViewRestriction.objects.create(page=site.de.contact, restriction_type=PageViewRestriction.LOGIN)
    assert send(site.de.contact, client=client).status_code == 302
    assert not Message.objects.exists()


def test_messages_stand_in_no_api_search_or_sitemap(site, client):
    send(site.de.barrier_report, client=client, text="Geheimwort Zwiebelturm", email="geheim@example.org")
    add_live(site.de.home, type(site.de.content)(title="Anderes", slug="anderes", locale=site.de.locale))
    addresses = ["/api/v2/pages/?limit=100", "/api/v3/pages/?limit=100", "/sitemap.xml", "/de/suche/?q=Anderes"]
    addresses += [f"/api/v{version}/pages/{site.de.barrier_report.pk}/" for version in (2, 3)]
    for address in addresses:
        response = client.get(address)
        assert response.status_code == 200, address
        assert b"Zwiebelturm" not in response.content
        assert b"geheim@" not in response.content
    found = client.get("/de/suche/?q=Zwiebelturm").content.split(b"<footer")[0]
    assert b"/barriere-melden/" not in found
