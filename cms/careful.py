"""Where requests to the admin are looked at before and after Wagtail's own views."""

from __future__ import annotations

from collections.abc import Callable

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import DataError
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from wagtail.admin.forms.choosers import URLOrAbsolutePathField
from wagtail.admin.views.generic.chooser import CreateViewMixin
from wagtail.admin.widgets.chooser import BaseChooser
from wagtail.images.models import SourceImageIOError
from wagtail.images.shortcuts import get_rendition_or_not_found
from wagtail.images.views.chooser import ImageChosenResponseMixin

from .refusals import session_ended

ADMIN = "/admin/"
#: How an address to go on to begins; anything else Wagtail takes for the name of a view, and finds none.
ADDRESSES = ("/", "http://", "https://")

#: Parameters in the address that Wagtail takes for numbers unseen: the page of a list, the place of a chooser.
NUMBERS = ("p", "parent_page_id")

_get_instance = BaseChooser.get_instance
_to_address = URLOrAbsolutePathField.to_python
_create = CreateViewMixin.dispatch
_chosen_data = ImageChosenResponseMixin.get_chosen_response_data


def connect() -> None:
    """Have choosers live with values that are no key, and with pictures whose file is gone."""
    BaseChooser.get_instance = get_instance
    URLOrAbsolutePathField.to_python = lambda self, value: _to_address(self, value or "")
    CreateViewMixin.dispatch = create
    ImageChosenResponseMixin.get_chosen_response_data = chosen_data


def create(self, request, *args, **values):
    """As Wagtail's; where a chooser makes nothing new there is nothing to be sent to."""
    if self.get_creation_form_class() is None:
        raise Http404("Nothing can be made here.")
    return _create(self, request, *args, **values)


def chosen_data(self, image, *args, **values):
    """As Wagtail's; a picture whose file cannot be read is chosen all the same, with an empty preview."""
    try:
        return _chosen_data(self, image, *args, **values)
    except SourceImageIOError:
        data = super(ImageChosenResponseMixin, self).get_chosen_response_data(image)
        missing = get_rendition_or_not_found(image, "max-165x165")
        preview = {"url": missing.url, "width": missing.width, "height": missing.height}
        return {**data, "preview": preview, "default_alt_text": image.default_alt_text}


def get_instance(self, value):
    """As Wagtail's, but whatever is no key leads to nothing."""
    try:
        return _get_instance(self, value)
    except (ValueError, TypeError, OverflowError, ValidationError, DataError, ObjectDoesNotExist):
        return None


class CarefulMiddleware:
    """Drops ways on and numbers that are none, and keeps the words of a form whose session has ended."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.method == "POST" and request.path_info.startswith(ADMIN) and _leads_to_login(request, response):
            return session_ended(request)
        return response

    def process_view(self, request: HttpRequest, view_func, view_args, view_kwargs) -> None:
        if not request.path_info.startswith(ADMIN):
            return
        for name in ("GET", "POST") if request.method == "POST" else ("GET",):
            values = getattr(request, name)
            odd = [key for key in (*NUMBERS, "next") if values.get(key) and not _is_usable(key, values[key])]
            if odd:
                values = values.copy()
                for key in odd:
                    del values[key]
                setattr(request, name, values)


def _is_usable(key: str, value: str) -> bool:
    if key in NUMBERS:
        return value.isascii() and value.isdecimal() and len(value) < 10
    return value.startswith(ADDRESSES)


def _leads_to_login(request: HttpRequest, response: HttpResponse) -> bool:
    """Whether this is how Wagtail answers somebody who is not, or no longer, logged in."""
    if response.status_code != 302 or request.user.is_authenticated:
        return False
    return response.headers.get("Location", "").startswith(f"{reverse('wagtailadmin_login')}?next=")
