"""At the top of the statement in the editor: what the law wants and nobody has filled in."""

from __future__ import annotations

from wagtail.admin.panels import Panel


class EmptyFieldsPanel(Panel):
    """Prints nothing once all is there."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "home/admin/empty_fields.html"

        def is_shown(self) -> bool:
            return bool(self.instance.pk) and bool(self._gaps())

        def _gaps(self) -> list[tuple[str, str]]:
            from .statement import gaps

            return gaps(self.instance)

        def get_context_data(self, parent_context=None):
            return super().get_context_data(parent_context) | {"gaps": self._gaps()}
