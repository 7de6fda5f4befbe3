"""Ending a translation: for a while, or by showing the source again."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.models import Page
from wagtail_localize.models import StringTranslation, Translation, TranslationSource
from wagtail_localize.views import convert

from ...models import Question
from ...permissions import Freeze, FreezeReason, freeze_of, may_publish, target_of
from .refused import only_by_form
from .targets import translation_for


def freeze_message(freeze: Freeze) -> str:
    """Why nothing can be changed now, as a sentence."""
    if freeze.reason is FreezeReason.IN_MODERATION:
        return _("This translation is being reviewed, so it cannot be changed now.")
    if freeze.by:
        return _("This page is locked by %(name)s, so it cannot be changed now.") % {"name": freeze.by}
    return _("This page is locked, so it cannot be changed now.")


def stop(request: HttpRequest, translation_id: int) -> HttpResponse:
    """Edit the page by hand from now on. The sentences are kept."""
    if request.method != "POST":
        return only_by_form(request)
    translation = translation_for(request, translation_id)
    back = get_valid_next_url_from_request(request) or reverse("desk:index")
    freeze = freeze_of(target_of(translation), request.user)
    if freeze is not None:
        messages.error(request, freeze_message(freeze))
        return redirect(back)
    translation.enabled = False
    translation.save(update_fields=["enabled"])
    messages.warning(
        request,
        _(
            "The translation has been stopped, and its sentences are kept. If it is started again later, "
            "what has been changed in the page itself meanwhile will be overwritten."
        ),
    )
    return redirect(back)


@require_http_methods(["GET", "HEAD", "POST"])
def convert_to_alias(request: HttpRequest, page_id: int) -> HttpResponse:
    """Show the source again in place of the translation. Asks first, and names what will be lost."""
    page = get_object_or_404(Page, pk=page_id, alias_of__isnull=True)
    source = (
        TranslationSource.objects.filter(
            object_id=page.translation_key,
            specific_content_type=page.content_type_id,
            translations__target_locale=page.locale_id,
        )
        .exclude(locale_id=page.locale_id)
        .first()
    )
    original = source and Page.objects.filter(translation_key=page.translation_key, locale_id=source.locale_id).first()
    if not original:
        raise Http404
    if not (may_publish(request.user, page) and page.permissions_for_user(request.user).can_edit()):
        raise PermissionDenied
    freeze = freeze_of(page, request.user)
    if freeze is not None:
        messages.error(request, freeze_message(freeze))
        return redirect("wagtailadmin_pages:edit", page.pk)
    if request.method == "POST":
        return convert.convert_to_alias(request, page_id)
    translation = Translation.objects.filter(source=source, target_locale=page.locale_id).first()
    context = {
        "page": page,
        "original": original,
        "language": page.locale.get_display_name(),
        "source_language": original.locale.get_display_name(),
        "sentences": StringTranslation.objects.filter(
            context__object_id=page.translation_key,
            locale_id=page.locale_id,
            translation_of__segments__source=source,
        )
        .exclude(data="")
        .distinct()
        .count(),
        "questions": Question.objects.filter(translation=translation).count() if translation else 0,
        "next": get_valid_next_url_from_request(request),
    }
    return TemplateResponse(request, "desk/guards/convert.html", context)
