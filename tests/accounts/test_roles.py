"""The roles: these rights and no more."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from wagtail.images import get_image_model
from wagtail.models import GroupPagePermission
from wagtail.permissions import policy_registry
from wagtail.test.utils.form_data import querydict_from_html

from cms.accounts.roles import INSIDERS, Role, ensure_roles, permissions, roles_are_missing
from projects.models import Contact, Partner
from sdg.models import Goal
from tests.factories import make_project

VERBS = ("add", "change", "delete")


@pytest.fixture
def groups(site):
    return ensure_roles()


def person(groups, role: Role):
    user = get_user_model().objects.create_user(role.name.lower())
    user.groups.add(groups[role])
    return user


def page_rights(user, page) -> set[str]:
    tester = page.permissions_for_user(user)
    names = ("add_subpage", "edit", "publish", "delete", "lock", "unlock")
    return {name for name in names if getattr(tester, f"can_{name}")()}


@pytest.mark.parametrize(
    ("role", "german", "french"),
    [
        (Role.EDITOR, {"add_subpage", "edit", "publish", "delete"}, set()),
        (
            Role.MODERATOR,
            {"add_subpage", "edit", "publish", "delete", "lock", "unlock"},
            {"add_subpage", "edit", "publish", "delete", "lock", "unlock"},
        ),
        # Publishing includes unpublishing and deleting in Wagtail (translation.md, section 4).
        (Role.TRANSLATOR, set(), {"edit", "publish", "delete"}),
        (Role.REVIEWER, set(), {"edit", "publish", "delete", "lock", "unlock"}),
    ],
)
def test_rights_on_pages(site, groups, role, german, french):
    user = person(groups, role)
    assert page_rights(user, site.de.projects) == german
    assert page_rights(user, site.fr.projects) == french
    assert page_rights(user, site.root) == set()


@pytest.mark.parametrize(
    ("role", "goal", "snippets"),
    [
        (Role.EDITOR, {"change"}, {"add", "change", "delete"}),
        (Role.MODERATOR, {"change"}, {"add", "change", "delete"}),
        (Role.TRANSLATOR, {"change"}, {"change"}),
        (Role.REVIEWER, {"change"}, {"change"}),
    ],
)
def test_rights_on_snippets(groups, role, goal, snippets):
    user = person(groups, role)
    assert {verb for verb in VERBS if user.has_perm(f"sdg.{verb}_goal")} == goal
    for model in (Partner, Contact):
        assert {verb for verb in VERBS if user.has_perm(f"projects.{verb}_{model._meta.model_name}")} == snippets


@pytest.mark.parametrize(
    ("role", "verbs"),
    [
        (Role.EDITOR, {"add", "change", "choose"}),
        (Role.MODERATOR, {"add", "change", "choose"}),
        (Role.TRANSLATOR, {"choose"}),
        (Role.REVIEWER, {"choose"}),
    ],
)
def test_rights_on_images(groups, role, verbs):
    user = person(groups, role)
    policy = policy_registry.get_by_type(get_image_model())
    assert {verb for verb in ("add", "change", "choose") if policy.user_has_permission(user, verb)} == verbs


@pytest.mark.parametrize("role", list(Role))
def test_all_may_enter_the_admin_and_none_manages_users(groups, role, client):
    user = person(groups, role)
    client.force_login(user)
    assert client.get("/admin/").status_code == 200
    assert client.get("/admin/users/").status_code in (302, 403)
    assert not user.has_perm("accounts.change_user")
    assert not user.is_superuser


@pytest.mark.parametrize("role", INSIDERS)
def test_everybody_may_ask_for_translations_and_change_terms(groups, role):
    """Of which pages, `cms.desk.permissions.may_start` says for each of them."""
    user = person(groups, role)
    assert user.has_perm("wagtail_localize.submit_translation")
    assert {verb for verb in (*VERBS, "view") if user.has_perm(f"desk.{verb}_term")} == {*VERBS, "view"}


def test_an_editor_changes_a_project_and_publishes(site, groups, client):
    project = make_project(site.de, "Alt")
    client.force_login(person(groups, Role.EDITOR))
    address = f"/admin/pages/{project.pk}/edit/"
    html = client.get(address).content.decode()
    data = querydict_from_html(html, form_id="page-edit-form")
    for stream in ("body", "results"):  # their fields are made by script
        data[f"{stream}-count"] = "0"
    data["title"] = "Neu"
    data["action-publish"] = "action-publish"
    response = client.post(address, data.dict())
    assert response.status_code == 302, response.context and response.context["form"].errors
    project.refresh_from_db()
    assert project.title == "Neu"
    assert project.live_revision.user.username == "editor"
    assert "Neu" in client.get("/de/projekte/").content.decode()


def test_again_changes_nothing(site, groups):
    def rows():
        return [
            list(Group.objects.order_by("pk").values_list("pk", "name")),
            list(GroupPagePermission.objects.order_by("pk").values_list("pk", flat=True)),
            list(Group.permissions.through.objects.order_by("pk").values_list("pk", flat=True)),
        ]

    before = rows()
    ensure_roles()
    assert rows() == before
    assert not roles_are_missing()


def test_the_groups_of_wagtail_are_taken_over(site):
    Group.objects.all().delete()
    stock = Group.objects.create(name="Editors")
    GroupPagePermission.objects.create(group=stock, page=site.root, permission_type="change")
    assert roles_are_missing()
    assert ensure_roles()[Role.EDITOR].pk == stock.pk
    assert set(Group.objects.values_list("name", flat=True)) == set(Role)
    # Rights on the root would be rights on both languages.
    assert not GroupPagePermission.objects.filter(page=site.root).exists()


def test_what_an_administrator_adds_stays(site, groups):
    added = permissions(("sdg.add_goal",))[0]
    groups[Role.TRANSLATOR].permissions.add(added)
    ensure_roles()
    assert added in groups[Role.TRANSLATOR].permissions.all()


def test_unknown_right(db):
    with pytest.raises(LookupError, match=r"projects\.fly_partner"):
        permissions(("projects.fly_partner",))


def test_before_there_is_content(db):
    from wagtail.models import Site

    Site.objects.all().delete()
    assert set(ensure_roles()) == set(Role)


def test_goals_cannot_be_added_by_editors(groups):
    assert not person(groups, Role.EDITOR).has_perm(f"sdg.add_{Goal._meta.model_name}")
