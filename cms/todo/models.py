"""What people have put off, and when somebody last looked at a page."""

from django.conf import settings
from django.db import models


class Snooze(models.Model):
    """A kind of work, or one entry of it, that one person does not want to see for a while."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=100)
    #: The primary key of the row that is put off; empty: the whole kind.
    entry = models.CharField(max_length=100, blank=True, default="")
    until = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "key", "entry"], name="todo_one_snooze")]

    def __str__(self) -> str:
        return f"{self.key} {self.entry}".strip()


class Look(models.Model):
    """Somebody has read this page and found that it is right. Publishing it says the same."""

    page = models.OneToOneField("wagtailcore.Page", on_delete=models.CASCADE, related_name="look")
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    def __str__(self) -> str:
        return f"{self.page_id}: {self.at:%Y-%m-%d}"
