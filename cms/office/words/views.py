"""Screens on which translators write the site's own texts and the notices in their language.

Who may: those who may change the pages of that language (`cms.desk.permissions`). German is written elsewhere.
"""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.log_actions import log
from wagtail.models import Locale

from cms.desk.overview.words import language_name
from cms.desk.permissions import language_codes, locales_of

from ...language import LANGUAGE_NAMES, SOURCE_LANGUAGE
from ..models import Banner, BannerWords, Office, OfficeWords, Words


def may_write(user, language: str) -> bool:
    """Whether this person writes a language that the site translates into."""
    if language == SOURCE_LANGUAGE or language not in LANGUAGE_NAMES:
        return False
    locale = Locale.objects.filter(language_code=language).first()
    return locale is not None and locale.pk in locales_of(user)


def languages_of(user) -> list[str]:
    """The languages that this person writes, German left out. At most one query for each user object."""
    codes = language_codes(user) if (written := locales_of(user)) else {}
    found = sorted(code for pk, code in codes.items() if pk in written)
    return [code for code in found if code in LANGUAGE_NAMES and code != SOURCE_LANGUAGE]


def current_banners():
    """Notices that are shown, or will be."""
    return Banner.objects.filter(Q(ends_at=None) | Q(ends_at__gt=timezone.now()))


def _check(request: HttpRequest, language: str) -> None:
    if language not in LANGUAGE_NAMES or language == SOURCE_LANGUAGE:
        raise Http404("This language is not translated into.")
    if not may_write(request.user, language):
        raise PermissionDenied


@require_safe
def index(request: HttpRequest, language: str) -> HttpResponse:
    """What there is to translate. Raises Http404, PermissionDenied."""
    _check(request, language)
    office = Office.objects.first() or Office()
    words = OfficeWords.objects.filter(language=language).first()
    missing = sum(1 for name in Words.NAMES if getattr(office, name) and not (words and getattr(words, name)))
    done = {row.banner_id: row.text for row in BannerWords.objects.filter(language=language).exclude(text="")}
    banners = [(banner, done.get(banner.pk, "")) for banner in current_banners()[:100]]
    context = {"language": language, "name": language_name(language), "missing": missing, "banners": banners}
    return TemplateResponse(request, "office/words/index.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def site(request: HttpRequest, language: str) -> HttpResponse:
    """The texts of the site details. Raises Http404, PermissionDenied."""
    _check(request, language)
    office = Office.objects.first() or Office()
    words = OfficeWords.objects.filter(language=language).first() or OfficeWords(language=language)
    return _edit(request, language, office, words, Words.NAMES, _("Site details"), "office")


@require_http_methods(["GET", "HEAD", "POST"])
def notice(request: HttpRequest, language: str, pk: int) -> HttpResponse:
    """The text of one notice. Raises Http404, PermissionDenied."""
    _check(request, language)
    banner = get_object_or_404(Banner, pk=pk)
    words = banner.words.filter(language=language).first() or BannerWords(banner=banner, language=language)
    names = [name for name in BannerWords.NAMES if name == "text" or getattr(banner, name)]
    if banner.link_page_id and "link_text" not in names:
        names.append("link_text")
    return _edit(request, language, banner, words, tuple(names), _("Notice on the website"), "banner")


def _edit(request, language, source: models.Model, words: models.Model, names, title: str, owner: str) -> HttpResponse:
    """One form: each text with the German one above it."""
    form_class = forms.modelform_factory(type(words), fields=names)
    form = form_class(request.POST or None, instance=words)
    for name in names:
        field = form.fields[name]
        field.german = getattr(source, name)
        field.help_text = type(source)._meta.get_field(name).help_text if owner == "office" else ""
        field.widget.attrs["lang"] = language
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            if source.pk is None:
                source.save()
            setattr(form.instance, owner, source)
            form.save()
            log(instance=source, action="wagtail.edit", user=request.user, data={"language": language})
        messages.success(request, _("The texts have been saved. They are on the site now."))
        return redirect(reverse("office:words", args=[language]))
    context = {"language": language, "name": language_name(language), "form": form, "title": title, "german": "de"}
    return TemplateResponse(request, "office/words/edit.html", context)
