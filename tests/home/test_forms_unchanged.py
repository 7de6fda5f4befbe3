"""What the content package wrote opens in the form and is saved by it without a change."""

import pytest
from django.urls import reverse
from wagtail.models import Page
from wagtail.users.models import UserProfile

from projects.models import ProjectPage
from tests.forms import sent_back

#: What every save sets anew.
VOLATILE = {"latest_revision", "latest_revision_created_at", "live_revision", "has_unpublished_changes"}


def content(page: Page) -> dict:
    values = page.get_latest_revision().content
    return {name: value for name, value in values.items() if name not in VOLATILE}


@pytest.mark.parametrize("language", ["de", "fr"])
def test_saving_a_project_as_it_stands_changes_nothing(loaded, admin_client, admin_user, language):
    UserProfile.objects.create(user=admin_user, preferred_language=language)
    projects = ProjectPage.objects.filter(locale__language_code="de")
    assert projects.count() == 7
    for page in projects:
        before = content(page)
        address = reverse("wagtailadmin_pages:edit", args=[page.pk])
        response = admin_client.post(address, sent_back(admin_client.get(address)))
        assert response.status_code == 302, response.context["form"].errors
        assert page.revisions.count() == 2
        assert content(page) == before, page
