"""What v3 of the API lacks with our other packages, added through its own doors."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import wraps

from django.core.exceptions import FieldError
from django.db import DataError
from django.http import HttpRequest, HttpResponse
from wagtail.log_actions import LogContext

logger = logging.getLogger(__name__)


def complete() -> None:
    """Add the route of locales, answers to bodies and values that fit no field, lists without aliases, and guards.

    To be called before the addresses are built.

    Wagtail adds ``/locales/`` when its own app of locales starts; ``wagtail_localize.locales``
    takes that app's place and does not:
    https://github.com/wagtail/wagtail-localize/blob/main/wagtail_localize/locales/apps.py
    ``test_upstream_still_lacks_the_locales_route`` tells when this can go.
    """
    from ninja.parser import Parser
    from wagtail.api.v3.api import api
    from wagtail.api.v3.errors import problem_response
    from wagtail.api.v3.routers.pages import actions_router
    from wagtail.api.v3.routers.pages import router as pages
    from wagtail.locales.api.v3 import router

    api.add_router("/locales/", router)
    pages.add_decorator(without_aliases, mode="operation")
    for part in (pages, actions_router):
        part.add_decorator(not_for_translations, mode="operation")
    api.add_decorator(with_known_person, mode="operation")

    class Objects(Parser):
        def parse_body(self, request: HttpRequest) -> dict:
            body = super().parse_body(request)
            if not isinstance(body, dict):  # Wagtail looks for its type without asking; this becomes a 400
                raise ValueError("The body must be a JSON object.")
            return body

    api.parser = Objects()

    def unfit(request: HttpRequest, exc: Exception) -> HttpResponse:
        logger.warning("An API request held an unfit value.", exc_info=exc)
        return problem_response(status=400, detail="A value in the address does not fit its field.")

    for exception in (FieldError, DataError, OverflowError):
        api.add_exception_handler(exception, unfit)


def with_known_person(view: Callable) -> Callable:
    """Notes who acts for as long as a request runs, as Wagtail itself does for requests of the admin only.

    Whoever follows an action asks for it (`cms.desk.syncing.acting`): without it a translation would be
    unpublished, moved or deleted with its original as if by a program, without a look at anybody's rights.
    """

    @wraps(view)
    def known(request: HttpRequest, **kwargs):
        user = request.user if request.user.is_authenticated else None
        with LogContext(user=user):
            return view(request, **kwargs)

    return known


def without_aliases(view: Callable) -> Callable:
    """Leaves aliases out of lists of pages, as v2 does: an alias repeats a text in another language.

    Its details stay readable. A decorator for all of the pages' views, of which only the list has filters.
    """
    from wagtail.api.v3.routers.pages import PageFilterSchema

    from .api import own_text

    class OwnTexts(PageFilterSchema):
        def filter(self, queryset, request=None):
            return super().filter(queryset.filter(own_text()), request)

    @wraps(view)
    def filtered(request: HttpRequest, **kwargs):
        filters = kwargs.get("filters")
        if isinstance(filters, PageFilterSchema):
            kwargs["filters"] = OwnTexts.model_construct(**dict(filters))
        return view(request, **kwargs)

    return filtered


def _may_write(page, user) -> bool:
    """Whether this person may change or publish the page. Who may only publish comes to Wagtail's failure as well."""
    rights = page.permissions_for_user(user)
    return rights.can_edit() or rights.can_publish()


#: Views of v3 that write the text of a page or bring it before the public.
WRITING = frozenset({"update_page", "publish", "revert", "convert_alias"})


def not_for_translations(view: Callable) -> Callable:
    """Refuses to write aliases (Wagtail fails there), and translations, which the desk writes.

    What was written into a translation would be live without review, past locks and moderation,
    and overwritten by the next publication.
    """
    from ninja.errors import HttpError
    from wagtail.models import Page
    from wagtail_localize.models import Translation

    @wraps(view)
    def guarded(request: HttpRequest, **kwargs):
        page = Page.objects.filter(pk=kwargs["page_id"]).first() if view.__name__ in WRITING else None
        # Without rights the view itself refuses, so that nobody learns here what a page is.
        if page is not None and _may_write(page, request.user):
            if page.alias_of_id:
                raise HttpError(409, "This page shows another page. Change that one, or start a translation.")
            running = Translation.objects.filter(
                source__object_id=page.translation_key, target_locale_id=page.locale_id, enabled=True
            )
            if running.exists():
                raise HttpError(409, "This page is a translation. It is written at the translation desk.")
        return view(request, **kwargs)

    return guarded
