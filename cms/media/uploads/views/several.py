"""What the uploaders for several files at once lack: every file is cleaned first, no fault is a server error."""

from __future__ import annotations

import logging

from django.core.exceptions import ValidationError
from django.http import HttpRequest, JsonResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from cms.outages import is_storage_fault

from ..facts import take_facts
from ..fields import Stored, Taking, store
from ..reading.refusal import Refused
from ..renaming import renamed_text
from ..words import refusal_text

logger = logging.getLogger(__name__)


def refusal(sentence: str) -> JsonResponse:
    """What the script of the page prints beside the file."""
    return JsonResponse({"success": False, "error_message": sentence})


class CleanAdd:
    """Mixed into Wagtail's view that takes one file of many."""

    file_field: type[Taking]
    came_as = ""

    def get_edit_object_form_context_data(self):
        text = renamed_text(self.came_as, self.object.file.name)
        return super().get_edit_object_form_context_data() | {"new_name": text}

    def post(self, request: HttpRequest):
        upload = request.FILES.get("files[]")
        if upload is None:
            return refusal(_("No file has arrived. Please choose it once more."))
        self.came_as = upload.name or ""
        if len(request.POST.get("title", "")) > 255:
            request.POST = request.POST.copy()
            request.POST["title"] = request.POST["title"][:255]
        try:
            # Clean from here on, also where Wagtail puts it aside because the form lacks something.
            request.FILES["files[]"] = self.file_field().clean(upload)
        except ValidationError as error:
            return refusal("\n".join(error.messages))
        try:
            return super().post(request)
        except Exception as error:
            if not is_storage_fault(error):
                raise
            logger.exception("upload_not_stored")
            return refusal(refusal_text(Refused("storage")))


class NotTaken(Exception):
    """A file that was put aside cannot be kept: the form says why."""

    def __init__(self, form):
        super().__init__()
        self.form = form


class CleanCreate:
    """Mixed into Wagtail's view that makes a record of a file put aside."""

    file_field: type[Taking]

    def save_object(self, form) -> None:
        try:
            file = self.file_field().clean(self.upload.file)
            store(self.object, file)
        except (ValidationError, Stored) as error:
            form.add_error(None, getattr(error, "messages", None) or refusal_text(Refused("storage")))
            raise NotTaken(form) from error
        except Exception as error:
            if not is_storage_fault(error):
                raise
            form.add_error(None, refusal_text(Refused("storage")))
            raise NotTaken(form) from error
        take_facts(self.object, file)
        self.object.uploaded_by_user = self.request.user
        self.keep_metadata()
        form.save()

    def post(self, request: HttpRequest, *args, **kwargs):
        try:
            return super().post(request, *args, **kwargs)
        except NotTaken as refused:
            context = {
                self.context_upload_name: self.upload,
                "edit_action": reverse(self.edit_upload_url_name, args=(self.upload.id,)),
                "delete_action": reverse(self.delete_upload_url_name, args=(self.upload.id,)),
                "form": refused.form,
            }
            html = render_to_string(self.edit_form_template_name, context, request=request)
            return JsonResponse({"success": False, "form": html})
