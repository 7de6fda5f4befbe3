"""Having a page or a snippet translated into another language."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.models import Locale, Page, TranslatableMixin
from wagtail.snippets.views.snippets import get_snippet_model_from_url_params

from ...permissions import may_start, may_translate
from ..records import records_of


@require_http_methods(["GET", "HEAD", "POST"])
def start_page(request: HttpRequest, page_id: int) -> HttpResponse:
    """Ask, and start. An alias stands for the page it shows."""
    page = get_object_or_404(Page, pk=page_id)
    if page.is_root():
        raise Http404
    return _start(request, (page.alias_of or page).specific)


@require_http_methods(["GET", "HEAD", "POST"])
def start_snippet(request: HttpRequest, app_label: str, model_name: str, pk: str) -> HttpResponse:
    """Ask, and start."""
    model = get_snippet_model_from_url_params(app_label, model_name)
    if not issubclass(model, TranslatableMixin):
        raise Http404
    try:
        instance = model._default_manager.get(pk=unquote(pk))
    except (model.DoesNotExist, ValueError, OverflowError, ValidationError) as error:
        raise Http404 from error
    return _start(request, instance)


def _start(request: HttpRequest, source: Model) -> HttpResponse:
    may_ask = any(may_start(request.user, source, locale) for locale in Locale.objects.exclude(pk=source.locale_id))
    if not may_ask:
        raise PermissionDenied
    locales = records_of(source).languages_to_start(request.user, source)
    back = get_valid_next_url_from_request(request) or _address_of(request.user, source)
    if request.method == "POST":
        chosen = [locale for locale in locales if str(locale.pk) in request.POST.getlist("locales")]
        if chosen:
            return _begin(request, source, chosen, back)
        messages.error(request, _("Please choose a language into which this is to be translated."))
    title = source.get_admin_display_title() if isinstance(source, Page) else str(source)
    context = {
        "title": title,
        "locales": locales,
        "back": back,
        "next": get_valid_next_url_from_request(request),
        "is_page": isinstance(source, Page),
    }
    return TemplateResponse(request, "desk/guards/start.html", context)


def _begin(request: HttpRequest, source: Model, locales: list[Locale], back: str) -> HttpResponse:
    from ...starting import start

    translations = []
    for locale in locales:
        try:
            translations.append(start(source, locale, request.user))
        except ValidationError as error:
            reason = " ".join(error.messages)
            message = _("The translation into %(language)s could not be started: %(reason)s")
            messages.error(request, message % {"language": locale.get_display_name(), "reason": reason})
        else:
            message = _("“%(title)s” can now be translated into %(language)s.")
            messages.success(request, message % {"title": source, "language": locale.get_display_name()})
    if len(translations) == 1 and may_translate(request.user, translations[0]):
        return redirect("desk:open", translations[0].pk)
    return redirect(back)


def _address_of(user, instance: Model) -> str:
    """Where this person can look at the page or snippet in the admin; the desk if nowhere."""
    return AdminURLFinder(user).get_edit_url(instance) or reverse("desk:index")
