"""What models keep about the files that came in."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from .intake import CleanFile, DocumentFacts, PictureFacts
from .words import personal_warnings_of, warnings_of

#: Languages a PDF may name that the site knows a word for.
KNOWN_LANGUAGES = ("de", "fr", "en")


class CheckedPicture(models.Model):
    """Fields of a picture that has come in through `intake.take_picture`."""

    #: SHA-1 of the file as it came, before cleaning. Empty: never looked at (`clean_uploads` does).
    upload_hash = models.CharField(max_length=40, blank=True, editable=False, db_index=True)
    #: How it looks (`reading.picture_marks.look_of`), to find pictures that are nearly the same.
    look = models.CharField(max_length=32, blank=True, editable=False)
    found_author = models.CharField(_("author named in the file"), max_length=200, blank=True, editable=False)
    found_copyright = models.CharField(_("copyright named in the file"), max_length=200, blank=True, editable=False)

    class Meta:
        abstract = True


class CheckedDocument(models.Model):
    """Fields of a document that has come in through `intake.take_document`."""

    pages = models.PositiveIntegerField(_("number of pages"), null=True, blank=True, editable=False)
    #: Codes of `words.WARNINGS` with commas between, so that a database can ask for them.
    file_warnings = models.CharField(max_length=120, blank=True, editable=False, db_index=True)
    #: SHA-1 of the file as it came, before names were taken out of it.
    upload_hash = models.CharField(max_length=40, blank=True, editable=False, db_index=True)
    file_language = models.CharField(max_length=2, blank=True, editable=False)
    #: Whether somebody has looked into the file at all (`clean_uploads` does it for older ones).
    is_examined = models.BooleanField(default=False, editable=False)

    class Meta:
        abstract = True

    @property
    def accessibility_warnings(self) -> list[tuple[str, str]]:
        """Short name and sentence of each."""
        return warnings_of(self.file_warnings)

    @property
    def personal_warnings(self) -> list[tuple[str, str]]:
        """The same for what the file still tells of people."""
        return personal_warnings_of(self.file_warnings)


def take_facts(instance: CheckedPicture | CheckedDocument, file: CleanFile) -> None:
    """Write on the instance what was found in its file."""
    facts = file.facts
    if isinstance(facts, PictureFacts):
        instance.upload_hash, instance.look = facts.upload_hash, facts.look
        instance.found_author, instance.found_copyright = facts.author, facts.copyright
    elif isinstance(facts, DocumentFacts):
        instance.pages, instance.is_examined = facts.pages, True
        instance.upload_hash = facts.upload_hash
        instance.file_warnings = ",".join(facts.warnings)
        instance.file_language = facts.language if facts.language in KNOWN_LANGUAGES else ""
