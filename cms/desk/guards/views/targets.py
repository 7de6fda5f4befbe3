"""What is done with one translation: looking at it, and its file."""

from __future__ import annotations

from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_safe
from wagtail.models import Page
from wagtail.utils.decorators import xframe_options_sameorigin_override
from wagtail_localize.models import Translation

from ...permissions import may_translate, source_of, target_of
from ..tolerance import build
from .refused import refused


def translation_for(request: HttpRequest, translation_id: int) -> Translation:
    """The translation, if this person may work on it. Raises Http404 or PermissionDenied."""
    translation = get_object_or_404(
        Translation.objects.select_related("source__locale", "target_locale"), pk=translation_id
    )
    if target_of(translation) is None or source_of(translation) is None:
        raise Http404
    if not may_translate(request.user, translation):
        raise PermissionDenied
    return translation


@require_safe
@xframe_options_sameorigin_override
def preview(request: HttpRequest, translation_id: int, mode: str | None = None) -> HttpResponse:
    """The page as it would be published now. What cannot be used shows the text of the source."""
    translation = translation_for(request, translation_id)
    target = target_of(translation)
    if not isinstance(target, Page):
        raise Http404
    mode = target.default_preview_mode if mode is None else mode
    if mode not in dict(target.preview_modes):
        raise Http404
    page = build(translation.source, translation.target_locale).instance
    page.alias_of = None  # it will be a page of its own, so it is shown as one
    return page.make_preview_request(request, mode)


@require_safe
def download(request: HttpRequest, translation_id: int) -> HttpResponse:
    """The file for translators comes from the desk."""
    translation_for(request, translation_id)
    return redirect("desk:export_po", translation_id)


def upload(request: HttpRequest, translation_id: int) -> HttpResponse:
    """Files are brought in at the desk, which says what became of each entry."""
    if request.method not in ("GET", "HEAD"):
        return refused(request)
    translation_for(request, translation_id)
    return redirect(f"{reverse('desk:files')}?{urlencode({'translation': translation_id})}")
