"""Mails at once, news of published translations, the choice in the profile, and unsubscribing."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.core import mail
from django.test import Client
from django.urls import reverse

from cms.accounts.roles import Role
from cms.desk.models import NoticeSettings, SourceChange
from cms.desk.models.notices import Rhythm
from cms.desk.notices import digests, mailing
from cms.desk.notices.mailing import compose
from cms.desk.notices.people import chosen_by
from cms.office.models import Office
from tests.desk.helpers import PASSWORD, in_translation, person
from tests.desk.notices.helpers import TITLE, at


@pytest.fixture
def made(site):
    made = in_translation(site)
    made.site = site
    made.translator = person(Role.TRANSLATOR, "marie")
    return made


@pytest.fixture
def record(made, django_capture_on_commit_callbacks):
    """Writes a change as publishing does, with what follows the commit."""

    def record(*texts, **values):
        with django_capture_on_commit_callbacks(execute=True):
            return SourceChange.objects.create(source=made.translation.source, added=list(texts), **values)

    return record


def french_published(made, callbacks, by=None):
    """The French page is published for itself, as `cms.desk.publishing` leaves it behind."""
    type(made.alias).objects.filter(pk=made.alias.pk).update(alias_of=None)
    page = type(made.page).objects.get(pk=made.alias.pk)
    with callbacks(execute=True):
        page.save_revision(user=by).publish()
    return page


def test_who_wants_it_at_once_gets_it_at_once_and_not_again(made, record):
    NoticeSettings.objects.create(user=made.translator, changes=Rhythm.IMMEDIATE)
    record(TITLE)
    assert [message.to for message in mail.outbox] == [["marie@example.org"]]
    assert TITLE in mail.outbox[0].body
    digests.send_due(at(2, 7))
    assert len(mail.outbox) == 1


def test_who_wants_it_daily_gets_nothing_at_once(made, record):
    record(TITLE)
    assert not mail.outbox


def test_nothing_translatable_is_no_mail(made, record):
    NoticeSettings.objects.create(user=made.translator, changes=Rhythm.IMMEDIATE)
    record()
    assert not mail.outbox


def test_ones_own_publication_is_no_news(made, record):
    NoticeSettings.objects.create(user=made.translator, changes=Rhythm.IMMEDIATE)
    record(TITLE, published_by=made.translator)
    assert not mail.outbox


def test_a_mail_server_that_is_down_does_not_disturb_and_the_digest_makes_good(made, record, settings):
    NoticeSettings.objects.create(user=made.translator, changes=Rhythm.IMMEDIATE)
    settings.EMAIL_BACKEND = "tests.desk.notices.mail_servers.Down"
    row = record(TITLE)
    assert SourceChange.objects.filter(pk=row.pk).exists()
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert digests.send_due(at(2, 7)) == 1


def test_any_fault_while_writing_the_mail_leaves_publishing_alone(made, record, monkeypatch):
    NoticeSettings.objects.create(user=made.translator, changes=Rhythm.IMMEDIATE)
    monkeypatch.setattr(digests, "compose", lambda *args: 1 / 0)
    row = record(TITLE)
    assert not row.told.exists()


def test_editors_hear_that_their_page_is_published_in_french(made, django_capture_on_commit_callbacks):
    editor = person(Role.EDITOR, "erika")
    made.page.save_revision(user=editor).publish(user=editor)
    page = french_published(made, django_capture_on_commit_callbacks, by=made.translator)
    [message] = mail.outbox
    assert message.to == ["erika@example.org"]
    assert TITLE in message.subject
    assert page.full_url in message.body
    with django_capture_on_commit_callbacks(execute=True):
        page.save_revision(user=made.translator).publish()
    assert len(mail.outbox) == 1, "mending a comma is no news"


def test_no_news_of_ones_own_publication_nor_for_those_who_do_not_want_it(made, django_capture_on_commit_callbacks):
    boss, editor = person(None), person(Role.EDITOR, "erika")
    NoticeSettings.objects.create(user=editor, published=False)
    made.page.save_revision(user=editor).publish(user=editor)
    made.page.owner = boss
    made.page.save()
    french_published(made, django_capture_on_commit_callbacks, by=boss)
    assert not mail.outbox


def test_an_editor_who_lost_the_right_hears_nothing(made, django_capture_on_commit_callbacks):
    editor = person(Role.EDITOR, "erika")
    made.page.save_revision(user=editor).publish(user=editor)
    editor.groups.clear()
    french_published(made, django_capture_on_commit_callbacks)
    assert not mail.outbox


def test_publishing_the_german_page_or_an_alias_is_no_french_publication(made, django_capture_on_commit_callbacks):
    editor = person(Role.EDITOR, "erika")
    with django_capture_on_commit_callbacks(execute=True):
        made.page.save_revision(user=editor).publish(user=editor)
    assert not [message for message in mail.outbox if message.to == ["erika@example.org"]]


# --- The profile


def account_form(client: Client) -> dict[str, str]:
    """What a browser would send of the account page: the values of its fields."""
    from bs4 import BeautifulSoup

    soup = BeautifulSoup(client.get(reverse("wagtailadmin_account")).content, "html.parser")
    values = {}
    for field in soup.select("form input[name], form select[name]"):
        if field.get("type") in ("checkbox", "radio") and not field.has_attr("checked"):
            continue
        if field.name == "select":
            chosen = field.select_one("option[selected]") or field.select_one("option")
            values[field["name"]] = chosen.get("value", "") if chosen else ""
        elif field.get("type") != "file":
            values[field["name"]] = field.get("value", "on" if field.get("type") == "checkbox" else "")
    return values


def test_the_choice_is_made_in_the_profile(made, client):
    client.login(username="marie", password=PASSWORD)
    names = {"name_email-first_name": "Marie", "name_email-last_name": "Konan"}
    values = account_form(client) | names
    assert values["translation_notices-changes"] == Rhythm.DAILY
    values["translation_notices-changes"] = Rhythm.NEVER
    values.pop("translation_notices-questions")
    assert client.post(reverse("wagtailadmin_account"), values).status_code == 302
    choice = NoticeSettings.objects.get(user=made.translator)
    assert (choice.changes, choice.questions, choice.published) == (Rhythm.NEVER, False, True)
    values = account_form(client) | names
    values["translation_notices-changes"] = Rhythm.IMMEDIATE
    client.post(reverse("wagtailadmin_account"), values)
    choice.refresh_from_db()
    assert choice.changes == Rhythm.IMMEDIATE
    assert choice.since is not None, "what was published meanwhile is no news"


def test_the_profile_of_an_administrator_starts_with_never(made, client):
    person(None)
    client.login(username="boss", password=PASSWORD)
    assert account_form(client)["translation_notices-changes"] == Rhythm.NEVER


# --- Unsubscribing


def link_of(message) -> str:
    return urlsplit(re.fullmatch(r"<(\S+)>", message.extra_headers["List-Unsubscribe"])[1]).path


def test_one_click_ends_the_mails_without_logging_in(made, record):
    NoticeSettings.objects.create(user=made.translator, changes=Rhythm.IMMEDIATE)
    record(TITLE)
    [message] = mail.outbox
    assert message.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    address = link_of(message)
    assert address in message.body
    stranger = Client(enforce_csrf_checks=True)
    answer = stranger.get(address)
    assert answer.status_code == 200
    assert b'<form method="post"' in answer.content
    made.translator.refresh_from_db()
    assert chosen_by(made.translator).changes == Rhythm.IMMEDIATE, "a GET changes nothing"
    assert stranger.post(address, {"List-Unsubscribe": "One-Click"}).status_code == 200
    choice = NoticeSettings.objects.get(user=made.translator)
    assert (choice.changes, choice.questions, choice.published) == (Rhythm.NEVER, True, True)
    record(TITLE)
    assert len(mail.outbox) == 1


@pytest.mark.parametrize(("kind", "field"), [("questions", "questions"), ("published", "published")])
def test_each_kind_of_mail_ends_by_itself(made, client, kind, field):
    address = reverse("desk_notices:unsubscribe", args=[mailing.token(made.translator, kind)])
    client.post(address)
    choice = NoticeSettings.objects.get(user=made.translator)
    assert getattr(choice, field) is False
    assert choice.changes == Rhythm.DAILY


def test_unsubscribing_from_one_kind_does_not_subscribe_an_administrator_to_another(made, client):
    boss = person(None)
    client.post(reverse("desk_notices:unsubscribe", args=[mailing.token(boss, "questions")]))
    assert NoticeSettings.objects.get(user=boss).changes == Rhythm.NEVER


@pytest.mark.parametrize("value", ["x", "WzEsImNoYW5nZXMiXQ:AAAA", "%00", "a" * 3000])
def test_a_forged_or_damaged_link_changes_nothing(made, client, value):
    address = reverse("desk_notices:unsubscribe", args=["PLACE"]).replace("PLACE", value)
    assert client.get(address).status_code == 404
    assert client.post(address).status_code == 404
    assert not NoticeSettings.objects.exists()


def test_the_link_of_somebody_who_is_gone_is_not_valid(made, client):
    address = reverse("desk_notices:unsubscribe", args=[mailing.token(made.translator, "changes")])
    made.translator.delete()
    assert client.post(address).status_code == 404


def test_a_title_with_a_line_break_stays_one_subject(made, record):
    NoticeSettings.objects.create(user=made.translator, changes=Rhythm.IMMEDIATE)
    type(made.page).objects.filter(pk=made.page.pk).update(title="Zwei\nZeilen\r\nBcc: x@example.org")
    record(TITLE)
    assert "\n" not in mail.outbox[0].subject
    assert "Zwei Zeilen Bcc: x@example.org" in mail.outbox[0].subject


NEWS = {"title": "A", "translated_title": "B", "url": "https://example.org/", "language_code": "fr"}


def test_notices_come_from_the_sender_of_the_site_details_and_carry_its_name(site):
    Office.objects.create(mail_sender="kreis@example.org", site_name="Hier – Dort")
    letter = compose(person(None), "changes", "published", NEWS)
    assert letter.from_email == "kreis@example.org"
    assert "Hier – Dort" in letter.body
    Office.objects.update(mail_sender="x@example.org\nBcc: y@example.org")
    assert compose(person(None, "otto"), "changes", "published", NEWS).from_email == settings.DEFAULT_FROM_EMAIL
