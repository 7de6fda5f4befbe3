"""The inbox in the admin: who may do what, what is shown, what each step does."""

import csv
from datetime import timedelta
from io import StringIO

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.users.models import UserProfile

from cms.accounts.roles import Role
from cms.inbox.models import Action, Event, MailState, Message, Status
from cms.inbox.views import LONGEST_NOTE
from cms.todo import items
from tests.desk.helpers import person

from .helpers import make_message

INDEX = "/admin/inbox/"
MAY = (Role.EDITOR, Role.MODERATOR)


def log_in(user) -> Client:
    UserProfile.objects.update_or_create(user=user, defaults={"preferred_language": "de"})
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def editor(site):
    return log_in(person(Role.EDITOR, "redaktion"))


def read(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


# --- Who ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", [*Role, None, ""], ids=lambda role: role or ("boss" if role is None else "nobody"))
def test_exactly_editors_moderators_and_administrators_may(site, role):
    user = person(role)
    may = role in MAY or role is None
    verbs = {verb for verb in ("add", "view", "change", "delete") if user.has_perm(f"inbox.{verb}_message")}
    assert verbs - {"add"} == ({"view", "change", "delete"} if may else set())
    client, message = log_in(user), make_message(mails={"office": MailState.FAILED})
    own = message.get_absolute_url()
    shown = [client.get(address).status_code for address in (INDEX, own, reverse("inbox:export"))]
    assert all((code == 200) is may for code in shown), shown
    for data in ({"action": "status", "status": "closed"}, {"action": "note", "note": "x"}, {"action": "mail"}):
        client.post(own, data)
    assert (Message.objects.get().status == "closed") is may
    assert Event.objects.filter(action=Action.NOTE).exists() is may
    assert message.mails.filter(state=MailState.WAITING).exists() is may
    client.post(reverse("inbox:delete"), {"message": message.pk, "confirmed": "1"})
    assert Message.objects.exists() is not may
    if role != "":
        assert ("/admin/inbox/" in client.get("/admin/").content.decode()) is may


def test_there_is_no_way_to_add_or_list_messages_elsewhere(admin_client):
    for address in ("/admin/snippets/inbox/message/", "/api/v2/messages/", "/api/v3/messages/"):
        assert admin_client.get(address).status_code == 404, address


def test_whoever_may_only_read_sees_no_buttons_and_changes_nothing(site):
    from django.contrib.auth.models import Permission

    user = person("", "liest")
    codenames = ("access_admin", "view_message")
    user.user_permissions.set(Permission.objects.filter(codename__in=codenames))
    message = make_message()
    client = log_in(user)
    html = read(client, message.get_absolute_url()).split('class="inbox ')[1].split("</main")[0]
    assert "<form" not in html
    assert client.post(message.get_absolute_url(), {"action": "status", "status": "closed"}).status_code != 200
    assert Message.objects.get().status == "new"


# --- The list -----------------------------------------------------------------------------------


def test_tabs_filters_and_search(editor):
    now = timezone.now()
    make_message("barrier", text="Alte Meldung", created_at=now - timedelta(days=20))
    make_message("contact", subject="Besuch", status=Status.WORKING)
    make_message("contact", subject="Werbung", status=Status.SUSPECTED)
    make_message("contact", subject="Erledigt", status=Status.CLOSED, email="frau@example.org")

    def titles(query: str) -> list[str]:
        return [row.title for row in editor.get(INDEX + query).context["page"]]

    assert titles("") == ["Alte Meldung", "Besuch"]  # what waits longest comes first
    assert titles("?status=spam") == ["Werbung"]
    assert len(titles("?status=all")) == 4
    assert titles("?status=all&kind=barrier") == ["Alte Meldung"]
    assert titles("?status=all&q=FRAU@example") == ["Erledigt"]
    assert titles("?status=all&q=nirgends") == []
    html = read(editor, INDEX)
    assert "seit 20 Tagen offen" in html
    assert "Posteingang (1)" in html
    numbers = {tab.label: tab.number for tab in editor.get(INDEX).context["tabs"]}
    assert numbers == {
        "Zu tun": 2,
        "Neu": 1,
        "In Arbeit": 1,
        "Beantwortet": 0,
        "Abgeschlossen": 1,
        "Spam?": 1,
        "Alle": 4,
    }


@pytest.mark.parametrize(
    "query", ["?status=x&kind=y", "?p=999999999999", "?q=%00", "?q=" + "x" * 5000, "?p=x&q=%FF", "?status=%00"]
)
def test_rubbish_in_the_address_is_no_error(editor, query):
    make_message()
    assert editor.get(INDEX + query).status_code == 200
    assert editor.get(reverse("inbox:export") + query).status_code == 200


def test_numbers_that_no_message_has(editor):
    for number in (0, 999, 10**18, 10**30):
        assert editor.get(f"{INDEX}{number}/").status_code == 404
        assert editor.post(f"{INDEX}{number}/", {"action": "mail"}).status_code == 404


def test_an_empty_inbox_says_what_will_stand_there(editor):
    assert "Nichts wartet auf Sie." in read(editor, INDEX)


def test_queries_do_not_grow(editor):
    def count(address: str) -> int:
        read(editor, address)
        with CaptureQueriesContext(connection) as queries:
            read(editor, address)
        return len(queries)

    first = make_message(mails={"office": MailState.SENT, "sender": MailState.WAITING})
    few = count(INDEX), count(first.get_absolute_url())
    for number in range(40):
        make_message(subject=f"N {number}", mails={"office": MailState.FAILED})
        Event.objects.create(message=first, action=Action.NOTE, text="x", user=person("", f"u{number}"))
    many = count(INDEX), count(first.get_absolute_url())
    assert many == few
    assert max(many) <= 20


# --- One message --------------------------------------------------------------------------------


def test_what_a_visitor_wrote_is_shown_as_text(editor):
    message = make_message(subject="<script>1</script>", text="<b>fett</b>", place="javascript:alert(1)")
    html = read(editor, message.get_absolute_url())
    assert "<script>1" not in html
    assert "&lt;b&gt;fett" in html
    assert 'href="javascript:' not in html
    assert "<script>1" not in read(editor, INDEX)


def test_steps_notes_and_who_did_them(editor):
    message = make_message()
    address = message.get_absolute_url()
    editor.post(address, {"action": "status", "status": "working"})
    editor.post(address, {"action": "note", "note": "Rücksprache\x00 mit der IT"})
    editor.post(address, {"action": "status", "status": "answered"})
    events = [(e.action, e.status or e.text, e.user and e.user.username) for e in message.events.all()]
    assert events == [
        ("received", "new", None),
        ("status", "working", "redaktion"),
        ("note", "Rücksprache mit der IT", "redaktion"),
        ("status", "answered", "redaktion"),
    ]
    html = read(editor, address)
    assert "Rücksprache mit der IT" in html
    assert "Wird gelöscht am" in html


def test_the_same_status_again_or_an_unknown_step_changes_nothing(editor):
    message = make_message()
    for data in ({"action": "status", "status": "new"}, {"action": "status", "status": "x"}, {"action": "x"}, {}):
        assert editor.post(message.get_absolute_url(), data).status_code == 302
    assert message.events.count() == 1


@pytest.mark.parametrize(("note", "words"), [("  ", "erst die Notiz"), ("x" * (LONGEST_NOTE + 1), "5.000 Zeichen")])
def test_a_note_that_cannot_be_taken_is_kept_in_the_form(editor, note, words):
    message = make_message()
    response = editor.post(message.get_absolute_url(), {"action": "note", "note": note})
    assert response.status_code == 422
    assert words in response.content.decode()
    assert note.strip() in response.content.decode()
    assert message.events.count() == 1


def test_answering_opens_a_mail_in_the_language_of_the_sender(editor):
    message = make_message("barrier", email="a+b&subject=x@example.org", language="fr")
    html = read(editor, message.get_absolute_url())
    subject = f"Votre%20signalement%20{message.reference}"
    assert f"mailto:a%2Bb%26subject%3Dx@example.org?subject={subject}&amp;body=Bonjour" in html
    assert "mailto:" not in read(editor, make_message("barrier").get_absolute_url())


def test_why_a_mail_has_not_gone_out_is_said(editor):
    message = make_message(mails={"office": MailState.UNADDRESSED})
    html = read(editor, message.get_absolute_url())
    assert "Es ist niemand eingetragen, der sie bekommt" in html
    assert "Noch einmal senden" in html
    assert "E-Mail nicht gesendet" in read(editor, INDEX)


def test_why_it_may_be_spam_is_said(editor):
    html = read(editor, make_message(status=Status.SUSPECTED, suspicion="trap links").get_absolute_url())
    assert "Ein Feld, das Menschen nicht sehen, wurde ausgefüllt." in html
    assert "Es ist eine echte Nachricht" in html


# --- Deleting and taking away -------------------------------------------------------------------


def test_deleting_asks_first(editor):
    keep, first, second = (make_message(subject=name) for name in ("Bleibt", "Eins", "Zwei"))
    chosen = {"message": [first.pk, second.pk]}
    response = editor.post(reverse("inbox:delete"), chosen)
    assert "Diese 2 Nachrichten endgültig löschen?" in response.content.decode()
    assert "2 Nachrichten sind noch nicht beantwortet." in response.content.decode()
    assert Message.objects.count() == 3
    editor.post(reverse("inbox:delete"), {**chosen, "confirmed": "1"})
    assert list(Message.objects.all()) == [keep]


@pytest.mark.parametrize("chosen", [[], ["x"], ["9" * 40], ["-1"], ["\x00"], ["²"]])
def test_deleting_nothing_says_so(editor, chosen):
    make_message()
    response = editor.post(reverse("inbox:delete"), {"message": chosen, "confirmed": "1"}, follow=True)
    assert "Es war keine Nachricht ausgewählt." in response.content.decode()
    assert Message.objects.count() == 1
    assert editor.get(reverse("inbox:delete")).status_code == 405


def test_the_export_is_a_table_in_which_nothing_runs(editor):
    make_message(subject="=1+1", text="@SUM(A1)\nzweite; Zeile", name='+"x"', email="-a@example.org", place="\t=2")
    make_message(status=Status.CLOSED, subject="Nicht dabei")
    response = editor.get(reverse("inbox:export"))
    assert response["Content-Type"].startswith("text/csv")
    assert "no-store" in response["Cache-Control"]
    content = response.content.decode()
    assert content.startswith("\ufeff")
    head, row = csv.reader(StringIO(content[1:]), delimiter=";")
    assert head[1:3] == ["Stand", "Nummer"]
    assert row[6:11] == ["'=1+1", "'@SUM(A1)\nzweite; Zeile", "'\t=2", '\'+"x"', "'-a@example.org"]


# --- What is to be done -------------------------------------------------------------------------


def test_work_that_waits_is_named_to_those_who_may_do_it(site):
    now = timezone.now()
    make_message("barrier", text="Neu")
    make_message("barrier", text="Überfällig", status=Status.WORKING, created_at=now - timedelta(days=15))
    make_message("barrier", text="Verdacht", status=Status.SUSPECTED)
    make_message("contact", subject="Ohne Amt", status=Status.WORKING, mails={"office": MailState.UNADDRESSED})
    make_message("contact", subject="Fertig", status=Status.CLOSED, mails={"office": MailState.FAILED})
    ours = {item.key: item for item in items() if item.key.startswith("inbox_")}
    editor, translator = person(Role.EDITOR), person(Role.TRANSLATOR)
    found = {}
    for key, item in ours.items():
        assert not item.rows(translator).exists()
        rows = item.rows(editor)
        found[key] = [entry.title.rpartition(": ")[2] for entry in item.present(list(rows), editor)]
        assert item.rows(editor).count() == len(found[key])
    assert found == {
        "inbox_new": ["Neu"],
        "inbox_overdue": ["Überfällig"],
        "inbox_spam": ["Verdacht"],
        "inbox_unsent": ["Ohne Amt"],
    }
