"""The list of guides, one guide, and its pictures. Everybody who may enter the admin may read them."""

from __future__ import annotations

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from .guides import PICTURES, guide_called, guides_for
from .rendering import render


def breadcrumbs(*more: dict) -> list[dict]:
    """From the admin's home page to here. In: what follows the list of guides."""
    return [
        {"url": reverse("wagtailadmin_home"), "label": _("Home")},
        {"url": reverse("handbook:index") if more else "", "label": _("Handbook")},
        *more,
    ]


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """All guides with what they are for."""
    guides = [(guide, render(guide)) for guide in guides_for(get_language()) if guide.path.exists()]
    context = {
        "guides": guides,
        "page_title": _("Handbook"),
        "header_icon": "help",
        "header_title": _("Handbook"),
        "breadcrumbs_items": breadcrumbs(),
    }
    return TemplateResponse(request, "handbook/index.html", context)


@require_safe
def guide(request: HttpRequest, slug: str) -> HttpResponse:
    """One guide. Raises Http404 for a name that is none."""
    found = guide_called(slug)
    if found is None or not found.path.exists():
        raise Http404("There is no such guide.")
    page = render(found)
    context = {
        "guide": found,
        "page": page,
        "page_title": page.title,
        "header_icon": "help",
        "header_title": page.title,
        "breadcrumbs_items": breadcrumbs({"url": "", "label": page.title}),
    }
    return TemplateResponse(request, "handbook/guide.html", context)


@require_safe
def picture(request: HttpRequest, name: str) -> HttpResponse:
    """A screenshot. The address allows no folder. Raises Http404."""
    path = PICTURES / name
    if not path.is_file():
        raise Http404("There is no such picture.")
    response = FileResponse(path.open("rb"), content_type="image/png")
    response.headers["Cache-Control"] = "private, max-age=3600"
    return response
