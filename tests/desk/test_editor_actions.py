"""Publishing, submitting, deciding, stopping from the editor; and the values that are no sentences."""

from __future__ import annotations

import json

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext as translated
from django.utils.translation import override
from wagtail.models import GroupCollectionPermission, Page
from wagtail_localize.models import SegmentOverride, Translation

from cms.accounts.roles import Role
from cms.desk.editor.values import checked_address, values_of
from cms.desk.segments import segments_of, write
from tests.pictures import make_picture

from .helpers import in_translation, outcome, person, translate_all
from .test_editor_saving import JSON
from .test_editor_screen import client_of, edit, join_goals, texts


@pytest.fixture
def work(site):
    join_goals(site)
    body = texts('Siehe <a href="https://www.un.org/">UN</a>.')
    work = in_translation(site, body=body)
    work.user = person(Role.TRANSLATOR)
    work.client = client_of(work.user)
    work.act = lambda name: reverse("desk:act", args=[work.translation.pk, name])
    return work


def finish(work):
    """Every sentence translated, so that no check has a word to say."""
    for segment in segments_of(work.translation):
        text = "toit-solaire" if segment.path == "slug" else segment.source
        write(work.translation, segment, text.replace("Strom", "Courant"), user=work.user)


def fresh(work) -> Page:
    return Page.objects.get(pk=work.alias.pk)


def test_open_sentences_stand_in_the_way_and_are_linked(work):
    response = work.client.post(work.act("publish"))
    first = segments_of(work.translation)[0]
    assert response.status_code == 409
    assert f"{edit(work.alias)}#segment-{first.id}" in response.content.decode()
    assert "accept_warnings" not in response.content.decode()
    assert fresh(work).alias_of_id == work.page.pk


def test_warnings_ask_and_then_it_is_published(work):
    finish(work)
    teaser = next(s for s in segments_of(work.translation) if s.path == "teaser")
    write(work.translation, teaser, "Courant du toit!", user=work.user)
    asked = work.client.post(work.act("publish"))
    assert asked.status_code == 200
    assert "accept_warnings" in asked.content.decode()
    assert f"#segment-{teaser.id}" in asked.content.decode()
    assert fresh(work).alias_of_id == work.page.pk
    done = work.client.post(work.act("publish"), {"accept_warnings": "1"})
    assert done.url == edit(work.alias)
    assert fresh(work).alias_of_id is None
    assert fresh(work).live


def test_machine_text_is_never_published_unread(work):
    finish(work)
    first = segments_of(work.translation)[0]
    write(work.translation, first, "Toit", user=work.user, machine=True, tool="M")
    response = work.client.post(work.act("publish"), {"accept_warnings": "1"})
    assert response.status_code == 409
    assert fresh(work).alias_of_id == work.page.pk


def test_moderation_from_the_editor(work):
    finish(work)
    reviewer = client_of(person(Role.REVIEWER))
    assert work.client.post(work.act("submit"), {"accept_warnings": "1"}).url == edit(work.alias)
    assert fresh(work).workflow_in_progress
    shown = reviewer.get(edit(work.alias)).content.decode()
    assert work.act("approve") in shown
    assert work.act("reject") in shown
    assert work.act("publish") not in shown

    reviewer.post(work.act("reject"), {"comment": " "})
    assert fresh(work).workflow_in_progress, "a rejection needs a comment"
    reviewer.post(work.act("reject"), {"comment": "Bitte prüfen."})
    assert fresh(work).current_workflow_state.status == "needs_changes"

    work.client.post(work.act("submit"), {"accept_warnings": "1"})
    told = reviewer.post(work.act("approve"), follow=True).content.decode()
    page = fresh(work)
    assert translated("The page is now live.") in told
    assert f'href="{page.full_url}"' in told
    assert page.live
    assert page.alias_of_id is None
    assert not page.workflow_in_progress


@pytest.mark.parametrize("action", ["publish", "submit", "approve", "reject", "cancel"])
def test_nobody_else_acts_and_nothing_happens_by_get(work, action):
    finish(work)
    assert work.client.get(work.act(action)).status_code == 405
    assert outcome(client_of(person(Role.EDITOR)).post(work.act(action), {"comment": "x"})) == "refused"
    assert fresh(work).alias_of_id == work.page.pk


def test_an_unknown_action_is_not_found(work):
    assert work.client.post(work.act("convert_to_alias")).status_code == 404


def test_the_next_step_is_the_next_open_sentence_then_publishing(work):
    bar = work.client.get(edit(work.alias)).context["bar"]
    assert bar.next.url == f"#segment-{segments_of(work.translation)[0].id}"
    assert bar.others[0].action == work.act("publish")
    finish(work)
    bar = work.client.get(edit(work.alias)).context["bar"]
    assert bar.next.action == work.act("publish")
    assert not any("alias" in step.action + step.url for step in [bar.next, *bar.others, *bar.menu])


def test_open_leads_to_the_next_open_sentence(work):
    address = reverse("desk:open", args=[work.translation.pk])
    first, second = segments_of(work.translation)[0], None
    assert work.client.get(address).url == f"{edit(work.alias)}#segment-{first.id}"
    write(work.translation, first, "Toit", user=work.user)
    second = work.client.get(address).url
    assert second.startswith(edit(work.alias))
    assert second != f"{edit(work.alias)}#segment-{first.id}"


