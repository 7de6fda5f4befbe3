"""Where translations need review, the list calls on the reviewer, and does not promise publishing to translators."""

from __future__ import annotations

import pytest

from cms.accounts.roles import Role, ensure_roles
from cms.desk.overview.states import State
from cms.desk.publishing import approve, submit
from tests.desk.helpers import in_translation, person, translate_all

FRENCH = "/admin/desk/fr/"


@pytest.fixture
def made(site, settings):
    settings.TRANSLATIONS_NEED_REVIEW = True
    ensure_roles()
    made = in_translation(site)
    made.translator, made.reviewer = person(Role.TRANSLATOR), person(Role.REVIEWER)
    translate_all(made.translation, made.translator)
    return made


def next_for(client, user):
    client.force_login(user)
    return client.get(FRENCH).context_data["next"]


def test_only_the_reviewer_is_called_to_approve(made, client):
    submit(made.translation, made.translator)
    called = next_for(client, made.reviewer)
    assert (called.row.state, called.items, called.is_review) == (State.IN_MODERATION, 1, True)
    assert called.row.action.primary
    assert next_for(client, made.translator) is None
    editor = person(Role.EDITOR)
    assert next_for(client, editor) is None
    assert next_for(client, person(None)).is_review

    approve(made.translation, made.reviewer)
    assert next_for(client, made.reviewer) is None


def test_what_is_ready_is_submitted_by_translators_and_published_by_reviewers(made, client):
    assert next_for(client, made.translator).is_submission
    assert not next_for(client, made.reviewer).is_submission
    assert not next_for(client, person(None)).is_submission


def test_with_the_right_to_publish_nothing_is_submitted(made, client, settings):
    settings.TRANSLATIONS_NEED_REVIEW = False
    ensure_roles()
    assert not next_for(client, made.translator).is_submission
