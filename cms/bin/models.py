"""What lies in the bin: one row for each deletion."""

from __future__ import annotations

import json
import math
import zlib
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page


class BinEntry(models.Model):
    """A page that was deleted, with all that was deleted with it. What lists show stands in columns of its own."""

    title = models.CharField(max_length=255)
    page_id = models.PositiveIntegerField(db_index=True)
    content_type = models.ForeignKey(ContentType, on_delete=models.SET_NULL, null=True, related_name="+")
    language = models.CharField(max_length=100)
    was_live = models.BooleanField()
    #: Pages that stood below it, in its own language.
    below = models.PositiveIntegerField(default=0)
    #: What went along in other languages: ``[{"language", "title", "live"}, …]``; aliases are left out.
    translations = models.JSONField(default=list)
    #: The pages it stood below, from the top: ``[[id, title], …]``.
    place = models.JSONField(default=list)
    #: Where pages stood that are no aliases, this one first: ``[[id of the parent, …ids above it], …]``, nearest first.
    parents = models.JSONField(default=list)
    #: What the pages show or link to: ``["media.mediaimage:7", …]``.
    uses = models.JSONField(default=list)
    #: Translations that were unpublished with it: ``[[page id, id of the revision that was live], …]``.
    silenced = models.JSONField(default=list)
    deleted_at = models.DateTimeField(default=timezone.now, db_index=True)
    deleted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    #: Stays when the account is gone.
    deleted_by_name = models.CharField(max_length=255, blank=True)
    #: Packed by `pack`. In bytes, so that no database stumbles over what a text may hold.
    contents = models.BinaryField()

    class Meta:
        ordering = ["-deleted_at", "-pk"]
        default_permissions = ()  # who may do what follows from the rights on pages (cms.bin.rights)
        verbose_name = _("page in the bin")
        verbose_name_plural = _("pages in the bin")

    def __str__(self) -> str:
        return self.title

    @property
    def expires_at(self) -> datetime:
        """From then on it is deleted for good."""
        return self.deleted_at + timedelta(days=settings.BIN_DAYS)

    @property
    def days_left(self) -> int:
        """Whole days that are left, at least 0."""
        return max(0, math.ceil((self.expires_at - timezone.now()) / timedelta(days=1)))

    @cached_property
    def kind(self) -> str:
        """What type of page it was."""
        model = ContentType.objects.get_for_id(self.content_type_id).model_class() if self.content_type_id else None
        return str((model or Page)._meta.verbose_name)


def expired(now: datetime | None = None) -> models.QuerySet[BinEntry]:
    """What has lain in the bin long enough."""
    return BinEntry.objects.filter(deleted_at__lte=(now or timezone.now()) - timedelta(days=settings.BIN_DAYS))


class ExactEncoder(DjangoJSONEncoder):
    """Django's cuts times to thousandths of a second."""

    def default(self, o):
        return o.isoformat() if isinstance(o, datetime) else super().default(o)


def pack(contents: dict) -> bytes:
    """Anything that Django's JSON can say, small."""
    return zlib.compress(json.dumps(contents, cls=ExactEncoder).encode(), 6)


def unpack(packed: bytes) -> dict:
    """The reverse of `pack`; what JSON has no word for (dates) comes back as text."""
    return json.loads(zlib.decompress(bytes(packed)))
