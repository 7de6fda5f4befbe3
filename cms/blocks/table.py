"""A table that screen readers understand and wagtail-localize can translate."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.table_block.blocks import TableBlock as WagtailTableBlock
from wagtail_localize.segments import StringSegmentValue

from .preview import ShowsExample

MAXIMUM_CELLS = 2000


class TableBlock(ShowsExample, WagtailTableBlock):
    """Wagtail's table with a caption and headers that cannot be left out, each cell a segment.

    A cell's segment path is ``row,column``; the caption's is ``caption``.
    """

    def get_table_options(self, table_options=None) -> dict:
        # Wagtail ships Handsontable with English only; another language is an error in the console.
        return {**super().get_table_options(table_options), "language": "en-US"}

    def clean(self, value):
        if value and not value.get("table_header_choice") and not self.is_deferred_validation:
            # Wagtail's refusal is in English, and says nothing; the last one below is the same in plain words.
            value = {**value, "table_header_choice": "neither"}
        value = super().clean(value)
        if self.is_deferred_validation:
            return value
        rows = (value or {}).get("data") or []
        if not any(any(row) for row in rows):
            raise ValidationError(_("The table is empty. Fill in at least one cell, or remove the table."))
        if sum(len(row) for row in rows) > MAXIMUM_CELLS:
            raise ValidationError(
                _("The table has more than %(maximum)s cells. Offer it as a download instead.")
                % {"maximum": MAXIMUM_CELLS}
            )
        if not value.get("table_caption"):
            raise ValidationError(_("The table needs a caption that says what it shows."))
        if not (value.get("first_row_is_table_header") or value.get("first_col_is_header")):
            raise ValidationError(_("Choose whether the first row, the first column or both are headers."))
        return value

    def get_translatable_segments(self, value):
        if not value:
            return []
        segments = [StringSegmentValue("caption", value.get("table_caption") or "")]
        for row_number, row in enumerate(value.get("data") or []):
            for column_number, cell in enumerate(row):
                if cell:
                    segments.append(StringSegmentValue(f"{row_number},{column_number}", str(cell)))
        return segments

    def restore_translated_segments(self, value, segments):
        for segment in segments:
            text = segment.render_text()
            if segment.path == "caption":
                value["table_caption"] = text
                continue
            row, _separator, column = segment.path.partition(",")
            value["data"][int(row)][int(column)] = text
        return value

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        value = value or {}
        context["caption"] = value.get("table_caption", "")
        context["rows"] = [[cell or "" for cell in row] for row in value.get("data") or []]
        context["header_row"] = bool(value.get("first_row_is_table_header"))
        context["header_column"] = bool(value.get("first_col_is_header"))
        return context

    def render(self, value, context=None):
        # The parent's render builds a context of its own and leaves out get_context.
        from django.template.loader import render_to_string
        from django.utils.safestring import mark_safe

        return mark_safe(render_to_string(self.meta.template, self.get_context(value, context)))  # noqa: S308

    class Meta:
        icon = "table"
        label = _("Table")
        description = _("Rows and columns with headers and a caption. Not for layout.")
        template = "blocks/table.html"
        preview_value = {
            "data": [[_("Year"), _("Project")], ["2018", _("Training centre")], ["2019", _("Cassava hall")]],
            "table_caption": _("Projects by year"),
            "first_row_is_table_header": True,
            "first_col_is_header": False,
            "table_header_choice": "row",
        }
