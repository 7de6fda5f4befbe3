"""Pages of any type with their own fields, in one query.

Wagtail reads the plain page first and then its own table, type by type. Here the tables of all
page types are joined: the database does in one query what would take as many as there are types.
"""

from __future__ import annotations

from functools import cache

from django.apps import apps
from django.db.models import QuerySet
from wagtail.models import Page

BASE = ("locale", "content_type", "alias_of__locale")


@cache
def page_types() -> dict[str, type[Page]]:
    """The page types of the project by the name of their relation from `Page`."""
    from .pages import BasePage

    return {model._meta.model_name: model for model in apps.get_models() if issubclass(model, BasePage)}


def with_own_fields(pages: QuerySet, *, to_serve: bool = False) -> QuerySet:
    """The queryset with the tables of all page types joined, and what serving a page follows if wished."""
    related = [*BASE, *page_types()]
    if to_serve:
        related += [f"{name}__{key}" for name, model in page_types().items() for key in model.related_to_serve()]
    return pages.select_related(*related)


def own_page(row: Page) -> Page:
    """The page as its own type, from a row of `with_own_fields`; the plain page where its type is gone."""
    for name in page_types():
        page = getattr(row, name, None)
        if page is not None:
            for key in ("locale", "content_type", "alias_of"):
                if key in row._state.fields_cache:
                    page._state.fields_cache[key] = row._state.fields_cache[key]
            return page
    return row
