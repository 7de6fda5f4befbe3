"""The list of one kind of work, and the buttons "later" and "I have looked at the page"."""

from __future__ import annotations

from datetime import timedelta
from functools import reduce
from operator import or_

from django.contrib import messages
from django.core.exceptions import FieldDoesNotExist, PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from wagtail.models import Page

from . import looking
from .items import Item, items
from .models import Snooze

ROWS = 50
#: From this number on a search helps.
SEARCHABLE = 10
LATER = timedelta(days=7)


def item_of(key: str) -> Item:
    """The kind of work with this key. Raises Http404."""
    found = next((item for item in items() if item.key == key), None)
    if found is None:
        raise Http404
    return found


@require_safe
def show(request: HttpRequest, key: str) -> HttpResponse:
    """Everything of one kind that waits for this person, in pages, with a search. Raises Http404."""
    item = item_of(key)
    query = request.GET.get("q", "").replace("\x00", "").strip()[:200]
    rows = item.rows(request.user)
    fields = _search_fields(item, rows)
    total = rows.count() if isinstance(rows, QuerySet) else len(rows)
    if query and isinstance(rows, QuerySet) and fields:
        rows = rows.filter(reduce(or_, (Q(**{f"{name}__icontains": query}) for name in fields)))
    elif query and not isinstance(rows, QuerySet):
        rows = [row for row in rows if _speaks_of(item, row, request.user, query)]
    page = Paginator(rows, ROWS).get_page(request.GET.get("p"))
    context = {
        "item": item,
        "entries": item.present(list(page), request.user),
        "page": page,
        "elided_page_range": page.paginator.get_elided_page_range(page.number),
        "total": total,
        "query": query,
        "searchable": query or (total > SEARCHABLE and (fields or not isinstance(rows, QuerySet))),
        "here": request.get_full_path(),
        "header_title": item.label,
        "header_icon": item.icon,
        "breadcrumbs_items": [
            {"url": reverse("wagtailadmin_home"), "label": _("Home")},
            {"url": "", "label": item.label},
        ],
    }
    return TemplateResponse(request, "todo/list.html", context)


def _search_fields(item: Item, rows) -> list[str]:
    if not isinstance(rows, QuerySet):
        return []
    return [name for name in item.search if _has_field(rows.model, name)]


def _has_field(model, name: str) -> bool:
    try:
        model._meta.get_field(name.partition("__")[0])
    except FieldDoesNotExist:
        return False
    return True


def _speaks_of(item: Item, row, user, query: str) -> bool:
    return any(query.casefold() in f"{entry.title} {entry.detail}".casefold() for entry in item.present([row], user))


@require_POST
def later(request: HttpRequest, key: str) -> HttpResponse:
    """Do not show this kind of work to this person for a week."""
    item = item_of(key)
    Snooze.objects.update_or_create(user=request.user, key=item.key, defaults={"until": timezone.now() + LATER})
    messages.success(request, _("“%(kind)s” comes back in a week.") % {"kind": item.label})
    return redirect(way_back(request))


@require_POST
def now(request: HttpRequest, key: str) -> HttpResponse:
    """Show it again."""
    Snooze.objects.filter(user=request.user, key=item_of(key).key).delete()
    return redirect(way_back(request))


@require_POST
def looked(request: HttpRequest, page_id: int) -> HttpResponse:
    """Note that the page is right as it stands. Raises Http404, PermissionDenied."""
    page = get_object_or_404(Page, pk=page_id, depth__gt=1)
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    looking.mark(page, request.user)
    messages.success(request, _("Noted: “%(title)s” is right as it stands.") % {"title": page.title})
    return redirect(way_back(request))


def way_back(request: HttpRequest) -> str:
    """The address in ``next``, if it is one of ours; else the home page of the admin."""
    address = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(address, {request.get_host()}, require_https=request.is_secure()):
        return address
    return reverse("wagtailadmin_home")
