"""Labels that Wagtail would make of the names of its variables, and texts that its templates do not translate."""

from __future__ import annotations

import pytest
from django.urls import reverse

#: Address, and what Wagtail would say there.
PLACES = [
    ("wagtailadmin_choose_page", (), ['value="Search"']),
    ("wagtailadmin_choose_page_external_link", (), ["Link text"]),
    ("wagtailadmin_choose_page_email_link", (), ["Email address", "Subject", "Body"]),
    ("wagtailadmin_choose_page_phone_link", (), ["Phone number"]),
    ("wagtailsites:index", (), ["Site name", "Root page"]),
    ("wagtailusers_users:index", (), ["True"]),
    ("wagtailusers_groups:add", (), ["Can add page", "| page |"]),
    ("wagtaillocales:add", (), ["Sync from", "Enabled"]),
    ("wagtailadmin_workflows:task_chooser", (), ["Task type"]),
    ("wagtailadmin_reports:page_types_usage", (), ["home.contactpage"]),
]


@pytest.mark.parametrize(("name", "args", "english"), PLACES)
def test_labels_are_said_in_the_language(admin_client, name, args, english):
    answer = admin_client.get(reverse(name, args=args))
    assert answer.status_code == 200
    html = answer.content.decode()
    assert [word for word in english if word in html] == []


def test_bulk_publishing_and_roles(admin_client, admin_user):
    publish = reverse("wagtail_bulk_action", args=("wagtailcore", "page", "publish"))
    assert "Include descendants" not in admin_client.get(publish, {"id": 2}).content.decode()
    role = reverse("wagtail_bulk_action", args=("accounts", "user", "assign_role"))
    html = admin_client.get(role, {"id": admin_user.pk}).content.decode()
    assert "Rolle<span" in "".join(html.split())


def test_the_menu_does_not_name_the_version(admin_client):
    assert "Wagtail v" not in admin_client.get(reverse("wagtailadmin_home")).content.decode()
