"""Images: single form and uploader for several, with a word about pictures that are there already."""

from __future__ import annotations

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.images.views import chooser, images, multiple

from cms.teamwork.meanwhile import CarefulRowMixin

from ..duplicates import find_duplicates, is_same_file
from ..fields import PictureField
from .several import CleanAdd, CleanCreate


def notice_duplicate(request: HttpRequest, image) -> None:
    """Says under the form that a picture is there already, shows it, and offers to use that one."""
    existing = find_duplicates(image, request.user).first()
    if existing is None:
        return
    context = {"existing_image": existing, "is_same": is_same_file(image, existing)}
    # The question before deleting comes from Wagtail; after it, the existing picture opens.
    onward = urlencode({"next": reverse("wagtailimages:edit", args=(existing.pk,))})
    address = f"{reverse('wagtailimages:delete', args=(image.pk,))}?{onward}"
    buttons = [messages.button(address, _("Use the existing picture, delete the new one"))]
    text = render_to_string("media/uploads/duplicate_message.html", context, request=request)
    messages.warning(request, text, buttons=buttons, extra_tags="safe")


class CreatePicture(images.CreateView):
    """A single picture."""

    def save_instance(self):
        image = super().save_instance()
        notice_duplicate(self.request, image)
        return image


class EditPicture(CarefulRowMixin, images.EditView):
    """A picture, perhaps with another file."""

    def save_instance(self):
        image = super().save_instance()
        if "file" in self.form.changed_data:
            notice_duplicate(self.request, image)
        return image


class AddPictures(CleanAdd, multiple.AddView):
    """Several pictures at once."""

    file_field = PictureField

    def get_confirm_duplicate_upload_response(self, duplicates) -> str:
        existing = duplicates[0]
        context = {
            "existing_image": existing,
            "is_same": is_same_file(self.object, existing),
            "delete_action": reverse(self.delete_object_url_name, args=(self.object.id,)),
        }
        template = "wagtailimages/images/confirm_duplicate_upload.html"
        return render_to_string(template, context, request=self.request)


class CreateFromUploadedPicture(CleanCreate, multiple.CreateFromUploadedImageView):
    """A picture that was put aside until its form was complete."""

    file_field = PictureField

    def keep_metadata(self) -> None:
        self.object._set_image_file_metadata()


def look_for_near_ones() -> None:
    """Chooser and uploader ask for duplicates by this name, which knows equal files only."""
    multiple.find_image_duplicates = chooser.find_image_duplicates = find_duplicates
