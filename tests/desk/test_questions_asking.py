"""Asking about a sentence, answering, closing; who may, and what becomes of bad input."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from wagtail.users.models import UserProfile
from wagtail_localize.models import StringSegment

from cms.accounts.roles import Role
from cms.desk.models import NoticeSettings, Question, Reply
from cms.desk.models.questions import QuestionState
from cms.desk.questions import acting, reading
from cms.desk.segments import segments_of
from tests.desk.helpers import PASSWORD, in_translation, person

TITLE = "Solardach für die Schule"
JSON = {"Accept": "application/json"}


def logged_in(user) -> Client:
    client = Client()
    assert client.login(username=user.username, password=PASSWORD)
    return client


@pytest.fixture
def made(site, django_capture_on_commit_callbacks) -> SimpleNamespace:
    made = in_translation(site)
    made.site = site
    made.translator = person(Role.TRANSLATOR, "marie")
    UserProfile.objects.create(user=made.translator, preferred_language="fr")
    made.editor = person(Role.EDITOR, "erika")
    made.page.save_revision(user=made.editor).publish(user=made.editor)
    made.segment = next(s for s in segments_of(made.translation) if s.source == TITLE)

    def committed(function, *args, **kwargs):
        with django_capture_on_commit_callbacks(execute=True):
            return function(*args, **kwargs)

    made.committed = committed
    made.ask = lambda text="Welches Dach?", user=None: committed(
        acting.ask, made.translation, made.segment, user or made.translator, text
    )
    return made


def ask_url(made) -> str:
    return reverse("desk:ask", args=[made.translation.pk, made.segment.id])


def answer_url(question) -> str:
    return reverse("desk:answer", args=[question.pk])


def test_a_translator_asks_and_the_editor_is_told_in_german(made):
    answer = made.committed(logged_in(made.translator).post, ask_url(made), {"text": "Welches\r\nDach?"})
    assert answer.status_code == 302
    question = Question.objects.get()
    assert (question.text, question.sentence, question.asked_by) == ("Welches\nDach?", TITLE, made.translator)
    [message] = mail.outbox
    assert message.to == ["erika@example.org"]
    assert '<html lang="de">' in message.alternatives[0][0]
    for text in (TITLE, "Welches\nDach?", f"#question-{question.pk}", "/admin/notices/unsubscribe/"):
        assert text in message.body


def test_the_answer_is_told_to_the_asker_in_french_and_further_words_to_the_editor(made):
    question = made.ask()
    mail.outbox.clear()
    made.committed(logged_in(made.editor).post, answer_url(question), {"text": "Das der Turnhalle."})
    [message] = mail.outbox
    assert message.to == ["marie@example.org"]
    assert '<html lang="fr">' in message.alternatives[0][0]
    assert "Das der Turnhalle." in message.body
    mail.outbox.clear()
    made.committed(logged_in(made.translator).post, answer_url(question), {"text": "Und seit wann?"})
    assert [message.to for message in mail.outbox] == [["erika@example.org"]]


def test_who_wants_no_such_mails_gets_none(made):
    NoticeSettings.objects.create(user=made.editor, questions=False)
    NoticeSettings.objects.create(user=made.translator, questions=False)
    question = made.ask()
    made.committed(acting.reply, question, made.editor, "Ja.")
    assert not mail.outbox


def test_a_question_is_never_put_to_nobody(made):
    """Whoever worked on the page is gone: the others with the right are told, at last the administrators."""
    made.editor.is_active = False
    made.editor.save()
    other = person(Role.EDITOR, "otto")
    made.ask("Erste?")
    assert [message.to for message in mail.outbox] == [[other.email]]
    other.delete()
    person(None)
    mail.outbox.clear()
    made.ask("Zweite?")
    assert [message.to for message in mail.outbox] == [["boss@example.org"]]


def test_somebody_without_rights_any_more_is_not_told_of_answers(made):
    question = made.ask()
    made.translator.groups.clear()
    mail.outbox.clear()
    made.committed(acting.reply, question, made.editor, "Ja.")
    assert not mail.outbox


def test_a_mail_server_that_is_down_disturbs_nothing(made, settings):
    settings.EMAIL_BACKEND = "tests.desk.notices.mail_servers.Down"
    answer = made.committed(logged_in(made.translator).post, ask_url(made), {"text": "Welches?"})
    assert answer.status_code == 302
    assert Question.objects.count() == 1


def test_a_second_click_asks_and_answers_once(made):
    question = made.ask()
    assert made.ask().pk == question.pk
    made.committed(acting.reply, question, made.editor, "Ja.")
    made.committed(acting.reply, question, made.editor, "Ja.")
    assert Reply.objects.count() == 1
    assert len(mail.outbox) == 2


def test_the_state_says_whose_turn_it_is_in_python_and_in_the_database(made):
    question = made.ask()

    def state() -> str:
        one = reading.threads().get()
        [same] = [name for name in QuestionState.values if Question.objects.in_state(name).exists()]
        assert one.state == same
        return same

    assert state() == "open"
    acting.reply(question, made.editor, "Ja.")
    assert state() == "answered"
    acting.reply(question, made.translator, "Und?")
    assert state() == "open"
    acting.reply(question, made.editor, "Nein.")
    made.translator.delete()
    assert state() == "answered"
    acting.close(question, made.editor)
    assert state() == "closed"
    acting.reopen(question)
    assert state() == "answered"


def test_closing_opening_again_and_answering_a_closed_question(made):
    question = made.ask()
    client = logged_in(made.translator)
    client.post(answer_url(question), {"action": "close"})
    question.refresh_from_db()
    assert (question.closed_by, question.state) == (made.translator, "closed")
    client.post(answer_url(question), {"action": "reopen"})
    question.refresh_from_db()
    assert question.closed_at is None
    logged_in(made.editor).post(answer_url(question), {"action": "close", "text": "Das der Turnhalle."})
    question.refresh_from_db()
    assert question.closed_by == made.editor
    assert question.replies.get().text == "Das der Turnhalle."
    made.committed(acting.reply, question, made.translator, "Noch etwas.")
    question.refresh_from_db()
    assert question.closed_at is None


@pytest.mark.parametrize("text", ["", "   ", "a" * 2001, "mit\x00Null"])
def test_what_cannot_be_taken_comes_back_with_the_reason(made, text):
    client = logged_in(made.translator)
    answer = client.post(ask_url(made), {"text": text})
    assert answer.status_code == 422
    assert text.strip("\x00 ")[:100].encode() in answer.content
    assert b"desk-thread__problem" in answer.content
    question = made.ask()
    again = client.post(answer_url(question), {"text": text})
    assert again.status_code == 422
    assert text.strip("\x00 ")[-100:].encode() in again.content
    assert Question.objects.count() == 1
    assert not Reply.objects.exists()


def test_two_thousand_characters_with_line_breaks_fit(made):
    text = "\r\n".join(["a" * 99] * 20)
    assert logged_in(made.translator).post(ask_url(made), {"text": text}).status_code == 302
    assert len(Question.objects.get().text) == 1999


def test_a_sentence_that_has_just_changed_loses_no_text(made):
    StringSegment.objects.filter(pk=made.segment.id).delete()
    answer = logged_in(made.translator).post(ask_url(made), {"text": "Welches Dach?"})
    assert answer.status_code == 422
    assert b"Welches Dach?" in answer.content


def test_with_json_the_thread_comes_back_and_faults_are_words(made):
    client = logged_in(made.translator)
    answer = client.post(ask_url(made), {"text": "<script>x</script>"}, headers=JSON)
    assert "&lt;script&gt;x" in answer.json()["html"]
    assert "<script>" not in answer.json()["html"]
    answer = client.post(ask_url(made), {"text": ""}, headers=JSON)
    assert answer.status_code == 422
    assert answer.json()["error"]
    answer = client.post(answer_url(Question.objects.get()), {"text": "Ja."}, headers=JSON)
    assert "Ja." in answer.json()["html"]


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example/", "javascript:alert(1)"])
def test_nobody_is_sent_to_another_site(made, target):
    answer = logged_in(made.translator).post(ask_url(made), {"text": "Welches?", "next": target})
    assert answer.status_code == 302
    assert "evil" not in answer.url
    assert "javascript" not in answer.url


def test_only_those_who_may_translate_or_edit_the_source_take_part(made):
    question = made.ask()
    nobody = person("", "nobody")
    from django.contrib.auth.models import Permission

    nobody.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client = logged_in(nobody)
    for address in (ask_url(made), answer_url(question)):
        client.post(address, {"text": "Ich auch!"})
    client.post(answer_url(question), {"action": "close"})
    assert Question.objects.get().state == "open"
    assert not Reply.objects.exists()
    assert TITLE.encode() not in client.get(reverse("desk:questions"), {"state": "all"}).content
    stranger = Client()
    assert stranger.post(ask_url(made), {"text": "x"}).status_code == 403
    assert Question.objects.count() == 1


def test_nothing_happens_by_get_or_without_token(made):
    question = made.ask()
    client = logged_in(made.translator)
    assert client.get(ask_url(made)).status_code == 405
    assert client.get(answer_url(question), {"action": "close"}).status_code == 405
    strict = Client(enforce_csrf_checks=True)
    strict.login(username="marie", password=PASSWORD)
    assert strict.post(ask_url(made), {"text": "x"}).status_code == 403
    assert Question.objects.count() == 1


def test_what_does_not_exist_is_not_found(made):
    client = logged_in(made.translator)
    assert client.post(reverse("desk:ask", args=[99999, 1]), {"text": "x"}).status_code == 404
    assert client.post(reverse("desk:answer", args=[99999]), {"text": "x"}).status_code == 404
    too_large = 10**30
    assert client.post(reverse("desk:ask", args=[too_large, too_large]), {"text": "x"}).status_code == 404
    assert client.post(reverse("desk:answer", args=[too_large]), {"text": "x"}).status_code == 404
