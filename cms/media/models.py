"""Image and document models with author, source and licence. Ours from the first migration on."""

from contextlib import contextmanager

import structlog
from django.conf import settings
from django.db import DatabaseError, models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument
from wagtail.images.exceptions import InvalidFilterSpecError
from wagtail.images.models import AbstractImage, AbstractRendition, SourceImageIOError
from wagtail.search import index

from .licences import LICENCE_URLS, Consent, Licence
from .uploads.facts import CheckedDocument, CheckedPicture

logger = structlog.get_logger(__name__)


class Licensed(models.Model):
    """Who made a file, where it comes from and under which licence it may be shown."""

    author = models.CharField(
        _("author"), max_length=200, blank=True, help_text=_("The person or agency to be named in the credit.")
    )
    source = models.CharField(
        _("source"),
        max_length=255,
        blank=True,
        help_text=_("Where the file comes from, for example an address or a file number."),
    )
    licence = models.CharField(_("licence"), max_length=20, blank=True, choices=Licence)
    licence_valid_until = models.DateField(
        _("licence valid until"), null=True, blank=True, help_text=_("Leave empty if the licence does not run out.")
    )

    class Meta:
        abstract = True

    @property
    def licence_url(self) -> str:
        """The address of the licence's text, or an empty string where there is none."""
        return LICENCE_URLS.get(self.licence, "")

    @property
    def has_rights(self) -> bool:
        """Whether author and licence are both filled in (duties.md asks for both); `rights` knows the whole rule."""
        return bool(self.author.strip() and self.licence)

    @property
    def credit_parts(self) -> list[str]:
        """Author and licence as far as they are filled in, never an empty string."""
        return [part for part in (self.author, str(self.get_licence_display() or "")) if part]


@contextmanager
def _as_missing(image):
    """Any fault of a file, a storage or a disk becomes the one that Wagtail's lists, APIs and templates live with.

    Each storage and each format raises errors of its own; those of the database stay what they are.
    """
    try:
        yield
    except (SourceImageIOError, InvalidFilterSpecError, DatabaseError):
        raise
    except Exception as error:
        logger.warning("rendition_not_made", image=image.pk, error=repr(error))
        raise SourceImageIOError(f"No rendition of image {image.pk} could be made: {error!r}") from error


LICENCE_FIELDS = ("author", "source", "licence", "licence_valid_until")


class MediaImage(CheckedPicture, Licensed, AbstractImage):
    """A picture. Its alternative text belongs to each use; ``description`` is only the default offered."""

    consent = models.CharField(_("consent of the people shown"), max_length=20, blank=True, choices=Consent)

    admin_form_fields = (
        "title",
        "file",
        "description",
        "collection",
        *LICENCE_FIELDS,
        "consent",
        "tags",
        "focal_point_x",
        "focal_point_y",
        "focal_point_width",
        "focal_point_height",
    )
    search_fields = [
        *(field for field in AbstractImage.search_fields if field.field_name != "tags"),
        # As Wagtail's, and to be filtered by too: its chooser fails where words and a tag are asked for at once.
        index.RelatedFields(
            "tags",
            [index.SearchField("name", boost=10), index.AutocompleteField("name"), index.FilterField("name")],
        ),
        index.SearchField("author"),
        index.SearchField("source"),
        index.FilterField("licence"),
    ]
    api_fields = ["title", "width", "height", "author", "source", "licence", "licence_url"]

    class Meta(AbstractImage.Meta):
        abstract = False
        verbose_name = _("image")
        verbose_name_plural = _("images")
        permissions = [("choose_image", "Can choose image")]

    def save(self, *args, **kwargs):
        # A blank is no author, and the database can only compare with nothing (`rights.rights_q`).
        self.author = self.author.strip()
        super().save(*args, **kwargs)

    def create_rendition(self, filter):
        """As Wagtail's. Raises SourceImageIOError for whatever keeps it from being made, which all callers know."""
        with _as_missing(self):
            return super().create_rendition(filter)

    def create_renditions(self, *filters):
        """As `create_rendition`, for several."""
        with _as_missing(self):
            return super().create_renditions(*filters)

    @property
    def default_alt_text(self) -> str:
        """Nothing: Wagtail's choosers write this into pages unasked. The description is only offered (`alt_texts`)."""
        return ""


class MediaRendition(AbstractRendition):
    """A resized copy of an image, made once when the page that shows it is published."""

    image = models.ForeignKey(MediaImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        unique_together = (("image", "filter_spec", "focal_point_key"),)
        verbose_name = _("rendition")
        verbose_name_plural = _("renditions")


class MediaDocument(CheckedDocument, Licensed, AbstractDocument):
    """A file to download, with the language it is written in."""

    language = models.CharField(_("language of the document"), max_length=10, choices=settings.LANGUAGES, default="de")

    admin_form_fields = ("title", "file", "language", "collection", *LICENCE_FIELDS, "tags")
    search_fields = [*AbstractDocument.search_fields, index.FilterField("language")]

    class Meta(AbstractDocument.Meta):
        abstract = False
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        permissions = [("choose_document", "Can choose document")]

    def clean(self) -> None:
        """Wagtail's check of the suffix, where there is a file: put-aside files get theirs after the form."""
        if self.file:
            super().clean()

    @cached_property
    def extension_label(self) -> str:
        """The kind of file as readers know it, for example ``PDF``."""
        return self.file_extension.upper()

    @property
    def kind(self) -> str:
        """The ending in lower case: cameras write ``FILM.MP4``."""
        return self.file_extension.lower()
