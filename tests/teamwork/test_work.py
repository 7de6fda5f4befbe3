"""What is to be done: for whom, how it reads, and how few queries it takes."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Page

from cms.accounts.roles import Role, ensure_roles
from cms.teamwork.assignments import assign
from cms.teamwork.todo import present_reviews, present_scheduled, scheduled, to_review
from cms.todo import items
from projects.reports_elsewhere import only_elsewhere, present
from tests.desk.helpers import german_project, only_admin_access, person
from tests.factories import make_project
from tests.teamwork.test_assignments import update

HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def _roles(site):
    ensure_roles()


def planned(page, **values) -> Page:
    page = Page.objects.get(pk=page.pk).specific
    for name, value in values.items():
        setattr(page, name, value)
    page.save_revision().publish()
    return Page.objects.get(pk=page.pk)


def test_they_are_registered():
    assert {"to-review", "scheduled", "updates-elsewhere"} <= {item.key for item in items()}


def test_what_begins_and_ends_by_itself(site):
    begins = planned(make_project(site.de, "Beginnt"), go_live_at=timezone.now() + HOUR)
    ends = planned(make_project(site.de, "Endet"), expire_at=timezone.now() + 2 * HOUR)
    make_project(site.de, "Gewöhnlich")
    over = make_project(site.de, "Vorbei")
    Page.objects.filter(pk=over.pk).update(expire_at=timezone.now() - HOUR, live=False)
    editor = person(Role.EDITOR)
    rows = list(scheduled(editor))
    assert {row.pk for row in rows} == {begins.pk, ends.pk}
    words = {entry.title: entry.detail for entry in present_scheduled(rows, editor)}
    assert words["Beginnt"].startswith(("Geht am", "Goes live"))
    assert words["Endet"].startswith(("Endet am", "Ends on"))
    assert not scheduled(person(Role.TRANSLATOR)).exists()
    assert not scheduled(only_admin_access()).exists()


def test_who_may_approve_sees_it_and_nobody_else(site):
    author = person(Role.AUTHOR, "awa")
    project = german_project(site)
    assign(project, [author])
    page = update(project, "Das Dach", owner=author, live=False)
    page.get_workflow().start(page, author)
    author.first_name, author.last_name = "Awa", "Test"
    author.save()
    for user in (person(Role.EDITOR), person(Role.MODERATOR), person(None)):
        [entry] = present_reviews(to_review(user), user)
        assert entry.title == "Das Dach"
        assert "Awa Test" in entry.detail
        assert entry.url.endswith(f"/pages/{page.pk}/edit/")
    for user in (author, person(Role.TRANSLATOR), only_admin_access()):
        assert not to_review(user).exists()
    Page.objects.get(pk=page.pk).current_workflow_state.cancel()
    assert not to_review(person(Role.EDITOR, "zwei")).exists()


def test_reports_that_are_only_french(site):
    project = german_project(site)
    french = project.get_translation(site.fr.locale)
    page = update(french, "Le toit", owner=person(Role.AUTHOR, "awa"))
    update(french, "Brouillon", live=False)
    update(project, "Deutsch")
    editor = person(Role.EDITOR)
    [entry] = present(only_elsewhere(editor), editor)
    assert entry.title == "Le toit"
    assert entry.url == f"/admin/localize/submit/page/{page.pk}/"
    assert not only_elsewhere(person(Role.TRANSLATOR)).exists()
    page.copy_for_translation(site.de.locale, copy_parents=True)
    assert not only_elsewhere(editor).exists()


@pytest.mark.parametrize("number", [2, 12])
def test_few_queries_however_many_there_are(site, number):
    author = person(Role.AUTHOR, "awa")
    for position in range(number):
        page = make_project(site.de, f"Projekt {position}", slug=f"p{position}")
        page.get_workflow().start(page, author)
        planned(make_project(site.de, f"Plan {position}", slug=f"q{position}"), expire_at=timezone.now() + HOUR)
    editor = type(author).objects.get(pk=person(Role.EDITOR).pk)
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert to_review(editor).count() == number
        assert len(present_reviews(to_review(editor)[:20], editor)) == number
    # Count, rows, rows with what belongs to them, pages, their languages.
    assert len(captured) <= 6, [query["sql"][:80] for query in captured]
    with CaptureQueriesContext(connection) as captured:
        assert scheduled(editor).count() == number
        assert len(present_scheduled(scheduled(editor)[:20], editor)) == number
    assert len(captured) <= 3 + 1  # the person's rights, count, rows
