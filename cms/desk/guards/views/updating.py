"""Bringing the sentences of a translation up to date with their source."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail_localize.models import TranslationSource

from ...permissions import may_start


@require_http_methods(["GET", "HEAD", "POST"])
def update(request: HttpRequest, translation_source_id: int) -> HttpResponse:
    """Take over what has changed in the source. Never publishes, whatever the form says."""
    source = get_object_or_404(TranslationSource, pk=translation_source_id)
    try:
        instance = source.get_source_instance()
    except (ObjectDoesNotExist, AttributeError) as error:  # deleted, or of a type that the code no longer has
        raise Http404 from error
    translations = source.translations.filter(enabled=True).select_related("target_locale")
    locales = [translation.target_locale for translation in translations]
    if not any(may_start(request.user, instance, locale) for locale in locales):
        raise PermissionDenied
    back = (
        get_valid_next_url_from_request(request)
        or AdminURLFinder(request.user).get_edit_url(instance)
        or reverse("desk:index")
    )
    if request.method == "POST":
        _synchronise(request, source)
        return redirect(back)
    context = {
        "source": source,
        "title": str(instance),
        "languages": [locale.get_display_name() for locale in locales],
        "back": back,
        "next": get_valid_next_url_from_request(request),
    }
    return TemplateResponse(request, "desk/guards/update.html", context)


def _synchronise(request: HttpRequest, source: TranslationSource) -> None:
    from ...syncing.sync import sync_source

    result = sync_source(source)
    if result.added:
        message = ngettext(
            "%(number)d sentence is new or has changed and waits for its translation.",
            "%(number)d sentences are new or have changed and wait for their translation.",
            len(result.added),
        )
        messages.success(request, message % {"number": len(result.added)})
    else:
        messages.success(request, _("No sentence has changed."))
    if request.POST.get("publish_translations"):
        messages.warning(request, _("Nothing has been published: that is done in the translation itself."))
