"""Headings, running text, quotes, notices, folded text."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from .lists import ListBlock
from .needs import needs_of
from .preview import ShowsExample

#: Features of rich text. No images: their alternative text would not be translated
#: (wagtail-localize #808), the picture block is there for them.
TEXT_FEATURES = ["bold", "italic", "ol", "ul", "link", "document-link", "superscript", "subscript"]


class HeadingBlock(ShowsExample, blocks.StructBlock):
    """A section heading; the page's own title is the only h1."""

    text = blocks.CharBlock(label=_("Heading"), max_length=200)
    level = blocks.ChoiceBlock(
        label=_("Level"), choices=[("h2", _("Section (level 2)")), ("h3", _("Subsection (level 3)"))], default="h2"
    )

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        context["anchor"] = needs_of(parent_context, self, value).anchor(value["text"])
        return context

    class Meta:
        icon = "title"
        label = _("Heading")
        description = _("Divides the text. Use levels in order, without leaving one out.")
        template = "blocks/heading.html"
        preview_value = {"text": _("A common frame"), "level": "h2"}


class ParagraphBlock(ShowsExample, blocks.RichTextBlock):
    """Running text with links and lists."""

    def __init__(self, **kwargs):
        kwargs.setdefault("features", TEXT_FEATURES)
        super().__init__(**kwargs)

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        description = _("Running text with lists and links. Pictures have a block of their own.")
        template = "blocks/paragraph.html"
        preview_value = _(
            "<p>What counts is what La Mé needs. That is true of <b>every single</b> project of the partnership.</p>"
        )


class QuoteBlock(ShowsExample, blocks.StructBlock):
    """What somebody said, with the name of who said it."""

    text = blocks.TextBlock(label=_("Quotation"), help_text=_("Without quotation marks, they are added."))
    name = blocks.CharBlock(label=_("Who said it"), max_length=150)
    role = blocks.CharBlock(label=_("Function"), max_length=150, required=False, default="")

    class Meta:
        icon = "openquote"
        label = _("Quotation")
        description = _("A quotation with the name of the person.")
        template = "blocks/quote.html"
        preview_value = {"text": _("It begins with the need."), "name": _("Name"), "role": _("Function")}


class AccordionItemBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title"), max_length=200)
    text = blocks.RichTextBlock(label=_("Text"), features=TEXT_FEATURES)

    class Meta:
        icon = "list-ul"
        label = _("Entry")


class AccordionBlock(ShowsExample, blocks.StructBlock):
    """Questions and answers that open on request."""

    heading = blocks.CharBlock(label=_("Heading"), max_length=200, required=False, default="")
    items = ListBlock(AccordionItemBlock(), label=_("Entries"), min_num=1)

    class Meta:
        icon = "list-ul"
        label = _("Folded text")
        description = _("Questions and answers that open on request. Not for what everybody must read.")
        template = "blocks/accordion.html"
        preview_value = {
            "heading": _("Questions and answers"),
            "items": [{"title": _("Who coordinates?"), "text": _("<p>The coordination office.</p>")}],
        }


class NoticeBlock(ShowsExample, blocks.StructBlock):
    """A short remark that stands out."""

    tone = blocks.ChoiceBlock(
        label=_("Kind"),
        choices=[("info", _("Note")), ("warning", _("Important")), ("success", _("Good news"))],
        default="info",
    )
    heading = blocks.CharBlock(label=_("Heading"), max_length=150, required=False, default="")
    text = blocks.RichTextBlock(label=_("Text"), features=["bold", "italic", "link", "ul"])

    class Meta:
        icon = "info-circle"
        label = _("Notice")
        description = _("A short remark that stands out from the text.")
        template = "blocks/notice.html"
        preview_value = {"tone": "info", "heading": _("Note"), "text": _("<p>This text is a draft.</p>")}


class FactBlock(blocks.StructBlock):
    value = blocks.CharBlock(label=_("Figure"), max_length=60, help_text=_("For example: 2018"))
    label = blocks.CharBlock(label=_("What it says"), max_length=150)

    class Meta:
        icon = "order"
        label = _("Fact")


class FactsBlock(ShowsExample, blocks.StructBlock):
    """A few figures set large."""

    heading = blocks.CharBlock(label=_("Heading"), max_length=200, required=False, default="")
    items = ListBlock(FactBlock(), label=_("Facts"), min_num=1, max_num=8)

    class Meta:
        icon = "order"
        label = _("Facts and figures")
        description = _("Up to eight figures set large, each with a short explanation.")
        template = "blocks/facts.html"
        preview_value = {
            "heading": _("At a glance"),
            "items": [{"value": "2018", "label": _("Beginning")}, {"value": "17", "label": _("Goals")}],
        }
