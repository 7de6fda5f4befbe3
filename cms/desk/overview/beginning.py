"""Buttons that begin translations: one, several, or all that are missing below a page."""

from __future__ import annotations

from django.apps import apps
from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST
from wagtail.models import Locale, Page

from ..permissions import may_translate
from ..starting import start
from .filters import Filters
from .query import Language, languages, snippet_models, standings
from .rights import Viewer
from .states import State
from .views import choose

#: Each beginning reads a whole page; more in one request would take too long.
AT_ONCE = 50


@require_POST
def start_page(request: HttpRequest, page_id: int, language: str) -> HttpResponse:
    """Begin the translation of a page and open it. Raises Http404, PermissionDenied."""
    page = Page.objects.filter(pk=page_id, depth__gt=1, alias_of__isnull=True).first()
    return _start_one(request, page, language)


@require_POST
def start_snippet(request: HttpRequest, app_label: str, model_name: str, pk: str, language: str) -> HttpResponse:
    """Begin the translation of a snippet and open it. Raises Http404, PermissionDenied."""
    return _start_one(request, _snippet(f"{app_label}.{model_name}", unquote(pk)), language)


@require_POST
def start_many(request: HttpRequest, language: str) -> HttpResponse:
    """Begin the chosen ones (``item``), or all that the filters of the list leave (``all``)."""
    viewer = Viewer(request.user)
    chosen = choose(languages(), viewer, language)
    if request.POST.get("all"):
        rows = [row for row in standings([chosen.pair]) if viewer.may_see(row)]
        filters = Filters.of(request.GET)
        rows = filters.apply(filters.without_state(rows, request.user.pk))
        tokens = [
            f"page:{row.pk}" if row.is_page else f"{row.app_label}.{row.model}:{row.pk}"
            for row in rows
            if row.state == State.NEVER and viewer.may_start(row)
        ]
    else:
        tokens = list(dict.fromkeys(request.POST.getlist("item")))
    if tokens:
        _start_all(request, tokens, chosen)
    else:
        messages.warning(request, _("Choose at least one line to begin with."))
    return redirect(_back(request, chosen))


def _start_all(request: HttpRequest, tokens: list[str], language: Language) -> None:
    locale = Locale.objects.get(pk=language.locale_id)
    begun = refused = 0
    for token in tokens[:AT_ONCE]:
        instance = _by_token(token)
        try:
            if instance is None or instance.locale_id != language.source_locale_id:
                raise PermissionDenied
            start(instance, locale, request.user)
            begun += 1
        except (PermissionDenied, ValidationError):
            refused += 1
    if begun:
        text = ngettext("%(number)d translation has been started.", "%(number)d translations have been started.", begun)
        messages.success(request, text % {"number": begun})
    if refused:
        text = ngettext(
            "%(number)d translation could not be started: you may not translate it, or it is gone.",
            "%(number)d translations could not be started: you may not translate them, or they are gone.",
            refused,
        )
        messages.warning(request, text % {"number": refused})
    if (rest := len(tokens) - AT_ONCE) > 0:
        text = ngettext(
            "%(number)d more is left: press the button again to go on.",
            "%(number)d more are left: press the button again to go on.",
            rest,
        )
        messages.info(request, text % {"number": rest})


def _start_one(request: HttpRequest, instance: models.Model | None, code: str) -> HttpResponse:
    language = next((one for one in languages() if one.code == code), None)
    if instance is None or language is None or instance.locale_id != language.source_locale_id:
        raise Http404
    try:
        translation = start(instance, Locale.objects.get(pk=language.locale_id), request.user)
    except ValidationError as error:
        messages.error(
            request,
            _("The translation could not be started: %(reason)s") % {"reason": " ".join(error.messages)},
        )
        return redirect(_back(request, language))
    messages.success(request, _("The translation has been started. Visitors see it once it is published."))
    if may_translate(request.user, translation):
        return redirect("desk:open", translation.pk)
    return redirect(_back(request, language))


def _by_token(token: str) -> models.Model | None:
    kind, _colon, pk = token.partition(":")
    if kind == "page":
        if not (pk.isascii() and pk.isdigit() and len(pk) < 10):
            return None
        return Page.objects.filter(pk=pk, depth__gt=1, alias_of__isnull=True).first()
    return _snippet(kind, pk)


def _snippet(name: str, pk: str) -> models.Model | None:
    try:
        model = apps.get_model(name)
    except (LookupError, ValueError):
        return None
    if model not in snippet_models():
        return None
    try:
        return model._base_manager.filter(pk=pk).first()
    except (ValueError, ValidationError, OverflowError):
        return None


def _back(request: HttpRequest, language: Language) -> str:
    address = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(address, {request.get_host()}, require_https=request.is_secure()):
        return address
    return reverse("desk:index", args=[language.code])
