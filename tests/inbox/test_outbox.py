"""Stored first, then mailed: whatever the mail server does, nothing is lost and everything is shown."""

import smtplib
from datetime import timedelta

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.utils import timezone
from wagtail.admin.mail import send_mail

from cms.inbox import acting, outbox
from cms.inbox.models import Mail, MailRole, MailState, Message, Status
from cms.inbox.recipients import office_address
from cms.office.models import Office
from cms.periodic import jobs
from home import offices
from home.models import ContactPageContact
from projects.models import Contact
from tests.desk.helpers import person

from .helpers import make_message, send


@pytest.fixture
def office(site, settings):
    """Offices with addresses on both pages, and the operator's address for when there are none."""
    settings.DEFAULT_FROM_EMAIL = "website@example.org"
    contact = Contact.objects.create(unit="Büro", email="amt@example.org", locale=site.de.locale)
    site.de.barrier_report.contact = contact
    site.de.barrier_report.save()
    other = Contact.objects.create(unit="Zentrale", email="zentrale@example.org", locale=site.de.locale)
    silent = Contact.objects.create(unit="Stumm", locale=site.de.locale)
    for position, row in enumerate((silent, other)):
        ContactPageContact.objects.create(page=site.de.contact, contact=row, locale=site.de.locale, sort_order=position)
    return contact


class Down(EmailBackend):
    """A server that answers to nobody."""

    def send_messages(self, messages):
        raise ConnectionRefusedError("down")


class Refusing(EmailBackend):
    """A server that refuses one address."""

    def send_messages(self, messages):
        if messages[0].to == ["frau@example.org"]:
            raise smtplib.SMTPRecipientsRefused({})
        return super().send_messages(messages)


def states(message=None) -> dict[str, str]:
    rows = Mail.objects.filter(message=message) if message else Mail.objects.all()
    return dict(rows.values_list("role", "state"))


def test_the_request_stores_and_sends_nothing(office, site):
    send(site.de.contact)
    assert states() == {MailRole.OFFICE: MailState.WAITING, MailRole.SENDER: MailState.WAITING}
    assert mail.outbox == []


def test_the_clock_sends_both_mails(office, site):
    send(site.fr.barrier_report, text="Le menu ne s’ouvre pas.", email="frau@example.org", place="Startseite")
    outbox.run()
    message = Message.objects.get()
    to_office, to_sender = mail.outbox
    assert (to_office.to, to_office.reply_to) == (["amt@example.org"], ["frau@example.org"])
    assert to_office.subject == f"Barriere gemeldet ({message.reference})"
    for word in ("Le menu ne s’ouvre pas.", "Startseite", "frau@example.org", message.get_absolute_url()):
        assert word in to_office.body
    assert (to_sender.to, to_sender.reply_to) == (["frau@example.org"], ["amt@example.org"])
    assert to_sender.subject == f"Votre signalement {message.reference} est arrivé"
    assert "180 jours" in to_sender.body
    assert to_sender.extra_headers["Auto-Submitted"] == "auto-replied"
    assert set(states().values()) == {MailState.SENT}
    outbox.run()
    assert len(mail.outbox) == 2


def test_the_confirmation_holds_no_word_of_the_sender(office, site):
    words = {"name": "Zwiebelname", "subject": "Zwiebelbetreff", "text": "Zwiebeltext"}
    send(site.de.contact, **words)
    outbox.run()
    confirmation = mail.outbox[1]
    assert confirmation.to == ["frau@example.org"]
    assert "Zwiebel" not in str(confirmation.message())
    assert "Zwiebeltext" in mail.outbox[0].body


def test_a_line_break_makes_no_header(office, site):
    send(site.de.contact, subject="x\nBcc: boese@example.org", name="y\r\nTo: boese@example.org")
    outbox.run()
    for letter in mail.outbox:
        headers = str(letter.message()).partition("\n\n")[0]
        assert "boese" not in headers