def test_open_of_a_deleted_or_stopped_translation_says_why(work):
    Translation.objects.update(enabled=False)
    response = work.client.get(reverse("desk:open", args=[work.translation.pk]))
    assert response.url == reverse("desk:index")
    assert work.client.get(reverse("desk:open", args=[999999])).status_code == 404


def test_stopping_asks_first_and_keeps_the_sentences(work):
    finish(work)
    address = reverse("desk:stop", args=[work.translation.pk])
    assert work.client.get(address).status_code == 200
    assert Translation.objects.get(pk=work.translation.pk).enabled
    work.client.post(address)
    assert not Translation.objects.get(pk=work.translation.pk).enabled
    assert all(segment.target for segment in segments_of(work.translation))


@pytest.mark.parametrize(
    "address",
    [
        "https://fr.example.org/x?a=1",
        "http://example.org",
        "mailto:a@example.org",
        "tel:+49 2421 22-0".replace(" ", ""),
    ],
)
def test_addresses_that_may_stand_on_the_page(address):
    assert checked_address(address) == address


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java\nscript:alert(1)",
        " data:text/html,x",
        "//example.org",
        "",
        "x",
        "https://",
        "http://[",
        "mailto:nobody",
        "tel:call me",
        "tel:",
        "vbscript:x",
        "https://exa mple.org",
    ],
)
def test_addresses_that_may_not(address):
    with pytest.raises(ValidationError):
        checked_address(address)


def link_of(work):
    return next(value for value in values_of(work.translation) if value.kind == "address")


def test_an_address_is_replaced_and_set_back(work):
    value = link_of(work)
    address = reverse("desk:value", args=[work.translation.pk, value.id])
    answer = work.client.post(address, {"value": "https://fr.example.org/"}, **JSON)
    assert answer.status_code == 200
    assert "fr.example.org" in answer.json()["html"]
    assert json.loads(SegmentOverride.objects.get().data_json) == "https://fr.example.org/"
    work.client.post(address, {"back": "1"})
    assert not SegmentOverride.objects.exists()


def test_a_script_as_address_is_refused(work):
    address = reverse("desk:value", args=[work.translation.pk, link_of(work).id])
    refused = work.client.post(address, {"value": "javascript:alert(1)"}, **JSON)
    assert refused.status_code == 422
    assert refused.json()["problem"]
    assert not SegmentOverride.objects.exists()


@pytest.mark.parametrize("role", [Role.EDITOR, ""])
def test_nobody_else_replaces_values(work, role):
    address = reverse("desk:value", args=[work.translation.pk, link_of(work).id])
    assert outcome(client_of(person(role)).post(address, {"value": "https://example.org/"})) == "refused"
    assert not SegmentOverride.objects.exists()


def test_values_are_frozen_too(work):
    Page.objects.filter(pk=work.alias.pk).update(locked=True, locked_by=person(None, "chefin"))
    address = reverse("desk:value", args=[work.translation.pk, link_of(work).id])
    assert work.client.post(address, {"value": "https://example.org/"}, **JSON).status_code == 423
    assert not SegmentOverride.objects.exists()


def test_a_picture_is_shown_replaced_and_its_loss_is_said(site):
    first, second = make_picture("Erstes"), make_picture("Zweites")
    block = {"image": {"image": first.pk, "alt_text": "Ein Feld", "decorative": False}, "caption": "Unterschrift"}
    body = json.dumps([{"type": "picture", "id": "00000000-0000-4000-8000-000000000001", "value": block}])
    work = in_translation(site, body=body)
    client = client_of(person(Role.TRANSLATOR))
    value = next(value for value in values_of(work.translation) if value.kind == "image")
    assert value.source_shown.text == "Erstes"
    address = reverse("desk:value", args=[work.translation.pk, value.id])
    assert client.post(address, {"value": second.pk}, **JSON).status_code == 200
    for junk in ("999999", "²", "9" * 5000, "99999999999", "-1", "", "a\0b", "[]"):
        assert client.post(address, {"value": junk}, **JSON).status_code == 422, junk
    assert json.loads(SegmentOverride.objects.get().data_json) == second.pk
    rights = list(GroupCollectionPermission.objects.all())
    GroupCollectionPermission.objects.all().delete()
    assert client.post(address, {"value": first.pk}, **JSON).status_code == 422, "nothing is chosen without the right"
    GroupCollectionPermission.objects.bulk_create(rights)
    second.delete()
    response = client.get(edit(work.alias))
    assert response.status_code == 200
    value = next(value for value in values_of(work.translation) if value.kind == "image")
    assert value.replaced_shown.is_gone
    with override("fr"):
        said = next(value.error for value in values_of(work.translation) if value.kind == "image")
    assert said not in ("", value.error), "a fault is told in the reader's language, whoever's it was stored in"
    assert client.get(reverse("desk:preview", args=[work.translation.pk])).status_code in (200, 409)
    translate_all(work.translation, person(None))
    assert client.post(reverse("desk:act", args=[work.translation.pk, "publish"])).status_code < 500


def test_a_comment_holds_what_can_be_stored(work):
    reject = reverse("desk:act", args=[work.translation.pk, "reject"])
    for comment in ("a\0b", "\u200b", "x" * 20_000):
        assert work.client.post(reject, {"comment": comment}).status_code in (302, 409, 413)
