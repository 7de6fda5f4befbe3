"""Two people at one snippet, picture, document, notice, term or redirect: nothing is written over unseen."""

import json
from datetime import timedelta

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import ModelLogEntry
from wagtail.snippets.models import get_snippet_models

from cms.accounts.roles import Role
from cms.office.models import Banner
from cms.teamwork.meanwhile import LOADED, CarefulRowMixin
from projects.models import Contact, Partner
from sdg.models import Goal
from tests.desk.helpers import person
from tests.teamwork.cases import KINDS, Case, form_of, partner, picture, text


@pytest.fixture(params=KINDS, ids=lambda kind: kind.__name__)
def case(request, site) -> Case:
    return request.param()


@pytest.fixture
def anna(db):
    return person(None, "anna")


@pytest.fixture
def bert(db):
    return person(None, "bert")


@pytest.fixture
def both(client, anna, bert):
    """What opens and sends a form as one of the two."""

    def opened(case: Case, user=bert) -> dict:
        client.force_login(user)
        return form_of(client.get(case.address).text, case.text)

    def sent(case: Case, data: dict, user=bert, **more):
        client.force_login(user)
        return client.post(case.address, data, **more)

    return opened, sent


def test_the_second_save_is_refused_and_the_next_press_saves(case, both, anna):
    opened, sent = both
    mine, others = opened(case), opened(case, anna)
    assert sent(case, others | {case.text: text(case, "Anna")}, anna).status_code == 302
    response = sent(case, mine | {case.text: text(case, "Bert")})
    assert response.status_code == 200
    assert case.stored() == text(case, "Anna"), "nothing of hers is lost"
    assert "anna" in response.text
    assert f": {text(case, 'Anna')}</li>" in response.text, "what is stored now is shown"
    again = form_of(response.text, case.text)
    assert again[case.text] == text(case, "Bert"), "nothing of his is lost"
    assert sent(case, again).status_code == 302
    assert case.stored() == text(case, "Bert")


def test_fields_that_only_the_other_one_changed_are_brought_up_to_date(case, both, anna):
    opened, sent = both
    mine, others = opened(case), opened(case, anna)
    assert sent(case, others | {case.other: case.values[0]}, anna).status_code == 302
    response = sent(case, mine | {case.text: text(case, "Bert")})
    assert response.status_code == 200
    again = form_of(response.text, case.text)
    assert (again[case.text], again[case.other]) == (text(case, "Bert"), case.values[0])
    assert sent(case, again).status_code == 302
    assert (case.stored(), case.stored(case.other)) == (text(case, "Bert"), case.values[0])


def test_one_person_alone_just_saves(case, both):
    opened, sent = both
    data = opened(case)
    assert sent(case, data).status_code == 302, "nothing changed"
    assert sent(case, data | {case.text: text(case, "Bert")}).status_code == 302
    assert sent(case, data | {case.text: text(case, "Bert")}).status_code == 302, "pressed twice"
    assert sent(case, opened(case) | {case.text: text(case, "mir")}).status_code == 302, "and once more"
    assert case.stored() == text(case, "mir")


def test_forms_without_the_mark_are_not_checked(case, both, anna):
    opened, sent = both
    mine, others = opened(case), opened(case, anna)
    sent(case, others | {case.text: text(case, "Anna")}, anna)
    del mine[LOADED]
    assert sent(case, mine | {case.text: text(case, "Bert")}).status_code == 302
    assert case.stored() == text(case, "Bert")


@pytest.mark.parametrize(
    "junk", ["", "{", "[]", "null", "[" * 5000, '{"at": 1, "fields": {}}', '{"at": "2026-01-01", "fields": 3}', "\0"]
)
def test_a_mark_that_is_none_of_ours(site, both, junk):
    case = partner()
    opened, sent = both
    assert sent(case, opened(case) | {LOADED: junk, "name": "Von Bert"}).status_code == 302


def test_a_mark_shows_nothing_that_the_form_does_not(site, both):
    case = picture()
    opened, sent = both
    mark = json.dumps({"at": timezone.now().isoformat(), "fields": {"file_hash": "x", "uploaded_by_user": "x"}})
    assert sent(case, opened(case) | {LOADED: mark}).status_code == 302


def test_one_s_own_other_window(site, both):
    case = partner()
    opened, sent = both
    older, newer = opened(case), opened(case)
    sent(case, newer | {"name": "Neues Fenster"})
    response = sent(case, older | {"name": "Altes Fenster"})
    assert response.status_code == 200
    assert "Neues Fenster" in response.text
    assert "anna" not in response.text
    assert case.stored() == "Neues Fenster"


def test_a_third_save_is_asked_about_again(site, both, anna):
    case = partner()
    opened, sent = both
    mine = opened(case)
    sent(case, opened(case, anna) | {"name": "Erstens"}, anna)
    again = form_of(sent(case, mine | {"name": "Von Bert"}).text, "name")
    sent(case, opened(case, anna) | {"name": "Zweitens"}, anna)
    assert sent(case, again).status_code == 200
    assert case.stored() == "Zweitens"


