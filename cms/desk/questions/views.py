"""Asking, answering, closing, and the list of all questions a person may see."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET, require_POST
from wagtail.admin import messages
from wagtail_localize.models import Translation, TranslationSource

from ..models import Question
from ..models.questions import QuestionState
from ..segments import Segment, segment_of, segments_of
from . import acting, reading
from .forms import QuestionForm, ReplyForm

PER_PAGE = 25
ALL = "all"


@require_GET
def questions(request: HttpRequest) -> HttpResponse:
    """The questions this person may see; ``?state=``, ``?mine=1`` and ``?source=`` choose among them."""
    chosen = request.GET.get("state", QuestionState.OPEN)
    if chosen not in (*QuestionState.values, ALL):
        chosen = QuestionState.OPEN
    mine = request.GET.get("mine") == "1"
    source = _source(request.GET.get("source", ""))
    places = reading.places_for(request.user, source)
    rows = reading.threads().filter(translation__in=places)
    if mine:
        rows = rows.filter(asked_by=request.user)
    page = Paginator(rows.in_state(chosen), PER_PAGE).get_page(request.GET.get("p"))
    kept = {"mine": "1"} if mine else {}
    if source is not None:
        kept["source"] = str(source.pk)
    labels = {
        QuestionState.OPEN: pgettext("questions", "Open"),
        QuestionState.ANSWERED: pgettext("questions", "Answered"),
        QuestionState.CLOSED: pgettext("questions", "Closed"),
        ALL: pgettext("questions", "All"),
    }
    context = {
        "header_title": _("Questions"),
        "header_icon": "help",
        "breadcrumbs_items": [
            {"url": reverse("wagtailadmin_home"), "label": _("Home")},
            {"url": "", "label": _("Questions")},
        ],
        "tabs": [
            {"state": state, "label": label, "count": rows.in_state(state).count(), "current": state == chosen}
            for state, label in labels.items()
        ],
        "entries": reading.entries(page, places, request.user),
        "page": page,
        "chosen": chosen,
        "mine": mine,
        "kept": kept,
        "source": source,
        "source_title": next((place.title for place in places.values()), "") if source else "",
        "here": request.get_full_path(),
    }
    return TemplateResponse(request, "desk/questions/list.html", context)


@require_POST
def ask(request: HttpRequest, translation_id: int, segment_id: int) -> HttpResponse:
    """Ask about a sentence. A text that cannot be taken comes back in the form, with the reason."""
    translation = get_object_or_404(
        Translation.objects.select_related("source__locale", "source__specific_content_type", "target_locale"),
        pk=translation_id,
    )
    place = _place_or_refuse(translation, request.user)
    segment = segment_of(translation, segment_id)
    form = QuestionForm(request.POST)
    if segment is None:
        text = request.POST.get("text", "")
        return _refuse(request, form, place, None, _("This sentence has changed or is no longer on the page."), text)
    if not form.is_valid():
        return _refuse(request, form, place, segment)
    acting.ask(translation, segment, request.user, form.cleaned_data["text"])
    if _wants_json(request):
        return _thread(request, translation, segment)
    messages.success(request, _("Your question has been put to the editors. You will be told when it is answered."))
    fallback = reading.sentence_url(place.target, segment.id) if place.may_translate else ""
    return redirect(_back(request, fallback or reverse("desk:questions")))


@require_POST
def answer(request: HttpRequest, question_id: int) -> HttpResponse:
    """Answer a question, close it (``action=close``) or open it again (``action=reopen``)."""
    question = get_object_or_404(
        reading.threads().select_related(
            "translation__source__locale", "translation__source__specific_content_type", "translation__target_locale"
        ),
        pk=question_id,
    )
    place = _place_or_refuse(question.translation, request.user)
    action = request.POST.get("action", "")
    text = request.POST.get("text", "").strip()
    said = ""
    if action == "reopen":
        acting.reopen(question)
        said = _("The question is open again.")
    elif action == "close" and not text:
        acting.close(question, request.user)
        said = _("The question is closed.")
    else:
        form = ReplyForm(request.POST)
        if not form.is_valid():
            return _refuse(request, form, place, None, question=question)
        acting.reply(question, request.user, form.cleaned_data["text"])
        said = _("Your answer has been saved. Those who asked and answered before are told.")
        if action == "close":
            acting.close(question, request.user)
    if _wants_json(request):
        segment = _segment_of_question(question)
        if segment is not None:
            return _thread(request, question.translation, segment)
        return JsonResponse({"html": "", "message": said})
    messages.success(request, said)
    return redirect(_back(request, reverse("desk:questions") + f"?state=all#question-{question.pk}"))


def _source(value: str) -> TranslationSource | None:
    if not value.isascii() or not value.isdecimal() or len(value) > 18:
        return None
    return TranslationSource.objects.filter(pk=int(value)).first()


def _place_or_refuse(translation: Translation, user) -> reading.Place:
    """Out: the place. Raises PermissionDenied to whom may neither translate nor edit the source."""
    place = reading.place_of(translation, user)
    if not (place.may_translate or place.may_edit_source):
        raise PermissionDenied
    return place


def _refuse(request, form, place, segment: Segment | None, reason: str = "", text: str = "", question=None):
    """The form again with what was written, and why it was not taken. Status 422."""
    problems = [reason] if reason else [str(error) for error in form.errors.get("text", [])]
    if _wants_json(request):
        return JsonResponse({"error": " ".join(problems)}, status=422)
    sentence = segment.source if segment else question.sentence if question else ""
    context = {
        "header_title": _("Your answer") if question else _("Your question"),
        "header_icon": "help",
        "breadcrumbs_items": [
            {"url": reverse("wagtailadmin_home"), "label": _("Home")},
            {"url": reverse("desk:questions"), "label": _("Questions")},
        ],
        "problems": problems,
        "place": place,
        "sentence": reading.plain(sentence),
        "question": question,
        "text": text or request.POST.get("text", ""),
        "action": request.get_full_path(),
        "can_retry": not reason,
        "next": _back(request, ""),
    }
    return TemplateResponse(request, "desk/questions/refused.html", context, status=422)


def _thread(request: HttpRequest, translation: Translation, segment: Segment) -> JsonResponse:
    found = reading.questions_for(translation).get((segment.context_id, segment.string_id), [])
    context = {"translation": translation, "segment": segment, "questions": found, "is_open": True}
    return JsonResponse({"html": render_to_string("desk/questions/_thread.html", context, request=request)})


def _segment_of_question(question: Question) -> Segment | None:
    key = (question.context_id, question.string_id)
    return next((s for s in segments_of(question.translation) if (s.context_id, s.string_id) == key), None)


def _wants_json(request: HttpRequest) -> bool:
    return "application/json" in request.headers.get("Accept", "")


def _back(request: HttpRequest, fallback: str) -> str:
    """Where to go on: ``next``, if it is an address of this site."""
    address = request.POST.get("next", "")
    if address and url_has_allowed_host_and_scheme(address, {request.get_host()}, require_https=request.is_secure()):
        return address
    return fallback