def test_each_kind_goes_to_its_office_and_the_operator_stands_in(office, site, settings):
    assert offices.for_barriers() == "amt@example.org"
    assert offices.for_messages() == "zentrale@example.org"
    office.email = ""
    office.save()
    settings.INBOX_RECIPIENT = "betrieb@example.org"
    send(site.de.barrier_report)
    outbox.run()
    assert mail.outbox[0].to == ["betrieb@example.org"]


def test_without_any_address_the_mail_waits_until_there_is_one(office, site):
    Contact.objects.update(email="")
    send(site.de.barrier_report)
    outbox.run()
    assert states() == {MailRole.OFFICE: MailState.UNADDRESSED}
    assert mail.outbox == []
    office.email = "amt@example.org"
    office.save()
    outbox.run()
    assert states() == {MailRole.OFFICE: MailState.SENT}


def test_a_server_that_is_down_is_tried_again_and_nothing_is_lost(office, site, settings):
    settings.EMAIL_BACKEND = f"{__name__}.Down"
    response = send(site.de.contact)
    assert response.status_code == 303
    outbox.run()
    assert set(states().values()) == {MailState.WAITING}
    first = Mail.objects.first()
    assert first.attempts == 1
    assert first.next_try_at > timezone.now()
    outbox.run()  # not due yet
    assert Mail.objects.first().attempts == 1
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    Mail.objects.update(next_try_at=timezone.now())
    outbox.run()
    assert set(states().values()) == {MailState.SENT}
    assert len(mail.outbox) == 2


def test_pauses_grow_and_after_a_week_the_office_is_told(office, settings):
    settings.EMAIL_BACKEND = f"{__name__}.Down"
    message = make_message(mails={"office": MailState.WAITING})
    pauses = []
    for _try in range(9):
        Mail.objects.update(next_try_at=timezone.now())
        outbox.run()
        pauses.append(round((Mail.objects.get().next_try_at - timezone.now()).total_seconds() / 60))
    assert pauses == [1, 2, 5, 15, 60, 240, 720, 720, 720]
    assert states(message) == {MailRole.OFFICE: MailState.WAITING}
    Message.objects.update(created_at=timezone.now() - timedelta(days=8))
    Mail.objects.update(next_try_at=timezone.now())
    outbox.run()
    assert states(message) == {MailRole.OFFICE: MailState.FAILED}


def test_an_address_that_is_refused_keeps_no_other_mail_back(office, site, settings):
    settings.EMAIL_BACKEND = f"{__name__}.Refusing"
    send(site.de.contact)
    for _try in range(outbox.MOST_REFUSALS):
        Mail.objects.update(next_try_at=timezone.now())
        outbox.run()
    assert states() == {MailRole.OFFICE: MailState.SENT, MailRole.SENDER: MailState.FAILED}


def test_a_mail_that_another_process_has_taken_is_not_sent(office, monkeypatch):
    make_message(mails={"office": MailState.WAITING})

    def taken_meanwhile(*args, **kwargs):
        Mail.objects.update(next_try_at=timezone.now() + timedelta(minutes=10))
        return EmailBackend()

    monkeypatch.setattr(outbox, "get_connection", taken_meanwhile)
    assert outbox.send_due() == 0
    assert mail.outbox == []


def test_what_proves_to_be_no_spam_is_mailed_then(office, site, admin_user):
    send(site.de.contact, homepage="x")
    message = Message.objects.get()
    assert states() == {MailRole.OFFICE: MailState.WAITING}
    acting.set_status(message, Status.NEW, admin_user)
    outbox.run()
    assert {letter.to[0] for letter in mail.outbox} == {"zentrale@example.org", "frau@example.org"}
    # Back and forth sends nothing twice.
    acting.set_status(message, Status.SUSPECTED, admin_user)
    acting.set_status(message, Status.NEW, admin_user)
    outbox.run()
    assert len(mail.outbox) == 2


LINKS = "Hier geht nichts: https://a.example https://b.example https://c.example"


