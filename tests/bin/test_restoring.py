"""What comes back from the bin is what went in."""

from datetime import date, timedelta

import pytest
from django.apps import apps
from django.urls import reverse
from wagtail.models import Page, PageLogEntry, ReferenceIndex

from cms.bin.models import BinEntry
from cms.bin.putting import put
from cms.bin.restoring import NotRestorable, restore
from cms.media.rights import today
from home.models import ContentPage
from projects.models import Partner, ProjectPage, ProjectPartner, UpdatePage
from tests.bin.helpers import changed_fields, everything, rich_project, tree
from tests.factories import make_project, publish
from tests.pictures import make_picture, mend


@pytest.fixture
def rich(site):
    return rich_project(site)


def test_everything_is_as_it_was(rich, site, client, django_capture_on_commit_callbacks):
    make_project(site.de, "Danach")
    before, order = everything(), tree(site.de.home)
    links = set(ReferenceIndex.objects.values_list("object_id", "to_object_id", "model_path"))
    with django_capture_on_commit_callbacks(execute=True):
        entry = put(rich.page, rich.boss, [rich.french])
    assert not Page.objects.filter(pk__in=[rich.page.pk, rich.french.pk, rich.news.pk, rich.news_alias.pk]).exists()
    with django_capture_on_commit_callbacks(execute=True):
        restore(entry.pk, rich.boss)
    after = everything()
    assert changed_fields(before, after) == {}
    assert tree(site.de.home) == order
    assert set(ReferenceIndex.objects.values_list("object_id", "to_object_id", "model_path")) == links
    assert not BinEntry.objects.exists()
    assert Page.find_problems() == ([], [], [], [], [])
    page = client.get(rich.linking.get_url())
    assert rich.page.get_url() in page.content.decode()
    assert "Zebrafink" in client.get("/de/suche/?q=Zebrafink").content.decode()
    assert client.get(rich.french.get_url()).status_code == 200


def test_restored_as_a_draft_nothing_is_public(rich, client):
    entry = put(rich.page, rich.boss, [rich.french])
    restore(entry.pk, rich.boss, as_before=False)
    pages = Page.objects.filter(pk__in=[rich.page.pk, rich.french.pk, rich.news.pk, rich.news_alias.pk])
    assert pages.count() == 4
    assert not pages.filter(live=True).exists()
    assert client.get(rich.page.get_url()).status_code == 404
    page = ProjectPage.objects.get(pk=rich.page.pk)
    page.latest_revision.publish()
    assert client.get(rich.page.get_url()).status_code == 200


def test_history_tells_of_both(rich):
    entry = put(rich.page, rich.boss, [rich.french])
    restore(entry.pk, rich.boss)
    actions = list(PageLogEntry.objects.filter(page_id=rich.page.pk).order_by("pk").values_list("action", flat=True))
    assert actions[-2:] == ["wagtail.delete", "bin.restore"]
    assert "wagtail.publish" in actions
    assert not PageLogEntry.objects.filter(page_id=rich.page.pk, deleted=True).exists()


def test_the_address_was_taken_meanwhile(site):
    page = make_project(site.de, "Brunnen", slug="brunnen")
    page.save_revision()
    entry = put(page, None)
    make_project(site.de, "Neuer Brunnen", slug="brunnen")
    with pytest.raises(NotRestorable):
        restore(entry.pk, None)
    back = restore(entry.pk, None, slug="alter-brunnen").page
    assert (back.slug, back.url_path) == ("alter-brunnen", f"{site.de.projects.url_path}alter-brunnen/")
    back.latest_revision.publish()
    assert Page.objects.get(pk=page.pk).slug == "alter-brunnen"


def test_the_page_above_is_gone_too(site):
    upper = publish(site.de.content, ContentPage(title="Oben", slug="oben", teaser="Kurz.", locale=site.de.locale))
    lower = publish(upper, ContentPage(title="Unten", slug="unten", teaser="Kurz.", locale=site.de.locale))
    first = put(lower, None)
    second = put(Page.objects.get(pk=upper.pk), None)
    with pytest.raises(NotRestorable, match="Oben"):
        restore(first.pk, None)
    assert BinEntry.objects.filter(pk=first.pk).exists()
    restore(second.pk, None)
    assert restore(first.pk, None).page.get_parent().pk == upper.pk


def test_another_place(site):
    page = publish(site.de.content, ContentPage(title="A", slug="a", teaser="Kurz.", locale=site.de.locale))
    entry = put(page, None)
    back = restore(entry.pk, None, parent=site.de.home).page
    assert back.url_path == f"{site.de.home.url_path}a/"
    assert Page.find_problems() == ([], [], [], [], [])


def test_a_page_of_another_type_cannot_hold_it(site):
    entry = put(make_project(site.de, "Projekt"), None)
    with pytest.raises(NotRestorable):
        restore(entry.pk, None, parent=site.de.content)


def test_what_it_used_was_deleted_meanwhile(site, django_assert_max_num_queries):
    page = make_project(site.de, "Mit Partner")
    partner = Partner.objects.create(name="Verein", locale=site.de.locale)
    ProjectPartner.objects.create(page=page, partner=partner, locale=site.de.locale, sort_order=0)
    entry = put(page, None)
    partner.delete()
    result = restore(entry.pk, None)
    assert not ProjectPartner.objects.filter(page_id=page.pk).exists()
    assert result.lost == [str(ProjectPartner._meta.verbose_name)]


