"""The abstract base of all page types: meta data, translation policy, frame and context.

`wagtailcore.Page` itself stays as it is: wagtail-localize does not support a swapped page
model (translation.md, "Custom base page models").
"""

from __future__ import annotations

from django.db import models
from django.template.response import TemplateResponse
from django.utils import translation
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.api import APIField
from wagtail.blocks.stream_block import StreamValue
from wagtail.fields import StreamField
from wagtail.images.api.fields import ImageRenditionField
from wagtail.models import Page
from wagtail.search import index

from .blocks.needs import Needs
from .copying import CopyForm
from .editing.tabs import get_edit_handler
from .fields import TextLineField
from .forms import BasePageForm
from .frame import Frame, absolute, build_frame, text_language
from .lost_targets import note_lost_rows
from .media.pictures import Picture
from .plaintext import stream_text
from .previews import Previews
from .searching import folded_text
from .translation import synchronised

TEASER_LENGTH = 300


class BasePage(Previews, Page):
    """What every public page has. Subclasses name their own fields, panels and parents."""

    teaser = TextLineField(
        _("teaser"),
        max_length=TEASER_LENGTH,
        blank=True,
        help_text=_("One or two sentences, at most 300 characters. They open the page and stand in lists."),
    )

    base_form_class = BasePageForm
    copy_form_class = CopyForm
    get_edit_handler = get_edit_handler
    content_panels = [*Page.content_panels, FieldPanel("teaser")]
    search_fields = [
        *Page.search_fields,
        index.AutocompleteField("search_text"),
        index.FilterField("alias_of"),
        index.FilterField("translation_key"),
    ]
    api_fields = [APIField("teaser"), APIField("language"), APIField("url_path_public")]
    override_translatable_fields = synchronised("show_in_menus")

    class Meta:
        abstract = True

    # --- Language -----------------------------------------------------------------------------

    @cached_property
    def source_page(self) -> Page:
        """The page whose text this is: itself, or for an alias the page it repeats."""
        return self.alias_of or self

    @property
    def language(self) -> str:
        """The language the text is really in (``de`` for an untranslated page under ``/fr/``)."""
        return text_language(self)

    @property
    def latest_change(self):
        """When the text shown was last published, as a datetime; None for a page never published."""
        return self.source_page.last_published_at

    @property
    def url_path_public(self) -> str:
        """The address of the page on the site, for readers of the API."""
        return self.get_url() or ""

    # --- Rules --------------------------------------------------------------------------------

    def missing_values(self) -> dict[str, str]:
        """What a draft may lack and the published page may not: field → what to do. Subclasses extend it."""
        return {}

    # --- Reading ------------------------------------------------------------------------------

    @classmethod
    def related_to_serve(cls) -> list[str]:
        """Foreign keys that printing the page follows, read together with it by `cms.specific`."""
        names = {field.name for field in cls._meta.get_fields()}
        return [name for name in ("lead_image", "contact") if name in names]

    def get_view_restrictions(self):
        """As Wagtail's, but from the restrictions that the router has read already."""
        loaded = getattr(self, "_loaded_restrictions", None)
        if loaded is None:
            return super().get_view_restrictions()
        return [restriction for restriction in loaded if self.path.startswith(restriction.page.path)]

    def with_content_json(self, content):
        """As Wagtail's; what is missing of a version is remembered (`cms.lost_targets`)."""
        page = super().with_content_json(content)
        note_lost_rows(page, content)
        return page

    # --- Searching ----------------------------------------------------------------------------

    def plain_text(self) -> str:
        """All text of the page without mark-up, title left out: for search and excerpts."""
        parts = [self.teaser, *map(stream_text, self.streams())]
        return " ".join(part for part in parts if part)

    def search_extras(self) -> str:
        """Words that find the page though its text may lack them, such as a place. Subclasses extend it."""
        return ""

    def search_text(self) -> str:
        """Title, extras and text folded for search: no accents, no capitals, umlauts in both spellings."""
        return folded_text(f"{self.title} {self.search_extras()} {self.plain_text()}")

    # --- Printing -----------------------------------------------------------------------------

    def build_frame(self, request, **options) -> Frame:
        return build_frame(request, page=self, description=self.search_description or self.teaser, **options)

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        frame = context["frame"] = self.build_frame(request, **kwargs.get("frame_options", {}))
        needs = context["needs"] = Needs(request, frame.language, frame.place_urls)
        needs.read(self.streams(), *self.needed_images())
        self.gather(needs)
        needs.load()
        # Under /fr/ an untranslated page shows German text, and with it German dates and labels.
        with translation.override(frame.content_language):
            context.update(self.page_context(request, frame, needs))
        return context

    def streams(self) -> list[StreamValue]:
        """The streams of the page, in the order of its fields."""
        return [getattr(self, field.name) for field in self._meta.get_fields() if isinstance(field, StreamField)]

    def needed_images(self) -> tuple[list[int], tuple[str, ...]]:
        """Images the page shows beside its streams, and the presets it shows them in."""
        return [], ()

    def serve_password_required_response(self, request, form, action_url):
        """The question for the password of a protected page, in the site's own frame."""
        frame = build_frame(request, title=_("This page is protected"), robots="noindex")
        context = {"page": self, "frame": frame, "form": form, "action": action_url}
        return TemplateResponse(request, "password_required.html", context)

    def gather(self, needs: Needs) -> None:
        """Ask for what the page shows beside its streams. Subclasses extend it."""

    def page_context(self, request, frame: Frame, needs: Needs) -> dict:
        """The page's own template variables, as plain data. Subclasses extend it."""
        return {}


