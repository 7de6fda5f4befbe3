"""What an attacker tries at the desk by address and by form, beyond the holes of wagtail-localize."""

from __future__ import annotations

import json

import pytest
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from wagtail import hooks
from wagtail.models import GroupPagePermission, Locale, Page, PageViewRestriction
from wagtail_localize.models import (
    LocaleSynchronization,
    OverridableSegment,
    SegmentOverride,
    StringTranslation,
    Translation,
    TranslationSource,
)

from cms.accounts.roles import Role, permissions
from cms.desk import publishing
from cms.desk.models import Question
from cms.desk.segments import Status, segments_of, write
from home.models import ContentPage
from projects.models import Partner
from tests.desk.helpers import begin, german_project, in_translation, only_admin_access, outcome, person
from tests.factories import publish

#: What BeautifulSoup takes for a comment or the like, and a browser for a script (each ends elsewhere for the two).
HIDDEN_SCRIPTS = [
    "Bonjour <!--><script>alert(1)</script>-->",
    "Bonjour <!---><img src=x onerror=alert(1)>-->",
    "Bonjour <!-- a --!><img src=x onerror=alert(1)> -->",
    "Bonjour <![CDATA[><img src=x onerror=alert(1)>]]>",
    "Bonjour <![if ><img src=x onerror=alert(1)>]>",
    "Bonjour <?a ?>",
    "Bonjour <!DOCTYPE a>",
]


@pytest.fixture
def page(site):
    """A German page with a paragraph, in translation: ``page.translation``, ``page.paragraph``."""
    body = json.dumps([{"type": "paragraph", "value": '<p>Mehr <a href="https://example.org/">hier</a>.</p>'}])
    german = publish(site.de.home, ContentPage(title="Seite", slug="seite", locale=site.de.locale, body=body))
    german.copy_for_translation(site.fr.locale, alias=True)
    german.translation = begin(site, german)
    german.paragraph = next(s for s in segments_of(german.translation) if s.path.startswith("body."))
    return german


@pytest.mark.parametrize("text", HIDDEN_SCRIPTS)
def test_a_script_does_not_hide_in_a_comment(site, page, text, client):
    boss = person(None)
    for segment in segments_of(page.translation):
        write(page.translation, segment, "seite-fr" if segment.path == "slug" else segment.source, user=boss)
    written = write(page.translation, page.paragraph, text + ' <a id="a1">ici</a>', user=person(Role.TRANSLATOR))
    assert written.status is Status.ERROR
    with pytest.raises(publishing.NotPublishable):
        publishing.publish(page.translation, boss, accept_warnings=True)
    client.force_login(boss)
    for address in (
        f"/admin/desk/preview/{page.translation.pk}/",
        f"/admin/localize/translate/{page.translation.pk}/preview/",
    ):
        html = client.get(address).content.decode()
        assert "onerror=alert(1)" not in html
        assert "alert(1)</script>" not in html


# --- Values: what is chosen by number ------------------------------------------------------------


@pytest.fixture
def chooser(site):
    """A page in translation that links to a page: ``post(value)`` puts another in its place, as a translator."""
    link = {"title": "Mehr", "page": site.de.content.pk, "url": "", "language": "", "description": ""}
    body = json.dumps([{"type": "links", "value": {"heading": "", "links": [{"type": "item", "value": link}]}}])
    german = publish(site.de.home, ContentPage(title="Seite", slug="seite", locale=site.de.locale, body=body))
    german.copy_for_translation(site.fr.locale, alias=True)
    translation = begin(site, german)
    row = OverridableSegment.objects.get(source=translation.source, context__path__endswith=".page")
    client = Client()
    client.force_login(person(Role.TRANSLATOR))

    def post(value):
        return client.post(
            f"/admin/desk/value/{translation.pk}/{row.pk}/", {"value": value}, headers={"accept": "application/json"}
        )

    return post


def test_a_page_that_may_not_be_seen_is_not_chosen_by_its_number(site, chooser):
    draft = site.de.home.add_child(
        instance=ContentPage(title="Geheimer Entwurf", slug="geheim", locale=site.de.locale, live=False)
    )
    inside = publish(site.de.home, ContentPage(title="Nur Intern", slug="intern", locale=site.de.locale))
    PageViewRestriction.objects.create(page=inside, restriction_type=PageViewRestriction.LOGIN)
    for page in (draft, inside):
        answer = chooser(page.pk)
        assert page.title not in answer.content.decode()
        assert answer.status_code == 422
    assert not SegmentOverride.objects.exists()
    assert chooser(site.de.projects.pk).status_code == 200


@pytest.mark.parametrize("value", ["²", "9" * 30, "-1", "", "1e3", "\x00", "wagtailcore"])
def test_a_number_that_is_none_is_no_crash(chooser, value):
    assert chooser(value).status_code == 422
    assert not SegmentOverride.objects.exists()


# --- Titles and texts of what may not be seen ----------------------------------------------------


@pytest.fixture
def hidden(site):
    """A German draft and a German page for insiders, neither with a counterpart in French."""
    draft = site.de.home.add_child(
        instance=ContentPage(title="Geheimer Entwurf", slug="geheim", locale=site.de.locale, live=False)
    )
    inside = publish(site.de.home, ContentPage(title="Nur Intern", slug="intern", locale=site.de.locale))
    PageViewRestriction.objects.create(page=inside, restriction_type=PageViewRestriction.LOGIN)
    return draft, inside


