"""Digests are sent once a day from six on, and none is lost or sent twice."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail
from django.core.management import call_command
from django.utils import timezone

from cms.accounts.roles import Role
from cms.desk.models import SourceChange
from cms.desk.notices import digests
from tests.desk.helpers import person
from tests.desk.notices.helpers import TEASER, TITLE, at, body, change
from tests.desk.notices.mail_servers import Breaking, Down, Refusing, backend


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


@pytest.mark.parametrize("zone", ["Pacific/Auckland", "America/Los_Angeles"])
def test_six_is_six_here_whatever_time_zone_is_active(zone):
    with timezone.override("Europe/Berlin"):
        moments = [at(2, 5, 59), at(2, 6), at(2, 23)]
        expected = [at(1, 6), at(2, 6), at(2, 6)]
    with timezone.override(zone):
        assert [digests.last_due(moment) for moment in moments] == expected
