"""Brings a translation before the public."""

from __future__ import annotations

import logging

from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from django.db.models import Model
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import DraftStateMixin, Page, Revision, RevisionMixin
from wagtail_localize.models import Translation, TranslationLog

from cms.publishing import PublishingRefused

from .. import permissions
from ..holding import hold
from ..segments import Frozen
from .building import build, give_address, leave_schedule, refusal, validate
from .outcome import Invalid, NotPublishable, refused_whole
from .protection import protect_like_source
from .readiness import check_ready

logger = logging.getLogger(__name__)


def publish(translation: Translation, user, *, accept_warnings: bool = False) -> Model:
    """Bring the translation live. Out: the published instance.

    Raises PermissionDenied if this person may not publish here, Frozen while it is locked or in moderation,
    and NotPublishable with what stands in the way. Then nothing has been changed but the notes of faults
    at the sentences.
    """
    target = permissions.target_of(translation)
    if target is None:
        raise NotPublishable(_("The page or snippet to translate into has been deleted. Start the translation anew."))
    if not translation.enabled or not permissions.may_publish(user, target):
        raise PermissionDenied
    freeze = permissions.freeze_of(target, user)
    if freeze is not None:
        raise Frozen(freeze)
    check_ready(translation, accept_warnings=accept_warnings)
    return bring_live(translation, user)


def bring_live(translation: Translation, user=None) -> Model:
    """As `publish`, without asking for rights or readiness: for those who have asked, and for programs."""
    try:
        with transaction.atomic():
            hold(translation.source)
            return _write(translation, user)
    except Invalid as invalid:
        raise refusal(translation, invalid.errors) from invalid
    except PublishingRefused as refused:
        raise NotPublishable(refused_whole(refused)) from refused
    except DatabaseError as error:
        logger.exception("Translation %s does not fit into the database", translation.pk)
        raise NotPublishable(
            _("The database refuses the translation; perhaps a text is too long. Nothing has been published.")
        ) from error


def _write(translation: Translation, user) -> Model:
    target = permissions.target_of(translation)
    if isinstance(target, Page):
        return _write_page(translation, target, user)
    instance = build(translation)
    validate(instance)
    revision = None
    if isinstance(instance, DraftStateMixin):
        revision = instance.save_revision(user=user, clean=False, log_action=True)
        revision.publish(user=user, skip_permission_checks=True)
    else:
        instance.save()
        if isinstance(instance, RevisionMixin):
            revision = instance.save_revision(user=user, clean=False)
        log(instance=instance, action="wagtail.edit", user=user, revision=revision, content_changed=True)
    TranslationLog.objects.create(source=translation.source, locale=translation.target_locale, revision=revision)
    return instance


def _write_page(translation: Translation, target: Page, user) -> Page:
    if target.alias_of_id:
        convert_alias(target, user)
    page = build(translation)
    give_address(page)
    validate(page)
    revision = page.save_revision(user=user, clean=False, log_action=True)
    protect_like_source(translation, page)
    publish_revision(translation, revision, user)
    return type(page).objects.get(pk=page.pk)


def publish_revision(translation: Translation, revision: Revision, user) -> None:
    """Publish what was built, and note when it was translated."""
    revision.publish(user=user, skip_permission_checks=True)
    entry = TranslationLog.objects.create(
        source=translation.source, locale=translation.target_locale, revision=revision
    )
    # What is public is as old as the revision: sentences written since are not in it.
    TranslationLog.objects.filter(pk=entry.pk).update(created_at=revision.created_at)


def convert_alias(page: Page, user) -> None:
    """Make an alias a page of its own. It shows the same as before, until something is published on it.

    No first revision is made of its text: that would be the source's, and could be restored from the history.
    """
    page.alias_of = None
    leave_schedule(page)
    page.save(update_fields=["alias_of", "go_live_at", "expire_at"], clean=False)
    log(
        instance=page,
        action="wagtail.convert_alias",
        user=user,
        data={"page": {"id": page.pk, "title": page.get_admin_display_title()}},
    )
