"""What a person finds in the page tree: Wagtail shows with the right to add below a page all drafts there as well."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import HttpRequest
from wagtail.models import AbstractPage, Page, PagePermissionTester
from wagtail.permission_policies.pages import PagePermissionPolicy
from wagtail.permissions import policy_registry, register_permission_policy


class DraftsOfOthersPolicy(PagePermissionPolicy):
    """Wagtail's rights; but whoever may only add sees no drafts of others."""

    def explorable_instances(self, user):
        pages = super().explorable_instances(user)
        if user.is_superuser or not user.is_active:
            return pages
        grants = self.get_cached_permissions_for_user(user)
        adding = {grant.page.path for grant in grants if grant.permission.codename == "add_page"}
        working = {grant.page.path for grant in grants if grant.permission.codename != "add_page"}
        guests = {path for path in adding if not any(path.startswith(other) for other in working)}
        if not guests:
            return pages
        drafts = Q()
        for path in guests:
            drafts |= Q(path__startswith=path) & ~Q(path=path)
        for path in working:  # a part of it may be theirs to work on
            drafts &= ~Q(path__startswith=path)
        return pages.exclude(drafts & Q(live=False) & ~Q(owner_id=user.pk))


def _can_view_revisions(self: PagePermissionTester) -> bool:
    """As the history itself asks. Wagtail names it to everybody, and turns away who follows."""
    return not self.page_is_root and (self.can_edit() or self.can_publish())


def register_policy() -> None:
    """In place of Wagtail's own, for all page types."""
    PagePermissionTester.can_view_revisions = _can_view_revisions
    register_permission_policy(AbstractPage, DraftsOfOthersPolicy(Page))


def list_only_what_may_be_seen(parent_page: Page, pages, request: HttpRequest):
    """Wagtail lists what is below a page without asking whether the page itself, with its draft title, may be seen."""
    user = request.user
    if user.is_superuser or parent_page is None or parent_page.depth == 1:
        return pages
    explorable = policy_registry.get_by_type(Page).explorable_instances(user)
    if not explorable.filter(pk=parent_page.pk).exists():
        raise PermissionDenied
    return pages
