"""Tells the editor's script what to say about an alternative text while it is being written."""

from __future__ import annotations

from django.http import HttpRequest, JsonResponse
from django.urls import path
from django.views.decorators.http import require_GET
from wagtail.permissions import policy_registry

from .alt_texts import weaknesses
from .models import MediaImage

LENGTH = 2000


@require_GET
def alt_help(request: HttpRequest) -> JsonResponse:
    """In: ``image`` (id), ``text``, ``caption``. Out: ``suggestion`` and ``warnings``.

    The description of a picture goes only to those who may choose it; for others there is no suggestion.
    """
    text, caption = (request.GET.get(name, "")[:LENGTH] for name in ("text", "caption"))
    suggestion = _suggestion(request.GET.get("image", ""), request.user)
    return JsonResponse({"suggestion": suggestion, "warnings": weaknesses(text, caption)})


def _suggestion(identifier: str, user) -> str:
    if not (identifier.isascii() and identifier.isdecimal() and len(identifier) < 19):
        return ""
    images = policy_registry.get_by_type(MediaImage).instances_user_has_any_permission_for(user, ["choose", "change"])
    return images.filter(pk=int(identifier)).values_list("description", flat=True).first() or ""


def urls() -> list:
    return [path("pictures/alt/", alt_help, name="picture_alt_help")]
