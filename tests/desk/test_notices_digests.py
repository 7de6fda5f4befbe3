"""One digest a day: who gets it, what stands in it, and that none is lost or sent twice."""

from __future__ import annotations

import smtplib
from datetime import datetime, timedelta
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageViewRestriction
from wagtail.users.models import UserProfile
from wagtail_localize.models import Translation

from cms.accounts.roles import Role
from cms.desk.models import NoticeSettings, SourceChange
from cms.desk.models.notices import Rhythm
from cms.desk.notices import digests
from cms.desk.segments import segments_of, write
from tests.desk.helpers import in_translation, person

TITLE = "Solardach für die Schule"
TEASER = "Strom vom Dach."


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return timezone.make_aware(datetime(2030, 5, day, hour, minute))


def change(made, *texts: str, by=None) -> SourceChange:
    row = SourceChange.objects.create(source=made.translation.source, added=list(texts or (TITLE,)), published_by=by)
    SourceChange.objects.filter(pk=row.pk).update(created_at=at(1, 12))
    return row


def body(message) -> str:
    return message.body


def html(message) -> str:
    return message.alternatives[0][0]


@pytest.fixture
def made(site) -> SimpleNamespace:
    made = in_translation(site)
    made.site = site
    made.translator = person(Role.TRANSLATOR, "marie")
    UserProfile.objects.create(user=made.translator, preferred_language="fr")
    return made


def test_a_translator_gets_one_digest_with_a_link_to_each_new_sentence(made):
    change(made, TITLE, TEASER)
    assert digests.send_due(at(2, 6, 5)) == 1
    [message] = mail.outbox
    assert message.to == ["marie@example.org"]
    ids = {segment.source: segment.id for segment in segments_of(made.translation)}
    editor = settings.WAGTAILADMIN_BASE_URL + reverse("wagtailadmin_pages:edit", args=[made.alias.pk])
    for part in (body(message), html(message)):
        for text in (TITLE, TEASER):
            assert text in part
            assert f"{editor}#segment-{ids[text]}" in part
        assert reverse("desk:open", args=[made.translation.pk]) in part


def test_a_second_run_on_the_day_and_a_quiet_day_send_nothing(made):
    change(made)
    digests.send_due(at(2, 6, 5))
    assert digests.send_due(at(2, 6, 20)) == 0
    assert digests.send_due(at(3, 6, 5)) == 0
    assert len(mail.outbox) == 1


def test_before_six_nothing_is_sent_and_what_comes_later_waits_for_the_next_day(made):
    assert digests.send_due(at(2, 6, 5)) == 0
    row = change(made)
    SourceChange.objects.filter(pk=row.pk).update(created_at=at(2, 9))
    assert digests.send_due(at(2, 9, 30)) == 0
    assert digests.send_due(at(3, 5, 59)) == 0
    assert digests.send_due(at(3, 6, 0)) == 1


def test_missed_days_are_one_digest(made):
    digests.send_due(at(1, 6, 5))
    change(made, TITLE)
    change(made, TEASER)
    assert digests.send_due(at(9, 14)) == 1
    assert TITLE in body(mail.outbox[0])
    assert TEASER in body(mail.outbox[0])


def test_translated_sentences_and_those_that_are_gone_are_not_told(made):
    segment = next(s for s in segments_of(made.translation) if s.source == TITLE)
    write(made.translation, segment, "Toit solaire", user=made.translator)
    change(made, TITLE, "Diesen Satz gibt es nicht mehr.")
    assert digests.send_due(at(2, 7)) == 0
    change(made, TEASER)
    assert digests.send_due(at(3, 7)) == 1
    assert "Diesen Satz" not in body(mail.outbox[0])
    assert f"* {TITLE}" not in body(mail.outbox[0])
    assert f"* {TEASER}" in body(mail.outbox[0])


def test_the_machines_text_still_has_to_be_read_by_somebody(made):
    segment = next(s for s in segments_of(made.translation) if s.source == TITLE)
    write(made.translation, segment, "Toit solaire", user=None, machine=True, tool="x")
    change(made, TITLE)
    assert digests.send_due(at(2, 7)) == 1


