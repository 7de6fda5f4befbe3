"""Moderation: what is submitted is frozen and unseen, and goes live exactly as it was read."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from wagtail.models import GroupApprovalTask, Page, Revision, Workflow, WorkflowPage, WorkflowState, WorkflowTask
from wagtail_localize.models import TranslationLog

from cms.accounts.roles import Role, ensure_roles
from cms.desk.permissions import FreezeReason
from cms.desk.publishing import Frozen, NotPublishable, approve, cancel, publish, reject, submit
from cms.desk.segments import segments_of, write
from projects.models import ProjectPage
from tests.desk.helpers import PASSWORD, in_translation, person, translate_all
from tests.factories import make_project


@pytest.fixture
def made(site):
    """A translation with all sentences, a workflow that moderators review, a translator and a moderator."""
    made = in_translation(site)
    made.translator, made.moderator = person(Role.TRANSLATOR), person(Role.MODERATOR)
    task = GroupApprovalTask.objects.create(name="Prüfung")
    task.groups.add(ensure_roles()[Role.MODERATOR])
    workflow = Workflow.objects.create(name="Freigabe")
    WorkflowTask.objects.create(workflow=workflow, task=task)
    WorkflowPage.objects.filter(page=site.fr.home).delete()
    WorkflowPage.objects.create(workflow=workflow, page=site.fr.home)
    translate_all(made.translation, made.translator)
    return made


def target(made) -> ProjectPage:
    return ProjectPage.objects.get(pk=made.alias.pk)


def teaser(made):
    return next(segment for segment in segments_of(made.translation) if segment.path == "teaser")


def german_visible(client, made) -> bool:
    text = client.get(target(made).get_url()).content.decode()
    return "Strom vom Dach." in text and "FR Strom" not in text


def test_submitting_changes_nothing_that_visitors_see(made, client):
    state = submit(made.translation, made.translator)
    page = target(made)
    assert (state.status, page.alias_of_id, page.live) == (WorkflowState.STATUS_IN_PROGRESS, made.page.pk, True)
    assert (page.title, page.teaser) == (made.page.title, made.page.teaser)
    assert page.latest_revision.content["title"] == "FR Solardach für die Schule"
    assert not TranslationLog.objects.exists()
    assert german_visible(client, made)


def test_the_live_french_page_is_not_touched_by_a_submission(made):
    boss = person(None)
    publish(made.translation, boss, accept_warnings=True)
    write(made.translation, teaser(made), "Une autre phrase.", user=boss)
    submit(made.translation, made.translator)
    page = target(made)
    assert page.teaser == "FR Strom vom Dach."
    assert page.latest_revision.content["teaser"] == "Une autre phrase."
    approve(made.translation, made.moderator)
    assert target(made).teaser == "Une autre phrase."


def test_sentences_are_frozen_meanwhile(made):
    submit(made.translation, made.translator)
    for work in (
        lambda: write(made.translation, teaser(made), "Autre chose.", user=made.translator),
        lambda: publish(made.translation, made.moderator),
        lambda: submit(made.translation, made.translator),
    ):
        with pytest.raises(Frozen) as caught:
            work()
        assert caught.value.freeze.reason == FreezeReason.IN_MODERATION


def test_approval_publishes_and_ends_the_alias(made):
    submit(made.translation, made.translator)
    approve(made.translation, made.moderator, "Très bien.")
    page = target(made)
    assert (page.alias_of_id, page.live, page.title) == (None, True, "FR Solardach für die Schule")
    assert page.goals.get().goal.title == "Objectif 3"
    log = TranslationLog.objects.get(source=made.translation.source)
    assert log.revision == page.live_revision
    # The list compares it with the sentences: those of the revision are not newer than it.
    assert log.created_at == page.live_revision.created_at
    made.page.title = "Neuer Titel"
    made.page.save_revision().publish()
    assert target(made).title == "FR Solardach für die Schule"


def test_approval_at_wagtails_own_dashboard_does_the_same(made, client):
    submit(made.translation, made.translator)
    client.login(username=made.moderator.get_username(), password=PASSWORD)
    task_state = target(made).current_workflow_task_state
    address = reverse("wagtailadmin_pages:workflow_action", args=[made.alias.pk, "approve", task_state.pk])
    answer = client.post(address, {"comment": "Bien."})
    assert answer.status_code in (200, 302)
    page = target(made)
    assert (page.alias_of_id, page.title) == (None, "FR Solardach für die Schule")
    assert TranslationLog.objects.get().revision == page.live_revision


def test_rejection_comes_with_a_comment_and_unfreezes(made, client):
    submit(made.translation, made.translator)
    reject(made.translation, made.moderator, "Le titre est trop long.")
    state = target(made).current_workflow_state
    assert state.status == WorkflowState.STATUS_NEEDS_CHANGES
    assert state.current_task_state.comment == "Le titre est trop long."
    assert german_visible(client, made)
    write(made.translation, teaser(made), "Corrigé.", user=made.translator)
    again = submit(made.translation, made.translator)
    assert (again.pk, again.status) == (state.pk, WorkflowState.STATUS_IN_PROGRESS)
    approve(made.translation, made.moderator)
    assert target(made).teaser == "Corrigé."


def test_cancelling_unfreezes_and_leaves_nothing_to_publish(made):
    submit(made.translation, made.translator)
    cancel(made.translation, made.translator)
    page = target(made)
    assert (page.current_workflow_state, page.latest_revision, page.alias_of_id) == (None, None, made.page.pk)
    write(made.translation, teaser(made), "Autre chose.", user=made.translator)


def test_only_those_of_the_task_decide(made):
    submit(made.translation, made.translator)
    for work in (
        lambda: approve(made.translation, made.translator),
        lambda: reject(made.translation, made.translator, "Non."),
        lambda: cancel(made.translation, person(Role.EDITOR)),
    ):
        with pytest.raises(PermissionDenied):
            work()
    assert target(made).workflow_in_progress


def test_nothing_to_decide_is_a_message(made):
    for work in (
        lambda: approve(made.translation, made.moderator),
        lambda: reject(made.translation, made.moderator, ""),
        lambda: cancel(made.translation, made.moderator),
    ):
        with pytest.raises(NotPublishable):
            work()


def test_only_translators_submit_and_only_whole_translations(made):
    with pytest.raises(PermissionDenied):
        submit(made.translation, person(Role.EDITOR))
    write(made.translation, teaser(made), "", user=made.translator)
    with pytest.raises(NotPublishable) as caught:
        submit(made.translation, made.translator)
    assert [finding.segment_id for finding in caught.value.findings] == [teaser(made).id]
    assert not Revision.objects.for_instance(target(made)).exists()


def test_without_a_workflow_there_is_a_message(made):
    WorkflowPage.objects.all().delete()
    with pytest.raises(NotPublishable):
        submit(made.translation, made.translator)


def test_the_german_page_may_go_on_meanwhile(made, client, django_capture_on_commit_callbacks):
    submit(made.translation, made.translator)
    made.page.teaser = "Ein neuer Satz."
    with django_capture_on_commit_callbacks(execute=True):
        made.page.save_revision().publish()
    page = target(made)
    assert (page.teaser, page.alias_of_id) == ("Ein neuer Satz.", made.page.pk)
    assert page.latest_revision.content["teaser"] == "FR Strom vom Dach."
    approve(made.translation, made.moderator)
    assert target(made).teaser == "FR Strom vom Dach."


def test_an_address_taken_meanwhile_gets_a_number(made, site):
    submit(made.translation, made.translator)
    make_project(site.fr, "Autre", slug="fr-solardach-fur-die-schule")
    approve(made.translation, made.moderator)
    assert target(made).slug == "fr-solardach-fur-die-schule-1"


def test_unpublishing_the_original_ends_the_moderation(made):
    submit(made.translation, made.translator)
    made.page.unpublish()
    page = target(made)
    assert (page.live, page.workflow_in_progress) == (False, False)
    with pytest.raises(NotPublishable):
        approve(made.translation, made.moderator)


def test_years_changed_meanwhile_are_not_old_after_the_approval(made, django_capture_on_commit_callbacks):
    publish(made.translation, person(None), accept_warnings=True)
    submit(made.translation, made.translator)
    made.page.end_year = 2031
    with django_capture_on_commit_callbacks(execute=True):
        made.page.save_revision().publish()
        approve(made.translation, made.moderator)
    assert target(made).end_year == 2031


def test_a_page_that_nobody_translates_is_approved_as_ever(made, site):
    page = make_project(site.fr, "À part")
    page.title = "À part, revu"
    page.save_revision()
    state = page.get_workflow().start(Page.objects.get(pk=page.pk), made.translator)
    state.current_task_state.approve(user=made.moderator)
    page.refresh_from_db()
    assert page.title == "À part, revu"
