"""A scheduled page that the gate holds back is told by mail, once; the refusal of the desk has links."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.messages import get_messages
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageLogEntry

from cms import todo
from cms.accounts.roles import Role
from cms.periodic.jobs import publish_scheduled
from cms.publishing.gate import HELD_BACK
from home.models import ContentPage
from tests.desk.helpers import in_translation, person, translate_all
from tests.pictures import make_picture, mend


@pytest.fixture
def people(site):
    return {
        "boss": person(None),
        "moderator": person(Role.MODERATOR, "mo"),
        "editor": person(Role.EDITOR, "ed"),
        "other": person(Role.EDITOR, "other"),
        "translator": person(Role.TRANSLATOR, "tr"),
    }


@pytest.fixture
def minute(django_capture_on_commit_callbacks):
    def pass_by():
        with django_capture_on_commit_callbacks(execute=True):
            publish_scheduled()

    return pass_by


def scheduled(site, user, title="Mit Bild"):
    """A page whose picture lost its author after it had been scheduled."""
    image = make_picture("Feldarbeit")
    values = {"lead_image": image, "lead_image_alt": "Ein Feld", "go_live_at": timezone.now() + timedelta(hours=1)}
    page = ContentPage(title=title, slug="mit-bild", locale=site.de.locale, live=False, **values)
    site.de.home.add_child(instance=page)
    revision = page.save_revision(user=user)
    revision.publish(user=user)
    revision.refresh_from_db()
    revision.approved_go_live_at = timezone.now() - timedelta(minutes=5)
    revision.content["go_live_at"] = revision.approved_go_live_at.isoformat()
    revision.save()
    image.author = ""
    image.save()
    return page, image


def told() -> list[str]:
    return sorted(address for letter in mail.outbox for address in letter.to)


def test_told_once_to_whom_it_concerns(site, people, minute):
    page, image = scheduled(site, people["editor"])
    for _minute in range(3):
        minute()
    assert told() == ["ed@example.org", "mo@example.org"]
    letter = mail.outbox[0]
    assert "Mit Bild" in letter.subject
    assert "Feldarbeit" in letter.body
    assert reverse("wagtailadmin_pages:edit", args=[page.pk]) in letter.body
    assert PageLogEntry.objects.filter(page=page.pk, action=HELD_BACK).count() == 1
    mend(image)
    minute()
    assert ContentPage.objects.get(pk=page.pk).live
    assert len(mail.outbox) == 2


def test_administrators_if_there_is_nobody_else(site, minute):
    person(None)
    scheduled(site, None)
    minute()
    assert told() == ["boss@example.org"]


def test_it_stands_on_the_panel_of_whoever_wrote_it(site, people, minute, settings):
    page, _image = scheduled(site, people["editor"])
    minute()
    item = next(item for item in todo.items() if item.key == "publishing-held-back")
    for name, expected in (("editor", 1), ("moderator", 1), ("boss", 1), ("translator", 0)):
        assert item.rows(people[name]).count() == expected, name
    # With a second pair of eyes the writer may not publish, but mend.
    page.latest_revision.refresh_from_db()
    page.get_latest_revision().__class__.objects.filter(pk=page.latest_revision_id).update(user=people["translator"])
    assert item.rows(people["translator"]).count() == 1


def test_a_mail_server_that_is_down_is_asked_again(site, people, minute, monkeypatch):
    page, _image = scheduled(site, people["editor"])
    asked = []

    def down(*args, **values):
        asked.append(args)
        raise ConnectionRefusedError

    monkeypatch.setattr("cms.publishing.telling.send_mail", down)
    minute()
    minute()
    assert len(asked) == 1  # not with every minute
    monkeypatch.undo()
    entry = PageLogEntry.objects.get(page=page.pk, action=HELD_BACK)
    entry.data["tried"] = (timezone.now() - timedelta(hours=1)).isoformat()
    entry.save()
    minute()
    minute()
    assert told() == ["ed@example.org", "mo@example.org"]


def test_the_desk_links_the_picture_that_stands_in_the_way(site, client):
    image = make_picture("Feldarbeit")
    made = in_translation(site, lead_image=image, lead_image_alt="Ein Feld")
    translate_all(made.translation, person(Role.TRANSLATOR))
    image.author = ""
    image.save()
    link = f'href="{reverse("wagtailimages:edit", args=[image.pk])}"'
    client.force_login(person(Role.MODERATOR, "mo"))
    answer = client.post(reverse("desk:act", args=[made.translation.pk, "publish"]), {"accept_warnings": "on"})
    assert answer.status_code == 409
    assert link in answer.content.decode()
    answer = client.post(
        f"/admin/bulk/wagtailcore/page/publish/?id={made.alias.pk}&next=/admin/", {"include_descendants": ""}
    )
    assert any(link in str(message) for message in get_messages(answer.wsgi_request))
    # Translators may not change pictures: they are told whom to ask.
    client = Client()
    client.force_login(person(Role.TRANSLATOR, "tr"))
    answer = client.post(reverse("desk:act", args=[made.translation.pk, "publish"]), {"accept_warnings": "on"})
    assert answer.status_code == 409
    assert link not in answer.content.decode()
