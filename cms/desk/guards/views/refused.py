"""Addresses that the desk has replaced."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from django.views.i18n import JavaScriptCatalog


class Catalogue(JavaScriptCatalog):
    """wagtail-localize's words for scripts. The same for everybody, so nothing is asked."""


def refused(request: HttpRequest, **_kwargs) -> HttpResponse:
    """Say that this address does nothing any more (410), whatever was sent to it and whoever sent it.

    The editor of the desk saves through its own addresses, which look at rights, locks and moderation.
    """
    message = _("This address is no longer in use. Translations are edited at the translation desk.")
    if not request.accepts("text/html") or request.method not in ("GET", "POST") or "/api/" in request.path:
        return JsonResponse({"message": message}, status=410)
    return _told(request, _("This address is no longer in use"), message, 410)


def only_by_form(request: HttpRequest) -> HttpResponse:
    """Say that an address takes a form only (405), to somebody who has opened it like a page."""
    heading = _("This address cannot be opened like a page")
    message = _("Nothing has been changed. What can be done with a translation is offered in its editor.")
    response = _told(request, heading, message, 405)
    response["Allow"] = "POST"
    return response


def _told(request: HttpRequest, heading: str, message: str, status: int) -> TemplateResponse:
    # Not "heading": that would take the place of the whole heading in Wagtail's header.
    context = {"header_title": heading, "message": message, "desk_url": reverse("desk:index")}
    return TemplateResponse(request, "desk/guards/refused.html", context, status=status)


@require_safe
def report(request: HttpRequest) -> HttpResponse:
    """The report of translations is the list of the desk, which shows each person what they may see."""
    return redirect("desk:index")