def test_a_person_who_is_gone(rich):
    from tests.desk.helpers import person

    other = person(None, "other")
    rich.page.save_revision(user=other)
    Page.objects.filter(pk=rich.page.pk).update(owner=other)
    entry = put(rich.page, other, [rich.french])
    other.delete()
    assert restore(entry.pk, rich.boss).page.owner is None
    assert BinEntry.objects.count() == 0


@pytest.mark.parametrize("number", [1, 2])
def test_a_page_with_aliases_beside_it_comes_back_with_them(site, number):
    """Several places below one page are needed before any of them is taken, and a new one can be another's old one."""
    make_project(site.de, "Davor")
    page = make_project(site.de, "Werkstatt")
    page.add_child(instance=UpdatePage(title="Neues", slug="neues", date=date(2026, 1, 1), locale=site.de.locale))
    make_project(site.de, "Dazwischen")
    aliases = [page.create_alias(recursive=True, update_slug=f"auch-{n}") for n in range(number)]
    before = everything()
    entry = put(page, None)
    assert not Page.objects.filter(pk__in=[page.pk, *(alias.pk for alias in aliases)]).exists()
    result = restore(entry.pk, None)
    assert result.lost == []
    assert everything() == before
    assert Page.find_problems() == ([], [], [], [], [])
    assert [Page.objects.get(pk=alias.pk).alias_of_id for alias in aliases] == [page.pk] * number


def test_two_of_them_go_to_another_place_together(site):
    page = make_project(site.de, "Werkstatt")
    alias = page.create_alias(update_slug="auch")
    entry = put(page, None)
    make_project(site.de, "Anders", slug="auch")
    make_project(site.de, "Wieder anders", slug="werkstatt")
    restore(entry.pk, None, slug="auch-2")
    slugs = [Page.objects.get(pk=pk).slug for pk in (page.pk, alias.pk)]
    assert slugs[0] == "auch-2"
    assert len({*slugs, "auch", "werkstatt"}) == 4
    assert Page.find_problems() == ([], [], [], [], [])


def test_an_alias_made_meanwhile_gives_way(rich, site):
    entry = put(rich.french, rich.boss)
    Page.objects.get(pk=rich.page.pk).specific.copy_for_translation(site.fr.locale, alias=True)
    back = restore(entry.pk, rich.boss).page
    assert (back.pk, back.alias_of) == (rich.french.pk, None)
    assert Page.objects.filter(translation_key=rich.page.translation_key).count() == 2


def test_a_new_translation_is_not_overwritten(rich, site):
    entry = put(rich.french, rich.boss)
    Page.objects.get(pk=rich.page.pk).specific.copy_for_translation(site.fr.locale)
    with pytest.raises(NotRestorable):
        restore(entry.pk, rich.boss)
    assert BinEntry.objects.filter(pk=entry.pk).exists()


def test_twice_is_said(site):
    entry = put(make_project(site.de, "Projekt"), None)
    restore(entry.pk, None)
    with pytest.raises(NotRestorable):
        restore(entry.pk, None)


def test_rows_of_a_model_that_is_gone_hurt_nobody(site):
    from cms.bin.models import pack, unpack

    page = make_project(site.de, "Projekt")
    entry = put(page, None)
    contents = unpack(entry.contents)
    contents["rows"].append({"model": "gone.model", "pk": 1, "fields": {"a": 1}})
    contents["updates"].append(["gone.model", "1", "a", 1])
    entry.contents = pack(contents)
    entry.save()
    assert restore(entry.pk, None).page.pk == page.pk


def test_every_kind_of_page_can_go_and_come_back(site):
    for language in (site.de, site.fr):
        for page in Page.objects.filter(path__startswith=language.home.path, numchild=0):
            before = everything()
            entry = put(page, None)
            restore(entry.pk, None)
            assert changed_fields(before, everything()) == {}, page.specific_class
    assert {type(p) for p in Page.objects.filter(depth__gt=2).specific()} <= set(apps.get_models())


def test_a_page_that_may_not_be_public_any_more_is_back_as_a_draft(rich, site, client):
    """Its picture's licence has run out while it lay in the bin."""
    picture = make_picture()
    page = ProjectPage.objects.get(pk=rich.page.pk)
    page.lead_image, page.lead_image_decorative = picture, True
    page.save()
    entry = put(page, rich.boss, [rich.french])
    picture.licence_valid_until = today() - timedelta(days=1)
    picture.save()
    client.force_login(rich.boss)
    answer = client.post(reverse("bin:restore", args=[entry.pk]), {"state": "before"}, follow=True)
    assert answer.status_code == 200
    page = ProjectPage.objects.get(pk=page.pk)
    assert (page.live, page.has_unpublished_changes, page.live_revision) == (False, True, None)
    assert client.get(rich.page.get_url()).status_code == 404
    assert "„Zebrafink Solardach“ wurde nicht veröffentlicht" in answer.text
    assert reverse("wagtailimages:edit", args=[picture.pk]) in answer.text
    mend(picture)
    page.latest_revision.publish()
    assert ProjectPage.objects.get(pk=page.pk).live
