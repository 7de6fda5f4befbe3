"""Every way of deleting a page in the admin and the APIs ends in the bin; programs delete for good."""

import pytest
from django.urls import reverse
from wagtail.models import APIToken, Page, Site

from cms.accounts.roles import Role
from cms.bin.emptying import delete_expired
from cms.bin.models import BinEntry
from home.models import ContentPage
from tests.bin.helpers import rich_project
from tests.desk.helpers import german_project, person
from tests.factories import make_project, publish


@pytest.fixture
def rich(site):
    return rich_project(site)


def texts(answer) -> str:
    return " ".join(str(message) for message in answer.context["messages"])


def test_the_question_says_what_happens(rich, client):
    client.force_login(rich.boss)
    html = client.get(reverse("wagtailadmin_pages:delete", args=[rich.page.pk])).content.decode()
    assert "30 Tage im Papierkorb" in html
    assert "1 Seite darunter" in html
    assert "FR Zebrafink Solardach" in html  # the translation that goes along
    assert "Verweist" in html  # the page that links to it
    assert "In den Papierkorb legen" in html


def test_uses_that_go_along_are_not_counted_and_duties_are_named(site, client):
    client.force_login(person(None))
    html = client.get(f"/admin/pages/{site.de.accessibility.pk}/delete/").content.decode()
    assert "data-usage" not in html
    assert "Das Gesetz verlangt diese Seiten" in html
    linking = publish(
        site.de.home,
        ContentPage(
            title="Verweis",
            slug="verweis",
            locale=site.de.locale,
            body=[{"type": "paragraph", "value": f'<a linktype="page" id="{site.de.accessibility.pk}">x</a>'}],
        ),
    )
    html = client.get(f"/admin/pages/{site.de.accessibility.pk}/delete/").content.decode()
    assert 'data-usage="1"' in html
    assert "Verweis" in html
    assert "Das Gesetz verlangt" not in client.get(f"/admin/pages/{linking.pk}/delete/").content.decode()


def test_the_delete_view_and_its_undo(rich, client):
    client.force_login(rich.boss)
    answer = client.post(reverse("wagtailadmin_pages:delete", args=[rich.page.pk]), follow=True)
    entry = BinEntry.objects.get()
    assert (entry.page_id, entry.below, entry.deleted_by, entry.was_live) == (rich.page.pk, 1, rich.boss, True)
    assert [other["language"] for other in entry.translations] == ["fr"]
    assert [title for _pk, title in entry.place] == ["Zusammenarbeit", "Projekte"]
    assert not Page.objects.filter(translation_key=rich.page.translation_key).exists()
    assert "Rückgängig" in texts(answer)
    assert f'name="entry" value="{entry.pk}"' in texts(answer)
    answer = client.post(reverse("bin:undo"), {"entry": entry.pk}, follow=True)
    assert "wieder öffentlich" in texts(answer)
    assert Page.objects.filter(translation_key=rich.page.translation_key, live=True).count() == 2


def test_many_at_once(site, client):
    client.force_login(person(Role.MODERATOR))
    pages = [make_project(site.de, f"Projekt {n}") for n in range(3)]
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
    address += "?" + "&".join(f"id={page.pk}" for page in pages) + "&next=/admin/"
    assert "30 Tage" in client.get(address).content.decode()
    answer = client.post(address, follow=True)
    assert BinEntry.objects.count() == 3
    assert "3 Seiten liegen im Papierkorb" in texts(answer)
    client.post(reverse("bin:undo"), {"entry": list(BinEntry.objects.values_list("pk", flat=True))})
    assert Page.objects.filter(pk__in=[page.pk for page in pages], live=True).count() == 3


def test_a_page_and_one_below_it_at_once(rich, client):
    client.force_login(rich.boss)
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
    client.post(f"{address}?id={rich.news.pk}&id={rich.page.pk}&next=/admin/")
    assert [(entry.page_id, entry.below) for entry in BinEntry.objects.all()] == [(rich.page.pk, 1)]


def test_what_bulk_deletion_unpublished_is_public_again(rich, client, django_capture_on_commit_callbacks):
    client.force_login(rich.boss)
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"{address}?id={rich.page.pk}&next=/admin/")
    assert not Page.objects.get(pk=rich.french.pk).live
    assert BinEntry.objects.get().silenced == [[rich.french.pk, rich.french.live_revision_id]]
    client.post(reverse("bin:undo"), {"entry": BinEntry.objects.get().pk})
    assert Page.objects.get(pk=rich.french.pk).live


