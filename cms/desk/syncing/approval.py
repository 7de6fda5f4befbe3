"""Publishes an approved translation, whether it was approved at our desk or at Wagtail's dashboard."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from wagtail.coreutils import find_available_slug
from wagtail.models import Page, Revision, WorkflowState
from wagtail.workflows import publish_workflow_state
from wagtail_localize.models import Translation

from cms.teamwork.approval import is_approved_by_second_person

from .. import permissions
from ..publishing.live import convert_alias, publish_revision
from ..publishing.outcome import NotPublishable
from ..publishing.protection import protect_like_source
from ..publishing.readiness import check_source


def publish_approved(workflow_state: WorkflowState, user) -> None:
    """Publish the revision that was approved. Raises PermissionDenied if this person may not publish it."""
    instance = workflow_state.content_object
    translation = translation_into(instance) if isinstance(instance, Page) else None
    if translation is None:
        if is_approved_by_second_person(workflow_state):
            instance.get_latest_revision().publish(user=user, skip_permission_checks=True)
        else:
            publish_workflow_state(workflow_state, user=user)
        return
    page = Page.objects.get(pk=instance.pk)
    if user is not None and not permissions.may_publish(user, page):
        raise PermissionDenied
    try:
        check_source(permissions.source_of(translation))
    except NotPublishable as error:
        raise PermissionDenied(error.message) from error
    if page.alias_of_id:
        convert_alias(page, user)
    revision = page.get_latest_revision()
    _free_address(page, revision)
    protect_like_source(translation, page)
    publish_revision(translation, Revision.objects.get(pk=revision.pk), user)


def translation_into(page: Page) -> Translation | None:
    """The enabled translation whose target this page is."""
    return (
        Translation.objects.filter(
            source__object_id=page.translation_key, target_locale_id=page.locale_id, enabled=True
        )
        .select_related("source", "target_locale")
        .first()
    )


def _free_address(page: Page, revision: Revision) -> None:
    """Another page may have taken the address while this one was in moderation."""
    slug = revision.content.get("slug") or page.slug
    free = find_available_slug(page.get_parent(), slug, ignore_page_id=page.pk)
    if free != slug:
        revision.content["slug"] = free
        revision.save(update_fields=["content"])
