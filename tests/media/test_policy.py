"""Guests keep their hands off what is public: an author's own picture on a live page is changed by the office."""

import pytest
from django.urls import reverse
from wagtail.documents import get_document_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.permissions import policy_registry

from cms.accounts.roles import Role
from cms.media.models import MediaImage
from cms.media.policy import OwnUploadsPolicy
from projects.models import Partner
from tests.desk.helpers import outcome, person
from tests.factories import make_project
from tests.pictures import make_picture


@pytest.fixture
def author(site):
    return person(Role.AUTHOR)


@pytest.fixture
def picture(author):
    return make_picture("Eigenes", uploaded_by_user=author)


def may(user, instance) -> dict[str, bool]:
    policy = policy_registry.get_by_type(type(instance))
    return {
        name: policy.user_has_permission_for_instance(user, name, instance) for name in ("choose", "change", "delete")
    }


EVERYTHING = {"choose": True, "change": True, "delete": True}
LOOKING = {"choose": True, "change": False, "delete": False}


def test_until_it_is_public_the_owner_may(site, author, picture):
    assert may(author, picture) == EVERYTHING
    page = make_project(site.de, "Entwurf")
    page.lead_image = picture
    page.save_revision()
    assert may(author, picture) == EVERYTHING, "a draft shows it, which the public does not see"


def test_on_a_live_page_the_office_decides(site, author, picture, client):
    make_project(site.de, "Öffentlich", lead_image=picture, lead_image_decorative=True)
    assert may(author, picture) == LOOKING
    assert may(person(Role.EDITOR), picture) == EVERYTHING
    before = MediaImage.objects.filter(pk=picture.pk).values().get()
    client.force_login(author)
    new = get_test_image_file("anderes.png")
    for address in ("wagtailimages:edit", "wagtailimages:delete"):
        answer = client.post(reverse(address, args=[picture.pk]), {"title": "Anders", "file": new})
        assert outcome(answer) == "refused", address
    client.post(f"/admin/bulk/wagtailimages/mediaimage/delete/?id={picture.pk}")
    client.post(f"/admin/bulk/media/mediaimage/delete/?id={picture.pk}")
    assert MediaImage.objects.filter(pk=picture.pk).values().get() == before


def test_what_a_snippet_shows_is_public(site, author, picture):
    assert any(field.related_model is MediaImage for field in Partner._meta.fields), "a partner has a logo"
    name = next(field.name for field in Partner._meta.fields if field.related_model is MediaImage)
    Partner.objects.create(name="Schulverein", locale=site.de.locale, **{name: picture})
    assert may(author, picture) == LOOKING


def test_documents_too(site, author):
    assert type(policy_registry.get_by_type(get_document_model())) is OwnUploadsPolicy