def test_nobody_is_told_of_their_own_changes(made):
    change(made, TITLE, by=made.translator)
    assert digests.send_due(at(2, 7)) == 0


@pytest.mark.parametrize("role", [Role.EDITOR, ""])
def test_people_without_the_right_get_nothing(made, role):
    made.translator.delete()
    person(role, "someone")
    change(made)
    assert digests.send_due(at(2, 7)) == 0


def test_inactive_people_and_those_without_address_get_nothing(made):
    made.translator.is_active = False
    made.translator.save()
    other = person(Role.TRANSLATOR, "paul")
    other.email = ""
    other.save()
    change(made)
    assert digests.send_due(at(2, 7)) == 0


def test_an_administrator_is_told_only_after_asking_for_it(made):
    made.translator.delete()
    boss = person(None)
    change(made)
    assert digests.send_due(at(2, 7)) == 0
    NoticeSettings.objects.create(user=boss, changes=Rhythm.DAILY)
    assert digests.send_due(at(3, 7)) == 1


def test_a_page_in_another_tree_than_mine_is_not_told(made):
    """The right on one French page is none on the others."""
    from django.contrib.auth.models import Group, Permission
    from wagtail.models import GroupPagePermission

    group = Group.objects.create(name="Nur die Ziele")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    change_page = Permission.objects.get(codename="change_page", content_type__app_label="wagtailcore")
    GroupPagePermission.objects.create(group=group, page=made.site.fr.goals, permission=change_page)
    made.translator.groups.set([group])
    change(made)
    assert digests.send_due(at(2, 7)) == 0
    GroupPagePermission.objects.create(group=group, page=made.alias, permission=change_page)
    change(made)
    assert digests.send_due(at(3, 7)) == 1


def test_what_is_stopped_unpublished_or_deleted_is_not_told(made):
    change(made)
    Translation.objects.update(enabled=False)
    assert digests.send_due(at(2, 7)) == 0
    Translation.objects.update(enabled=True)
    change(made)
    made.page.unpublish()
    assert digests.send_due(at(3, 7)) == 0


def test_never_means_never_and_asking_again_starts_anew(made, client):
    NoticeSettings.objects.create(user=made.translator, changes=Rhythm.NEVER)
    change(made)
    assert digests.send_due(at(2, 7)) == 0
    NoticeSettings.objects.update(changes=Rhythm.DAILY, since=at(1, 13))
    assert digests.send_due(at(3, 7)) == 0
    NoticeSettings.objects.update(since=at(1, 11))
    assert digests.send_due(at(4, 7)) == 1


def test_long_lists_are_cut_and_say_so(made, monkeypatch):
    from cms.desk.notices import changes

    monkeypatch.setattr(changes, "SENTENCES", 1)
    change(made, TITLE, TEASER)
    digests.send_due(at(2, 7))
    assert body(mail.outbox[0]).count("#segment-") == 1
    assert TITLE in body(mail.outbox[0])
    assert f"* {TEASER}" not in body(mail.outbox[0])


def test_the_language_is_the_readers(made):
    marc = person(Role.TRANSLATOR, "marc")  # no profile: German
    change(made)
    digests.send_due(at(2, 7))
    messages = {message.to[0]: message for message in mail.outbox}
    assert '<html lang="fr">' in html(messages["marie@example.org"])
    assert '<html lang="de">' in html(messages[marc.email])


def test_markup_of_a_sentence_does_not_reach_the_mail_and_titles_are_escaped(site):
    made = in_translation(site, title="Solar <b>& Co")
    person(Role.TRANSLATOR, "marie")
    change(made, *[segment.source for segment in segments_of(made.translation)])
    digests.send_due(at(2, 7))
    [message] = mail.outbox
    assert "Solar <b>& Co" in body(message)
    assert "Solar <b>& Co" not in html(message)
    assert "Solar &lt;b&gt;&amp; Co" in html(message)


class Down(EmailBackend):
    """A mail server that does not answer."""

    def open(self):
        raise ConnectionRefusedError


