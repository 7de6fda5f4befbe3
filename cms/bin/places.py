"""Where a page from the bin may go, and what stands in the way."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from wagtail.coreutils import find_available_slug
from wagtail.models import Locale, Page

from .models import BinEntry, unpack


@dataclass
class Place:
    """Where the page would stand. Without a parent somebody has to choose one; ``question`` says why."""

    parent: Page | None
    slug: str
    free_slug: str
    question: str = ""

    @property
    def is_free(self) -> bool:
        """Whether it can go there without asking anything."""
        return self.parent is not None and self.slug == self.free_slug


def place_of(entry: BinEntry, *, parent: Page | None = None, slug: str = "") -> Place:
    """The place for the page of an entry: where it stood, or below the page given.

    In: the address that somebody has chosen; without it the page keeps its own if that is free.
    """
    root = unpack(entry.contents)["roots"][0]
    question = ""
    if parent is None:
        parent = Page.objects.filter(pk=root["parent"]).first()
        if parent is None:
            question = _gone(entry, root["parent"])
    if parent is not None:
        question = hindrance(entry, parent)
        parent = parent if not question else None
    slug = slug or root["slug"]
    free = slug
    if parent is not None:
        free = find_available_slug(parent, slug)
    return Place(parent, slug, free, question)


def _gone(entry: BinEntry, parent_id: int) -> str:
    """Why there is no parent any more, with its name where that is known."""
    title = next((title for pk, title in entry.place if pk == parent_id), "")
    if BinEntry.objects.filter(page_id=parent_id).exists():
        return _(
            "This page stood below “%(title)s”, which is in the bin as well. "
            "Restore that page first, or choose another place."
        ) % {"title": title}
    return _("This page stood below “%(title)s”, which no longer exists. Please choose another place.") % {
        "title": title
    }


def hindrance(entry: BinEntry, parent: Page) -> str:
    """Why this page cannot stand below another one; empty if it can."""
    model = entry.content_type.model_class() if entry.content_type_id else None
    parent_class = parent.specific_class
    if model is None or parent_class is None:
        return _("The site no longer has pages of this type.")
    values = {"title": parent.get_admin_display_title(), "type": model._meta.verbose_name}
    if parent_class not in model.allowed_parent_page_models():
        return _("A page of the type “%(type)s” cannot stand below “%(title)s”. Please choose another place.") % values
    if parent.depth > 1 and parent.locale.language_code != entry.language:
        return _("“%(title)s” is in another language. Please choose a page in the same language.") % values
    if not model.can_create_at(parent):
        return (
            _(
                "There may be only one page of the type “%(type)s” here, and there is one by now. "
                "Delete or move that one first."
            )
            % values
        )
    return ""


def counterpart(root: dict, parent: Page) -> Page:
    """Where a translation or an alias goes: where it stood, else beside the place of its original.

    Where the original's parent has no counterpart in that language, an alias of it is made, as the desk does.
    """
    stood = Page.objects.filter(pk=root["parent"]).first()
    if stood is not None and (stood.depth == 1 or stood.translation_key == parent.translation_key):
        return stood
    locale = Locale.objects.get(pk=root["locale"])
    if parent.depth == 1:
        return parent
    if root["is_alias"] and stood is not None and parent.locale_id == root["locale"]:
        return stood
    there = Page.objects.filter(translation_key=parent.translation_key, locale=locale).first()
    return there or parent.specific.copy_for_translation(locale, copy_parents=True, alias=True)