@pytest.mark.parametrize("kind", ["barrier_report", "contact"])
def test_what_looks_like_spam_is_mailed_with_a_mark_and_acknowledged(office, site, kind):
    send(getattr(site.de, kind), text=LINKS, email="frau@example.org")
    assert Message.objects.get().status == Status.SUSPECTED
    outbox.run()
    to_office, to_sender = mail.outbox
    assert to_office.subject.startswith("Vielleicht Spam: ")
    assert "Der Text enthält viele Links." in to_office.body
    assert LINKS in to_office.body
    assert to_sender.to == ["frau@example.org"]
    assert "spam" not in f"{to_sender.subject} {to_sender.body}".lower()


def test_the_mark_is_left_out_once_somebody_has_decided(office, site, admin_user):
    send(site.de.barrier_report, text=LINKS)
    acting.set_status(Message.objects.get(), Status.NEW, admin_user)
    outbox.run()
    (letter,) = mail.outbox
    assert "spam" not in f"{letter.subject} {letter.body}".lower()


def test_a_report_that_looks_like_spam_waits_for_an_address_too(office, site):
    Contact.objects.update(email="")
    send(site.de.barrier_report, text=LINKS)
    outbox.run()
    assert states() == {MailRole.OFFICE: MailState.UNADDRESSED}
    Contact.objects.filter(pk=office.pk).update(email="amt@example.org")
    outbox.run()
    assert [letter.to for letter in mail.outbox] == [["amt@example.org"]]


def test_send_again_begins_anew(office, admin_user):
    message = make_message(mails={"office": MailState.FAILED, "sender": MailState.SENT})
    assert acting.mail_again(message, admin_user) == 1
    outbox.run()
    assert states(message) == {MailRole.OFFICE: MailState.SENT, MailRole.SENDER: MailState.SENT}
    assert len(mail.outbox) == 1


def test_the_clock_knows_both_jobs():
    assert {"inbox_mails", "inbox_retention"} <= {job.name for job in jobs()}


# --- The site details --------------------------------------------------------------------------------


def test_the_site_details_name_sender_recipient_and_site(office, site):
    Office.objects.create(mail_sender="kreis@example.org", mail_recipient="post@example.org", site_name="Hier – Dort")
    Contact.objects.update(email="")
    send(site.de.contact)
    outbox.run()
    to_office, to_sender = mail.outbox
    assert (to_office.to, to_office.from_email) == (["post@example.org"], "kreis@example.org")
    assert (to_sender.reply_to, to_sender.from_email) == (["post@example.org"], "kreis@example.org")
    assert "Hier – Dort" in to_sender.body


def test_a_contact_wins_over_the_site_details_and_they_over_the_settings(office, site, settings):
    settings.INBOX_RECIPIENT = "betrieb@example.org"
    details = Office.objects.create(mail_recipient="post@example.org")
    assert office_address("barrier") == "amt@example.org"
    Contact.objects.update(email="")
    assert office_address("barrier") == "post@example.org"
    details.mail_recipient = ""
    details.save()
    assert office_address("barrier") == "betrieb@example.org"


@pytest.mark.parametrize("bad", ["a@example.org\nBcc: boese@example.org", "a@example.org\r\nX: boese", "boese", " "])
def test_what_is_no_address_makes_no_header_and_stops_no_mail(office, site, bad):
    """A restored row has passed no form."""
    Office.objects.create()
    Office.objects.update(mail_sender=bad, mail_recipient=bad, public={"words": {"de": {"site_name": f"Name\n{bad}"}}})
    Contact.objects.filter(pk=office.pk).update(email="")
    send(site.de.contact)
    outbox.run()
    assert {letter.from_email for letter in mail.outbox} == {"website@example.org"}
    for letter in mail.outbox:
        assert "boese" not in str(letter.message()).partition("\n\n")[0]


def test_wagtails_own_mails_come_from_the_same_sender(office, site, client):
    Office.objects.create(mail_sender="kreis@example.org")
    boss = person(None)
    send_mail("Betreff", "Text", ["frau@example.org"])
    client.post("/admin/password_reset/", {"email": boss.email})
    assert [letter.from_email for letter in mail.outbox] == ["kreis@example.org"] * 2
    assert [letter.message()["From"] for letter in mail.outbox] == ["kreis@example.org"] * 2