def log_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def outsiders() -> list[Client]:
    return [log_in(person(Role.TRANSLATOR)), log_in(only_admin_access())]


def test_the_chooser_does_not_tell_titles_by_number(site, hidden):
    numbers = "&".join(f"id={page.pk}" for page in hidden)
    for client in outsiders():
        html = client.get(f"/admin/choose-page/chosen-multiple/?{numbers}").content.decode()
        for page in hidden:
            assert page.title not in html


def test_moving_does_not_tell_titles_by_number(site, hidden):
    for client in outsiders():
        answer = client.get(f"/admin/pages/{hidden[0].pk}/move/{site.de.projects.pk}/confirm/")
        assert outcome(answer) == "refused"
        assert hidden[0].title not in client.get("/admin/", follow=True).content.decode()


@pytest.mark.parametrize("action", ["delete", "publish", "unpublish", "move"])
def test_bulk_actions_do_not_tell_titles_by_number(site, hidden, action):
    numbers = "&".join(f"id={page.pk}" for page in hidden)
    for client in outsiders():
        html = client.get(f"/admin/bulk/wagtailcore/page/{action}/?{numbers}").content.decode()
        for page in hidden:
            assert page.title not in html


@pytest.mark.parametrize("key", ["", "x", "²", "9" * 30, "-1"])
def test_bulk_actions_survive_what_is_no_number(site, client, key):
    client.force_login(person(None))
    assert client.get("/admin/bulk/wagtailcore/page/delete/", {"id": key}).status_code in (200, 302, 404)


def test_no_aliases_of_drafts_when_a_language_begins_to_follow(site):
    draft = site.de.home.add_child(
        instance=ContentPage(title="Geheimer Entwurf", slug="geheim", locale=site.de.locale, live=False)
    )
    LocaleSynchronization.objects.create(locale=site.fr.locale, sync_from=site.de.locale)
    assert not draft.get_translations().exists()


def test_a_draft_has_no_counterpart_in_the_tree_of_the_translators(site, rf, django_capture_on_commit_callbacks):
    """A new draft is made in the admin: an alias would show it, text and all, to everybody who writes French."""
    LocaleSynchronization.objects.create(locale=site.fr.locale, sync_from=site.de.locale)
    draft = site.de.home.add_child(
        instance=ContentPage(title="Geheimer Entwurf", slug="geheim", locale=site.de.locale, live=False)
    )
    request = rf.post("/")
    request.user = person(Role.EDITOR)
    for hook in hooks.get_hooks("after_create_page"):
        hook(request, draft)
    assert not draft.get_translations().exists()
    with django_capture_on_commit_callbacks(execute=True):
        draft.save_revision().publish()
    assert draft.get_translation(site.fr.locale).alias_of_id == draft.pk


# --- Nonsense ------------------------------------------------------------------------------------


@pytest.mark.parametrize("model", ["sdg/goal", "projects/partner", "projects/contact"])
@pytest.mark.parametrize("words", ["Kreis", "'\"><script>", "a AND", "*", "\x00", '"'])
def test_searching_snippets_is_no_crash(site, client, model, words):
    client.force_login(person(None))
    Partner.objects.create(name="Kreis Düren", locale=site.de.locale)
    for place in (f"/admin/snippets/{model}/", f"/admin/snippets/{model}/results/", f"/admin/snippets/choose/{model}/"):
        assert client.get(place, {"q": words}).status_code == 200, place


def test_searching_partners_finds_them(site, client):
    client.force_login(person(None))
    Partner.objects.create(name="Kreis Düren", locale=site.de.locale)
    Partner.objects.create(name="Anderswo", locale=site.de.locale)
    html = client.get("/admin/snippets/projects/partner/results/", {"q": "Kreis", "locale": "de"}).content.decode()
    assert "Kreis Düren" in html
    assert "Anderswo" not in html


@pytest.mark.parametrize("pk", ["²", "abc", "1e9", "9" * 30, "%00", "%FF"])
def test_choosing_by_nonsense_is_no_crash(site, client, pk):
    client.force_login(person(None))
    for address in (
        f"/admin/snippets/choose/sdg/goal/chosen/{pk}/",
        f"/admin/snippets/choose/sdg/goal/chosen-multiple/?id={pk}",
        f"/admin/choose-page/chosen-multiple/?id={pk}",
    ):
        assert client.get(address).status_code in (200, 404), address


# --- Proved closed: a translator of another language, or of a part of the tree only --------------


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
    client, pk = log_in(somebody(site)), made.translation.pk
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
    client = log_in(somebody(site))
    for data in ({}, {"translation": made.translation.pk}, {"language": "fr", "overwrite": "on"}):
        client.post(reverse("desk:import_file"), {"file": SimpleUploadedFile("x.po", po.encode()), **data})
    assert not StringTranslation.objects.exists()


@pytest.mark.parametrize("evil", ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)"])
def test_nobody_is_led_away(site, evil):
    made = in_translation(site)
    segment = segments_of(made.translation)[0]
    client = log_in(person(Role.TRANSLATOR))
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
