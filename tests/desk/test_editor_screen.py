"""The editor's page: what it shows, in words, to whom, with how many queries, and that nothing brings it down."""

from __future__ import annotations

import json
import re
import uuid

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Page, PageViewRestriction
from wagtail_localize.models import TranslationSource

from cms.accounts.roles import Role
from cms.desk.segments import segments_of, write
from sdg.models import Goal

from .helpers import PASSWORD, begin, german_project, in_translation, outcome, person

#: What the page may ask of the database, whatever its length: rights, locks and workflow of Wagtail make up half.
MOST_QUERIES = 40
UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")


def client_of(user) -> Client:
    client = Client()
    client.login(username=user.get_username(), password=PASSWORD)
    return client


def edit(page) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def join_goals(site) -> None:
    """The French goals are translations of the German ones, as the content package makes them."""
    for number, goal in site.de.goal_by_number.items():
        Goal.objects.filter(pk=site.fr.goal_by_number[number].pk).update(translation_key=goal.translation_key)


def texts(*paragraphs: str) -> str:
    blocks = [
        {"type": "paragraph", "id": f"00000000-0000-4000-8000-{number:012d}", "value": f"<p>{text}</p>"}
        for number, text in enumerate(paragraphs, 1)
    ]
    return json.dumps(blocks)


@pytest.fixture
def translator(site):
    return person(Role.TRANSLATOR)


def test_it_stands_at_the_edit_address_of_the_alias_and_leaves_the_alias_alone(site, translator):
    work = in_translation(site)
    response = client_of(translator).get(edit(work.alias))
    assert response.status_code == 200
    assert "desk/editor/editor.html" in [template.name for template in response.templates]
    assert Page.objects.get(pk=work.alias.pk).alias_of_id == work.page.pk


def test_places_are_named_and_no_path_is_shown(site, translator):
    work = in_translation(site, body=texts("Eins.", "Zwei."), results=texts("Ergebnis."))
    content = client_of(translator).get(edit(work.alias)).content.decode()
    shown = re.sub(r'(?:data-\w+|for|id|name|action|href|src|value)="[^"]*"', "", content)
    assert not UUID.search(shown)
    names = [row.name for group in client_of(translator).get(edit(work.alias)).context["groups"] for row in group.rows]
    assert any(name.endswith(("Absatz 2", "Text 2")) for name in names), names


def test_what_the_source_says_is_escaped_and_its_markup_is_readable(site, translator):
    text = 'Der <b>Bedarf</b> &lt;script&gt; siehe <a href="https://www.un.org/x">UN</a>'
    work = in_translation(site, body=texts(text))
    content = client_of(translator).get(edit(work.alias)).content.decode()
    assert "<strong>Bedarf</strong> &lt;script&gt;" in content
    assert "a1 → un.org/x" in content
    assert 'data-open="&lt;a id=&quot;a1&quot;&gt;"' in content


def test_languages_of_texts_and_fields_are_marked(site, translator):
    work = in_translation(site)
    content = client_of(translator).get(edit(work.alias)).content.decode()
    field = re.search(r"<textarea[^>]*data-text[^>]*>", content)[0]
    assert 'lang="fr"' in field
    assert 'spellcheck="true"' in field
    assert re.search(r'class="deskwork-row__source"[^>]*lang="de"', content)


@pytest.mark.parametrize("role", [Role.EDITOR, ""])
def test_who_may_not_translate_is_refused_as_wagtail_does(site, role):
    work = in_translation(site)
    response = client_of(person(role)).get(edit(work.alias))
    assert outcome(response) == "refused"


