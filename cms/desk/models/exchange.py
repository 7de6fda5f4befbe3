"""What became of a file that somebody brought in."""

import uuid

from django.conf import settings
from django.db import models


class ImportReport(models.Model):
    """How many entries of a file were taken over, and each one that was left out, with the reason."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    filename = models.CharField(max_length=255)
    kind = models.CharField(max_length=10, help_text="po, xliff, tmx, tbx or csv")
    #: Nothing was written: somebody only wanted to know what would happen.
    trial = models.BooleanField(default=False)
    imported = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    #: A list of {"place": str, "text": str, "reason": str, "values": dict}; ``reason`` is a code, put into
    #: words by cms.desk.exchange.reasons. ``values["url"]``, if there is one, leads to the sentence.
    left_out = models.JSONField(default=list)
    left_out_count = models.PositiveIntegerField(default=0)
    #: The pages that were written: a list of {"title": str, "url": str, "imported": int}.
    pages = models.JSONField(default=list)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return self.filename
