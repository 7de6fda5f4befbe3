"""Other translators get nowhere, nobody is led away, every form needs a token, and guessing unsubscribes nobody."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from wagtail.models import GroupPagePermission, Locale, Page
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from cms.accounts.roles import Role, permissions
from cms.desk.models import Question
from cms.desk.segments import segments_of
from tests.desk.helpers import client_of, german_project, in_translation, only_admin_access, outcome, person


def english_translator(site):
    """Somebody who writes English, a language of its own with its own home page."""
    locale = Locale.objects.create(language_code="en")
    home = site.de.home.copy_for_translation(locale)
    return _writer(home, "english")


def partial_translator(site):
    """Somebody who may change the list of French projects and what lies below it, and nothing else."""
    return _writer(site.fr.content, "partial")


def _writer(page: Page, name: str):
    user = only_admin_access(name)
    group = Group.objects.create(name=name)
    for permission in permissions(("wagtailcore.change_page", "wagtailcore.publish_page")):
        GroupPagePermission.objects.create(group=group, page=page, permission=permission)
    user.groups.add(group)
    return user


@pytest.mark.parametrize("somebody", [english_translator, partial_translator])
def test_other_translators_get_nowhere(site, somebody):
    made = in_translation(site)
    segment = segments_of(made.translation)[0]
    question = Question.objects.create(translation=made.translation, sentence="x", text="Wie?", asked_by=person(None))
    client, pk = client_of(somebody(site)), made.translation.pk
    attempts = [
        ("get", "open", [pk]),
        ("post", "segment", [pk, segment.id]),
        ("post", "value", [pk, 1]),
        ("get", "help", [pk, segment.id]),
        ("get", "preview", [pk]),
        ("post", "stop", [pk]),
        ("get", "export_po", [pk]),
        ("get", "export_xliff", [pk]),
        ("post", "machine_start", [pk]),
        ("post", "ask", [pk, segment.id]),
        ("post", "answer", [question.pk]),
        *(("post", "act", [pk, action]) for action in ("publish", "submit", "approve", "reject", "cancel")),
    ]
    wrong = []
    for method, name, arguments in attempts:
        data = {"text": "Piraté", "comment": "x", "action": "close"} if method == "post" else {}
        answer = getattr(client, method)(reverse(f"desk:{name}", args=arguments), data)
        if outcome(answer) != "refused":
            wrong.append((name, arguments, answer.status_code))
    assert wrong == []
    assert not StringTranslation.objects.exists()
    question.refresh_from_db()
    assert question.closed_at is None
    assert "Wie?" not in client.get("/admin/desk/questions/?state=all").content.decode()


@pytest.mark.parametrize("somebody", [english_translator, partial_translator])
def test_a_file_does_not_reach_pages_of_others(site, somebody):
    made = in_translation(site)
    title = next(s for s in segments_of(made.translation) if s.path == "title")
    po = "\n".join(
        [
            'msgid ""',
            'msgstr ""',
            f'"X-WagtailLocalize-TranslationID: {made.translation.uuid}\\n"',
            '"Language: fr\\n"',
            '"Content-Type: text/plain; charset=utf-8\\n"',
            "",
            f'msgctxt "{title.path}"',
            f'msgid "{title.source}"',
            'msgstr "Piraté"',
            "",
        ]
    )
    client = client_of(somebody(site))
    for data in ({}, {"translation": made.translation.pk}, {"language": "fr", "overwrite": "on"}):
        client.post(reverse("desk:import_file"), {"file": SimpleUploadedFile("x.po", po.encode()), **data})
    assert not StringTranslation.objects.exists()


@pytest.mark.parametrize("evil", ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)"])
def test_nobody_is_led_away(site, evil):
    made = in_translation(site)
    segment = segments_of(made.translation)[0]
    client = client_of(person(Role.TRANSLATOR))
    source = TranslationSource.objects.get(pk=made.translation.source_id)
    for address, data in (
        (f"/admin/localize/update/{source.pk}/", {}),
        (reverse("desk:ask", args=[made.translation.pk, segment.id]), {"text": "Wie?"}),
        (reverse("desk:start_many", args=["fr"]), {}),
        (f"/admin/localize/translate/{made.translation.pk}/disable/", {}),
    ):
        answer = client.post(f"{address}?next={evil}", {"next": evil, **data})
        assert answer.status_code == 302, address
        assert answer.url.startswith("/admin/"), (address, answer.url)


def test_every_form_needs_a_token(site):
    made = in_translation(site)
    page = german_project(site, title="Brunnen", slug="brunnen")
    segment = segments_of(made.translation)[0]
    client = Client(enforce_csrf_checks=True)
    client.force_login(person(Role.TRANSLATOR))
    pk = made.translation.pk
    for name, arguments in (
        ("segment", [pk, segment.id]),
        ("value", [pk, 1]),
        ("act", [pk, "publish"]),
        ("stop", [pk]),
        ("start_page", [page.pk, "fr"]),
        ("start_many", ["fr"]),
        ("machine_start", [pk]),
        ("ask", [pk, segment.id]),
        ("import_file", []),
        ("memory_import", []),
        ("glossary_import", []),
    ):
        answer = client.post(reverse(f"desk:{name}", args=arguments), {"text": "Piraté"})
        assert answer.status_code == 403, name
    assert not StringTranslation.objects.exists()
    assert Translation.objects.count() == 1


@pytest.mark.parametrize("token", ["1", "1:changes", "1:changes:abc", "MTpjaGFuZ2Vz:1abc:xyz", "a" * 2000])
def test_nobody_is_unsubscribed_by_guessing(site, client, token):
    address = reverse("desk_notices:unsubscribe", args=[token])
    assert client.get(address).status_code == client.post(address).status_code == 404
