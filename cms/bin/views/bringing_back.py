"""Restoring one page with all questions asked, and undoing a deletion with one click."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST
from wagtail.admin import messages

from ..forms import RestoreForm
from ..messages import say_restored
from ..models import BinEntry
from ..places import place_of
from ..restoring import NotRestorable, restore
from ..rights import Rights, permissions_at, rights_on
from .showing import header, row

AS_BEFORE, AS_DRAFT = "before", "draft"


def find(entry_id: int, user) -> tuple[BinEntry, Rights]:
    """An entry that this person sees. Raises Http404."""
    entry = BinEntry.objects.select_related("deleted_by").filter(pk=entry_id).first()
    rights = rights_on(entry, user) if entry is not None else Rights()
    if not rights.see:
        raise Http404
    return entry, rights


@require_http_methods(["GET", "HEAD", "POST"])
def restore_view(request: HttpRequest, entry_id: int) -> HttpResponse:
    """GET shows what comes back and asks what has to be asked; POST does it."""
    entry, rights = find(entry_id, request.user)
    if request.method == "POST" and not rights.restore:
        raise PermissionDenied
    place = place_of(entry)
    sent = request.POST if request.method == "POST" else None
    form = RestoreForm(sent, entry=entry, place=place, user=request.user)
    error = ""
    if sent is not None and form.is_valid():
        try:
            result = restore(
                entry.pk,
                request.user,
                parent=form.cleaned_data.get("parent"),
                slug=form.cleaned_data.get("slug", ""),
                as_before=sent.get("state") == AS_BEFORE,
            )
        except NotRestorable as reason:
            error = str(reason)
        else:
            say_restored(request, [result])
            return redirect("wagtailadmin_explore", result.page.get_parent().pk)
    at = permissions_at(request.user, place.parent) if place.parent is not None else set()
    context = {
        **header(_("Restore"), entry.title),
        "row": row(entry, rights),
        "place": place,
        "form": form,
        "error": error,
        "can_be_public": entry.was_live and ("publish" in at if place.parent is not None else rights.publish),
    }
    return TemplateResponse(request, "bin/restore.html", context)


@require_POST
def undo_view(request: HttpRequest) -> HttpResponse:
    """POST ``entry`` (one or more): everything as it was. What needs an answer is left, with a way to it."""
    numbers = [text for text in request.POST.getlist("entry")[:500] if text.isascii() and text.isdecimal()]
    entries = BinEntry.objects.filter(pk__in=[number for number in numbers if len(number) < 19]).order_by("pk")
    results, found = [], False
    for entry in entries:
        if not rights_on(entry, request.user).restore:
            continue
        found = True
        try:
            results.append(restore(entry.pk, request.user))
        except NotRestorable as reason:
            button = messages.button(reverse("bin:restore", args=[entry.pk]), _("Restore"))
            messages.warning(request, str(reason), buttons=[button])
    say_restored(request, results)
    if not found:
        messages.warning(request, _("This can no longer be undone here. Please look in the bin."))
    if results:
        return redirect("wagtailadmin_explore", results[0].page.get_parent().pk)
    return redirect("bin:index")
