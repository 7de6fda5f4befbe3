"""Copies and aliases of a page: they go live past the button, and not past the gate."""

import pytest
from django.urls import reverse

from cms.publishing import problems_of
from home.models import ContentPage
from tests.pictures import make_picture

from .test_gate import draft


def test_a_copy_of_a_page_that_would_be_refused_is_a_draft(site, admin_user):
    image = make_picture()
    page = draft(site, image)
    page.get_latest_revision().publish()
    page = ContentPage.objects.get(pk=page.pk)
    assert page.copy(update_attrs={"slug": "eins"}, user=admin_user).live
    image.consent = ""
    image.save()
    copy = page.copy(update_attrs={"slug": "zwei"}, user=admin_user)
    assert not ContentPage.objects.get(pk=copy.pk).live


def test_an_alias_of_a_page_that_would_be_refused_is_no_second_publication(site, admin_user):
    image = make_picture()
    page = draft(site, image)
    page.get_latest_revision().publish()
    page = ContentPage.objects.get(pk=page.pk)
    assert page.create_alias(update_slug="eins", user=admin_user).live
    image.consent = ""
    image.save()
    page = ContentPage.objects.get(pk=page.pk)
    alias = page.create_alias(update_slug="zwei", user=admin_user)
    assert not ContentPage.objects.get(pk=alias.pk).live
    assert ContentPage.objects.get(pk=page.pk).live
    image.consent = "Liegt vor."
    image.save()
    page.save_revision().publish()
    assert ContentPage.objects.get(pk=alias.pk).live, "it follows its source"


@pytest.mark.parametrize("way", ["alias", "publish_copies"])
def test_what_stays_hidden_of_a_copy_is_said(site, admin_client, way):
    image = make_picture()
    page = draft(site, image)
    page.get_latest_revision().publish()
    image.consent = ""
    image.save()
    data = {"new_title": "Kopie", "new_slug": "kopie", "new_parent_page": page.get_parent().pk, way: "1"}
    answer = admin_client.post(reverse("wagtailadmin_pages:copy", args=[page.pk]), data, follow=True)
    assert not ContentPage.objects.get(slug="kopie").live
    said = " ".join(str(message) for message in answer.context["messages"])
    assert "Noch nicht öffentlich, weil etwas fehlt:" in said
    assert str(problems_of(ContentPage.objects.get(slug="kopie"))[0].message) in said
