"""A protected German page protects its French translation, everywhere and only as long (translation.md §4.8)."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Group
from wagtail.models import Page, PageViewRestriction

from cms.models import DerivedRestriction
from cms.restrictions import mirror_restrictions
from home.models import ContentPage
from tests.desk.helpers import begin, german_project, in_translation, publish_french
from tests.factories import publish

LOGIN, PASSWORD, GROUPS = PageViewRestriction.LOGIN, PageViewRestriction.PASSWORD, PageViewRestriction.GROUPS


@pytest.fixture
def made(site):
    made = in_translation(site)
    made.french = publish_french(made.translation)
    return made


def restrict(page, kind=LOGIN, **values) -> PageViewRestriction:
    return PageViewRestriction.objects.create(page=page, restriction_type=kind, **values)


def is_served(client, page, title: str) -> set[str]:
    """Where the public gets to see a page."""
    found = set()
    if client.get(page.get_url()).status_code == 200:
        found.add("html")
    if Page.objects.public().filter(pk=page.pk).exists():
        found.add("public()")
    for version in ("v2", "v3"):
        base = f"/api/{version}/pages/"
        if client.get(f"{base}{page.pk}/").status_code == 200:
            found.add(f"{version} detail")
        items = client.get(base, {"limit": 100, "locale": "fr"}).json()["items"]
        if page.pk in [item["id"] for item in items]:
            found.add(f"{version} list")
    if f'href="{page.get_url()}"' in client.get("/fr/recherche/", {"q": title}, follow=True).content.decode():
        found.add("search")
    sitemap = "".join(client.get(address).content.decode() for address in ("/sitemap.xml", "/sitemap-fr.xml"))
    if page.get_url() in sitemap:
        found.add("sitemap")
    return found


EVERYWHERE = {"html", "public()", "v2 detail", "v2 list", "v3 detail", "v3 list", "search", "sitemap"}


@pytest.mark.parametrize("level", ["own", "parent", "home"])
def test_the_translation_follows(site, made, client, level):
    title = made.french.title
    assert is_served(client, made.french, title) >= EVERYWHERE
    restriction = restrict({"own": made.page, "parent": site.de.projects, "home": site.de.home}[level])
    assert is_served(client, made.french, title) == set()
    restriction.delete()
    assert is_served(client, made.french, title) >= EVERYWHERE
    assert not DerivedRestriction.objects.exists()


def test_password_and_groups_follow_their_changes(made):
    restriction = restrict(made.page, PASSWORD, password="eins")
    assert [r.password for r in made.french.view_restrictions.all()] == ["eins"]
    restriction.password = "zwei"
    restriction.save()
    assert [r.password for r in made.french.view_restrictions.all()] == ["zwei"]
    restriction.restriction_type = GROUPS
    restriction.save()
    restriction.groups.set([Group.objects.create(name="Innere")])
    derived = made.french.view_restrictions.get()
    assert [group.name for group in derived.groups.all()] == ["Innere"]


def test_a_french_restriction_does_not_reach_german(made):
    restrict(made.french)
    assert not made.page.get_view_restrictions().exists()
    assert made.french.view_restrictions.count() == 1


def test_what_was_set_by_hand_stays(made):
    own = restrict(made.french, PASSWORD, password="von Hand")
    restriction = restrict(made.page)
    assert made.french.view_restrictions.count() == 2
    restriction.delete()
    assert [r.pk for r in made.french.view_restrictions.all()] == [own.pk]


def test_taking_it_away_at_the_translation_only_does_not_help(made):
    restrict(made.page)
    made.french.view_restrictions.get().delete()
    assert made.french.view_restrictions.exists()


def test_a_translation_that_stands_elsewhere_follows_too(site, made):
    elsewhere = publish(site.fr.home, ContentPage(title="Ailleurs", slug="ailleurs", locale=site.fr.locale))
    Page.objects.filter(pk=made.french.pk).first().move(elsewhere, "last-child")
    restriction = restrict(site.de.projects)
    french = Page.objects.get(pk=made.french.pk)
    assert french.get_view_restrictions().exists()
    assert not Page.objects.get(pk=elsewhere.pk).get_view_restrictions().exists()
    restriction.delete()
    assert not french.get_view_restrictions().exists()


def test_a_translation_made_later_is_protected_from_its_first_day(site, client):
    page = german_project(site, title="Geschützt")
    restriction = restrict(page)
    page.get_translation(site.fr.locale).delete()
    french = page.copy_for_translation(site.fr.locale, copy_parents=True)
    french.save_revision().publish()
    assert is_served(client, french, "Geschützt") == set()
    restriction.delete()
    assert not Page.objects.get(pk=french.pk).get_view_restrictions().exists()


def test_lifting_also_frees_an_alias_that_was_made_under_protection(site):
    page = german_project(site, title="Geschützt")
    page.get_translation(site.fr.locale).delete()
    restriction = restrict(page)
    alias = page.copy_for_translation(site.fr.locale, copy_parents=True, alias=True)
    assert alias.get_view_restrictions().exists()
    restriction.delete()
    assert not alias.view_restrictions.exists()


def test_deleting_the_source_brings_nothing_before_the_public(site, client):
    page = german_project(site, title="Geschützt")
    french = publish_french(begin(site, page), "Protégé")
    restrict(page)
    # Not through the admin, where the desk would delete the French page with it.
    Page.objects.filter(pk=page.pk).delete()
    mirror_restrictions()
    restrict(site.de.content)
    assert is_served(client, french, "Protégé") == set()


def test_publishing_by_wagtail_localize_keeps_the_protection(made):
    restriction = restrict(made.page)
    made.translation.save_target(publish=True)
    assert made.french.get_view_restrictions().exists()
    restriction.delete()
    assert not made.french.get_view_restrictions().exists()


def test_again_changes_nothing(made):
    restrict(made.page)
    assert mirror_restrictions() == 0


def test_lists_of_both_apis_leave_aliases_out(site, client):
    alias = german_project(site, title="Nur deutsch").get_translation(site.fr.locale)
    for version in ("v2", "v3"):
        base = f"/api/{version}/pages/"
        for parameters in ({"locale": "fr"}, {}, {"type": "projects.ProjectPage"}, {"search": "deutsch"}):
            data = client.get(base, {"limit": 100, **parameters}).json()
            assert alias.pk not in [item["id"] for item in data["items"]], (version, parameters)
        assert "Nur deutsch" in [item["title"] for item in client.get(base, {"limit": 100}).json()["items"]]
        assert client.get(f"{base}{alias.pk}/").status_code == 200


def test_the_count_of_v3_fits_its_list(site, client):
    german_project(site)
    data = client.get("/api/v3/pages/", {"locale": "fr", "limit": 100}).json()
    assert data["count"] == len(data["items"])
