"""The editor takes the place of Wagtail's form at the edit address of what is translated."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from wagtail import hooks
from wagtail.models import Page, TranslatableMixin
from wagtail_localize.models import Translation

from ..permissions import may_change
from .screen import editor, start_page


def running_translation(instance) -> Translation | None:
    """The enabled translation into this page or snippet."""
    return (
        Translation.objects.filter(
            source__object_id=instance.translation_key, target_locale_id=instance.locale_id, enabled=True
        )
        .exclude(source__locale_id=instance.locale_id)
        .select_related("source__locale", "target_locale", "source__specific_content_type")
        .first()
    )


# Before wagtail-localize's own hooks, which would show its editor.
@hooks.register("before_edit_page", order=-10)
def edit_translated_page(request: HttpRequest, page: Page) -> HttpResponse | None:
    translation = running_translation(page)
    if translation is not None:
        if not may_change(request.user, page):
            raise PermissionDenied
        # The page as it is, not its latest revision: the revision knows nothing of locks and workflow.
        return editor(request, translation, type(page)._default_manager.get(pk=page.pk))
    if page.alias_of_id and page.alias_of.locale_id != page.locale_id:
        return start_page(request, page)
    return None


@hooks.register("before_edit_snippet", order=-10)
def edit_translated_snippet(request: HttpRequest, instance) -> HttpResponse | None:
    if not isinstance(instance, TranslatableMixin):
        return None
    translation = running_translation(instance)
    if translation is None:
        return None
    if not may_change(request.user, instance):
        raise PermissionDenied
    return editor(request, translation, instance)
