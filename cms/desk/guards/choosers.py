"""Choosers name no draft and no protected page to somebody who may not change it; Wagtail's show every page."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from wagtail.models import Page
from wagtail.permissions import policy_registry

from cms.visibility import public_q


def choose_only_what_may_be_seen(pages, request: HttpRequest):
    """The pages of a chooser that this person may see."""
    return choosable_pages(pages, request.user, request)


def choosable_pages(pages, user, request: HttpRequest | None = None):
    """Of some pages those whose titles this person may know: public ones, and those he or she may find in the tree."""
    if user.is_superuser:
        return pages
    own = policy_registry.get_by_type(Page).explorable_instances(user)
    public = Q(live=True) & public_q(request)
    return pages.filter(public | Q(pk__in=own.values("pk")))


def chosen_only_what_may_be_seen(get: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A decorator for the view that answers with the titles of pages by their ids. Wagtail's asks for no right."""

    @wraps(get)
    def guarded(view, request: HttpRequest) -> HttpResponse:
        asked = [pk for pk in request.GET.getlist("id") if pk.isascii() and pk.isdecimal() and len(pk) < 19]
        seen = choose_only_what_may_be_seen(Page.objects.filter(pk__in=asked, depth__gt=1), request)
        request.GET = request.GET.copy()
        request.GET.setlist("id", [str(pk) for pk in seen.values_list("pk", flat=True)])
        return get(view, request)

    return guarded
