"""Every language with a home page has translators and reviewers, and nobody has more than that."""

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.management import call_command
from wagtail.models import GroupPagePermission, Locale, Page, Workflow, WorkflowPage

from cms.accounts import languages
from cms.accounts.apps import _after_migrate
from cms.accounts.roles import Role, ensure_roles, group_name, homes
from tests.factories import make_project

ITALIAN = ("Übersetzung (Italienisch)", "Prüfung (Italienisch)")


def rights_on(page, group: Group) -> set[str]:
    return set(
        GroupPagePermission.objects.filter(page=page, group=group).values_list("permission__codename", flat=True)
    )


def with_italian(site) -> Page:
    locale = Locale.objects.create(language_code="it")
    return site.de.home.copy_for_translation(locale, alias=True)


def test_the_names_of_the_french_groups():
    assert group_name(Role.TRANSLATOR, "fr") == "Übersetzung (Französisch)" == Role.TRANSLATOR
    assert group_name(Role.REVIEWER, "fr") == "Prüfung (Französisch)" == Role.REVIEWER
    assert group_name(Role.TRANSLATOR, "xx") == "Übersetzung (xx)"


def test_a_language_gets_its_groups_with_its_home_page(site):
    assert not Group.objects.filter(name__in=ITALIAN).exists()
    page = with_italian(site)
    translators, reviewers = (Group.objects.get(name=name) for name in ITALIAN)
    assert rights_on(page, translators) == {"change_page", "publish_page"}
    assert rights_on(page, reviewers) == {"change_page", "publish_page", "lock_page", "unlock_page"}
    for group in (translators, reviewers):
        assert {row.page_id for row in GroupPagePermission.objects.filter(group=group)} == {page.pk}
    french = Group.objects.get(name=Role.TRANSLATOR)
    assert set(translators.permissions.all()) == set(french.permissions.all())
    assert rights_on(page, Group.objects.get(name=Role.MODERATOR)) == rights_on(
        site.fr.home, Group.objects.get(name=Role.MODERATOR)
    )
    assert not rights_on(page, Group.objects.get(name=Role.EDITOR))


def test_translators_of_one_language_may_nothing_in_another(site):
    page = with_italian(site)
    user = get_user_model().objects.create_user("traduttrice")
    user.groups.add(Group.objects.get(name=ITALIAN[0]))
    assert page.permissions_for_user(user).can_edit()
    assert not site.fr.home.permissions_for_user(user).can_edit()
    assert not site.de.home.permissions_for_user(user).can_edit()


def test_review_takes_the_right_to_publish_and_gives_it_back(site, settings):
    group = ensure_roles()[Role.TRANSLATOR]
    assert rights_on(site.fr.home, group) == {"change_page", "publish_page"}
    settings.TRANSLATIONS_NEED_REVIEW = True
    ensure_roles()
    assert rights_on(site.fr.home, group) == {"change_page"}
    settings.TRANSLATIONS_NEED_REVIEW = False
    ensure_roles()
    assert rights_on(site.fr.home, group) == {"change_page", "publish_page"}


def test_what_translators_submit_reviewers_approve(site, settings):
    settings.TRANSLATIONS_NEED_REVIEW = True
    groups = ensure_roles()
    people = {}
    for role in (Role.TRANSLATOR, Role.REVIEWER, Role.EDITOR):
        people[role] = get_user_model().objects.create_user(role.name)
        people[role].groups.add(groups[role])
    page = make_project(site.fr, "Projet")
    assert page.get_workflow().name == "Freigabe der Übersetzungen (Französisch)"
    assert page.permissions_for_user(people[Role.TRANSLATOR]).can_submit_for_moderation()
    page.title = "Nouveau"
    page.save_revision()
    state = page.get_workflow().start(page, people[Role.TRANSLATOR])
    task = state.current_task_state.task.specific
    assert task.get_actions(page, people[Role.EDITOR]) == task.get_actions(page, people[Role.TRANSLATOR]) == []
    assert "approve" in [name for name, *_rest in task.get_actions(page, people[Role.REVIEWER])]
    state.current_task_state.approve(user=people[Role.REVIEWER])
    page.refresh_from_db()
    assert page.title == "Nouveau"


def test_german_pages_keep_their_workflow(site):
    ensure_roles()
    workflow = make_project(site.de, "Projekt").get_workflow()
    assert workflow is None or "Übersetzungen" not in workflow.name


def test_a_workflow_that_somebody_has_set_stays(site):
    own = Workflow.objects.create(name="Eigener Ablauf")
    WorkflowPage.objects.create(workflow=own, page=site.fr.home)
    ensure_roles()
    assert WorkflowPage.objects.get(page=site.fr.home).workflow == own


def test_again_changes_nothing(site):
    ensure_roles()

    def rows():
        models = (Group, GroupPagePermission, Workflow, WorkflowPage)
        return [list(model.objects.order_by("pk").values_list("pk", flat=True)) for model in models]

    before = rows()
    ensure_roles()
    assert rows() == before


def migrated(**changes) -> None:
    """What `migrate` sends once it is done, to our listener."""
    config = [config for config in apps.get_app_configs() if config.models_module is not None][-1]
    _after_migrate(**{"sender": config, "app_config": config, "using": "default", "verbosity": 0} | changes)


def test_migrate_sets_everything_up(site):
    Group.objects.all().delete()
    migrated()
    assert set(Group.objects.values_list("name", flat=True)) == set(Role)
    assert rights_on(site.fr.home, Group.objects.get(name=Role.TRANSLATOR)) == {"change_page", "publish_page"}


def test_only_after_the_last_app(site):
    Group.objects.all().delete()
    migrated(app_config=apps.get_app_config("auth"))
    assert not Group.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_the_command_itself():
    Group.objects.all().delete()
    call_command("migrate", verbosity=0)
    assert set(Group.objects.values_list("name", flat=True)) == set(Role)


def test_a_half_migrated_database_is_left_alone(site, monkeypatch):
    Group.objects.all().delete()
    monkeypatch.setattr(languages, "TABLES", languages.TABLES | {"not_there_yet"})
    migrated()
    assert not Group.objects.exists()


def test_a_missing_right_does_not_stop_migrate(site, monkeypatch, caplog):
    def fail():
        raise LookupError("no such permission")

    monkeypatch.setattr(languages, "ensure_roles", fail)
    migrated()
    assert "no such permission" in caplog.text


def test_the_main_language_comes_first(site):
    with_italian(site)
    assert list(homes()) == ["de", "fr", "it"]
