"""A notice before it is public: at the top of the real frame of a page, in either language."""

from __future__ import annotations

from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.utils import translation
from django.utils.translation import gettext as _

from ..frame import build_frame
from ..language import LANGUAGE_NAMES, SOURCE_LANGUAGE
from .models import Banner, Office
from .snapshot import banner_content

ALWAYS = {"from": "2000-01-01T00:00:00+00:00", "until": None, "home_only": False}


def preview(banner: Banner, request: HttpRequest, language: str) -> TemplateResponse:
    """In: a notice that need not be saved, and the language of the page around it.

    Whatever its dates say, it is shown; other notices are left out.
    """
    language = language if language in LANGUAGE_NAMES else SOURCE_LANGUAGE
    content = Office.objects.values_list("public", flat=True).first() or {}
    request._office_content = {**content, "banners": [{**banner_content(banner), **ALWAYS}] if banner.text else []}
    with translation.override(language):
        frame = build_frame(request, title=_("Preview of the notice"), robots="noindex")
        return TemplateResponse(request, "office/banner_preview.html", {"frame": frame}).render()
