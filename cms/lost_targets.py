"""Drafts and earlier versions of a page with rows whose target has been deleted since.

A version keeps its rows as they were, and no database watches over them. django-modelcluster drops rows whose target
was deleted only where deletion cascades, and fails on ``PROTECT`` (modelcluster/models.py, "can't currently handle
on_delete types"): the page could neither be opened nor compared any more. Here such rows are dropped as well, and
whoever opens the form is told what is missing.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from django.contrib import messages
from django.db import models, transaction
from django.db.models.signals import post_delete
from django.http import HttpRequest
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from modelcluster.models import get_all_child_relations, model_from_serializable_data
from wagtail.models import Page, ReferenceIndex

#: What an instance read from a version has lost: names of kinds of rows, and how many.
LOST = "_lost_rows"


class DropIfTargetIsGone:
    """For rows of a page (``ParentalKey``) that lead to something else by a protecting foreign key."""

    @classmethod
    def from_serializable_data(cls, data: Mapping[str, Any], check_fks: bool = True, strict_fks: bool = False):
        """As modelcluster's for models without rows of their own; None where a target is gone."""
        try:
            return model_from_serializable_data(cls, data, check_fks=check_fks, strict_fks=strict_fks)
        except Exception:  # it has no class of its own; it comes after modelcluster has asked the database
            if any(_is_gone(field, data.get(field.name)) for field in _protecting(cls)):
                return None
            raise


def _protecting(model: type[models.Model]) -> list[models.ForeignKey]:
    return [f for f in model._meta.concrete_fields if f.many_to_one and f.remote_field.on_delete is models.PROTECT]


def _is_gone(field: models.ForeignKey, value) -> bool:
    return value is not None and not field.related_model._base_manager.filter(pk=value).exists()


def protecting_keys(model: type[models.Model]) -> list[tuple[str, str]]:
    """Where rows of pages lead to a model: names of the list of rows at the page, and of the key in a row. No query."""
    return [
        (row._meta.get_field("page").remote_field.get_accessor_name(), field.name)
        for row in DropIfTargetIsGone.__subclasses__()
        for field in _protecting(row)
        if field.name != "locale" and issubclass(model, field.related_model)
    ]


def connect() -> None:
    """To be called once all models are there. A second call changes nothing."""
    for row in DropIfTargetIsGone.__subclasses__():
        post_delete.connect(_row_deleted, sender=row, dispatch_uid=f"lost_targets_{row._meta.label}")


def _row_deleted(instance, **_kwargs) -> None:
    """Wagtail notes who uses what when a page is saved; its rows are deleted only after that, and stay noted."""
    transaction.on_commit(partial(_note_uses, instance.page_id), robust=True)


def _note_uses(page_id: int) -> None:
    page = Page.objects.filter(pk=page_id).specific().first()
    if page is not None:
        ReferenceIndex.create_or_update_for_object(page)


def lost_rows(page: models.Model) -> str:
    """What a version has lost, in words: "Partners of the project (1)"; empty if nothing."""
    return ", ".join(f"{kind} ({number})" for kind, number in getattr(page, LOST, {}).items())


def note_lost_rows(page: models.Model, content: Mapping[str, Any]) -> None:
    """Remember at an instance how many rows of the version it was read from it does not have. No query."""
    lost = {}
    for relation in get_all_child_relations(type(page)):
        name = relation.get_accessor_name()
        rows = content.get(name)
        if issubclass(relation.related_model, DropIfTargetIsGone) and isinstance(rows, list):
            number = len(rows) - len(getattr(page, name).all())
            if number > 0:
                lost[capfirst(str(relation.related_model._meta.verbose_name_plural))] = number
    setattr(page, LOST, lost)


def tell_what_is_lost(request: HttpRequest, page: models.Model) -> None:
    """Hook ``before_edit_page``: a warning above the form of a version that has lost rows."""
    lost, kinds = getattr(page, LOST, {}), lost_rows(page)
    if request.method != "GET" or not kinds:
        return
    text = ngettext(
        "This version named something that has been deleted since: %(kinds)s. It is left out of the form below.",
        "This version named things that have been deleted since: %(kinds)s. They are left out of the form below.",
        sum(lost.values()),
    )
    messages.warning(
        request, text % {"kinds": kinds} + " " + _("The next time you save, the draft becomes what stands below.")
    )
