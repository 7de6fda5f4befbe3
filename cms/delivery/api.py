"""The APIs: v2 to read, v3 to read and, with a token, to write.

Lists and details hold live, public pages only; aliases of protected pages are protected by
`cms.restrictions`. Rich text is rendered in the language of its page, not in that of the reader
(translation.md, "API v2 / v3").
"""

from __future__ import annotations

import logging

from django.core.exceptions import FieldError, ValidationError
from django.db import DataError
from django.db.models import Q
from django.utils import translation
from rest_framework.renderers import JSONRenderer
from rest_framework.response import Response
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.api.v2.serializers import PageSerializer
from wagtail.api.v2.utils import BadRequestError
from wagtail.api.v2.views import BaseAPIViewSet, PagesAPIViewSet
from wagtail.documents.api.v2.views import DocumentsAPIViewSet
from wagtail.images.api.v2.views import ImagesAPIViewSet
from wagtail.models import Page

from ..frame import text_language
from ..visibility import public_q

logger = logging.getLogger(__name__)

#: What a value in the address that does not fit its field leads to in the database layer.
UNFIT_VALUES = (ValueError, OverflowError, ValidationError, FieldError, DataError)
UNFIT_MESSAGE = "A value in the address does not fit its field."


def own_text() -> Q:
    """A condition on pages that leaves aliases out. By id, which can be searched by as well; ``alias_of`` cannot."""
    return Q(pk__in=Page.objects.filter(alias_of__isnull=True).values("pk"))


class ReadOnly(BaseAPIViewSet):
    """What all endpoints of v2 share: JSON only, and odd values answered with 400 instead of an error."""

    renderer_classes = [JSONRenderer]
    authentication_classes = []  # the same for everybody, so no cookie is looked at

    def find_object(self, queryset, request):
        identifier = request.GET.get("id", "1")
        if not (identifier.isascii() and identifier.isdecimal() and len(identifier) < 19):
            raise BadRequestError("id must be a number")
        return super().find_object(queryset, request)

    def handle_exception(self, exc):
        if isinstance(exc, UNFIT_VALUES):
            logger.warning("An API request held an unfit value.", exc_info=exc)
            return Response({"message": UNFIT_MESSAGE}, status=400)
        return super().handle_exception(exc)


class OwnLanguageSerializer(PageSerializer):
    """Serialises a page in the language its text is in, so that links and dates fit the text."""

    def to_representation(self, instance):
        with translation.override(text_language(instance)):
            return super().to_representation(instance)


class Pages(ReadOnly, PagesAPIViewSet):
    base_serializer_class = OwnLanguageSerializer

    def get_base_queryset(self):
        # Nobody gets protected pages here, logged in or not: what is served can be cached for all.
        queryset = super().get_base_queryset().filter(public_q(self.request))
        if self.action == "listing_view":
            # An alias repeats a text in another language, so it stands in no list; its details stay readable.
            queryset = queryset.filter(own_text())
        return queryset.select_related("locale", "alias_of__locale", "content_type")


class Images(ReadOnly, ImagesAPIViewSet):
    pass


class Documents(ReadOnly, DocumentsAPIViewSet):
    pass


api_v2 = WagtailAPIRouter("wagtailapi")
api_v2.register_endpoint("pages", Pages)
api_v2.register_endpoint("images", Images)
api_v2.register_endpoint("documents", Documents)
