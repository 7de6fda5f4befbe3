"""The side panel: what it says of a draft, for whom, and from how few queries."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cms.accounts.roles import Role
from cms.desk.models import Term
from cms.weblinks.finding import links_of
from tests.desk.helpers import german_project, person

ROLES = [None, Role.MODERATOR, Role.EDITOR, Role.TRANSLATOR, Role.REVIEWER]


def draft(page, *blocks, **values):
    for name, value in {"body": list(blocks), **values}.items():
        setattr(page, name, value)
    page.save_revision()
    return page


def paragraph(html, block_id="b1"):
    return {"type": "paragraph", "value": html, "id": block_id}


def show(client, page):
    return client.get(f"/admin/checking/{page.pk}/")


def codes(answer):
    return [finding.code for finding in answer.context["findings"]]


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("language", ["de", "fr"])
def test_only_who_may_change_a_page_sees_what_the_checks_say(site, client, role, language):
    client.force_login(person(role, "someone"))
    allowed = role in (None, Role.MODERATOR) or (role == Role.EDITOR) == (language == "de")
    assert (show(client, getattr(site, language).content).status_code == 200) is allowed


def test_the_newest_draft_is_read_not_the_published_page(site, client):
    client.force_login(person(Role.EDITOR))
    draft(site.de.content, paragraph('<p>Die GIZ: <a href="https://example.org/">hier</a></p>'), teaser="Kurz.")
    answer = show(client, site.de.content)
    assert codes(answer) == ["abbreviation", "link_words"]
    assert 'data-checking-block="b1"' in answer.content.decode()


def test_blocks_of_all_kinds_are_read(site, client):
    client.force_login(person(Role.EDITOR))
    long = "Wort " * 30 + "."
    draft(
        site.de.content,
        {"type": "heading", "id": "h", "value": {"text": "Zu tief", "level": "h3"}},
        {"type": "notice", "id": "n", "value": {"tone": "info", "heading": "", "text": f"<p>{long}</p>"}},
        {"type": "accordion", "id": "a", "value": {"heading": "", "items": [
            {"type": "item", "id": "i", "value": {"title": "Frage", "text": f"<p>{long}</p>"}}]}},
        {"type": "links", "id": "l", "value": {"heading": "", "links": [
            {"type": "item", "id": "j", "value": {"title": "mehr", "page": site.de.home.pk, "url": ""}}]}},
        {"type": "picture", "id": "p", "value": {"image": {"image": 1, "alt_text": "", "decorative": False}}},
    )  # fmt: skip
    found = [(one.code, one.place.block) for one in show(client, site.de.content).context["findings"]]
    assert sorted(found) == [
        ("alternative_text", "p"),
        ("description", ""),
        ("heading_order", "h"),
        ("link_words", "l"),
        ("long_sentence", "a"),
        ("long_sentence", "n"),
    ]


def test_a_clean_page_gets_praise_and_its_figure_in_words(site, client):
    client.force_login(person(Role.EDITOR))
    draft(site.de.content, paragraph("<p>" + "Das Haus ist rot und gut. " * 20 + "</p>"), teaser="Kurz.")
    text = show(client, site.de.content).content.decode()
    assert "Nichts auszusetzen" in text
    assert "Leicht zu lesen." in text
    assert "Ein Satz hat im Schnitt 6 Wörter." in text


def test_the_glossary_explains(site, client):
    client.force_login(person(Role.EDITOR))
    draft(site.de.content, paragraph("<p>Die GIZ hilft.</p>"), teaser="Kurz.")
    Term.objects.create(
        source_locale=site.de.locale, target_locale=site.fr.locale, source_text="GIZ", preferred="la GIZ"
    )
    assert codes(show(client, site.de.content)) == []


def test_broken_links_of_the_page_stand_there_with_buttons(site, client):
    client.force_login(person(Role.EDITOR))
    page = site.de.content
    draft(page, paragraph('<p><a linktype="page" id="99999">Weg</a></p>', "b9"), teaser="Kurz.")
    page.get_latest_revision().publish()
    text = show(client, page).content.decode()
    assert "Link, der ins Leere führt" in text
    assert 'data-checking-block="b9"' in text
    assert "Angesehen, alles stimmt" in text


@pytest.mark.parametrize("words", [50, 5000])
def test_a_long_page_takes_no_more_queries(site, client, words):
    client.force_login(person(None))
    page = german_project(site)
    page.body = [paragraph("<p>" + "Ein Wort folgt dem andern. " * (words // 5) + "</p>", f"b{n}") for n in range(3)]
    page.save_revision()
    show(client, page)
    with CaptureQueriesContext(connection) as queries:
        assert show(client, page).status_code == 200
    assert len(queries) <= 20


@pytest.mark.parametrize(("kind", "value"), [("gone", 3), ("heading", None), ("links", 3), ("notice", [1])])
def test_strange_content_brings_nothing_down(site, client, kind, value):
    client.force_login(person(None))
    page = site.de.content
    revision = page.save_revision()
    revision.content["body"] = json.dumps([{"type": kind, "value": value, "id": "x"}])
    revision.save()
    links_of(revision.as_object())
    assert show(client, page).status_code == 200


def test_unknown_pages_are_not_found_and_nothing_is_changed_by_post(site, client):
    client.force_login(person(None))
    assert client.get("/admin/checking/999999/").status_code == 404
    assert client.get("/admin/checking/1/").status_code == 404
    assert client.post(f"/admin/checking/{site.de.content.pk}/").status_code == 405


def test_the_form_has_the_panel_and_costs_no_query_for_it(site, client):
    client.force_login(person(Role.EDITOR))
    text = client.get(f"/admin/pages/{site.de.content.pk}/edit/").content.decode()
    assert f'data-checking="/admin/checking/{site.de.content.pk}/"' in text
    assert "data-content-readability-score" in text  # Wagtail's script looks for it
