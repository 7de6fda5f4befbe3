"""What editors type and upload in the admin arrives, or is refused with a word."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from cms.media.models import MediaDocument
from cms.widgets import DateInput
from projects.models import ProjectPage
from tests.projects.test_rules import errors_of, post
from tests.uploads.odd_documents import pdf


def test_a_document_dropped_on_the_upload_page_is_there_at_once(admin_client, db):
    file = SimpleUploadedFile("plan.pdf", pdf(), content_type="application/pdf")
    response = admin_client.post(
        reverse("wagtaildocs:add_multiple"),
        {"title": "Plan", "files[]": file},
        headers={"x-requested-with": "XMLHttpRequest"},
    )
    answer = json.loads(response.content)
    assert answer["success"], answer
    document = MediaDocument.objects.get()
    assert (document.title, document.language) == ("Plan", "de")


@pytest.mark.parametrize("typed", ["01.07.2026", "1.7.2026", "2026-07-01"])
def test_dates_are_read_as_people_type_them(site, admin_client, typed):
    assert post(site, admin_client, start_year="2026", start_date=typed).status_code == 302
    assert ProjectPage.objects.get(slug="neues-projekt").start_date.isoformat() == "2026-07-01"


@pytest.mark.parametrize("typed", ["31.02.2026", "abc", "2026-13-01"])
def test_what_is_no_date_is_an_error_and_stays(site, admin_client, typed):
    response = post(site, admin_client, start_date=typed)
    assert "start_date" in errors_of(response)
    assert typed in response.content.decode()


def test_date_fields_do_not_turn_into_today(site, admin_client):
    html = admin_client.get(reverse("wagtailadmin_pages:add", args=("projects", "projectpage", site.de.projects.pk)))
    assert "validateOnBlur" in html.content.decode()
    assert DateInput().get_config()["format"] == "d.m.Y"


@pytest.mark.parametrize(("value", "is_right"), [("2:35", True), ("1:02:35", True), ("99:99", False), ("x", False)])
def test_length_of_a_film_is_a_time(value, is_right):
    from django.core.exceptions import ValidationError

    from cms.blocks.media import VideoBlock

    block = VideoBlock().child_blocks["duration"]
    if is_right:
        assert block.clean(value) == value
    else:
        with pytest.raises(ValidationError):
            block.clean(value)


def test_account_page_offers_time_zones_that_browsers_know(admin_client):
    html = admin_client.get(reverse("wagtailadmin_account")).content.decode()
    assert "Africa/Abidjan" in html
    assert "localtime" not in html
