"""Which language a request is in. By the address only; by Accept-Language where the address has none."""

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language_from_path
from django.utils.translation.trans_real import parse_accept_lang_header

SOURCE_LANGUAGE = "de"
LANGUAGE_NAMES = {"de": "Deutsch", "fr": "Français"}
#: Addresses outside the language prefix that answer for themselves, whatever the language.
NEUTRAL_PREFIXES = ("/admin/", "/api/", "/documents/", "/media/", "/static/", "/health/")


def preferred_language(request: HttpRequest) -> str:
    """The best of our languages for the visitor's Accept-Language; German unless another is preferred."""
    ours = dict(settings.LANGUAGES)
    for accepted, quality in parse_accept_lang_header(request.META.get("HTTP_ACCEPT_LANGUAGE", "")[:500]):
        code = accepted.split("-")[0]
        if code in ours and quality > 0:  # "fr;q=0" means: anything but French
            return code
    return SOURCE_LANGUAGE


def request_language(request: HttpRequest) -> str:
    """The language in the address, otherwise the visitor's preference; the API is the same for all visitors."""
    if request.path_info.startswith("/api/"):
        return SOURCE_LANGUAGE
    return get_language_from_path(request.path_info) or preferred_language(request)
