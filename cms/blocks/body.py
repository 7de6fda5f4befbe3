"""The blocks that every page body offers; layers above add their own."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from .links import CallToActionBlock, DownloadsBlock, LinksBlock
from .media import GalleryBlock, PictureBlock, VideoBlock
from .table import TableBlock
from .text import AccordionBlock, FactsBlock, HeadingBlock, NoticeBlock, ParagraphBlock, QuoteBlock

TEXT = _("Text")
MEDIA = _("Pictures and video")
LINKS = _("Links and documents")


class BodyBlock(blocks.StreamBlock):
    """The body of a page."""

    heading = HeadingBlock(group=TEXT)
    paragraph = ParagraphBlock(group=TEXT)
    quote = QuoteBlock(group=TEXT)
    notice = NoticeBlock(group=TEXT)
    accordion = AccordionBlock(group=TEXT)
    facts = FactsBlock(group=TEXT)
    table = TableBlock(group=TEXT)
    picture = PictureBlock(group=MEDIA)
    gallery = GalleryBlock(group=MEDIA)
    video = VideoBlock(group=MEDIA)
    links = LinksBlock(group=LINKS)
    call_to_action = CallToActionBlock(group=LINKS)
    downloads = DownloadsBlock(group=LINKS)
