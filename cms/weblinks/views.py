"""Buttons for one link: look again, and "this link is right"."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cms.todo.views import way_back

from .asking import ask
from .holders import mendable
from .models import Kind, PageLink
from .nightly import note
from .own import check_own
from .reading import broken


def _link(request: HttpRequest, link_id: int) -> PageLink:
    """The link, for somebody who may change what it stands in. Raises Http404, PermissionDenied."""
    link = get_object_or_404(PageLink.objects.select_related("page", "address"), pk=link_id)
    if link.page:
        allowed = link.page.permissions_for_user(request.user).can_edit()
    else:
        allowed = PageLink.objects.filter(mendable(request.user), pk=link.pk).exists()
    if not allowed:
        raise PermissionDenied
    return link


@require_POST
def check(request: HttpRequest, link_id: int) -> HttpResponse:
    """Look now whether this link leads anywhere."""
    link = _link(request, link_id)
    if link.kind == Kind.ADDRESS:
        if link.address.is_ours:
            check_own([link.address])
        elif settings.CHECK_OUTSIDE_LINKS:
            note(link.address, ask(link.address.url), counts_at_once=True)
    if broken().filter(pk=link.pk).exists():
        messages.warning(request, _("The link still leads nowhere."))
    else:
        messages.success(request, _("The link is in order."))
    return redirect(way_back(request))


@require_POST
def ignore(request: HttpRequest, link_id: int) -> HttpResponse:
    """Never complain about this address again: a person has seen that it is right."""
    link = _link(request, link_id)
    if link.kind != Kind.ADDRESS:
        raise PermissionDenied
    link.address.ignored_at, link.address.ignored_by = timezone.now(), request.user
    link.address.save(update_fields=["ignored_at", "ignored_by"])
    messages.success(request, _("This address will not be reported again."))
    return redirect(way_back(request))
