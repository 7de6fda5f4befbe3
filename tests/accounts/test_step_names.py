"""The names of workflows and steps: German in the database, printed in the language of the reader."""

from __future__ import annotations

import pytest
from django.template import Context, Template
from django.utils import translation
from wagtail.models import Task, Workflow
from wagtail.users.models import UserProfile

from cms.accounts import languages, roles, step_names
from cms.accounts.roles import Role, ensure_roles
from cms.teamwork import approval
from tests.desk.guards_data import live_in_french
from tests.desk.helpers import person
from tests.desk.test_guards_holes import submit


def printed(value) -> str:
    return Template("{{ value }}").render(Context({"value": value}))


@pytest.fixture
def ours(site) -> list[Task | Workflow]:
    ensure_roles()
    return [*Workflow.objects.all(), *(task.specific for task in Task.objects.all()), *Task.objects.all()]


def test_every_name_that_the_site_gives_is_known():
    given = {approval.WORKFLOW, approval.TASK, approval.STOCK_WORKFLOW, approval.STOCK_TASK}
    assert given == set(step_names.GENERAL)
    assert {languages.WORKFLOW, languages.TASK} == set(step_names.FOR_A_LANGUAGE)
    assert {name for name in roles.STOCK_NAMES.values() if name.endswith("Moderation")} <= {*given, Role.MODERATOR}


def test_they_are_printed_in_the_language_of_the_reader(ours):
    german = {printed(row.name) for row in ours}
    assert german == {str(row.name) for row in ours}
    assert len(german) == 5
    with translation.override("fr"):
        french = {printed(row.name) for row in ours}
    assert french == {
        "Relecture par la modération",
        "Validation par une deuxième personne",
        "Relecture par une deuxième personne",
        "Validation des traductions (Français)",
        "Relecture des traductions (Français)",
    }


def test_what_is_stored_stays_german(ours):
    with translation.override("fr"):
        for row in ours:
            row.save()
            form_value = type(row)._meta.get_field("name").formfield().widget.format_value(row.name)
            assert form_value in step_names.GENERAL or form_value.endswith("(Französisch)")
    assert set(Workflow.objects.values_list("name", flat=True)) >= {approval.WORKFLOW}
    assert set(Task.objects.values_list("name", flat=True)) >= {approval.TASK}


def test_a_name_of_an_administrator_stays(site):
    workflow = Workflow.objects.create(name="Unser <b>Weg</b>")
    with translation.override("fr"):
        assert printed(Workflow.objects.get(pk=workflow.pk).name) == "Unser &lt;b&gt;Weg&lt;/b&gt;"


def test_a_french_reviewer_reads_french_on_the_home_page(site, client):
    ensure_roles()
    made = live_in_french(site)
    submit(made.french)
    user = person(Role.REVIEWER)
    UserProfile.objects.create(user=user, preferred_language="fr")
    client.force_login(user)
    text = client.get("/admin/").text
    assert "Prüfung der Übersetzungen" not in text
    assert "Relecture des traductions (Français)" in text


def test_a_french_reviewer_reads_french_in_mails(site, mailoutbox, django_capture_on_commit_callbacks):
    ensure_roles()
    made = live_in_french(site)
    user = person(Role.REVIEWER)
    UserProfile.objects.create(user=user, preferred_language="fr")
    mailoutbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        submit(made.french)
    (mail,) = [mail for mail in mailoutbox if user.email in mail.to]
    said = f"{mail.subject} {mail.body} {mail.alternatives}"
    assert "Relecture des traductions (Français)" in said
    assert "Prüfung" not in said
