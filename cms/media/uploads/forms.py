"""Forms that take files. Mixed into the forms of images and documents."""

from __future__ import annotations

import logging

from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from .duplicates import find_same_documents
from .facts import take_facts
from .fields import DocumentField, PictureField, Stored, store
from .intake import CleanFile, hash_of
from .reading.refusal import Refused
from .words import found_names_text, refusal_text

#: What Wagtail calls the form in the chooser for documents.
CHOOSER = "document-chooser-upload"

logger = logging.getLogger(__name__)


class UploadForm:
    """Stores the file while the form is checked: a storage that fails is an error of the form, not of the site."""

    file_field: type

    def __init__(self, *args, **kwargs):
        self.user = kwargs.get("user")
        super().__init__(*args, **kwargs)
        if old := self.fields.get("file"):
            self.fields["file"] = self.file_field(
                required=old.required, label=old.label, widget=old.widget, initial=old.initial
            )

    def _get_validation_exclusions(self) -> set[str]:
        """A file that stays is not looked at: Django would open it to measure it once more, and it may be gone."""
        return super()._get_validation_exclusions() | (set() if "file" in self.changed_data else {"file"})

    def _post_clean(self) -> None:
        previous = self.instance.file.name if self.instance.file else ""
        if "file" not in self.changed_data:
            self.cleaned_data.pop("file", None)
        super()._post_clean()
        file = (self.cleaned_data or {}).get("file")
        if self.errors or not isinstance(file, CleanFile) or "file" not in self.changed_data:
            return
        if refusal := self.refusal(file):
            self.instance.file = previous or None
            self.add_error("file", refusal)
            return
        try:
            store(self.instance, file)
            take_facts(self.instance, file)
        except Stored as error:
            logger.exception("upload_not_stored", exc_info=error.__cause__)
            self.instance.file = previous or None
            self.add_error("file", refusal_text(Refused("storage")))

    def refusal(self, file: CleanFile) -> str:
        """Why a file is not to be stored though it is in order; empty if it is."""
        return ""


class PictureForm(UploadForm):
    """For images. Suggests the name that the file carries; never writes it in."""

    file_field = PictureField

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        author = self.fields.get("author")
        hint = found_names_text(self.instance.found_author, self.instance.found_copyright)
        if author and hint and not self.instance.author:
            author.help_text = f"{author.help_text} {hint}".strip()


class DocumentUploadForm(UploadForm):
    """For documents. Takes the language of a PDF where nobody has said one."""

    file_field = DocumentField

    def refusal(self, file: CleanFile) -> str:
        """In the chooser nothing can be said afterwards, so a file that is there already is not stored again."""
        if self.prefix != CHOOSER or self.user is None:
            return ""
        same = find_same_documents(file.facts, hash_of(file), self.user).first()
        if same is None:
            return ""
        return _(
            "The same file is here already, as “%(title)s”. Choose it in the list. "
            "If you really want it twice, upload it under “Documents”."
        ) % {"title": same.title}

    @property
    def personal_warnings(self) -> list[tuple[str, str]]:
        """What the file still tells of people, for the templates."""
        return self.instance.personal_warnings if self.instance.pk else []

    @property
    def document_warnings(self) -> list[tuple[str, str]]:
        """What the templates print above the form."""
        found = self.instance.accessibility_warnings if self.instance.pk else []
        written_in = self.instance.file_language if self.instance.pk else ""
        if written_in and self.instance.language and written_in != self.instance.language:
            names = {
                "inside": get_language_info(written_in)["name_translated"],
                "here": self.instance.get_language_display(),
            }
            sentence = _(
                "The PDF says it is written in %(inside)s; here it is entered as %(here)s. One of them is wrong."
            )
            found = [*found, (_("languages differ"), sentence % names)]
        return found
