"""The APIs: v2 to read, v3 to read and, with a token, to write.

Lists and details hold live, public pages only; aliases of protected pages are protected by
`cms.restrictions`. Rich text is rendered in the language of its page, not in that of the reader.
"""

from django.http import HttpRequest
from django.utils import translation
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.api.v2.utils import BadRequestError
from wagtail.api.v2.views import BaseAPIViewSet, PagesAPIViewSet
from wagtail.documents.api.v2.views import DocumentsAPIViewSet
from wagtail.images.api.v2.views import ImagesAPIViewSet

from ..visibility import public_q
