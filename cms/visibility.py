"""Which pages the public may see in lists, with one query for the restrictions of a whole request."""

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from wagtail.models import Page, PageViewRestriction


def load_restrictions(request: HttpRequest | None) -> list[PageViewRestriction]:
    """All view restrictions with their pages, read once for each request."""
    restrictions = getattr(request, "_view_restrictions", None)
    if restrictions is None:
        restrictions = list(PageViewRestriction.objects.select_related("page"))
        if request is not None:
            request._view_restrictions = restrictions
    return restrictions


def public_q(request: HttpRequest | None = None) -> Q:
    """A condition on ``Page`` that leaves out everything below a restricted page."""
    condition = Q()
    for restriction in load_restrictions(request):
        condition &= ~Q(path__startswith=restriction.page.path)
    return condition


def is_public(page: Page, request: HttpRequest | None = None) -> bool:
    """Whether visitors may see a page: the same rule as `public_q`, for a page at hand."""
    return page.live and not any(page.path.startswith(r.page.path) for r in load_restrictions(request))


def listed(queryset: QuerySet, request: HttpRequest | None = None) -> QuerySet:
    """Live, public pages that are no alias: what lists, search, sitemap and feeds of a language show."""
    return queryset.filter(public_q(request), live=True, alias_of__isnull=True)
