"""How rich text is printed: links to other sites are marked for eye and screen reader (duties.md)."""

from django.utils.html import format_html
from django.utils.translation import gettext as _
from wagtail.rich_text import LinkHandler


class ExternalLinkHandler(LinkHandler):
    """A link to another site: opens in the same tab, says that it leads away."""

    identifier = "external"

    @classmethod
    def expand_db_attributes(cls, attrs: dict) -> str:
        """The opening tag, with the words for screen readers as its first content; CSS adds the arrow."""
        return format_html(
            '<a href="{}" rel="external"><span class="vh">{} </span>', attrs["href"], _("External website:")
        )
