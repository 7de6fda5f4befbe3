"""Bulk actions survive what anybody can write into an address."""

import pytest
from django.contrib.auth import get_user_model
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file

from tests.desk.helpers import person

TARGETS = {
    "media/mediaimage": ("add_tags", "add_to_collection", "delete"),
    "media/mediadocument": ("add_tags", "add_to_collection", "delete"),
    "accounts/user": ("assign_role", "delete", "set_active_state"),
    "projects/partner": ("delete",),
    "wagtailcore/page": ("delete", "move", "publish", "unpublish"),
}
JUNK = ("id=", "id=x", "id=%00", "id=1e9", "id=99999999999999999999", "id=-1", "", "id=all&childOf=x", "id=²")


@pytest.mark.parametrize("query", JUNK)
@pytest.mark.parametrize("target", TARGETS)
def test_junk_is_not_found(site, client, target, query):
    client.force_login(person(None))
    for action in TARGETS[target]:
        address = f"/admin/bulk/{target}/{action}/?{query}"
        assert client.get(address).status_code in (200, 302, 404), address
    assert client.post(address).status_code in (200, 302, 404), address


@pytest.mark.parametrize("model", ["sdg/goal", "wagtailcore/site", "nothing/here", "accounts/nothing"])
def test_models_without_bulk_actions(site, client, model):
    client.force_login(person(None))
    assert client.get(f"/admin/bulk/{model}/nothing/?id=1").status_code == 404


def test_what_is_sensible_still_works(site, client):
    client.force_login(person(None))
    picture = get_image_model().objects.create(title="Bild", file=get_test_image_file())
    address = f"/admin/bulk/media/mediaimage/delete/?id={picture.pk}&id=x"
    assert "Bild" in client.get(address).text
    client.post(address)
    assert not get_image_model().objects.exists()
    user = get_user_model().objects.create_user("weg")
    client.post(f"/admin/bulk/accounts/user/delete/?id={user.pk}&id=")
    assert not get_user_model().objects.filter(pk=user.pk).exists()
