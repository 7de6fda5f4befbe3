"""At the top of the statement in the editor: what the law wants and nobody has filled in."""

from __future__ import annotations

from wagtail.admin.panels import Panel


class EmptyFieldsPanel(Panel):
    """Prints nothing once all is there."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "home/admin/empty_fields.html"

        def is_shown(self) -> bool:
            return bool(self.instance.pk) and bool(self._empty())

        def _empty(self) -> list[str]:
            from .statement import empty_fields

            return empty_fields(self.instance)

        def get_context_data(self, parent_context=None):
            return super().get_context_data(parent_context) | {"empty_fields": self._empty()}
