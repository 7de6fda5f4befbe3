"""Forms of images and documents in the admin."""

from django.conf import settings
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.forms import BaseImageForm

from .picture_form import PictureQuestions


class ImageForm(PictureQuestions, BaseImageForm):
    """A picture, with the questions on its rights."""


class DocumentForm(BaseDocumentForm):
    """A document whose language may be left out: German then.

    Wagtail's upload of several files sends title and file first and asks for the rest afterwards.
    A required field of ours made the first step fail and the second one an error 500.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "language" in self.fields:
            self.fields["language"].required = False

    def clean_language(self) -> str:
        return self.cleaned_data["language"] or settings.LANGUAGE_CODE
