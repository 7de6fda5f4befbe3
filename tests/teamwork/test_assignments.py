"""Authors write below the projects assigned to them, in both languages, and see and do nothing else."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.models import Page
from wagtail.permissions import policy_registry

from cms.accounts.roles import Role, ensure_roles
from cms.teamwork.assignments import assign, assign_pages, assignable_pages, authors_of
from cms.teamwork.models import Assignment
from projects.models import UpdatePage
from tests.desk.helpers import german_project, outcome, person
from tests.factories import make_project


@pytest.fixture
def author(site):
    return person(Role.AUTHOR, "awa")


@pytest.fixture
def project(site, author):
    made = german_project(site, "Solardach")
    assign(made, [author])
    return made


def explorable(user) -> set[int]:
    return set(policy_registry.get_by_type(Page).explorable_instances(user).values_list("pk", flat=True))


def fresh(user):
    return type(user).objects.get(pk=user.pk)


def update(parent, title="Bericht", owner=None, live=True, **values) -> UpdatePage:
    page = UpdatePage(title=title, locale=parent.locale, owner=owner, live=False, **values)
    parent.add_child(instance=page)
    revision = page.save_revision(user=owner)
    if live:
        revision.publish()
    return UpdatePage.objects.get(pk=page.pk)


def test_the_assignment_holds_in_every_language(site, author, project):
    french = project.get_translation(site.fr.locale)
    for page in (project, french):
        assert page.permissions_for_user(author).can_add_subpage()
        assert not page.permissions_for_user(author).can_edit()
    other = make_project(site.de, "Anderes")
    assert not other.permissions_for_user(author).can_add_subpage()
    assert not site.de.projects.permissions_for_user(author).can_add_subpage()


def test_a_language_that_comes_later_is_theirs_as_well(site, author):
    project = make_project(site.de, "Neu")
    french = project.get_translations().filter(locale=site.fr.locale)
    assign(project, [author])
    for page in french:
        page.delete()
    alias = Page.objects.get(pk=project.pk).specific.copy_for_translation(site.fr.locale, copy_parents=True, alias=True)
    assert alias.permissions_for_user(fresh(author)).can_add_subpage()


def test_rights_that_are_missing_come_back_after_a_migration(site, author, project):
    Group.objects.get(assignment__isnull=False).page_permissions.all().delete()
    assert not project.permissions_for_user(fresh(author)).can_add_subpage()
    ensure_roles()
    assert project.permissions_for_user(fresh(author)).can_add_subpage()
    before = Group.objects.get(assignment__isnull=False).page_permissions.count()
    ensure_roles()
    assert Group.objects.get(assignment__isnull=False).page_permissions.count() == before == 2


def test_taking_away(site, author, project):
    assign(project, [])
    assert not authors_of(project).exists()
    assert not project.permissions_for_user(fresh(author)).can_add_subpage()


def test_two_projects_of_one_name_have_two_groups(site, author):
    first, second = make_project(site.de, "Gleich"), make_project(site.de, "Gleich", slug="gleich-2")
    assign(first, [author])
    assign(second, [author])
    names = set(Assignment.objects.values_list("group__name", flat=True))
    assert names == {"Autorenschaft: Gleich", "Autorenschaft: Gleich (2)"}


def test_pages_of_a_person_leave_other_people_alone(site, author, project):
    other = person(Role.AUTHOR, "koffi")
    assign(project, [author, other])
    second = make_project(site.de, "Zweites")
    assign_pages(author, [second], assignable_pages())
    assert list(authors_of(project)) == [other]
    assert list(authors_of(second)) == [author]


def test_what_an_author_finds_in_the_tree(site, author, project):
    hidden = update(project, "Entwurf der Redaktion", live=False)
    shown = update(project, "Bericht der Redaktion")
    own = update(project, "Mein Entwurf", owner=author, live=False)
    elsewhere = make_project(site.de, "Anderes Projekt")
    found = explorable(author)
    assert {project.pk, shown.pk, own.pk} <= found
    assert not {hidden.pk, elsewhere.pk, site.de.content.pk} & found


def test_working_rights_show_drafts_as_before(site, author, project):
    hidden = update(project, "Entwurf", live=False)
    author.groups.add(Group.objects.get(name=Role.EDITOR))
    assert hidden.pk in explorable(fresh(author))
    assert hidden.pk in explorable(person(Role.EDITOR, "erika"))


@pytest.mark.parametrize("name", ["edit", "view_draft", "history", "delete", "move", "unpublish", "copy", "usage"])
def test_addresses_of_drafts_of_others_are_closed(site, author, project, client, name):
    hidden = update(project, "Geheimer Titel", live=False)
    client.force_login(author)
    for method in (client.get, client.post):
        response = method(reverse(f"wagtailadmin_pages:{name}", args=[hidden.pk]))
        assert outcome(response) == "refused"
    assert Page.objects.filter(pk=hidden.pk).exists()


def test_the_list_below_a_page_that_is_not_theirs_is_closed(site, author, project, client):
    hidden = make_project(site.de, "Geheimes Projekt")
    hidden.unpublish()
    client.force_login(author)
    assert outcome(client.get(reverse("wagtailadmin_explore", args=[hidden.pk]))) == "refused"
    response = client.get(reverse("wagtailadmin_explore", args=[site.de.projects.pk]))
    assert response.status_code == 200
    assert "Solardach" in response.text
    assert "Geheim" not in response.text


def test_an_author_writes_and_submits_but_does_not_publish(site, author, project, client):
    client.force_login(author)
    address = reverse("wagtailadmin_pages:add", args=["projects", "updatepage", project.pk])
    html = client.get(address).text
    assert 'name="action-publish"' not in html
    assert 'name="action-submit"' in html
    data = {
        "title": "Das Dach ist fertig",
        "slug": "dach",
        "date": "2026-05-01",
        "body-count": "0",
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
    }
    response = client.post(address, data | {"action-publish": "1", "action-submit": "1"})
    page = UpdatePage.objects.get(slug="dach")
    assert response.status_code == 302
    assert not page.live
    assert page.owner == author
    assert page.current_workflow_state.requested_by == author
    rights = page.permissions_for_user(author)
    assert not any((rights.can_publish(), rights.can_unpublish(), rights.can_lock()))


def test_an_author_does_not_reach_the_desk(site, author, project, client):
    client.force_login(author)
    for address in ("/admin/desk/", reverse("desk:memory"), f"/admin/localize/submit/page/{project.pk}/"):
        assert outcome(client.get(address)) in ("refused", "404")
        assert outcome(client.post(address, {})) in ("refused", "404", "405")


def test_in_french_below_an_untranslated_project(site, author, project, client):
    french = project.get_translation(site.fr.locale)
    assert french.alias_of_id == project.pk
    client.force_login(author)
    address = reverse("wagtailadmin_pages:add", args=["projects", "updatepage", french.pk])
    response = client.get(address)
    assert response.status_code == 200
    assert "nur auf den Seiten" in response.text or "stands on the pages" in response.text
    page = update(french, "Le toit", owner=author)
    assert page.locale == site.fr.locale
    assert not page.get_translations().exists(), "German readers get no stand-in for it"
    project.refresh_from_db()
    project.save_revision().publish()
    assert Page.objects.get(pk=french.pk).get_children().count() == 1


def test_a_french_report_can_be_translated_into_german(site, author, project, client):
    french = project.get_translation(site.fr.locale)
    page = update(french, "Le toit", owner=author)
    client.force_login(person(Role.EDITOR, "erika"))
    address = f"/admin/localize/submit/page/{page.pk}/"
    assert client.get(address).status_code == 200
    response = client.post(address, {"locales": [site.de.locale.pk]})
    assert response.status_code == 302
    german = page.get_translation(site.de.locale)
    assert german.get_parent().specific == project
    assert german.alias_of_id == page.pk, "until it is translated, the French text stands there, marked as French"


def test_the_history_is_offered_where_it_opens(author, project, client):
    client.force_login(author)
    own = update(project, owner=author, live=False)
    listing = client.get(reverse("wagtailadmin_explore", args=[project.pk])).content.decode()
    for page, offered in ((project, False), (own, True)):
        history = reverse("wagtailadmin_pages:history", args=[page.pk])
        assert (history in listing) is offered
        assert (outcome(client.get(history)) == "refused") is not offered
