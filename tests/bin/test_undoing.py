"""Unpublishing and moving are taken back with one click, translations included."""

import re

import pytest
from django.urls import reverse
from wagtail.models import Page

from cms.accounts.roles import Role
from cms.bin.undoing import may_return_to_published
from home.models import ContentPage
from tests.bin.helpers import rich_project, tree
from tests.desk.helpers import person
from tests.factories import make_project, publish


def sealed(answer) -> str:
    """What the button in the message sends."""
    html = " ".join(str(message) for message in answer.context["messages"])
    return re.search(r'name="sealed" value="([^"]+)"', html).group(1)


@pytest.fixture
def rich(site):
    return rich_project(site)


def test_unpublishing_in_both_languages(rich, client):
    client.force_login(rich.boss)
    live = Page.objects.get(pk=rich.page.pk).live_revision_id
    answer = client.post(reverse("wagtailadmin_pages:unpublish", args=[rich.page.pk]), follow=True)
    assert not Page.objects.filter(pk__in=[rich.page.pk, rich.french.pk], live=True).exists()
    text = sealed(answer)
    answer = client.post(reverse("bin:undo_unpublishing"), {"sealed": text}, follow=True)
    assert "2 Seiten sind wieder öffentlich" in " ".join(str(m) for m in answer.context["messages"])
    page = Page.objects.get(pk=rich.page.pk)
    # The version that was public, not the draft that came after it.
    assert (page.live, page.live_revision_id, page.has_unpublished_changes) == (True, live, True)
    assert page.specific.teaser == "Strom vom Dach."
    assert Page.objects.get(pk=rich.french.pk).live
    answer = client.post(reverse("bin:undo_unpublishing"), {"sealed": text}, follow=True)
    assert "nicht mehr rückgängig" in " ".join(str(m) for m in answer.context["messages"])


def test_what_was_sealed_for_one_person_is_nothing_to_another(rich, client):
    client.force_login(rich.boss)
    text = sealed(client.post(reverse("wagtailadmin_pages:unpublish", args=[rich.page.pk]), follow=True))
    client.force_login(person(Role.MODERATOR))
    client.post(reverse("bin:undo_unpublishing"), {"sealed": text})
    assert not Page.objects.get(pk=rich.page.pk).live


def test_without_the_right_nothing_is_published(rich, client, site):
    user = person(Role.EDITOR)
    client.force_login(user)
    text = sealed(client.post(reverse("wagtailadmin_pages:unpublish", args=[rich.news.pk]), follow=True))
    user.groups.clear()
    user.groups.add(*[])
    client.post(reverse("bin:undo_unpublishing"), {"sealed": text})
    assert not Page.objects.get(pk=rich.news.pk).live


@pytest.fixture
def moved(site):
    make = lambda title: publish(  # noqa: E731
        site.de.content, ContentPage(title=title, slug=title.lower(), teaser="Kurz.", locale=site.de.locale)
    )
    return [make(title) for title in ("Eins", "Zwei", "Drei")]


@pytest.mark.parametrize("position", [0, 1, 2])
def test_moving(moved, site, client, position):
    client.force_login(person(None))
    before = tree(site.de.home)
    page = moved[position]
    answer = client.post(
        reverse("wagtailadmin_pages:move_confirm", args=[page.pk, site.de.contact.pk])
        if ContentPage in type(site.de.contact).allowed_subpage_models()
        else reverse("wagtailadmin_pages:move_confirm", args=[page.pk, site.de.home.pk]),
        follow=True,
    )
    assert tree(site.de.home) != before
    client.post(reverse("bin:undo_moving"), {"sealed": sealed(answer)})
    assert tree(site.de.home) == before
    assert Page.find_problems() == ([], [], [], [], [])


def test_many_at_once(moved, site, client):
    client.force_login(person(None))
    before = tree(site.de.home)
    ids = "&".join(f"id={page.pk}" for page in moved)
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "move"])
    answer = client.post(f"{address}?{ids}&next=/admin/", {"chooser": site.de.home.pk}, follow=True)
    assert tree(site.de.home) != before
    client.post(reverse("bin:undo_moving"), {"sealed": sealed(answer)})
    assert tree(site.de.home) == before
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "unpublish"])
    answer = client.post(f"{address}?{ids}&next=/admin/", follow=True)
    client.post(reverse("bin:undo_unpublishing"), {"sealed": sealed(answer)})
    assert Page.objects.filter(pk__in=[page.pk for page in moved], live=True).count() == 3


def test_an_older_version_comes_back_with_its_blocks(rich, client):
    """Wagtail's own: revert to an older revision, with streams, through the form that it opens."""
    client.force_login(rich.boss)
    first = rich.page.revisions.order_by("pk").first()
    html = client.get(reverse("wagtailadmin_pages:revisions_revert", args=[rich.page.pk, first.pk])).content.decode()
    assert "Strom vom Dach." in html
    assert "Ein Entwurf." not in html


def test_a_draft_that_went_wrong_gives_way_to_the_published_version(site, client):
    page = make_project(site.de, "Alt")
    page.save_revision().publish()
    client.force_login(person(Role.EDITOR))
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert "Zur veröffentlichten Fassung zurück" not in client.get(edit).text, "nothing to go back from"
    page = Page.objects.get(pk=page.pk).specific
    page.title = "Verunglückt"
    page.save_revision()
    live = Page.objects.get(pk=page.pk).live_revision_id
    back = reverse("wagtailadmin_pages:revisions_revert", args=[page.pk, live])
    html = client.get(edit).text
    assert "Zur veröffentlichten Fassung zurück" in html
    assert back in html
    assert 'value="Alt"' in client.get(back).text


def test_no_way_back_for_who_may_not_edit_and_none_for_translations(rich, client):
    draft = Page.objects.get(pk=rich.page.pk)
    assert draft.has_unpublished_changes
    assert may_return_to_published(draft, rich.boss)
    assert not may_return_to_published(draft, person(Role.AUTHOR))
    rich.french.refresh_from_db()
    rich.french.specific.save_revision()
    assert not may_return_to_published(Page.objects.get(pk=rich.french.pk), rich.boss)
