"""Before a picture, document or snippet is deleted: where it is used, what follows, and a second tick."""

import pytest
from django.urls import reverse
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from cms.bin.putting import put
from cms.bin.usage import usage_of
from projects.models import Partner, ProjectDocument, ProjectPartner
from tests.desk.helpers import person
from tests.factories import make_project
from tests.pictures import make_picture

Image, Document = get_image_model(), get_document_model()


@pytest.fixture
def boss(site, client):
    user = person(None)
    client.force_login(user)
    return user


@pytest.fixture
def image(boss):
    return make_picture("Hobelbank")


@pytest.fixture
def document(boss):
    from django.core.files.base import ContentFile

    return Document.objects.create(title="Bericht", file=ContentFile(b"text", name="bericht.txt"))


def test_an_unused_picture_needs_one_click(image, client):
    address = reverse("wagtailimages:delete", args=[image.pk])
    html = client.get(address).content.decode()
    assert "nirgends benutzt" in html
    assert "endgültig weg" in html
    assert "understood" not in html
    assert client.post(address).status_code == 302
    assert not Image.objects.filter(pk=image.pk).exists()


def test_a_used_picture_needs_two(site, image, client):
    page = make_project(site.de, "Werkstatt", lead_image=image, lead_image_alt="Hobelbank")
    french = make_project(site.fr, "Atelier", lead_image=image, lead_image_alt="Établi")
    french.unpublish()
    address = reverse("wagtailimages:delete", args=[image.pk])
    html = client.get(address).content.decode()
    assert 'data-usage="2"' in html
    for word in (
        "Werkstatt",
        "öffentlich",
        "Atelier",
        "Französisch",
        "Entwurf",
        reverse("wagtailimages:edit", args=[image.pk]),
    ):
        assert word in html
    answer = client.post(address)
    assert "setzen Sie das Häkchen" in answer.content.decode()
    assert Image.objects.filter(pk=image.pk).exists()
    assert client.post(address, {"understood": "on"}).status_code == 302
    assert not Image.objects.filter(pk=image.pk).exists()
    assert client.get(page.get_url()).status_code == 200


def test_a_draft_of_a_public_page_counts(site, image, client, boss):
    page = make_project(site.de, "Werkstatt")
    page.lead_image = image
    page.save_revision()
    usage = usage_of(image, boss)
    assert [use.title for use in usage.uses] == ["Werkstatt"]


def test_pages_in_the_bin_are_counted_apart(site, image, client):
    put(make_project(site.de, "Werkstatt", lead_image=image, lead_image_alt="Hobelbank"), None)
    html = client.get(reverse("wagtailimages:delete", args=[image.pk])).content.decode()
    assert "data-usage" not in html
    assert "1 Seite im Papierkorb" in html


def test_a_document_that_a_project_needs_is_refused_with_words(site, document, client):
    page = make_project(site.de, "Werkstatt")
    ProjectDocument.objects.create(page=page, document=document, title="Bericht", locale=site.de.locale, sort_order=0)
    page = type(page).objects.get(pk=page.pk)
    page.save()
    address = reverse("wagtaildocs:delete", args=[document.pk])
    html = client.get(address).content.decode()
    assert "Werkstatt" in html
    assert "lässt sich nicht löschen" in html
    assert "endgültig weg" not in html, "nothing is deleted here"
    answer = client.post(address, {"understood": "on"})
    assert answer.status_code == 409
    assert Document.objects.filter(pk=document.pk).exists()


def test_a_protected_one_that_the_index_does_not_know(site, client, boss):
    from wagtail.models import ReferenceIndex

    page = make_project(site.de, "Werkstatt")
    partner = Partner.objects.create(name="Verein", locale=site.de.locale)
    ProjectPartner.objects.create(page=page, partner=partner, locale=site.de.locale, sort_order=0)
    ReferenceIndex.objects.all().delete()
    address = reverse("wagtailsnippets_projects_partner:delete", args=[partner.pk])
    assert client.get(address).status_code == 200
    assert client.post(address, {"understood": "on"}).status_code == 409
    address = reverse("wagtail_bulk_action", args=["projects", "partner", "delete"]) + f"?id={partner.pk}&next=/admin/"
    assert client.post(address, {"understood": "on"}).status_code == 409
    assert Partner.objects.filter(pk=partner.pk).exists()


@pytest.mark.parametrize("kind", ["image", "document", "snippet"])
def test_many_at_once(site, client, kind, request):
    if kind == "snippet":
        request.getfixturevalue("boss")
        item = Partner.objects.create(name="Verein", locale=site.de.locale)
        address = reverse("wagtail_bulk_action", args=["projects", "partner", "delete"])
    else:
        item = request.getfixturevalue(kind)
        app, model = item._meta.app_label, item._meta.model_name
        address = reverse("wagtail_bulk_action", args=[app, model, "delete"])
    address += f"?id={item.pk}&next=/admin/"
    if kind == "image":
        make_project(site.de, "Werkstatt", lead_image=item, lead_image_alt="Hobelbank")
        html = client.get(address).content.decode()
        assert "Werkstatt" in html
        assert client.post(address).status_code == 200
        assert type(item).objects.filter(pk=item.pk).exists()
    assert client.get(address).status_code == 200
    client.post(address, {"understood": "on"})
    assert not type(item).objects.filter(pk=item.pk).exists()


def test_the_button_beside_a_fresh_upload_takes_nothing_used(site, image, client):
    make_project(site.de, "Werkstatt", lead_image=image, lead_image_alt="Hobelbank")
    address = reverse("wagtailimages:delete_multiple", args=[image.pk])
    assert client.post(address, headers={"X-Requested-With": "XMLHttpRequest"}).status_code == 409
    assert Image.objects.filter(pk=image.pk).exists()


def test_the_titles_of_others_stay_theirs(site, image):
    from cms.accounts.roles import Role

    make_project(site.de, "Geheim", lead_image=image, lead_image_alt="Hobelbank")
    titles = [use.title for use in usage_of(image, person(Role.TRANSLATOR)).uses]
    assert titles == ["Eine Seite, die Sie nicht bearbeiten dürfen"]


def test_as_many_queries_for_thirty_as_for_ten(site, image, boss, django_assert_max_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    for number in range(11):
        make_project(site.de, f"Projekt {number}", lead_image=image, lead_image_alt="Hobelbank")
    usage_of(image, boss)
    with CaptureQueriesContext(connection) as few:
        assert usage_of(image, boss).more == 1
    for number in range(9):
        make_project(site.de, f"Mehr {number}", lead_image=image, lead_image_alt="Hobelbank")
    with django_assert_max_num_queries(len(few)):
        assert usage_of(image, boss).number == 20