class LeadImageMixin(models.Model):
    """A lead image with its alternative text for this page; the credit comes from the image."""

    lead_image = models.ForeignKey(
        "media.MediaImage",
        verbose_name=_("lead image"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    lead_image_alt = models.CharField(
        _("alternative text"),
        max_length=255,
        blank=True,
        help_text=_("Say what is to be seen, for people who do not see the picture."),
    )
    lead_image_decorative = models.BooleanField(
        _("The picture is only decoration and needs no alternative text."), default=False
    )

    lead_image_panel = MultiFieldPanel(
        [FieldPanel("lead_image"), FieldPanel("lead_image_alt"), FieldPanel("lead_image_decorative")],
        heading=_("Lead image"),
    )
    lead_image_api_fields = [
        APIField("lead_image"),
        APIField("lead_image_alt"),
        APIField("lead_image_preview", serializer=ImageRenditionField("width-800", source="lead_image")),
    ]
    lead_image_policy = synchronised("lead_image", "lead_image_decorative")
    #: How large the template shows it (see cms.media.pictures.PRESETS).
    lead_image_preset = "column"
    #: All presets that any page shows it in; their renditions are made on publishing.
    lead_image_presets: tuple[str, ...] = ("column", "share")

    class Meta:
        abstract = True

    def missing_values(self) -> dict[str, str]:
        missing = super().missing_values()
        if self.lead_image_id and not self.lead_image_decorative and not self.lead_image_alt.strip():
            missing["lead_image_alt"] = _(
                "Describe the picture in a sentence, or mark it as decoration if it says nothing of its own."
            )
        return missing

    def facts_with_texts(self) -> dict[str, tuple[str, ...]]:
        """Text field → facts that a translation takes over together with it: a picture and its description."""
        if not self.lead_image_id or self.lead_image_decorative:
            return {}
        return {"lead_image_alt": ("lead_image", "lead_image_decorative")}

    def needed_images(self) -> tuple[list[int], tuple[str, ...]]:
        return [self.lead_image_id] if self.lead_image_id else [], (self.lead_image_preset, "share")

    def gather(self, needs: Needs) -> None:
        super().gather(needs)
        needs.pictures.want(self.lead_image, self.lead_image_preset, "share")

    def lead_picture(self, needs: Needs) -> Picture | None:
        """The lead image ready to print."""
        alt = "" if self.lead_image_decorative else self.lead_image_alt
        return needs.pictures.picture(self.lead_image, self.lead_image_preset, alt=alt, eager=True)

    def page_context(self, request, frame: Frame, needs: Needs) -> dict:
        context = super().page_context(request, frame, needs)
        context["picture"] = self.lead_picture(needs)
        share = needs.pictures.picture(self.lead_image, "share", alt=self.lead_image_alt)
        if share:
            frame.share = {
                "url": absolute(request, share.src),
                "width": share.width,
                "height": share.height,
                "alt": share.alt,
            }
        return context
