"""The links of published pages, snippets and settings, and what is known of the addresses outside."""

from __future__ import annotations

from datetime import timedelta
from hashlib import sha256

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Problem(models.TextChoices):
    """Why an address does not answer, in words for an editor."""

    NONE = "", ""
    MISSING = "missing", _("The page does not exist (any more)")
    NO_HOST = "no_host", _("There is no website with this name")
    SILENT = "silent", _("The website does not answer")
    INSECURE = "insecure", _("The secure connection fails")
    FAULT = "fault", _("The website reports a fault of its own")
    CIRCLE = "circle", _("The address leads in a circle")
    REFUSED = "refused", _("The address leads into a private network or is not valid")


class Address(models.Model):
    """An address that pages link to, inside (written out) or outside, with the result of the last look."""

    #: Nights in which it has to fail before anybody is told.
    PATIENCE = 3

    url = models.TextField()
    #: Hash of the address: databases limit the length of what they index.
    digest = models.CharField(max_length=64, unique=True)
    host = models.CharField(max_length=255, db_index=True)
    is_ours = models.BooleanField(default=False)
    problem = models.CharField(max_length=20, choices=Problem, blank=True, default=Problem.NONE)
    failures = models.PositiveSmallIntegerField(default=0)
    checked_at = models.DateTimeField(null=True, blank=True)
    next_at = models.DateTimeField(null=True, blank=True, db_index=True)
    ignored_at = models.DateTimeField(null=True, blank=True)
    ignored_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    AGAIN_AFTER = timedelta(days=14)

    def __str__(self) -> str:
        return self.url

    @staticmethod
    def digest_of(url: str) -> str:
        return sha256(url.encode("utf-8", "surrogatepass")).hexdigest()


class Kind(models.TextChoices):
    PAGE = "page", _("page")
    DOCUMENT = "document", _("document")
    IMAGE = "image", _("picture")
    ADDRESS = "address", _("web address")


class PageLink(models.Model):
    """One link of a published page, written anew whenever it is published; or of a snippet or setting (`holders`)."""

    page = models.ForeignKey(
        "wagtailcore.Page", null=True, blank=True, on_delete=models.CASCADE, related_name="weblinks"
    )
    #: The row that holds it, where that is no page; with what the list prints of it, so that it asks for nothing.
    holder_type = models.ForeignKey(
        "contenttypes.ContentType", null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    holder_id = models.BigIntegerField(null=True, blank=True)
    holder_title = models.CharField(max_length=255, blank=True)
    holder_language = models.CharField(max_length=10, blank=True)
    #: Where it is mended, and from when on nobody sees it any more.
    mended_at = models.CharField(max_length=255, blank=True)
    until = models.DateTimeField(null=True, blank=True)
    kind = models.CharField(max_length=10, choices=Kind)
    target_id = models.BigIntegerField(null=True, blank=True)
    address = models.ForeignKey(Address, null=True, blank=True, on_delete=models.CASCADE, related_name="links")
    text = models.CharField(max_length=200, blank=True)
    #: The stream it stands in and the id of its outermost block: where the editor jumps to.
    field = models.CharField(max_length=100)
    block = models.CharField(max_length=64, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["kind", "target_id"], name="weblinks_target"),
            models.Index(fields=["holder_type", "holder_id"], name="weblinks_holder"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.target_id or self.address_id}"
