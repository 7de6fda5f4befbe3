"""Who may do what in the inbox: editors and moderators (cms.accounts.roles), and no one else."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse


def may_see(user) -> bool:
    return user.has_perm("inbox.view_message")


def may_change(user) -> bool:
    return user.has_perm("inbox.view_message") and user.has_perm("inbox.change_message")


def may_delete(user) -> bool:
    return user.has_perm("inbox.view_message") and user.has_perm("inbox.delete_message")


def only_for(allowed: Callable[[object], bool]):
    """A view that refuses everybody else, whatever the method. Raises PermissionDenied."""

    def decorate(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponse:
            if not allowed(request.user):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return guarded

    return decorate
