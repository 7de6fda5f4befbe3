"""Pages that are kept by hand beside the desk: in moderation, and as all there is to say."""

from __future__ import annotations

import csv
from io import StringIO

import pytest
from django.utils import translation
from django.utils.translation import gettext
from wagtail_localize.models import Translation

from cms.accounts.roles import Role
from cms.desk.overview.filters import ORDERS
from cms.desk.overview.states import State, state_of
from tests.desk.helpers import begin, german_project, in_translation, person, publish_french, translate_all

FRENCH = "/admin/desk/fr/"
WAITS = "wartet auf andere"


@pytest.mark.parametrize("is_stopped", [True, False])
def test_a_page_kept_by_hand_in_moderation_breaks_neither_the_list_nor_the_home_page(site, client, is_stopped):
    made = in_translation(site)
    page = publish_french(made.translation)
    Translation.objects.update(enabled=False)
    if not is_stopped:
        Translation.objects.all().delete()
    page.save_revision()
    page.get_workflow().start(page, person(Role.TRANSLATOR))
    client.force_login(person(Role.REVIEWER))
    response = client.get(FRENCH)
    assert response.status_code == 200
    row = next(row for row in response.context_data["rows"] if row.standing.target_pk == str(page.pk))
    assert (row.state, row.action) == (State.IN_MODERATION, None)
    assert row.address.endswith(f"/{page.pk}/edit/")
    assert client.get("/admin/").status_code == 200


def test_nobody_else_is_waited_for_where_all_the_rest_is_kept_by_hand(site, client):
    client.force_login(person(Role.TRANSLATOR))
    context = client.get(FRENCH).context_data
    assert {row.state for row in context["rows"]} == {State.BY_HAND}
    assert not context["others_wait"]
    assert context["next"] is None
    assert WAITS not in client.get(FRENCH).content.decode()


def test_somebody_else_is_waited_for_where_a_page_is_locked(site, client):
    made = in_translation(site)
    made.alias.locked = True
    made.alias.save()
    client.force_login(person(Role.TRANSLATOR))
    assert client.get(FRENCH).context_data["others_wait"]
    assert WAITS in client.get(FRENCH).content.decode()


def test_nearly_finished_comes_before_finished(site):
    translator = person(Role.TRANSLATOR)
    rows = {}
    for title in ("fertig", "fast", "kaum", "nie"):
        page = german_project(site, title)
        if title == "nie":
            continue
        translation = begin(site, page)
        if title != "kaum":
            last = translate_all(translation, translator)[-1]
        if title == "fast":
            translation.source.stringsegment_set.get(pk=last.id).string.translations.all().delete()
        rows[title] = state_of(translation)
    order = sorted(rows, key=lambda title: ORDERS["done"](rows[title]), reverse=True)
    assert order == ["fast", "kaum", "fertig"]


def test_the_column_of_changed_sentences_is_named_apart_from_other_changes(site, client):
    in_translation(site)
    client.force_login(person(Role.TRANSLATOR))
    headings = next(csv.reader(StringIO(client.get(f"{FRENCH}?export=csv").content.decode("utf-8-sig")), delimiter=";"))
    with translation.override("de"):
        assert {gettext("Changed sentences"), gettext("State")} <= set(headings)
    assert len(set(headings)) == len(headings)
