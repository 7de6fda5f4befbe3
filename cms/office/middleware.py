"""No cache may keep a page beyond the moment at which a notice comes or goes."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import patch_cache_control

from .snapshot import next_change


class NoticeExpiryMiddleware:
    """Shortens the life of a response to the seconds until a notice next begins or ends.

    Pages carry no ``max-age`` of their own today; whatever gives them one, here or in a cache in front that
    honours the header, is held to it. ``patch_cache_control`` takes the smaller of two values.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        content = getattr(request, "_office_content", None)
        if content and (change := next_change(content, timezone.now())):
            seconds = max(0, int((change - timezone.now()).total_seconds()))
            directives = response.headers.get("Cache-Control", "")
            if "max-age" in directives:
                patch_cache_control(response, max_age=seconds)
            if "s-maxage" in directives:
                patch_cache_control(response, s_maxage=_smaller(directives, "s-maxage", seconds))
        return response


def _smaller(directives: str, name: str, seconds: int) -> int:
    for part in directives.split(","):
        key, _equals, value = part.strip().partition("=")
        if key == name and value.isdecimal():
            return min(int(value), seconds)
    return seconds
