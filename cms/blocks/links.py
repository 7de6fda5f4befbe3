"""Links, calls to action and downloads."""

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.list_block import ListValue
from wagtail.blocks.struct_block import StructBlockValidationError

from ..media.documents import language_text, pages_text, size_text
from .choosers import DocumentChooser, PageChooser
from .lists import ListBlock
from .needs import needs_of
from .preview import ShowsExample, latest_document

LINK_LANGUAGES = [("de", "Deutsch"), ("fr", "Français"), ("en", "English")]


class WebAddressBlock(blocks.URLBlock):
    """An address outside. Only http and https: ``javascript:`` and the like are refused."""

    def __init__(self, **kwargs):
        kwargs.setdefault("validators", [URLValidator(schemes=["http", "https"])])
        super().__init__(**kwargs)


def resolve_link(value, needs, language: str) -> dict | None:
    """What a link block shows. Out: ``{title, url, is_external, language, description}``, None if it leads nowhere."""
    title = value.get("title") or ""
    page = value.get("page")
    if page is not None:
        target = needs.pages.get(page.pk)
        if target is None:
            return None
        written_in = (target.alias_of or target).locale.language_code
        return {
            "title": title or target.title,
            "url": target.get_url(needs.request),
            "is_external": False,
            "language": "" if written_in == language else written_in,
            "description": value.get("description", ""),
        }
    url = value.get("url") or ""
    if not url.startswith(("http://", "https://")):
        return None
    written_in = value.get("language") or ""
    return {
        "title": title or url,
        "url": url,
        "is_external": True,
        "language": "" if written_in == language else written_in,
        "language_label": dict(LINK_LANGUAGES).get(written_in, "") if written_in != language else "",
        "description": value.get("description", ""),
    }


class LinkBlock(blocks.StructBlock):
    """A link to a page of this site or to an address outside: one of the two."""

    title = blocks.CharBlock(
        label=_("Link text"),
        max_length=200,
        required=False,
        default="",
        help_text=_("Left empty: the title of the page."),
    )
    page = PageChooser(label=_("Page of this site"), required=False)
    url = WebAddressBlock(label=_("Address outside"), required=False, default="", help_text=_("Begins with https://"))
    language = blocks.ChoiceBlock(
        label=_("Language of the target"),
        choices=LINK_LANGUAGES,
        required=False,
        help_text=_("Only where it is another language than that of this page."),
    )
    description = blocks.CharBlock(label=_("Description"), max_length=300, required=False, default="")

    def clean(self, value):
        cleaned = super().clean(value)
        if self.is_deferred_validation:
            return cleaned
        if bool(cleaned.get("page")) == bool(cleaned.get("url")):
            message = _("Choose either a page of this site or an address outside.")
            raise StructBlockValidationError(block_errors={"page": ValidationError(message)})
        if cleaned.get("url") and not cleaned.get("title"):
            raise StructBlockValidationError(
                block_errors={"title": ValidationError(_("An address outside needs a link text."))}
            )
        return cleaned

    class Meta:
        icon = "link"
        label = _("Link")


class LinksBlock(ShowsExample, blocks.StructBlock):
    """A list of links."""

    heading = blocks.CharBlock(label=_("Heading"), max_length=200, required=False, default="")
    links = ListBlock(LinkBlock(), label=_("Links"), min_num=1)

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        needs = needs_of(parent_context, self, value)
        resolved = (resolve_link(item, needs, needs.language) for item in value["links"])
        context["links"] = [link for link in resolved if link]
        return context

    class Meta:
        icon = "link"
        label = _("List of links")
        description = _("Links to pages of this site or outside, each with a short description.")
        template = "blocks/links.html"
        preview_value = {
            "heading": _("Read on"),
            "links": [{"title": _("United Nations"), "url": "https://www.un.org/", "language": "en"}],
        }


class CallToActionBlock(ShowsExample, LinkBlock):
    """One thing the reader can do now."""

    heading = blocks.CharBlock(label=_("Heading"), max_length=200)
    text = blocks.TextBlock(label=_("Text"), required=False, default="")

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        needs = needs_of(parent_context, self, value)
        context["link"] = resolve_link(value, needs, needs.language)
        return context

    class Meta:
        icon = "arrow-right"
        label = _("Call to action")
        description = _("One thing the reader can do now, with one link.")
        template = "blocks/call_to_action.html"
        preview_value = {
            "heading": _("Take part"),
            "text": _("Write to us."),
            "title": _("To the contact page"),
            "url": "https://example.org/",
        }


class DownloadBlock(blocks.StructBlock):
    title = blocks.CharBlock(
        label=_("Title"),
        max_length=200,
        required=False,
        default="",
        help_text=_("Left empty: the title of the document."),
    )
    document = DocumentChooser(label=_("Document"))

    class Meta:
        icon = "doc-full"
        label = _("Document")


def document_entry(document, title: str, language: str) -> dict:
    """A document as templates print it: title, address, kind, size, pages and language in words."""
    return {
        "title": title or document.title,
        "url": document.url,
        "extension": document.extension_label,
        "size": size_text(document),
        "pages": pages_text(document),
        "language": "" if document.language == language else document.language,
        "language_label": language_text(document),
    }


class DownloadsBlock(blocks.StructBlock):
    """Documents to download, with kind, size and language."""

    heading = blocks.CharBlock(label=_("Heading"), max_length=200, required=False, default="")
    documents = ListBlock(DownloadBlock(), label=_("Documents"), min_num=1)

    def get_preview_value(self):
        child = self.child_blocks["documents"]
        document = latest_document()
        items = [child.child_block._to_struct_value({"title": "", "document": document})] if document else []
        return self._to_struct_value({"heading": "", "documents": ListValue(child, values=items)})

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        needs = needs_of(parent_context, self, value)
        context["documents"] = [
            document_entry(item["document"], item["title"], needs.language)
            for item in value["documents"]
            if item["document"]
        ]
        return context

    class Meta:
        icon = "download"
        label = _("Downloads")
        description = _("Documents to download. Kind, size and language are shown by themselves.")
        template = "blocks/downloads.html"
