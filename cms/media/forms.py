"""Forms of images and documents in the admin."""

from django.conf import settings
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.forms import BaseImageForm

from .picture_form import PictureQuestions
from .uploads.forms import DocumentUploadForm, PictureForm


class ImageForm(PictureForm, PictureQuestions, BaseImageForm):
    """A picture, with the questions on its rights; its file is cleaned before it is stored."""


class DocumentForm(DocumentUploadForm, BaseDocumentForm):
    """A document whose language may be left out: German then.

    Wagtail's upload of several files sends title and file first and asks for the rest afterwards.
    A required field of ours made the first step fail and the second one an error 500.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "language" in self.fields:
            self.fields["language"].required = False

    def clean_language(self) -> str:
        """The language given; else the one the PDF names; else German."""
        facts = getattr(self.cleaned_data.get("file"), "facts", None)
        named = facts.language if facts else ""
        languages = dict(settings.LANGUAGES)
        return self.cleaned_data["language"] or (named if named in languages else settings.LANGUAGE_CODE)
