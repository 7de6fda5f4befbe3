"""Requests that are refused before a view has seen them: a page in the reader's language that says what to do.

Nothing here asks the database: whoever is refused may be many.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from .style import stylesheet


def refuse(request: HttpRequest, status: int, heading: str, advice: str) -> HttpResponse:
    """The page, or one line of JSON for machines. In: HTTP status, a heading, what the reader can do now."""
    if request.path_info.startswith("/api/"):
        return JsonResponse({"message": heading}, status=status)
    if not request.accepts("text/html"):
        # A form that saves itself shows these words beside its buttons (wagtail.admin.views.generic.mixins).
        message = f"{heading}. {advice}"
        return JsonResponse(
            {"success": False, "error_code": "internal_error", "error_message": message, "message": message},
            status=status,
        )
    in_admin = request.path_info.startswith("/admin/")
    context = {
        "status": status,
        "heading": heading,
        "advice": advice,
        "way_on": "/admin/" if in_admin else f"/{get_language()}/",
        "way_on_label": _("To the admin’s home page") if in_admin else _("Go to the home page"),
        "frame": {"css": stylesheet()},
    }
    return HttpResponse(render_to_string("refused.html", context), status=status)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: what was sent cannot be read."""
    return refuse(
        request,
        400,
        _("We could not read this request"),
        _("Please go back and try again. If it happens once more, tell us what you wanted to do."),
    )


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: known, but not allowed."""
    return refuse(
        request,
        403,
        _("You may not do this"),
        _("Your account has no right to it. The administrators can give it to you."),
    )


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: the form is older than the session, most often after logging out in another window."""
    return refuse(
        request,
        403,
        _("Your session has ended"),
        _(
            "Nothing was saved just now. Log in again in another window, then go back here with your browser’s "
            "back button: what you typed is still there, and you can send it again."
        ),
    )
