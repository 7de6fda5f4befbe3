"""Every way to publish a page, each as a function that tries it. Out: nothing; the tests look at the page."""

from __future__ import annotations

from datetime import timedelta

from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, WorkflowState
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from cms.publishing import PublishingRefused


def form_data(page: Page, **more) -> dict:
    """What the form of a content page sends."""
    data = {
        "title": page.draft_title,
        "slug": page.slug,
        "teaser": page.teaser,
        "lead_image": str(page.lead_image_id or ""),
        "lead_image_alt": page.lead_image_alt,
        "body": streamfield([]),
        "comments": inline_formset([]),
        **more,
    }
    return nested_form_data(data)


def edit_url(page: Page) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def by_button(page: Page, client: Client):
    return client.post(edit_url(page), form_data(page, **{"action-publish": "1"}))


def by_program(page: Page, client: Client):
    try:
        page.get_latest_revision().publish()
    except PublishingRefused:
        return


def in_bulk(page: Page, client: Client):
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    return client.post(f"{url}?id={page.pk}&next=/admin/", {"include_descendants": ""})


def by_approval(page: Page, client: Client):
    """Submitted by the form's own rules, then approved at the dashboard, where nobody looks at a form."""
    page.get_workflow().start(page, None)
    state = WorkflowState.objects.get(object_id=str(page.pk), status=WorkflowState.STATUS_IN_PROGRESS)
    url = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.current_task_state_id])
    return client.post(url, {"comment": ""}, headers={"X-Requested-With": "XMLHttpRequest"})


def by_clock(page: Page, client: Client):
    page.get_latest_revision()
    page.revisions.filter(pk=page.latest_revision_id).update(approved_go_live_at=timezone.now() - timedelta(minutes=1))
    call_command("publish_scheduled", verbosity=0)


WAYS = {
    "button": by_button,
    "program": by_program,
    "bulk": in_bulk,
    "approval": by_approval,
    "clock": by_clock,
}
