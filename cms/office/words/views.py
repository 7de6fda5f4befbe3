"""Screens on which translators write the site's own texts and the notices in their language.

Who may: those who may change the pages of that language (`cms.desk.permissions`). German is written elsewhere.
"""

from __future__ import annotations

from http import HTTPStatus

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe
from django.views.generic import UpdateView
from wagtail.log_actions import log
from wagtail.models import Locale

from cms.desk.overview.words import language_name
from cms.desk.permissions import language_codes, locales_of
from cms.teamwork.meanwhile import CarefulRowMixin

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


class WordsEdit(CarefulRowMixin, UpdateView):
    """One form: each text with the German one above it. Raises Http404, PermissionDenied."""

    http_method_names = ["get", "head", "post"]
    template_name = "office/words/edit.html"
    #: What `CarefulRowMixin` asks of Wagtail's views: there is no autosave here.
    expects_json_response = False
    title = ""
    #: The texts, the name of the field that leads to their German source, and that source.
    words: type[models.Model]
    owner = ""
    source: models.Model

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        self.language = kwargs["language"]
        _check(request, self.language)
        self.source = self.get_source()
        return super().dispatch(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        with transaction.atomic():
            response = super().post(request, *args, **kwargs)
            if response.status_code != HTTPStatus.FOUND:
                transaction.set_rollback(True)  # nothing is saved, so no row is there either
        return response

    def logged(self, stored: models.Model) -> QuerySet:
        """These texts have no history of their own: it is that of their source, in this language."""
        return super().logged(self.source).filter(data__language=self.language)

    def get_source(self) -> models.Model:
        """What is translated."""
        raise NotImplementedError

    def names(self) -> tuple[str, ...]:
        """The texts that are asked for."""
        return self.words.NAMES

    def get_object(self, queryset=None) -> models.Model:
        keys = {"language": self.language, self.owner: self.source}
        if self.source.pk is None:
            if self.request.method != "POST":
                return self.words(language=self.language)
            self.source.save()
        if self.request.method == "POST":  # of two people with the first texts, the second one finds those of the first
            return self.words.objects.get_or_create(**keys)[0]
        return self.words.objects.filter(**keys).first() or self.words(**keys)

    def get_form_class(self):
        return forms.modelform_factory(self.words, fields=self.names())

    def get_form(self, *args, **kwargs):
        form = super().get_form(*args, **kwargs)
        for name in self.names():
            field = form.fields[name]
            field.german = getattr(self.source, name)
            field.help_text = self.help_for(name)
            field.widget.attrs["lang"] = self.language
        return form

    def help_for(self, name: str) -> str:
        """A hint for a text, beside the German one."""
        return ""

    def form_valid(self, form):
        with transaction.atomic():
            response = super().form_valid(form)
            if response.status_code == HTTPStatus.FOUND:  # else somebody has saved meanwhile
                data = {"language": self.language}
                log(instance=self.source, action="wagtail.edit", user=self.request.user, data=data)
                messages.success(self.request, _("The texts have been saved. They are on the site now."))
        return response

    def get_success_url(self) -> str:
        return reverse("office:words", args=[self.language])

    def get_context_data(self, **kwargs):
        context = {"language": self.language, "name": language_name(self.language), "title": self.title}
        return super().get_context_data(**kwargs) | context


class SiteWords(WordsEdit):
    """The texts of the site details."""

    words, owner, title = OfficeWords, "office", gettext_lazy("Site details")

    def get_source(self) -> Office:
        return Office.objects.first() or Office()

    def help_for(self, name: str) -> str:
        return Office._meta.get_field(name).help_text


class NoticeWords(WordsEdit):
    """The text of one notice."""

    words, owner, title = BannerWords, "banner", gettext_lazy("Notice on the website")

    def get_source(self) -> Banner:
        return get_object_or_404(Banner, pk=self.kwargs["pk"])

    def names(self) -> tuple[str, ...]:
        names = [name for name in BannerWords.NAMES if name == "text" or getattr(self.source, name)]
        if self.source.link_page_id and "link_text" not in names:
            names.append("link_text")
        return tuple(names)
