"""The French page as it would be now, for the frame beside the sentences and for a tab of its own."""

from __future__ import annotations

import logging

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_sameorigin
from wagtail.models import Page

from .access import careful, find, told

logger = logging.getLogger(__name__)


@xframe_options_sameorigin
@careful
def preview(request: HttpRequest, translation_id: int) -> HttpResponse:
    """GET. Nothing is saved: the page is put together in memory, open sentences in the source language."""
    translation, target = find(translation_id, request.user)
    if not isinstance(target, Page):
        raise Http404
    try:
        page = translation.source.get_ephemeral_translated_instance(translation.target_locale, fallback=True)
        # An alias shows itself as German; what is looked at here is the French page it will become.
        page.alias_of = None
        beside = {"in_preview_panel": True} if "beside" in request.GET else None  # without Wagtail's round button
        response = page.make_preview_request(request, page.default_preview_mode, beside)
    except Exception:  # blocks that the code no longer has, values that are gone: their kinds cannot be foreseen
        logger.exception("The preview of translation %s failed", translation.pk)
        response = None
    if response is None or response.status_code >= 500:
        return told(
            request,
            _("The preview cannot be shown. Perhaps a block or a picture has been deleted. Your texts are safe."),
            409,
        )
    response["Cache-Control"] = "no-store"
    return response
