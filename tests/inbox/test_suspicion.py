"""Spam is noticed without cookie, script or outside service, and kept where somebody decides."""

import pytest
from django.core.cache import cache
from django.db import DatabaseError, connection
from django.test import RequestFactory

from cms.inbox import suspicion
from cms.inbox.models import Mail, MailRole, Message, Status

from .helpers import TEXTS, send


def codes(**values) -> list[str]:
    return Message.objects.get(**values).suspicion.split()


def test_the_trap_is_hidden_from_people_and_keeps_the_message(site, client):
    html = client.get(site.de.barrier_report.get_url()).content.decode()
    assert "<p hidden>" in html
    response = send(site.de.barrier_report, client=client, homepage="http://spam.example", email="a@example.org")
    # Machines are told nothing; the office reads it, in case a program filled in the field for a person.
    assert response.status_code == 303
    message = Message.objects.get()
    assert (message.status, message.suspicion) == (Status.SUSPECTED, "trap")
    assert [row.role for row in Mail.objects.all()] == [MailRole.OFFICE]
    assert "Eine Bestätigung" not in client.get(response["Location"]).content.decode()


@pytest.mark.parametrize(
    ("text", "is_suspect"),
    [
        ("Siehe https://a.example/ und www.b.example", False),
        ("https://a.example https://b.example https://c.example", True),
        ("[url=x]a[/url] <a href=x>b</a> http://c.example", True),
        (
            "http://testserver/de/ http://testserver/de/projekte/ http://testserver/fr/ http://testserver/",
            False,
        ),
        ("http://testserver.boese.example/ http://testserver.boese.example/ http://testserver.boese.example/", True),
    ],
)
def test_many_links_to_others_look_like_spam(site, text, is_suspect):
    send(site.de.contact, text=text)
    assert (codes() == ["links"]) is is_suspect


def test_the_same_text_again_is_one_message_soon_and_suspect_later(site):
    first, second = (send(site.de.contact) for _time in range(2))
    assert Message.objects.count() == 1
    assert first.status_code == second.status_code == 303
    # The same text from somebody else is what machines do.
    send(site.de.contact, email="anders@example.org", text=TEXTS["contact"]["text"].upper() + "  ")
    assert codes(email="anders@example.org") == ["same"]


@pytest.mark.parametrize(
    ("page", "other"),
    [
        ("barrier_report", {"place": "/de/kontakt/"}),
        ("barrier_report", {"phone": "02421 1"}),
        ("barrier_report", {"text": TEXTS["barrier"]["text"].upper()}),
        ("contact", {"subject": "Etwas anderes"}),
        ("contact", {"name": "Frau Anders"}),
    ],
)
def test_the_same_sentence_about_something_else_is_another_message(site, page, other):
    form_page = getattr(site.de, page)
    send(form_page)
    send(form_page, **other)
    first, second = Message.objects.order_by("pk")
    assert first.reference != second.reference
    for name, value in other.items():
        assert getattr(second, name) == value


def test_many_from_one_address_are_suspect_and_then_too_many(site, monkeypatch):
    monkeypatch.setattr(suspicion, "MANY", 2)
    monkeypatch.setattr(suspicion, "TOO_MANY", 3)
    for number in range(3):
        send(site.de.barrier_report, text=f"Meldung {number}")
    assert [m.suspicion for m in Message.objects.order_by("pk")] == ["", "", "many"]
    refused = send(site.de.barrier_report, text="Meldung vier")
    assert refused.status_code == 429
    assert "Meldung vier</textarea>" in refused.content.decode()
    assert send(site.de.barrier_report, text="Von anderswo", address="192.0.2.9").status_code == 303
    assert Message.objects.count() == 4


def test_one_household_has_one_key_and_another_one_an_hour_later(rf, monkeypatch):
    def key(address: str) -> str:
        return suspicion.passing_key(rf.get("/", REMOTE_ADDR=address))

    now = 1_800_000_000
    monkeypatch.setattr(suspicion.time, "time", lambda: now)
    assert key("2001:db8:1:2::1") == key("2001:db8:1:2:ffff::9") != key("2001:db8:1:3::1")
    assert key("192.0.2.1") != key("192.0.2.2")
    before = key("192.0.2.1")
    monkeypatch.setattr(suspicion.time, "time", lambda: now + 3600)
    assert key("192.0.2.1") != before
    assert key("rubbish")
    assert suspicion.passing_key(RequestFactory().get("/", REMOTE_ADDR=""))


def test_a_flood_from_everywhere_is_stopped(site, monkeypatch):
    monkeypatch.setattr(suspicion, "FLOOD", 1)
    assert send(site.de.contact, address="192.0.2.1").status_code == 303
    assert send(site.de.contact, address="192.0.2.2", text="Zwei").status_code == 429


def test_a_cache_that_is_down_stops_no_message(site, monkeypatch):
    def down(*args, **kwargs):
        raise ConnectionError("down")

    monkeypatch.setattr(type(cache._connections[cache._alias]), "add", down)
    assert send(site.de.contact).status_code == 303
    assert Message.objects.get().status == Status.NEW


def test_a_database_that_takes_nothing_is_said_and_the_text_is_kept(site, monkeypatch):
    def locked(*args, **kwargs):
        raise DatabaseError("database is locked")

    monkeypatch.setattr("cms.inbox.pages.receive", locked)
    response = send(site.de.contact, text="Bleibt stehen")
    assert response.status_code == 503
    assert "Bleibt stehen</textarea>" in response.content.decode()


def test_the_address_of_the_machine_is_stored_nowhere(site):
    send(site.de.contact, address="192.0.2.77", HTTP_USER_AGENT="Zwiebel")
    with connection.cursor() as cursor:
        for model in (Message, *(relation.related_model for relation in Message._meta.related_objects)):
            cursor.execute(f"SELECT * FROM {model._meta.db_table}")  # noqa: S608
            assert "192.0.2.77" not in str(cursor.fetchall())


def test_confirmations_do_not_fill_somebodys_letter_box(site):
    for number in range(5):
        send(site.de.contact, text=f"Text {number}", email="opfer@example.org", address=f"192.0.2.{number}")
    assert Message.objects.count() == 5
    assert Mail.objects.filter(role=MailRole.SENDER).count() == 3
    assert Mail.objects.filter(role=MailRole.OFFICE).count() == 5
