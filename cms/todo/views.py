"""The list of one kind of work, and the buttons "later" and "looked at"."""

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
from .reading import snoozes_of, split

ROWS = 50
#: From this number on a search helps.
SEARCHABLE = 10
#: How long a kind, and a single entry, stay away.
LATER, ENTRY_LATER = timedelta(days=7), timedelta(days=30)


def item_of(key: str) -> Item:
    """The kind of work with this key. Raises Http404."""
    found = next((item for item in items() if item.key == key), None)
    if found is None:
        raise Http404
    return found


@require_safe
def show(request: HttpRequest, key: str) -> HttpResponse:
    """Everything of one kind that waits for this person, in pages, with a search. Raises Http404.

    With ``later`` in the address: the entries that this person has put off.
    """
    item = item_of(key)
    query = request.GET.get("q", "").replace("\x00", "").strip()[:200]
    rows, waiting = item.rows(request.user), None
    if isinstance(rows, QuerySet):
        rows, waiting = split(item, rows, snoozes_of(request.user))
    is_later = "later" in request.GET and waiting is not None
    put_off = 0 if waiting is None or is_later else waiting.count()
    if is_later:
        rows = waiting
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
        "put_off": put_off,
        "is_later": is_later,
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
    _put_off(request.user, item.key, "", LATER)
    messages.success(request, _("“%(kind)s” comes back in a week.") % {"kind": item.label})
    return redirect(way_back(request))


@require_POST
def now(request: HttpRequest, key: str) -> HttpResponse:
    """Show it again. Entries that were put off one by one stay so."""
    Snooze.objects.filter(user=request.user, key=item_of(key).key, entry="").delete()
    return redirect(way_back(request))


@require_POST
def entry_later(request: HttpRequest, key: str, entry: int) -> HttpResponse:
    """Do not show this one entry to this person for a month. Raises Http404 for one that does not wait for them."""
    item = item_of(key)
    known = item.can_wait and entry < 2**63  # what a database can compare
    row = item.rows(request.user).filter(pk=entry).first() if known else None
    if row is None:
        raise Http404
    _put_off(request.user, item.key, str(entry), ENTRY_LATER)
    title = next((one.title for one in item.present([row], request.user)), "")
    messages.success(request, _("“%(title)s” comes back in a month.") % {"title": title})
    return redirect(way_back(request))


@require_POST
def entry_now(request: HttpRequest, key: str, entry: int) -> HttpResponse:
    """Show this entry again."""
    Snooze.objects.filter(user=request.user, key=item_of(key).key, entry=str(entry)).delete()
    return redirect(way_back(request))


def _put_off(user, key: str, entry: str, time: timedelta) -> None:
    """Note it, and forget what this person has put off long ago."""
    Snooze.objects.filter(user=user, until__lt=timezone.now()).delete()
    Snooze.objects.update_or_create(user=user, key=key, entry=entry, defaults={"until": timezone.now() + time})


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
