"""One digest a day: who gets it, and what stands in it."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.core import mail
from django.urls import reverse
from wagtail.models import PageViewRestriction
from wagtail_localize.models import Translation

from cms.accounts.roles import Role
from cms.desk.models import NoticeSettings
from cms.desk.models.notices import Rhythm
from cms.desk.notices import digests
from cms.desk.segments import segments_of, write
from tests.desk.helpers import in_translation, person
from tests.desk.notices.helpers import TEASER, TITLE, at, body, change, html


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


def test_what_has_been_closed_to_the_public_is_told_to_its_editors_only(made):
    PageViewRestriction.objects.create(page=made.page, restriction_type=PageViewRestriction.LOGIN)
    moderator = person(Role.MODERATOR)
    change(made)
    digests.send_due(at(2, 6, 5))
    assert [message.to for message in mail.outbox] == [[moderator.email]]
