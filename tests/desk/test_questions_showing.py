"""Where questions are seen: beside the sentence, in the list, at the German page, on the home page."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation
from wagtail_localize.models import StringSegment

from cms.accounts.roles import Role
from cms.desk.models import Question
from cms.desk.questions import acting, reading
from cms.desk.segments import segments_of
from tests.desk.helpers import begin, german_project, person
from tests.desk.test_questions_asking import TITLE, logged_in, made  # noqa: F401


def soup_of(answer) -> BeautifulSoup:
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


def listed(client, **values) -> list[str]:
    soup = soup_of(client.get(reverse("desk:questions"), values))
    return [text.get_text(strip=True) for text in soup.select("article.desk-question > .desk-question__text")]


def test_questions_are_found_by_sentence_in_two_queries(made, django_assert_num_queries):  # noqa: F811
    first, second = made.ask("Erste?"), made.ask("Zweite?")
    acting.reply(first, made.editor, "Ja.")
    with django_assert_num_queries(2):
        found = reading.questions_for(made.translation)
        key = (made.segment.context_id, made.segment.string_id)
        assert [question.pk for question in found[key]] == [first.pk, second.pk]
        assert [str(reply.author) for reply in found[key][0].replies.all()] == ["erika"]
        assert [question.state for question in found[key]] == ["answered", "open"]


def test_the_thread_below_a_sentence_shows_questions_escaped_and_a_form(made):  # noqa: F811
    question = made.ask("<b>Welches</b> Dach?")
    context = {"translation": made.translation, "segment": made.segment, "questions": [question]}
    html = render_to_string("desk/questions/_thread.html", context, request=RequestFactory().get("/"))
    assert "&lt;b&gt;Welches" in html
    soup = BeautifulSoup(html, "html.parser")
    actions = [form["action"] for form in soup.select("form[method=post]")]
    assert actions == [
        reverse("desk:answer", args=[question.pk]),
        reverse("desk:ask", args=[made.translation.pk, made.segment.id]),
    ]
    for field in soup.select("textarea"):
        assert soup.select_one(f'label[for="{field["id"]}"]')
    assert len(soup.select("input[name=csrfmiddlewaretoken]")) == 2


def test_the_list_shows_open_answered_closed_all_and_mine(made):  # noqa: F811
    other = person(Role.TRANSLATOR, "paul")
    answered, closed = made.ask("Beantwortet?"), made.ask("Geschlossen?")
    made.ask("Offen?")
    made.ask("Von Paul?", user=other)
    acting.reply(answered, made.editor, "Ja.")
    acting.close(closed, made.translator)
    client = logged_in(made.translator)
    assert listed(client) == ["Von Paul?", "Offen?"]
    assert listed(client, state="answered") == ["Beantwortet?"]
    assert listed(client, state="closed") == ["Geschlossen?"]
    assert len(listed(client, state="all")) == 4
    assert listed(client, mine="1") == ["Offen?"]
    assert listed(client, state="nonsense", p="99", source="x") == ["Von Paul?", "Offen?"]
    assert listed(client, source="9" * 40) == ["Von Paul?", "Offen?"]


def test_translator_and_editor_each_get_the_links_they_may_follow(made):  # noqa: F811
    made.ask()
    editor_of = {page.pk: reverse("wagtailadmin_pages:edit", args=[page.pk]) for page in (made.page, made.alias)}
    sentence = f"{editor_of[made.alias.pk]}#segment-{made.segment.id}"

    def links(user) -> set[str]:
        soup = soup_of(logged_in(user).get(reverse("desk:questions")))
        return {a["href"] for a in soup.select(".desk-questions__links a")}

    assert links(made.translator) == {sentence}
    assert links(made.editor) == {editor_of[made.page.pk]}
    assert links(person(None)) == {sentence, editor_of[made.page.pk]}


def test_a_question_outlives_its_sentence(made):  # noqa: F811
    made.ask()
    StringSegment.objects.filter(pk=made.segment.id).delete()
    question = Question.objects.get()
    question.string.delete()
    question.context.delete()
    client = logged_in(made.translator)
    assert listed(client) == ["Welches Dach?"]
    soup = soup_of(client.get(reverse("desk:questions")))
    assert soup.select_one("blockquote").get_text(strip=True) == TITLE
    assert not soup.select(".desk-questions__links a")
    assert reading.questions_for(made.translation) == {}


def test_a_person_sees_only_questions_about_their_own_pages(made):  # noqa: F811
    from django.contrib.auth.models import Group, Permission
    from wagtail.models import GroupPagePermission

    made.ask()
    group = Group.objects.create(name="Nur Ziele")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    right = Permission.objects.get(codename="change_page", content_type__app_label="wagtailcore")
    GroupPagePermission.objects.create(group=group, page=made.site.de.goals, permission=right)
    other = person("", "gast")
    other.groups.add(group)
    client = logged_in(other)
    assert listed(client, state="all") == []
    answer = client.get(reverse("desk:questions"), {"source": made.translation.source_id})
    assert TITLE.encode() not in answer.content


def test_the_list_asks_no_more_queries_for_more_pages(made):  # noqa: F811
    made.ask()

    def queries() -> tuple[int, int]:
        user = type(made.translator).objects.get(pk=made.translator.pk)
        with CaptureQueriesContext(connection) as captured:
            places = reading.places_for(user)
            entries = reading.entries(reading.threads().filter(translation__in=places), places, user)
        return len(entries), len(captured)

    assert queries()[0] == 1
    few = queries()[1]
    for number in range(6):
        page = german_project(made.site, f"Projekt {number}")
        further = begin(made.site, page)
        acting.ask(further, segments_of(further)[0], made.translator, "Und hier?")
    assert queries() == (7, few)
    assert few <= 12


def test_the_editor_sees_open_questions_at_the_german_page(made):  # noqa: F811
    address = reverse("wagtailadmin_pages:edit", args=[made.page.pk])
    wanted = f"{reverse('desk:questions')}?source={made.translation.source_id}"
    client = logged_in(made.editor)
    assert wanted not in client.get(address).content.decode()
    question = made.ask()
    assert wanted in client.get(address).content.decode()
    assert wanted not in client.get(address, headers={"Accept": "application/json"}).content.decode()
    acting.reply(question, made.editor, "Ja.")
    assert wanted not in client.get(address).content.decode()


@pytest.mark.parametrize("answered", [False, True])
def test_the_home_page_says_what_waits(made, answered):  # noqa: F811
    question = made.ask()
    if answered:
        acting.reply(question, made.editor, "Ja.")
    home = reverse("wagtailadmin_home")
    questions = reverse("desk:questions")

    def links(user) -> list[str]:
        soup = soup_of(logged_in(user).get(home))
        return [a["href"] for a in soup.select(".desk-home-questions a")]

    assert links(made.editor) == ([] if answered else [questions])
    assert links(made.translator) == ([f"{questions}?state=answered&mine=1"] if answered else [])


@pytest.mark.parametrize("language", ["de", "fr"])
def test_the_screens_can_be_drawn_in_both_languages(made, language):  # noqa: F811
    made.ask()
    with translation.override(language):
        assert listed(logged_in(made.editor), state="all") == ["Welches Dach?"]


def test_the_home_page_reads_no_page_whose_questions_are_closed(made):  # noqa: F811
    acting.close(made.ask(), made.editor)
    with CaptureQueriesContext(connection) as queries:
        assert reading.waiting_for(made.editor) == 0
    assert not [query for query in queries if 'FROM "wagtailcore_page"' in query["sql"]]