def test_the_number_of_queries_does_not_grow_with_the_sentences(site, translator):
    def queries(number: int) -> int:
        title = f"Projekt mit {number} Sätzen"
        paragraphs = [f"Satz {n}. <a href='https://example.org/'>Hier</a> 2025." for n in range(number)]
        work = in_translation(site, title=title, body=texts(*paragraphs))
        segments = segments_of(work.translation)
        assert len(segments) >= number
        for segment in segments[: number // 2]:
            write(work.translation, segment, f"FR {segment.source}", user=translator)
        client = client_of(translator)
        client.get(edit(work.alias))
        with CaptureQueriesContext(connection) as captured:
            assert client.get(edit(work.alias)).status_code == 200
        return len(captured)

    few, many = queries(10), queries(100)
    assert many <= few
    assert many <= MOST_QUERIES


def test_an_alias_without_translation_offers_to_start(site, translator):
    page = german_project(site)
    response = client_of(translator).get(edit(page.get_translation(site.fr.locale)))
    assert response.status_code == 200
    assert "desk/editor/start.html" in [template.name for template in response.templates]
    assert reverse("desk:start_page", args=[page.pk, "fr"]) in response.content.decode()


def test_an_alias_of_a_protected_page_offers_nothing_to_translators(site, translator):
    page = german_project(site)
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    response = client_of(translator).get(edit(page.get_translation(site.fr.locale)))
    assert response.status_code == 200
    assert reverse("desk:start_page", args=[page.pk, "fr"]) not in response.content.decode()


def test_a_source_protected_afterwards_does_not_break_it(site, translator):
    work = in_translation(site)
    PageViewRestriction.objects.create(page=work.page, restriction_type=PageViewRestriction.LOGIN)
    assert client_of(translator).get(edit(work.alias)).status_code == 200


def test_a_form_sent_to_the_page_changes_nothing(site, translator):
    work = in_translation(site)
    response = client_of(translator).post(edit(work.alias), {"action": "publish", "title": "x"})
    assert response.status_code == 302
    alias = Page.objects.get(pk=work.alias.pk)
    assert alias.alias_of_id == work.page.pk
    assert alias.title == work.alias.title


def test_while_frozen_fields_are_read_only_and_the_reason_is_said(site, translator):
    work = in_translation(site)
    Page.objects.filter(pk=work.alias.pk).update(locked=True, locked_by=person(None, "chefin"))
    content = client_of(translator).get(edit(work.alias)).content.decode()
    assert 'id="deskwork-frozen"' in content
    assert "chefin" in content
    assert "data-save" not in re.sub(r"data-save\w*\]", "", content)
    assert "readonly" in content


def test_a_block_that_the_code_no_longer_has_is_shown_by_its_sentences(site, translator):
    work = in_translation(site, body=texts("Eins."))
    context = next(
        s for s in work.translation.source.stringsegment_set.select_related("context") if "body" in s.context.path
    ).context
    type(context).objects.filter(pk=context.pk).update(field_path="body.was_once.text")
    source = work.translation.source
    TranslationSource.objects.filter(pk=source.pk).update(
        content_json=source.content_json.replace('"paragraph', '"was_once').replace(r"\"paragraph", r"\"was_once")
    )
    response = client_of(translator).get(edit(work.alias))
    assert response.status_code == 200
    assert "Eins." in response.content.decode()


def test_a_source_that_was_deleted_behind_our_back_is_a_message(site, translator):
    work = in_translation(site)
    # As if it had never been there: a deletion by Wagtail would stop the translation, a program may not.
    Page.objects.filter(pk=work.page.pk).update(translation_key=uuid.uuid4())
    response = client_of(translator).get(edit(work.alias))
    assert response.status_code == 200
    assert response.context["source_is_gone"]


def test_after_the_source_was_deleted_nothing_is_a_crash(site, translator):
    work = in_translation(site)
    work.page.delete()
    client = client_of(translator)
    assert client.get(edit(work.alias)).status_code in (200, 302, 404)
    assert client.get(reverse("desk:open", args=[work.translation.pk])).status_code in (302, 404)


def test_snippets_are_edited_in_it_too(site):
    boss = person(None)
    german, french = site.de.goal_by_number[3], site.fr.goal_by_number[3]
    Goal.objects.filter(pk=french.pk).update(translation_key=german.translation_key)
    begin(site, german)
    response = client_of(boss).get(reverse("wagtailsnippets_sdg_goal:edit", args=[french.pk]))
    assert response.status_code == 200
    assert "desk/editor/editor.html" in [template.name for template in response.templates]
    assert "Ziel 3" in response.content.decode()


@pytest.mark.parametrize(
    ("name", "passing"),
    [("open", {"open", "changed", "error"}), ("machine", {"machine"}), ("all", None), ("nonsense", None)],
)
def test_filters_work_without_script(site, translator, name, passing):
    work = in_translation(site, body=texts("Eins.", "Zwei."))
    segments = segments_of(work.translation)
    write(work.translation, segments[0], "Un titre", user=translator)
    write(work.translation, segments[1], "MT", user=translator, machine=True, tool="M")
    content = client_of(translator).get(f"{edit(work.alias)}?show={name}").content.decode()
    rows = re.findall(r'<div\s+class="deskwork-row deskwork-row--(\w+)"([^>]*)>', content)
    assert len(rows) == len(segments)
    for state, attributes in rows:
        is_hidden = bool(re.search(r"\bhidden\b", attributes.replace('data-filters="', "")))
        assert is_hidden == (passing is not None and state not in passing), (state, attributes)
