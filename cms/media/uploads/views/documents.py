"""Documents: every way in, and a list that shows which ones are hard to read for some."""

from __future__ import annotations

import django_filters
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.ui.tables import BaseColumn
from wagtail.documents.views import documents, multiple

from cms.teamwork.meanwhile import CarefulRowMixin

from ..duplicates import find_same_documents
from ..fields import DocumentField
from ..renaming import renamed_text
from ..words import PERSONAL, WARNINGS
from .several import CleanAdd, CleanCreate


def same_as(request: HttpRequest, document):
    """A document that is there already with the very same file; None if there is none."""
    return find_same_documents(document, document.file_hash, request.user, but=document.pk).first()


def tell_duplicate(request: HttpRequest, document) -> None:
    """Says under the form that the file is there already, and offers to use that one."""
    existing = same_as(request, document)
    if existing is None:
        return
    # The question before deleting comes from Wagtail; after it, the existing document opens.
    onward = urlencode({"next": reverse("wagtaildocs:edit", args=(existing.pk,))})
    address = f"{reverse('wagtaildocs:delete', args=(document.pk,))}?{onward}"
    buttons = [messages.button(address, _("Use the existing document, delete the new one"))]
    text = _("The new document is stored. But the same file is here already, as “%(title)s”.")
    messages.warning(request, text % {"title": existing.title}, buttons=buttons)


def tell_what_was_done(request: HttpRequest, document, file) -> None:
    """Everything there is to say of a file that has just been stored."""
    if getattr(getattr(file, "facts", None), "cleaned", False):
        messages.info(request, _("The names of author and company were taken out of the properties of the file."))
    tell_warnings(request, document)
    tell_duplicate(request, document)


def tell_warnings(request: HttpRequest, document) -> None:
    """A word after saving; the sentences themselves stand in the form."""
    for _short, sentence in document.personal_warnings:
        messages.warning(request, sentence)
    found = document.accessibility_warnings
    if found:
        text = _(
            "“%(title)s” is stored, but not everybody can read it yet: %(what)s. Open the document to see what to do."
        )
        messages.warning(request, text % {"title": document.title, "what": ", ".join(short for short, _text in found)})


def tell_new_name(request: HttpRequest, document) -> None:
    """A word if the file could not keep the ending of its name."""
    upload = request.FILES.get("file")
    if upload and (text := renamed_text(upload.name or "", document.file.name)):
        messages.info(request, text)


class CreateDocument(documents.CreateView):
    """A single document."""

    def save_instance(self):
        document = super().save_instance()
        tell_new_name(self.request, document)
        tell_what_was_done(self.request, document, self.form.cleaned_data.get("file"))
        return document


class EditDocument(CarefulRowMixin, documents.EditView):
    """A document, perhaps with another file."""

    def save_instance(self):
        document = super().save_instance()
        if "file" in self.form.changed_data:
            tell_new_name(self.request, document)
            tell_what_was_done(self.request, document, self.form.cleaned_data.get("file"))
        return document


class AddDocuments(CleanAdd, multiple.AddView):
    """Several documents at once."""

    file_field = DocumentField
    edit_form_template_name = "media/uploads/document_form.html"

    def get_edit_object_form_context_data(self):
        return super().get_edit_object_form_context_data() | {"existing": same_as(self.request, self.object)}


class EditOneOfSeveral(multiple.EditView):
    edit_form_template_name = "media/uploads/document_form.html"


class CreateFromUploadedDocument(CleanCreate, multiple.CreateFromUploadedDocumentView):
    """A document that was put aside until its form was complete."""

    file_field = DocumentField

    def keep_metadata(self) -> None:
        self.object._set_document_file_metadata()


class ReadabilityColumn(BaseColumn):
    """Which warnings a document has, in short."""

    cell_template_name = "media/uploads/readability_cell.html"


class DocumentFilters(documents.DocumentsFilterSet):
    """Wagtail's filters, and one for what is hard to read."""

    readability = django_filters.ChoiceFilter(
        label=gettext_lazy("Accessibility of the PDF"),
        method="by_readability",
        choices=[
            ("any", gettext_lazy("With any warning")),
            *((code, short) for code, (short, _text) in (WARNINGS | PERSONAL).items()),
            ("none", gettext_lazy("Without warnings")),
        ],
    )

    def by_readability(self, queryset, _name, value: str):
        if value == "none":
            return queryset.filter(file_warnings="", is_examined=True)
        if value == "any":
            return queryset.exclude(file_warnings="")
        return queryset.filter(file_warnings__contains=value)


class DocumentIndex(documents.IndexView):
    """The list, with a column for readability."""

    filterset_class = DocumentFilters

    @cached_property
    def columns(self):
        columns = list(super().columns)
        columns.insert(3, ReadabilityColumn("readability", label=_("Accessibility")))
        return columns
