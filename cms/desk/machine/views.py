"""Starting the machine, seeing how far it is, and stopping it."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from wagtail.admin import messages
from wagtail_localize.models import Translation

from ..models import MachineJob
from ..models.machine import JobState
from ..permissions import FreezeReason, may_translate, target_of
from ..segments import Frozen
from . import jobs
from .problems import MachineError, words_for

#: Seconds. While another page has the next sentences translated there is nothing to be done by asking.
WHILE_BUSY = 2


@require_POST
def start(request: HttpRequest, translation_id: int) -> HttpResponse:
    """Begin a job: scripts get its progress as JSON, people without scripts its page."""
    translation = get_object_or_404(
        Translation.objects.select_related("source__locale", "target_locale"), pk=translation_id
    )
    try:
        job = jobs.start_job(translation, request.user)
    except Frozen as frozen:
        return _refused(request, translation, _frozen_words(frozen))
    except MachineError as error:
        return _refused(request, translation, words_for(error.problem, ""))
    if _wants_json(request):
        return JsonResponse(progress(job), status=201)
    return redirect("desk:machine_page", job.pk)


@require_http_methods(["GET", "POST"])
def job(request: HttpRequest, job_id) -> JsonResponse:
    """How far a job is. A POST also translates its next chunk where there is no worker to do so."""
    found = _job_for(request, job_id)
    if request.method == "POST" and jobs.driven_by_page():
        found = _step(found)
    return JsonResponse(progress(found), headers={"Cache-Control": "no-store"})


@require_POST
def move_on(request: HttpRequest, job_id) -> HttpResponse:
    """The next chunk for people without scripts: back to the page of the job."""
    found = _job_for(request, job_id)
    if jobs.driven_by_page():
        _step(found)
    return redirect("desk:machine_page", found.pk)


@require_POST
def cancel(request: HttpRequest, job_id) -> HttpResponse:
    """Stop a job; what it has translated stays."""
    found = _job_for(request, job_id)
    jobs.cancel(found)
    if _wants_json(request):
        return JsonResponse(progress(found))
    return redirect("desk:machine_page", found.pk)


@require_GET
def page(request: HttpRequest, job_id) -> HttpResponse:
    """A page that shows how far a job is; also the way back to the sentences."""
    found = _job_for(request, job_id)
    translation = found.translation
    context = {
        "header_title": _("Machine translation"),
        "header_icon": "desktop",
        "breadcrumbs_items": [
            {"url": reverse("wagtailadmin_home"), "label": _("Home")},
            {"url": _editor_url(translation), "label": str(target_of(translation) or "")},
            {"url": "", "label": _("Machine translation")},
        ],
        "job": found,
        "progress": progress(found),
        "worked_on": found.done + found.failed,
        "editor_url": _editor_url(translation),
        "by_page": jobs.driven_by_page(),
    }
    return TemplateResponse(request, "desk/machine/job.html", context)


def progress(found: MachineJob) -> dict:
    """A job as JSON. ``message`` is a whole text in the reader's language; ``retry_in`` are seconds until the next
    question is worth asking."""
    wait = (found.wait_until - timezone.now()).total_seconds() if found.wait_until and found.is_open else 0
    if found.is_open and jobs.is_busy(found):
        wait = max(wait, WHILE_BUSY)
    return {
        "id": str(found.pk),
        "state": found.state,
        "finished": not found.is_open,
        "done": found.done,
        "total": found.total,
        "failed": found.failed,
        "problem": found.problem,
        "message": message_for(found),
        "retry_in": round(max(0.0, wait), 1),
        "by_page": jobs.driven_by_page(),
        "url": reverse("desk:machine_job", args=[found.pk]),
        "cancel_url": reverse("desk:machine_cancel", args=[found.pk]),
    }


def message_for(found: MachineJob) -> str:
    """What there is to say about a job, in the reader's language."""
    problem = words_for(found.problem, found.service)
    if found.is_open and found.wait_until and found.attempts:
        return " ".join([problem, _("The next attempt is made in a moment.")])
    match found.state:
        case JobState.WAITING:
            return _("The machine translation will begin in a moment.")
        case JobState.RUNNING:
            counts = {"done": found.done + found.failed, "total": found.total}
            return _("%(done)d of %(total)d sentences have been worked on.") % counts
    if not found.total and found.state == JobState.DONE:
        return _("There is no empty sentence left to translate.")
    parts = [problem] if problem else []
    if found.state == JobState.CANCELLED:
        parts.append(_("The machine translation has been stopped."))
    parts.append(
        ngettext(
            "%(n)d sentence has been translated by machine and waits for your review.",
            "%(n)d sentences have been translated by machine and wait for your review.",
            found.done,
        )
        % {"n": found.done}
        if found.done
        else _("No sentence has been translated.")
    )
    if found.failed:
        parts.append(
            ngettext(
                "%(n)d sentence could not be translated properly; please translate it yourself.",
                "%(n)d sentences could not be translated properly; please translate them yourself.",
                found.failed,
            )
            % {"n": found.failed}
        )
    return " ".join(parts)


def _job_for(request: HttpRequest, job_id) -> MachineJob:
    found = get_object_or_404(
        MachineJob.objects.select_related("translation__source__locale", "translation__target_locale"), pk=job_id
    )
    if not may_translate(request.user, found.translation):
        raise PermissionDenied
    if jobs.is_stale(found):
        jobs.end_stale()
        found.refresh_from_db()
    return found


def _step(found: MachineJob) -> MachineJob:
    try:
        return jobs.step(found.pk)
    except MachineJob.DoesNotExist as error:  # its translation was deleted while the service was thinking
        raise Http404 from error


def _refused(request: HttpRequest, translation: Translation, words: str) -> HttpResponse:
    if _wants_json(request):
        return JsonResponse({"finished": True, "state": JobState.FAILED, "message": words}, status=409)
    messages.error(request, words)
    return redirect(_editor_url(translation))


def _frozen_words(frozen: Frozen) -> str:
    if frozen.freeze.reason is FreezeReason.IN_MODERATION:
        return _("The translation is in moderation. Nothing can be changed until that is decided.")
    return _("The page is locked, so nothing can be changed now.")


def _wants_json(request: HttpRequest) -> bool:
    return request.headers.get("x-requested-with") == "XMLHttpRequest"


def _editor_url(translation: Translation) -> str:
    return reverse("desk:open", args=[translation.pk])
