"""What else than pages holds links: snippets and settings, named by the apps that own them.

An app calls ``register_holder(Holder(…))`` in its ``ready``. From then on the links of a row are read whenever it is
saved, and once a night.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, Q
from django.db.models.signals import post_delete, post_save
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from cms.desk.permissions import language_codes, locales_of

from .models import PageLink


@dataclass(frozen=True)
class Holder:
    """A model whose rows hold links that readers see."""

    model: type[Model]
    #: What a row is called in the list of links, before its own title.
    label: str | Promise
    #: In: a row. Out: the address of the form in which its links are changed.
    mended_at: Callable[[Model], str]
    #: The right to change rows; empty where the language alone decides.
    permission: str = ""
    #: In: a row. Out: its own title; empty where there is only one such row.
    title: Callable[[Model], str] = str
    #: In: a row. Out: the code of its language; empty where rows have none.
    language: Callable[[Model], str] = lambda row: ""
    #: In: a row. Out: from when on nobody sees it any more.
    ends: Callable[[Model], datetime | None] = lambda row: None


_holders: dict[type[Model], Holder] = {}


def register_holder(holder: Holder) -> None:
    """From now on the links of this model are looked after. Raises ValueError if it is registered already."""
    from .scanning import scan_holder_safely

    model = holder.model
    if _holders.setdefault(model, holder) is not holder:
        raise ValueError(f"{model._meta.label} is looked after already.")

    def saved(sender, instance, raw: bool = False, **kwargs) -> None:
        if not raw:
            scan_holder_safely(holder, instance)

    def deleted(sender, instance, **kwargs) -> None:
        links_held_by(instance).delete()

    post_save.connect(saved, sender=model, weak=False, dispatch_uid=f"weblinks.{model._meta.label}")
    post_delete.connect(deleted, sender=model, weak=False, dispatch_uid=f"weblinks.{model._meta.label}")


def holders() -> list[Holder]:
    return list(_holders.values())


def links_held_by(row: Model):
    """The links of one row."""
    return PageLink.objects.filter(holder_type=ContentType.objects.get_for_model(row), holder_id=row.pk)


def label_of(link: PageLink) -> str:
    """What a row that is no page is called. No query: kinds of content are remembered."""
    model = ContentType.objects.get_for_id(link.holder_type_id).model_class()
    holder = _holders.get(model)
    label = capfirst(str(holder.label)) if holder else ""
    if label and link.holder_title:
        return _("%(label)s: %(title)s") % {"label": label, "title": link.holder_title}
    return label or link.holder_title


def mendable(user) -> Q:
    """A condition on links that stand in no page: those in rows that this person may change. No query of its own."""
    if user.is_superuser:
        return Q(page=None) if user.is_active else Q(pk__in=[])
    kinds = [
        ContentType.objects.get_for_model(holder.model).pk
        for holder in holders()
        if not holder.permission or user.has_perm(holder.permission)
    ]
    written = locales_of(user)
    codes = [code for pk, code in language_codes(user).items() if pk in written] if kinds else []
    return Q(page=None, holder_type__in=kinds, holder_language__in=["", *codes])


def snippet_address(row: Model) -> str:
    """The form of a snippet."""
    return reverse(row.snippet_viewset.get_url_name("edit"), args=[row.pk])
