"""Submitting and approving, as tests do it."""

from __future__ import annotations

from django.urls import reverse
from wagtail.models import Page
from wagtail.test.utils.form_data import querydict_from_html


def submit(page, user):
    return page.get_workflow().start(Page.objects.get(pk=page.pk).specific, user)


def actions(page, user) -> set[str]:
    page = Page.objects.get(pk=page.pk)
    task = page.current_workflow_task
    return {name for name, *_rest in task.get_actions(page, user)} if task else set()


def form_of(client, page) -> dict:
    html = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).text
    data = querydict_from_html(html, form_id="page-edit-form").dict()
    return data | {"body-count": "0", "results-count": "0"}
