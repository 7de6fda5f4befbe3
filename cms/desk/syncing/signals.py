"""What this part listens to: publishing, and pages that are taken away."""

from __future__ import annotations

import logging
from functools import partial

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import Model
from django.db.models.signals import post_save, pre_delete
from modelcluster.fields import ParentalKey
from wagtail.models import DraftStateMixin, Page, get_translatable_models
from wagtail.signals import (
    page_published,
    page_unpublished,
    post_page_move,
    published,
    workflow_cancelled,
    workflow_rejected,
)

logger = logging.getLogger(__name__)


def connect() -> None:
    """Listen from now on."""
    from . import following

    page_published.connect(_page_published, dispatch_uid="desk.syncing.page")
    published.connect(_snippet_published, dispatch_uid="desk.syncing.published")
    for model in _plain_snippets():
        post_save.connect(_snippet_saved, sender=model, dispatch_uid="desk.syncing.saved")
    for signal in (workflow_cancelled, workflow_rejected):
        signal.connect(_moderation_ended, dispatch_uid="desk.syncing.moderation")
    page_unpublished.connect(following.page_unpublished, dispatch_uid="desk.syncing.following")
    post_page_move.connect(following.page_moved, dispatch_uid="desk.syncing.following")
    pre_delete.connect(following.page_deleted, sender=Page, dispatch_uid="desk.syncing.following")


def _plain_snippets() -> list[type[Model]]:
    """Translatable models that are public as soon as they are saved, rows of pages left out."""
    return [
        model
        for model in get_translatable_models()
        if not issubclass(model, Page | DraftStateMixin)
        and not any(isinstance(field, ParentalKey) for field in model._meta.fields)
    ]


def _page_published(instance: Page, alias: bool = False, revision=None, **_kwargs) -> None:
    if alias or instance.alias_of_id:
        return
    from .acting import acting_user

    user = acting_user()
    user_id = user.pk if user is not None else getattr(revision, "user_id", None)
    transaction.on_commit(partial(after_publishing, type(instance), instance.pk, user_id))


def _snippet_published(instance: Model, revision=None, **_kwargs) -> None:
    if not isinstance(instance, Page):
        transaction.on_commit(
            partial(after_publishing, type(instance), instance.pk, getattr(revision, "user_id", None))
        )


def _snippet_saved(instance: Model, raw: bool = False, **_kwargs) -> None:
    if raw:
        return
    from .acting import acting_user

    user = acting_user()
    transaction.on_commit(partial(after_publishing, type(instance), instance.pk, user.pk if user is not None else None))


def after_publishing(model: type[Model], pk, user_id: int | None) -> None:
    """What follows from publishing a source. Never fails: the editor has published, whatever comes of it.

    A source that could not be followed counts as newer than its translations, and `sync_translations` mends it.
    """
    from .follow_up import follow_up, mark_failed

    try:
        instance = model._default_manager.filter(pk=pk).first()
        if instance is not None:
            user = get_user_model().objects.filter(pk=user_id).first() if user_id else None
            follow_up(instance, user)
    except Exception:
        logger.exception("The translations of %s %s could not be brought up to date", model.__name__, pk)
        try:
            mark_failed(model, pk)
        except Exception:
            logger.exception("Nor could that be noted")


def _moderation_ended(instance, **_kwargs) -> None:
    """An alias whose moderation has ended has no revision any more that a publish button could find."""
    page = instance.content_object
    if isinstance(page, Page) and page.alias_of_id:
        Page.objects.filter(pk=page.pk, alias_of__isnull=False).update(latest_revision=None)