class Refusing(EmailBackend):
    """A mail server that does not take this address."""

    def send_messages(self, messages):
        if messages[0].to == ["marie@example.org"]:
            raise smtplib.SMTPRecipientsRefused({"marie@example.org": (550, b"unknown")})
        return super().send_messages(messages)


class Breaking(EmailBackend):
    """A mail server that goes away after the first mail."""

    def send_messages(self, messages):
        if mail.outbox:
            raise smtplib.SMTPServerDisconnected
        return super().send_messages(messages)


def backend(settings, kind: type) -> None:
    settings.EMAIL_BACKEND = f"{__name__}.{kind.__name__}"


def test_a_mail_server_that_is_down_is_tried_again_the_same_day(made, settings):
    change(made)
    backend(settings, Down)
    assert digests.send_due(at(2, 6, 5)) == 0
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert digests.send_due(at(2, 6, 20)) == 1
    assert digests.send_due(at(2, 6, 35)) == 0


def test_a_connection_that_breaks_leaves_only_the_rest_due(made, settings):
    person(Role.TRANSLATOR, "marc")
    change(made)
    backend(settings, Breaking)
    assert digests.send_due(at(2, 6, 5)) == 1
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert digests.send_due(at(2, 6, 20)) == 1
    assert sorted(message.to[0] for message in mail.outbox) == ["marc@example.org", "marie@example.org"]


def test_an_address_that_is_refused_holds_up_nobody_and_has_it_in_tomorrows_digest(made, settings):
    person(Role.TRANSLATOR, "marc")
    change(made)
    backend(settings, Refusing)
    assert digests.send_due(at(2, 6, 5)) == 1
    assert digests.send_due(at(2, 6, 20)) == 0
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert digests.send_due(at(3, 6, 5)) == 1
    assert [message.to[0] for message in mail.outbox] == ["marc@example.org", "marie@example.org"]


def test_a_run_that_is_cut_off_before_sending_loses_nothing(made, monkeypatch):
    change(made)

    def cut_off(*args):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(digests, "compose", cut_off)
        with pytest.raises(KeyboardInterrupt):
            digests.send_due(at(2, 6, 5))
    assert not mail.outbox
    assert digests.send_due(at(3, 6, 5)) == 1


def test_two_processes_send_one_mail(made, monkeypatch):
    """The second process has read the settings before the first one claimed them."""
    change(made)
    real, fresh = digests.saved_choice, []

    def slow(user):
        choice = real(user)
        if not fresh:
            fresh.append(choice)
            digests.send_due(at(2, 6, 5))
        return choice

    monkeypatch.setattr(digests, "saved_choice", slow)
    digests.send_due(at(2, 6, 5))
    assert len(mail.outbox) == 1


def test_the_command_sends_and_a_dry_run_only_tells(made, capsys, django_user_model):
    django_user_model.objects.update(date_joined=timezone.now() - timedelta(days=9))
    SourceChange.objects.create(source=made.translation.source, added=[TITLE])
    call_command("send_translation_digests", "--dry-run")
    assert "marie: 1 sentences on 1 pages" in capsys.readouterr().out
    assert not mail.outbox
    call_command("send_translation_digests")
    assert "Mails sent: 1" in capsys.readouterr().out
    call_command("send_translation_digests")
    assert "Mails sent: 0" in capsys.readouterr().out


def test_what_has_been_closed_to_the_public_is_told_to_its_editors_only(made):
    PageViewRestriction.objects.create(page=made.page, restriction_type=PageViewRestriction.LOGIN)
    moderator = person(Role.MODERATOR)
    change(made)
    digests.send_due(at(2, 6, 5))
    assert [message.to for message in mail.outbox] == [[moderator.email]]


@pytest.mark.parametrize("zone", ["Pacific/Auckland", "America/Los_Angeles"])
def test_six_is_six_here_whatever_time_zone_is_active(zone):
    with timezone.override("Europe/Berlin"):
        moments = [at(2, 5, 59), at(2, 6), at(2, 23)]
        expected = [at(1, 6), at(2, 6), at(2, 6)]
    with timezone.override(zone):
        assert [digests.last_due(moment) for moment in moments] == expected
