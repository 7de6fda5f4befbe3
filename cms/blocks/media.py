"""Pictures, galleries, video."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import blocks
from wagtail.blocks.list_block import ListValue
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.rich_text import RichText

from ..language import LANGUAGE_NAMES
from .choosers import DocumentChooser, PictureChooser
from .links import document_entry
from .lists import ListBlock, PicturesBlock
from .needs import needs_of
from .preview import latest_document, latest_image, latest_images
from .text import TEXT_FEATURES


class PictureBlock(PicturesBlock):
    """One picture with its alternative text for this use."""

    image = PictureChooser(label=_("Picture"))
    caption = blocks.CharBlock(
        label=pgettext_lazy("of a picture", "Caption"), max_length=300, required=False, default=""
    )

    def get_preview_value(self):
        return self._to_struct_value({"image": latest_image(), "caption": ""})

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        image = value["image"]
        needs = needs_of(parent_context, self, value)
        context["picture"] = image and needs.pictures.picture(
            image, "column", alt=image.contextual_alt_text or "", caption=value["caption"]
        )
        return context

    class Meta:
        icon = "image"
        label = _("Picture")
        description = _("A picture with alternative text and caption. The credit is printed by itself.")
        template = "blocks/picture.html"


class GalleryBlock(blocks.StructBlock):
    """Several pictures side by side."""

    heading = blocks.CharBlock(label=_("Heading"), max_length=200, required=False, default="")
    pictures = ListBlock(PictureBlock(), label=_("Pictures"), min_num=2)

    def get_preview_value(self):
        child = self.child_blocks["pictures"]
        items = [child.child_block._to_struct_value({"image": image, "caption": ""}) for image in latest_images(3)]
        return self._to_struct_value({"heading": "", "pictures": ListValue(child, values=items)})

    def gather(self, value, needs):
        for item in value["pictures"]:
            needs.pictures.want(item["image"], "gallery")

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        needs = needs_of(parent_context, self, value)
        made = (
            needs.pictures.picture(
                item["image"], "gallery", alt=item["image"].contextual_alt_text or "", caption=item["caption"]
            )
            for item in value["pictures"]
            if item["image"]
        )
        context["pictures"] = [picture for picture in made if picture]
        return context

    class Meta:
        icon = "image"
        label = _("Picture gallery")
        description = _("Two or more pictures side by side, each with its own alternative text.")
        template = "blocks/gallery.html"


class CaptionsBlock(blocks.StructBlock):
    language = blocks.ChoiceBlock(label=_("Language"), choices=[("de", "Deutsch"), ("fr", "Français")], default="de")
    file = DocumentChooser(label=_("Captions file (WebVTT)"))

    class Meta:
        icon = "openquote"
        label = _("Captions")


class VideoBlock(PicturesBlock):
    """A video from our own media library: captions and a transcript are not optional (WCAG 1.2)."""

    title = blocks.CharBlock(label=_("Title"), max_length=200)
    file = DocumentChooser(label=_("Video file (MP4 or WebM)"))
    poster = PictureChooser(label=_("Still picture"), required=False)
    duration = blocks.RegexBlock(
        r"^(\d{1,2}:[0-5]\d|\d{1,3}):[0-5]\d$",
        label=_("Length"),
        help_text=_("Minutes and seconds, for example 2:35"),
        error_messages={"invalid": _("Enter minutes and seconds, for example 2:35.")},
    )
    captions = ListBlock(CaptionsBlock(), label=_("Captions"), min_num=1)
    transcript = blocks.RichTextBlock(label=_("Transcript"), features=TEXT_FEATURES)

    def get_preview_value(self):
        file = latest_document("mp4", "webm")
        return self._to_struct_value(
            {
                "title": file.title if file else "Film",
                "file": file,
                "poster": latest_image(),
                "duration": "2:35",
                "captions": ListValue(self.child_blocks["captions"], values=[]),
                "transcript": RichText(""),
            }
        )

    def clean(self, value):
        cleaned = super().clean(value)
        errors = {}
        # While a draft is saved, required fields may still be empty.
        if cleaned["file"] and cleaned["file"].kind not in ("mp4", "webm"):
            errors["file"] = ValidationError(_("This is not a video file. Choose a file that ends in .mp4 or .webm."))
        if any(item["file"] and item["file"].kind != "vtt" for item in cleaned["captions"]):
            errors["captions"] = ValidationError(_("A captions file must end in .vtt (WebVTT)."))
        if errors:
            raise StructBlockValidationError(block_errors=errors)
        return cleaned

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        needs = needs_of(parent_context, self, value)
        poster = value["poster"]
        context["poster"] = poster and needs.pictures.picture(poster, "column")
        context["video"] = value["file"] and document_entry(value["file"], "", needs.language)
        if context["video"]:
            context["video"]["details"] = ", ".join((context["video"]["size"], context["video"]["language_label"]))
        context["type"] = f"video/{value['file'].kind}" if value["file"] else ""
        context["captions"] = [
            {
                "url": item["file"].url,
                "language": item["language"],
                "label": LANGUAGE_NAMES[item["language"]],
                "is_default": item["language"] == needs.language,
            }
            for item in value["captions"]
            if item["file"]
        ]
        return context

    class Meta:
        icon = "media"
        label = _("Video")
        description = _(
            "A video from the media library, with captions and a transcript. Nothing is loaded from others."
        )
        template = "blocks/video.html"
