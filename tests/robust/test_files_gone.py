"""Files that are gone, a storage that does not answer, a full disk: every page and list is there all the same."""

from __future__ import annotations

import shutil

import pytest
from django.core.files.storage import FileSystemStorage, Storage
from django.urls import reverse

from cms.media.models import MediaDocument, MediaImage, MediaRendition
from projects.models import UpdatePage
from tests.desk.helpers import person
from tests.every_block import every_block
from tests.factories import make_project, publish
from tests.pictures import make_picture
from tests.uploads.test_storage import BotoError


class AwayStorage(Storage):
    """Answers no question at all, as S3 without a network."""

    def exists(self, name, *args):
        raise BotoError

    _save = delete = _open = size = listdir = get_modified_time = exists

    def url(self, name):
        return f"https://files.example/{name}"


def full_disk(self, name, content):
    raise OSError(28, "No space left on device")


def gone(settings, monkeypatch):
    shutil.rmtree(settings.MEDIA_ROOT)


def away(settings, monkeypatch):
    storage = AwayStorage()
    for model in (MediaImage, MediaDocument, MediaRendition):
        monkeypatch.setattr(model._meta.get_field("file"), "storage", storage)


def full(settings, monkeypatch):
    monkeypatch.setattr(FileSystemStorage, "_save", full_disk)


def damaged(settings, monkeypatch):
    for image in MediaImage.objects.all():
        with open(image.file.path, "wb") as file:
            file.write(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00")


@pytest.fixture
def world(site):
    images = [make_picture(f"Bild {number}") for number in range(3)]
    project = make_project(site.de, lead_image=images[0], lead_image_alt="Ein Feld")
    update = UpdatePage(title="Bericht", locale=site.de.locale, lead_image=images[1], lead_image_alt="Feld")
    publish(project, update)
    site.de.content.body = every_block(site.de, images, project)
    site.de.content.lead_image, site.de.content.lead_image_alt = images[2], "Feld"
    site.de.content.save_revision().publish()
    MediaRendition.objects.all().delete()
    site.images, site.project, site.update = images, project, update
    site.document = MediaDocument.objects.first()
    return site


def public(world) -> list[str]:
    addresses = [world.de.home.url, world.de.projects.url, world.project.url, world.update.url, world.de.content.url]
    return [
        *addresses,
        "/sitemap.xml",
        "/de/bildnachweise/",
        f"{world.de.projects.url}feed/",
        "/api/v2/images/",
        f"/api/v2/images/{world.images[0].pk}/",
        "/api/v2/documents/",
        f"/api/v2/documents/{world.document.pk}/",
        f"/api/v2/pages/{world.project.pk}/?fields=*",
        "/api/v3/images/",
        "/api/v3/documents/",
        f"/api/v3/pages/{world.project.pk}/",
    ]


def admin(world) -> list[str]:
    image, document = world.images[0], world.document
    return [
        "/admin/",
        "/admin/images/",
        "/admin/images/?layout=list",
        "/admin/images/results/",
        reverse("wagtailimages:edit", args=[image.pk]),
        reverse("wagtailimages:delete", args=[image.pk]),
        reverse("wagtailimages:image_usage", args=[image.pk]),
        reverse("wagtailimages_chooser:choose"),
        reverse("wagtailimages_chooser:chosen", args=[image.pk]),
        f"{reverse('wagtailimages_chooser:chosen_multiple')}?id={image.pk}",
        f"{reverse('wagtailimages_chooser:select_format', args=[image.pk])}",
        f"/admin/bulk/media/mediaimage/delete/?id={image.pk}",
        "/admin/documents/",
        reverse("wagtaildocs:edit", args=[document.pk]),
        reverse("wagtaildocs:delete", args=[document.pk]),
        reverse("wagtaildocs_chooser:choose"),
        reverse("wagtaildocs_chooser:chosen", args=[document.pk]),
        reverse("wagtailadmin_pages:edit", args=[world.de.content.pk]),
        reverse("wagtailadmin_pages:edit", args=[world.project.pk]),
        reverse("wagtailadmin_pages:view_draft", args=[world.de.content.pk]),
        reverse("wagtailadmin_pages:history", args=[world.de.content.pk]),
        reverse("wagtailadmin_explore", args=[world.de.home.pk]),
        "/admin/reports/site-history/",
    ]


@pytest.mark.parametrize("fault", [gone, away, full, damaged])
def test_everything_is_there_all_the_same(world, client, settings, monkeypatch, fault):
    fault(settings, monkeypatch)
    client.raise_request_exception = False
    wrong = []
    for address in public(world):
        answer = client.get(address)
        if answer.status_code >= 500 or (answer.status_code == 404 and address == world.project.url):
            wrong.append((address, answer.status_code, answer.exc_info and answer.exc_info[1]))
    client.force_login(person(None))
    for address in admin(world):
        answer = client.get(address)
        if answer.status_code not in (200, 302):
            wrong.append((address, answer.status_code, answer.exc_info and answer.exc_info[1]))
    assert wrong == []


@pytest.mark.parametrize(("fault", "status"), [(gone, 404), (away, 503)])
@pytest.mark.parametrize("language", ["de", "fr"])
def test_opening_a_document_says_what_is_the_matter(world, client, settings, monkeypatch, fault, status, language):
    fault(settings, monkeypatch)
    client.raise_request_exception = False
    answer = client.get(world.document.url, headers={"accept-language": language, "accept": "text/html"})
    assert answer.status_code == status
    assert f'<html lang="{language}">' in answer.content.decode()
    assert client.get(f"/media/{world.images[0].file.name}").status_code in (200, 404)


@pytest.mark.parametrize("fault", [gone, away, full, damaged])
def test_saving_what_has_lost_its_file(world, client, settings, monkeypatch, fault):
    """The words about a picture can be mended whatever has become of its file."""
    from tests.office.forms import form_data

    fault(settings, monkeypatch)
    client.raise_request_exception = False
    client.force_login(person(None))
    for address in (
        reverse("wagtailimages:edit", args=[world.images[0].pk]),
        reverse("wagtaildocs:edit", args=[world.document.pk]),
    ):
        data = form_data(client.get(address).content.decode(), "tags")
        answer = client.post(address, {**data, "title": "Neuer Titel"})
        assert answer.status_code == 302, (address, answer.exc_info)
