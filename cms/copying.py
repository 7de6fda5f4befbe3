"""Copies and aliases of a page stay in its language.

Wagtail copies to any place whose parent allows the type; below the French home page a German page would then answer
under ``/fr/``, and stand in the German lists with that address (house.md: the language of a page is that of its tree).
"""

from __future__ import annotations

from django.utils.translation import gettext as _
from wagtail.admin.forms.pages import CopyForm as StockCopyForm
from wagtail.models import Page


def leaves_its_language(page: Page, parent: Page) -> bool:
    """Whether a page copied below another one would stand in the tree of another language."""
    return parent.depth > 1 and parent.locale_id != page.locale_id


class CopyForm(StockCopyForm):
    """Wagtail's, which calls every hindrance a lack of rights."""

    def clean(self):
        data = super().clean()
        parent = data.get("new_parent_page") or self.page.get_parent()
        model = self.page.specific_class
        values = {"title": parent.specific_deferred.get_admin_display_title(), "type": model._meta.verbose_name}
        if leaves_its_language(self.page, parent):
            self._refuse(
                _(
                    "“%(title)s” is in another language. Please choose a page in the same language; "
                    "translations are made at the translation desk."
                )
                % values
            )
        elif not model.can_create_at(parent):
            self._refuse(
                _("Below “%(title)s” there cannot be another page of the type “%(type)s”. Please choose another place.")
                % values
            )
        return data

    def _refuse(self, message: str) -> None:
        """In place of what Wagtail says of the same field."""
        self.errors.pop("new_parent_page", None)
        self.add_error("new_parent_page", message)
