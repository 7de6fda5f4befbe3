"""Language by address, and the security policy of each part of the site."""

from collections.abc import Callable

from csp.constants import NONE, SELF, UNSAFE_INLINE
from csp.middleware import CSPMiddleware, PolicyParts
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.middleware.gzip import GZipMiddleware
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language_from_path

from .language import NEUTRAL_PREFIXES, request_language
from .style import stylesheet_hash


class CompressionMiddleware(GZipMiddleware):
    """Compresses text. Pictures, films and documents are compressed already, and have to keep their length."""

    TEXT = ("text/", "application/json", "application/xml", "image/svg+xml")

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        # Wagtail's view of documents copies an empty value: wagtail/utils/sendfile.py.
        if response.headers.get("Content-Encoding") == "None":
            del response.headers["Content-Encoding"]
        if response.headers.get("Content-Type", "").startswith(self.TEXT):
            return super().process_response(request, response)
        return response


class LanguageMiddleware:
    """Activates the language of the address.

    Django's own middleware also reads a cookie and sends unknown addresses, those of the API
    included, to ``/de/…`` (translation.md, "API v2 / v3"). Visitors get no cookie here, and a
    404 stays a 404.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        language = request_language(request)
        translation.activate(language)
        request.LANGUAGE_CODE = language
        response = self.get_response(request)
        if not get_language_from_path(request.path_info) and not request.path_info.startswith(NEUTRAL_PREFIXES):
            patch_vary_headers(response, ("Accept-Language",))
        if "Content-Language" not in response:
            response.headers["Content-Language"] = translation.get_language() or language
        return response

    def process_view(self, request: HttpRequest, view_func, view_args, view_kwargs) -> None:
        """The admin refuses in the language of its reader too: Wagtail does that outside of its own override."""
        if not request.path_info.startswith("/admin/") or not request.user.is_authenticated:
            return
        profile = getattr(request.user, "wagtail_userprofile", None)
        if profile is not None:
            translation.activate(profile.get_preferred_language())


class SecurityPolicyMiddleware(CSPMiddleware):
    """Public pages: nothing inline but the one style sheet. The admin: what Wagtail's needs.

    Wagtail 8 still starts inline panels and date fields from scripts within the page, and its rich
    text editor writes style elements, so the admin cannot do without ``unsafe-inline``; a hash beside
    it would switch it off. What others could send stays shut out there too.
    """

    ADMIN = {
        "script-src": [SELF, UNSAFE_INLINE],
        "style-src": [SELF, UNSAFE_INLINE],
        "img-src": [SELF, "data:", "blob:"],
        "frame-src": [SELF],
        "worker-src": [SELF, "blob:"],
    }

    def get_policy_parts(self, request: HttpRequest, response: HttpResponse, report_only: bool = False) -> PolicyParts:
        parts = super().get_policy_parts(request, response, report_only)
        if report_only:
            return parts
        # A preview carries Wagtail's content checker, which only staff ever get.
        is_preview = getattr(request, "is_dummy", False)
        if is_preview or request.path_info.startswith(("/admin/", "/api/v3/docs")):
            parts.replace = {**self.ADMIN, **(parts.replace or {})}
        else:
            # The debug toolbar is the only script, and only in development.
            scripts = [SELF] if settings.DEBUG else [NONE]
            parts.replace = {"script-src": scripts, **(parts.replace or {})}
            parts.update = {"style-src": [stylesheet_hash()], **(parts.update or {})}
        return parts
