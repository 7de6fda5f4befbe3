"""What an earlier load has written, so that a later one knows an editor's hand."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ContentPackageItem(models.Model):
    """One object of the content package in one language, as the loader left it.

    ``package`` is the fingerprint of what the files said, ``content`` that of what then stood in
    the database. As long as the second still fits, nobody has changed the object since.
    """

    key = models.CharField(max_length=120)
    language = models.CharField(max_length=10, blank=True)
    object_key = models.CharField(max_length=64, blank=True)
    package = models.CharField(max_length=64)
    content = models.CharField(max_length=64)
    loaded_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("object of the content package")
        verbose_name_plural = _("objects of the content package")
        constraints = [models.UniqueConstraint(fields=["key", "language"], name="content_package_item_once")]

    def __str__(self) -> str:
        return f"{self.key} ({self.language})" if self.language else self.key
