"""Requests that are refused before a view has seen them: a page in the reader's language that says what to do.

Nothing here asks the database: whoever is refused may be many.
"""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from .office.snapshot import Snapshot
from .style import stylesheet

FORM_TYPES = ("application/x-www-form-urlencoded", "multipart/form-data")


def bare_frame() -> dict:
    """What stands around a page that cannot ask the database: style, and the name of the site from the settings."""
    name = settings.WAGTAIL_SITE_NAME
    return {"css": stylesheet(), "office": Snapshot(site_name=name), "site_name": name}


def refuse(
    request: HttpRequest, status: int, heading: str, advice: str, *, may_send_again: bool = False
) -> HttpResponse:
    """The page, or one line of JSON for machines. In: HTTP status, a heading, what the reader can do now.

    With ``may_send_again`` the page carries what a form has sent, and a button that sends it once more.
    """
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
        "frame": bare_frame(),
    }
    if may_send_again and (fields := sent_fields(request)) is not None:
        context["again"] = {
            "fields": fields,
            "url": request.get_full_path(),
            "token": get_token(request) if in_admin else "",
            "has_files": bool(request.FILES),
        }
    response = HttpResponse(render_to_string("refused.html", context), status=status)
    response.headers["Cache-Control"] = "no-store"
    return response


def sent_fields(request: HttpRequest) -> list[tuple[str, str]] | None:
    """What a form of this site has sent, to be sent again; None where that is no form, or another site's, or secret.

    Browsers name the site that a form stands on. Without that name, or with another one, whoever lured
    somebody here would only need one press of the button.
    """
    if request.method != "POST" or request.content_type not in FORM_TYPES:
        return None
    origin = f"{request.scheme}://{request.get_host()}"
    if request.headers.get("Origin") != origin:
        return None
    try:
        sent = [(name, value) for name, values in request.POST.lists() for value in values]
    except Exception:  # what cannot be read can be sent again no better
        return None
    if not sent or any("password" in name for name, _value in sent):
        return None
    return [(name, value) for name, value in sent if name != "csrfmiddlewaretoken"]


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
    return session_ended(request)


def session_ended(request: HttpRequest) -> HttpResponse:
    """403: nobody is logged in any more. The page keeps what was typed until it can be sent."""
    if sent_fields(request) is not None:
        advice = _(
            "Nothing was saved just now, but nothing you typed is lost: this page keeps it. "
            "Log in again in another window, then come back here and send it again."
        )
    else:
        advice = _(
            "Nothing was saved just now. Log in again in another window, then go back here with your browser’s "
            "back button: what you typed is still there, and you can send it again."
        )
    return refuse(request, 403, _("Your session has ended"), advice, may_send_again=True)
