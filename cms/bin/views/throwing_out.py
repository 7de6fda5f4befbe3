"""Deleting for good what lies in the bin: one entry, or all."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages

from ..emptying import delete_for_good
from ..rights import visible
from .bringing_back import find
from .showing import header, row


@require_http_methods(["GET", "HEAD", "POST"])
def delete_view(request: HttpRequest, entry_id: int) -> HttpResponse:
    """GET asks, POST deletes one entry for good."""
    entry, rights = find(entry_id, request.user)
    if not rights.delete:
        raise PermissionDenied
    if request.method == "POST":
        delete_for_good(entry, request.user)
        messages.success(request, _("“%(title)s” has been deleted for good.") % {"title": entry.title})
        return redirect("bin:index")
    context = {**header(_("Delete for good"), entry.title), "row": row(entry, rights)}
    return TemplateResponse(request, "bin/delete.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def empty_view(request: HttpRequest) -> HttpResponse:
    """GET asks, POST deletes for good all that this person may; what was added since the question stays."""
    chosen = [entry for entry, rights in visible(request.user) if rights.delete]
    if request.method == "POST":
        latest = request.POST.get("latest", "")
        limit = int(latest) if latest.isascii() and latest.isdecimal() and len(latest) < 19 else 0
        chosen = [entry for entry in chosen if entry.pk <= limit]
        for entry in chosen:
            delete_for_good(entry, request.user)
        text = ngettext(
            "%(number)d page has been deleted for good.", "%(number)d pages have been deleted for good.", len(chosen)
        )
        messages.success(request, text % {"number": len(chosen)})
        return redirect("bin:index")
    if not chosen:
        raise PermissionDenied
    context = {
        **header(_("Empty the bin")),
        "number": len(chosen),
        "latest": max(entry.pk for entry in chosen),
        "entries": chosen[:20],
    }
    return TemplateResponse(request, "bin/empty.html", context)
