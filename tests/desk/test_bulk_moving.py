"""Moving many pages at once to a place where some of them cannot go: said, and never a crash."""

import pytest
from django.urls import reverse

from cms.accounts.roles import Role
from home.models import ContentPage
from projects.models import ProjectPage
from tests.desk.helpers import person
from tests.factories import make_project, publish


def move(client, pages, target, **data):
    chosen = "&".join(f"id={page.pk}" for page in pages)
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "move"])
    return client.post(f"{address}?{chosen}&next=/admin/", {"chooser": target.pk, **data}, follow=True)


def parent_of(page) -> int:
    return type(page).objects.get(pk=page.pk).get_parent().pk


@pytest.fixture
def pages(site):
    """A content page, and one below another with the same address."""
    first = publish(site.de.home, ContentPage(title="Neues", slug="neues", locale=site.de.locale))
    publish(site.de.content, ContentPage(title="Auch neu", slug="neues", locale=site.de.locale))
    return first


@pytest.mark.parametrize("role", [None, Role.MODERATOR, Role.EDITOR])
def test_an_address_that_is_taken_there(site, pages, client, role):
    client.force_login(person(role))
    before = parent_of(pages)
    answer = move(client, [pages], site.de.content)
    assert answer.status_code == 200
    assert parent_of(pages) == before
    assert "Neues" in answer.text


@pytest.mark.parametrize("role", [None, Role.MODERATOR, Role.EDITOR])
@pytest.mark.parametrize("target", ["projects", "fr"])
def test_a_place_that_does_not_take_it(site, pages, client, role, target):
    client.force_login(person(role))
    before = parent_of(pages)
    place = site.fr.content if target == "fr" else site.de.projects
    answer = move(client, [pages], place)
    assert answer.status_code == 200
    assert parent_of(pages) == before


def test_two_kinds_with_no_place_in_common(site, pages, client):
    client.force_login(person(None))
    project = make_project(site.de, "Werkstatt")
    answer = move(client, [pages, project], site.de.content)
    assert answer.status_code == 200
    assert isinstance(project, ProjectPage)
    assert parent_of(project) == site.de.projects.pk
    chosen = f"?id={pages.pk}&id={project.pk}"
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "move"])
    assert client.get(address + chosen).status_code == 200