def test_what_is_wrong_elsewhere_is_asked_about_first_and_mended_then(site, both, anna):
    case = partner()
    opened, sent = both
    mine = opened(case)
    wrong = sent(case, mine | {"name": "Von Bert", "url": "keine Adresse"})
    mine = form_of(wrong.text, "name")
    assert mine["url"] == "keine Adresse"
    sent(case, opened(case, anna) | {"name": "Von Anna"}, anna)
    response = sent(case, mine)
    again = form_of(response.text, "name")
    assert (again["name"], again["url"]) == ("Von Bert", "keine Adresse")
    assert sent(case, again).status_code == 200
    assert sent(case, again | {"url": ""}).status_code == 302
    assert case.stored() == "Von Bert"


def test_who_is_not_named_where_nobody_is_known(site, both, anna):
    """The last entry of the history may be older than the form: whoever made it has nothing to do with this."""
    case = partner()
    opened, sent = both
    sent(case, opened(case, anna) | {"name": "Von Anna"}, anna)
    ModelLogEntry.objects.update(timestamp=timezone.now() - timedelta(hours=1))
    mine = opened(case)
    Partner.objects.filter(pk=case.row.pk).update(name="Von einer Maschine")
    response = sent(case, mine | {"name": "Von Bert"})
    assert "Von einer Maschine" in response.text
    assert "anna" not in [word.strip(",.") for word in response.text.split()]


def test_files_are_neither_stored_nor_written_over(site, both, anna):
    case = picture()
    opened, sent = both
    mine, others = opened(case), opened(case, anna)
    files = case.row.file.storage.listdir("original_images")[1]
    sent(case, others | {"title": "Von Anna"}, anna)
    upload = SimpleUploadedFile("neu.png", get_test_image_file(size=(50, 40)).file.getvalue(), "image/png")
    response = sent(case, mine | {"title": "Von Bert", "file": upload})
    assert response.status_code == 200
    assert case.row.file.storage.listdir("original_images")[1] == files
    assert case.stored("width") == 640
    upload.seek(0)
    response = sent(case, form_of(response.text, "title") | {"file": upload})
    assert response.status_code == 302, response.context["form"].errors
    assert (case.stored(), case.stored("width")) == ("Von Bert", 50)


def test_tags_and_focal_points(site, both, anna):
    case = picture()
    case.row.tags.add("alt")
    opened, sent = both
    mine, others = opened(case), opened(case, anna)
    focus = {f"focal_point_{part}": "100" for part in ("x", "y", "width", "height")}
    assert sent(case, others | {"tags": "alt, neu", **focus}, anna).status_code == 302
    response = sent(case, mine | {"title": "Von Bert"})
    assert response.status_code == 200
    again = form_of(response.text, "title")
    assert again["focal_point_x"] == "100"
    assert sent(case, again).status_code == 302
    row = type(case.row).objects.get(pk=case.row.pk)
    assert (row.title, row.focal_point_x, sorted(row.tags.names())) == ("Von Bert", 100, ["alt", "neu"])


def test_a_form_that_saves_without_reloading(site, both, anna):
    """Refused as well; and told what it is loaded from, after each save."""
    case = partner()
    opened, sent = both
    mine = opened(case)
    answer = sent(case, mine | {"name": "Eins"}, headers={"accept": "application/json"})
    assert answer.json()["success"]
    mine |= answer.json()["field_updates"]
    assert sent(case, mine | {"name": "Zwei"}, headers={"accept": "application/json"}).json()["success"]
    sent(case, opened(case, anna) | {"name": "Von Anna"}, anna)
    answer = sent(case, mine | {"name": "Drei"}, headers={"accept": "application/json"})
    assert answer.status_code == 400
    assert "anna" in answer.json()["error_message"]
    assert case.stored() == "Von Anna"


def test_in_the_same_moment(site, both, anna, monkeypatch):
    """Between the first look and the save somebody else saves: the second look, with the row held, sees it."""
    from cms.desk.guards.snippets import CarefulSnippetView

    case = partner()
    opened, sent = both
    mine, look = opened(case), CarefulSnippetView._asked
    looks = []

    def late(view):
        answer = look(view)
        if not looks:
            Partner.objects.filter(pk=case.row.pk).update(name="Von Anna")
        looks.append(answer)
        return answer

    monkeypatch.setattr(CarefulSnippetView, "_asked", late)
    assert sent(case, mine | {"name": "Von Bert"}).status_code == 200
    assert case.stored() == "Von Anna"


def test_no_snippet_is_left_out():
    assert {model.snippet_viewset.model for model in get_snippet_models()} >= {Partner, Contact, Goal, Banner}
    for model in get_snippet_models():
        assert issubclass(model.snippet_viewset.edit_view_class, CarefulRowMixin), model


def test_editors_are_asked_too(site, client):
    case = partner()
    anna, bert = person(Role.EDITOR, "anna"), person(Role.EDITOR, "bert")
    client.force_login(bert)
    mine = form_of(client.get(case.address).text, "name")
    client.force_login(anna)
    client.post(case.address, mine | {"name": "Von Anna"})
    client.force_login(bert)
    assert client.post(case.address, mine | {"name": "Von Bert"}).status_code == 200
    assert case.stored() == "Von Anna"
    content_type = ContentType.objects.get_for_model(Partner)
    assert ModelLogEntry.objects.filter(content_type=content_type, user=bert).count() == 0