@pytest.mark.parametrize("address", ["/api/v3/pages/{}/", "/api/v3/pages/{}/actions/delete/"])
def test_the_writing_api(site, client, address):
    page, user = german_project(site), person(Role.EDITOR)
    alias = page.get_translation(site.fr.locale)
    _token, key = APIToken.create_token(user=user, name="test")
    answer = client.delete(address.format(page.pk), headers={"Authorization": f"Bearer {key}"})
    assert answer.status_code == 204, answer.content
    assert (BinEntry.objects.get().page_id, BinEntry.objects.get().deleted_by) == (page.pk, user)
    assert not Page.objects.filter(pk__in=[page.pk, alias.pk]).exists()


def test_programs_delete_for_good(site):
    make_project(site.de, "Projekt").delete()
    assert not BinEntry.objects.exists()


@pytest.mark.parametrize("way", ["view", "bulk", "api"])
def test_the_home_page_of_the_site_cannot_be_deleted(site, client, way):
    boss = person(None)
    client.force_login(boss)
    home = Site.objects.get().root_page
    if way == "view":
        assert (
            "In den Papierkorb" not in client.get(reverse("wagtailadmin_pages:delete", args=[home.pk])).content.decode()
        )
        answer = client.post(
            reverse("wagtailadmin_pages:delete", args=[home.pk]), {"confirm_site_name": "Düren – La Mé"}, follow=True
        )
        assert "Startseite" in texts(answer)
    elif way == "bulk":
        address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
        answer = client.post(
            f"{address}?id={home.pk}&next=/admin/", {"confirm_site_name": "Düren – La Mé"}, follow=True
        )
        assert "Startseite" in texts(answer)
    else:
        _token, key = APIToken.create_token(user=boss, name="test")
        answer = client.delete(f"/api/v3/pages/{home.pk}/", headers={"Authorization": f"Bearer {key}"})
        assert answer.status_code == 403
    assert Page.objects.filter(pk=home.pk).exists()
    assert Site.objects.exists()
    assert not BinEntry.objects.exists()


def test_after_thirty_days_it_is_gone_with_a_line_in_the_log(site):
    from datetime import timedelta

    from django.utils import timezone
    from wagtail.models import PageLogEntry

    from cms.bin.putting import put
    from cms.periodic import jobs

    old, young = make_project(site.de, "Alt"), make_project(site.de, "Jung")
    entries = [put(old, None), put(young, None)]
    BinEntry.objects.filter(pk=entries[0].pk).update(deleted_at=timezone.now() - timedelta(days=30))
    BinEntry.objects.filter(pk=entries[1].pk).update(deleted_at=timezone.now() - timedelta(days=29))
    assert delete_expired() == 1
    assert list(BinEntry.objects.values_list("page_id", flat=True)) == [young.pk]
    assert PageLogEntry.objects.get(action="bin.delete").page_id == old.pk
    assert "bin.empty" in {job.name for job in jobs()}


def test_the_question_names_aliases_in_the_same_language(site, client):
    client.force_login(person(None))
    page = make_project(site.de, "Werkstatt")
    address = reverse("wagtailadmin_pages:delete", args=[page.pk])
    assert "Alias" not in client.get(address).text
    alias = page.create_alias(update_slug="auch")
    text = " ".join(client.get(address).text.split())
    assert "1 Alias an anderer Stelle" in text
    assert reverse("wagtailadmin_explore", args=[alias.pk]) in text


def test_the_list_says_how_long_a_page_stays(site, client):
    """The days on the screen end when the clock deletes."""
    from datetime import timedelta

    from django.utils import timezone

    from cms.bin.models import expired
    from cms.bin.putting import put

    client.force_login(person(None))
    entry = put(make_project(site.de, "Bald weg"), None)
    for gone, words in ((0, "30 Tage"), (28, "2 Tage"), (29, "1 Tag")):
        entry.deleted_at = timezone.now() - timedelta(days=gone, minutes=1 if gone else 0)  # a part is a day
        entry.save()
        shown = client.get("/admin/bin/").text
        assert words in " ".join(shown.split("Bald weg", 1)[1].split()), gone
        assert not expired(entry.expires_at - timedelta(seconds=1)).exists()
        assert expired(entry.expires_at).exists()


def test_nothing_is_published_while_it_lies_there(site, client):
    from datetime import timedelta

    from django.core.management import call_command
    from django.utils import timezone

    from cms.bin.putting import put
    from cms.bin.restoring import restore

    page = make_project(site.de, "Geplant")
    page.unpublish()
    page.go_live_at = timezone.now() + timedelta(seconds=1)
    revision = page.save_revision()
    revision.publish()
    assert revision.approved_go_live_at is not None or page.scheduled_revision is not None
    page.revisions.update(approved_go_live_at=timezone.now() - timedelta(minutes=5))
    entry = put(page, None)
    call_command("publish_scheduled", verbosity=0)
    result = restore(entry.pk, None)
    assert [missed.pk for missed in result.missed] == [page.pk]
    call_command("publish_scheduled", verbosity=0)
    assert not Page.objects.get(pk=page.pk).live
