"""Drafts and earlier versions that name what has been deleted: they open, are compared, and say what is missing."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.apps import apps
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.db import models
from django.urls import reverse
from django.utils import timezone
from modelcluster.models import get_all_child_relations
from wagtail.documents import get_document_model
from wagtail.models import Page, PageLogEntry, Revision

from cms.bin.usage import _rows_in_drafts, usage_of
from cms.lost_targets import DropIfTargetIsGone, protecting_keys
from cms.publishing.gate import HELD_BACK
from home.models import ContentPage
from projects.models import Partner, ProjectDocument, ProjectPage, ProjectPartner
from tests.desk.helpers import person
from tests.factories import make_project
from tests.pictures import make_picture


@pytest.fixture
def yeti(site) -> Partner:
    return Partner.objects.create(name="Yeti", locale=site.de.locale)


@pytest.fixture
def document(site):
    return get_document_model().objects.create(title="Bericht", file=ContentFile(b"text", name="bericht.txt"))


@pytest.fixture
def page(site, yeti, document) -> ProjectPage:
    """Public; its draft names a partner and a document that the public page does not have."""
    page = make_project(site.de, "Werkstatt")
    page.save_revision().publish()
    page = ProjectPage.objects.get(pk=page.pk)
    page.partners.add(ProjectPartner(partner=yeti, locale=site.de.locale))
    page.documents.add(ProjectDocument(document=document, locale=site.de.locale))
    page.save_revision()
    return page


def addresses(page: Page) -> list[str]:
    versions = list(page.revisions.order_by("created_at", "pk").values_list("pk", flat=True))
    return [
        reverse("wagtailadmin_pages:edit", args=[page.pk]),
        reverse("wagtailadmin_pages:view_draft", args=[page.pk]),
        reverse("wagtailadmin_pages:usage", args=[page.pk]),
        reverse("wagtailadmin_pages:history", args=[page.pk]),
        reverse("wagtailadmin_pages:revisions_compare", args=[page.pk, "live", "latest"]),
        *(reverse("wagtailadmin_pages:revisions_compare", args=[page.pk, pk, "latest"]) for pk in versions),
        *(reverse("wagtailadmin_pages:revisions_revert", args=[page.pk, pk]) for pk in versions),
        *(reverse("wagtailadmin_pages:revisions_view", args=[page.pk, pk]) for pk in versions),
    ]


def test_every_row_that_protects_its_target_can_do_without_it():
    handled = (models.CASCADE, models.SET_NULL, models.DO_NOTHING)
    rows = {
        relation.related_model
        for model in apps.get_models()
        if issubclass(model, Page)
        for relation in get_all_child_relations(model)
        for field in relation.related_model._meta.concrete_fields
        if field.many_to_one and field.name != "locale" and field.remote_field.on_delete not in handled
    }
    assert len(rows) == 4
    assert [row for row in rows if not issubclass(row, DropIfTargetIsGone)] == []


def test_a_draft_protects_what_it_names(page, yeti, document, client):
    boss = person(None)
    client.force_login(boss)
    for target in (yeti, document):
        assert usage_of(target, boss).is_protected
    address = reverse(Partner.snippet_viewset.get_url_name("delete"), args=[yeti.pk])
    client.post(address, {"understood": "on"})
    assert Partner.objects.filter(pk=yeti.pk).exists()


def test_a_version_that_is_scheduled_protects_what_it_names(site, yeti, page):
    page = ProjectPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    page.go_live_at = timezone.now() + timedelta(days=2)
    page.save_revision().publish()
    page = ProjectPage.objects.get(pk=page.pk)
    page.go_live_at = None
    page.save_revision()  # a newer draft without it
    assert not page.get_latest_revision().content["partners"]
    assert usage_of(yeti, person(None)).is_protected


def test_a_scheduled_version_that_has_lost_something_is_held_back(site, yeti, document, page):
    page = ProjectPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    page.title, page.go_live_at = "Später", timezone.now() + timedelta(days=2)
    page.save_revision().publish()
    yeti.delete()
    Revision.objects.filter(approved_go_live_at__isnull=False).update(approved_go_live_at=timezone.now())
    call_command("publish_scheduled")
    assert Page.objects.get(pk=page.pk).title == "Werkstatt"
    entry = PageLogEntry.objects.get(page_id=page.pk, action=HELD_BACK)
    assert "Partner des Projekts (1)" in entry.data["problems"][0]


def test_many_drafts_protect_as_one_does_and_cost_no_more(site, yeti, page, django_assert_max_num_queries):
    for number in range(120):
        other = make_project(site.de, f"Anders {number}")
        other.teaser = f"Im Jahr {yeti.pk}."
        other.save_revision()
    boss = person(None)
    keys = ("partners", "partner")
    assert keys in protecting_keys(Partner)
    with django_assert_max_num_queries(3):
        rows = _rows_in_drafts(yeti)
    assert [row.object_id for row in rows] == [str(page.pk)]
    assert usage_of(yeti, boss).is_protected


def test_what_the_last_page_has_let_go_of_can_be_deleted(site, yeti, django_capture_on_commit_callbacks):
    page = make_project(site.de, "Werkstatt")
    page.partners.add(ProjectPartner(partner=yeti, locale=site.de.locale))
    page.save_revision().publish()
    assert usage_of(yeti, person(None)).is_protected
    page = ProjectPage.objects.get(pk=page.pk)
    page.partners = []
    with django_capture_on_commit_callbacks(execute=True):
        page.save_revision().publish()
    assert not ProjectPartner.objects.exists()
    assert usage_of(yeti, person(None, "other")).number == 0


def test_without_what_it_names_it_opens_and_says_what_is_missing(page, yeti, document, client):
    client.force_login(person(None))
    yeti.delete()
    document.delete()
    for address in addresses(page):
        assert client.get(address).status_code == 200, address
    said = " ".join(str(message) for message in client.get(addresses(page)[0]).context["messages"])
    assert "Partner des Projekts (1)" in said
    assert "Dokumente des Projekts (1)" in said
    loaded = ProjectPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    assert [loaded.partners.count(), loaded.documents.count()] == [0, 0]


def test_nothing_is_said_to_be_missing_that_is_there(page, client):
    client.force_login(person(None))
    assert not list(client.get(addresses(page)[0]).context["messages"])


def test_another_fault_of_a_version_is_not_hidden(page):
    with pytest.raises(Exception, match="number"):
        ProjectPartner.from_serializable_data({"pk": None, "partner": "keine Zahl", "role": "funding"})


def test_a_version_with_a_picture_that_was_deleted_is_compared(site, client):
    client.force_login(person(None))
    image = make_picture("Hobelbank")
    page = ContentPage(title="Bilder", slug="bilder", locale=site.de.locale)
    site.de.home.add_child(instance=page)
    page.save_revision()
    value = {"image": {"image": image.pk, "alt_text": "Hobelbank", "decorative": False}}
    page.body = [("picture", ContentPage.body.field.stream_block.child_blocks["picture"].to_python(value))]
    page.save_revision()
    page.body = []
    page.save_revision()
    image.delete()
    for address in addresses(ContentPage.objects.get(pk=page.pk)):
        assert client.get(address).status_code == 200, address
