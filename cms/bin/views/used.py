"""Deleting pictures, documents and snippets: where they are used stands there, and used ones need a second tick."""

from __future__ import annotations

from django import forms
from django.db import transaction
from django.db.models import Model, ProtectedError, RestrictedError
from django.http import HttpRequest, JsonResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.views.generic import DeleteView
from wagtail.documents.views import multiple as document_uploads
from wagtail.documents.views.bulk_actions.delete import DeleteBulkAction as DocumentBulkDelete
from wagtail.documents.views.documents import DeleteView as DocumentDelete
from wagtail.images.views import multiple as image_uploads
from wagtail.images.views.bulk_actions.delete import DeleteBulkAction as ImageBulkDelete
from wagtail.images.views.images import DeleteView as ImageDelete
from wagtail.snippets.bulk_actions.delete import DeleteBulkAction as SnippetBulkDelete
from wagtail.snippets.views.snippets import DeleteView as SnippetDelete

from cms.teamwork.bulk import OnlyNumbers

from ..usage import Usage, usage_of

QUESTION = "bin/delete_used.html"


class UnderstoodForm(forms.Form):
    """The second tick, where something is used."""

    understood = forms.BooleanField(
        label=gettext_lazy("Yes, delete it although it is used"),
        error_messages={"required": gettext_lazy("It is used. Please tick the box if it is to be deleted anyway.")},
    )

    def __init__(self, *args, is_used: bool = True, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if not is_used:
            del self.fields["understood"]


def kind_of(instance: Model) -> str:
    """``image``, ``document`` or ``snippet``: what the sentences depend on."""
    from wagtail.documents.models import AbstractDocument
    from wagtail.images.models import AbstractImage

    if isinstance(instance, AbstractImage):
        return "image"
    return "document" if isinstance(instance, AbstractDocument) else "snippet"


class Careful(DeleteView):
    """One at a time."""

    def get_template_names(self) -> list[str]:
        return [QUESTION]  # snippets would come with the names of their own

    def setup(self, request: HttpRequest, *args, **kwargs) -> None:
        super().setup(request, *args, **kwargs)
        self.places: Usage = usage_of(self.object, request.user)

    def get_form(self, form_class=None) -> forms.Form:
        return UnderstoodForm(**self.get_form_kwargs(), is_used=self.places.number > 0)

    def form_valid(self, form: forms.Form):
        if self.places.is_protected:
            return self._refused()
        try:
            with transaction.atomic():
                return super().form_valid(form)
        except (ProtectedError, RestrictedError):
            return self._refused()

    def _refused(self):
        text = _("“%(title)s” has not been deleted, because something needs it.")
        messages.error(self.request, text % {"title": self.object})
        return TemplateResponse(self.request, QUESTION, self.get_context_data(), status=409)

    def get_context_data(self, **kwargs) -> dict:
        context = super().get_context_data(**kwargs)
        return {
            **context,
            "usage": self.places,
            "kind": kind_of(self.object),
            "is_protected": self.places.is_protected,
            "edit_url": self._edit_url(),
        }

    def _edit_url(self) -> str:
        from wagtail.admin.admin_url_finder import AdminURLFinder

        return AdminURLFinder(self.request.user).get_edit_url(self.object) or ""


class SnippetDeleteView(Careful, SnippetDelete):
    """Partners, contacts, goals."""


class ImageDeleteView(Careful, ImageDelete):
    """Pictures."""


class DocumentDeleteView(Careful, DocumentDelete):
    """Documents."""


class _JustUploaded:
    """The button beside a file that has just been uploaded. Its address takes any number, so it asks as well."""

    def post(self, request: HttpRequest, *args, **kwargs):
        instance = self.get_model().objects.filter(pk=next(iter(kwargs.values()), None)).first()
        if instance is not None and usage_of(instance, request.user).number:
            return JsonResponse(
                {"success": False, "error_message": _("It is used by now. Delete it in the list.")}, status=409
            )
        return super().post(request, *args, **kwargs)


class UploadedImageDeleteView(_JustUploaded, image_uploads.DeleteView):
    """Pictures."""


class UploadedDocumentDeleteView(_JustUploaded, document_uploads.DeleteView):
    """Documents."""


class CarefulMany:
    """Many at once: one tick for all, and none of them if one cannot go."""

    template_name = "bin/bulk_delete_used.html"
    form_class = UnderstoodForm

    @property
    def usages(self) -> dict:
        """The usage of each, looked up once."""
        if not hasattr(self, "_usages"):
            objects, _others = self.get_actionable_objects()
            self._usages = {item.pk: usage_of(item, self.request.user) for item in objects}
        return self._usages

    def get_form(self, form_class=None) -> forms.Form:
        return UnderstoodForm(**self.get_form_kwargs(), is_used=any(use.number for use in self.usages.values()))

    def object_context(self, obj: Model) -> dict:
        return {**super().object_context(obj), "usage": self.usages.get(obj.pk), "kind": kind_of(obj)}

    def get_context_data(self, **kwargs) -> dict:
        context = super().get_context_data(**kwargs)
        return {**context, "is_protected": any(use.is_protected for use in self.usages.values())}

    def form_valid(self, form: forms.Form):
        if any(use.is_protected for use in self.usages.values()):
            return self._refused()
        try:
            with transaction.atomic():
                return super().form_valid(form)
        except (ProtectedError, RestrictedError):
            return self._refused()

    def _refused(self):
        messages.error(self.request, _("Nothing has been deleted, because something needs what you have chosen."))
        return TemplateResponse(self.request, self.template_name, self.get_context_data(), status=409)


class ManyImages(OnlyNumbers, CarefulMany, ImageBulkDelete):
    """Pictures."""


class ManyDocuments(OnlyNumbers, CarefulMany, DocumentBulkDelete):
    """Documents."""


class ManySnippets(OnlyNumbers, CarefulMany, SnippetBulkDelete):
    """Partners, contacts, goals."""


BULK_ACTIONS = (ManyImages, ManyDocuments, ManySnippets)
