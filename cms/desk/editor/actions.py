"""Publishing, submitting, deciding, stopping: what is done with the translation as a whole."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.admin import messages as wagtail_messages
from wagtail.models import Page
from wagtail_localize.models import Translation

from .. import publishing
from ..permissions import freeze_of, target_of
from ..proofing.findings import Severity
from ..segments import Frozen
from ..texts import clean
from .access import Closed, careful, edit_url, find, spoken
from .rows import progress_of, rows_of

ACTIONS = ("publish", "submit", "approve", "reject", "cancel")


@require_POST
@careful
def act(request: HttpRequest, translation_id: int, action: str) -> HttpResponse:
    """POST one of `ACTIONS`. What stands in the way is listed, with a way to each; warnings ask."""
    if action not in ACTIONS:
        raise Http404
    translation, target = find(translation_id, request.user)
    comment = clean(request.POST.get("comment", ""))
    if action == "reject" and not comment:
        messages.error(request, _("Please say in the comment what has to be changed."))
        return redirect(edit_url(target))
    accept = "accept_warnings" in request.POST
    try:
        done = _do(action, translation, request.user, comment, accept)
    except publishing.NotPublishable as problem:
        return _in_the_way(request, translation, target, action, problem)
    if action in ("publish", "approve") and (address := _shown_at(translation)):
        if action == "approve":
            done = f"{done} " + _("The page is now live.")
        buttons = [wagtail_messages.button(address, _("Visit the page"))]
        wagtail_messages.success(request, done, buttons=buttons)
    else:
        messages.success(request, done)
    return redirect(edit_url(target))


def _shown_at(translation: Translation) -> str:
    """Where visitors read what has just been published; empty for snippets, and while a further approval is due."""
    page = target_of(translation)
    if not isinstance(page, Page) or not page.live or page.alias_of_id or page.workflow_in_progress:
        return ""
    return page.full_url or ""


def _do(action: str, translation, user, comment: str, accept_warnings: bool) -> str:
    """Do it. Out: what has been done, as a sentence."""
    name = translation.source.object_repr
    if action == "publish":
        publishing.publish(translation, user, accept_warnings=accept_warnings)
        return _("“%(title)s” has been published in %(language)s.") % {
            "title": name,
            "language": spoken(translation.target_locale),
        }
    if action == "submit":
        publishing.submit(translation, user, accept_warnings=accept_warnings)
        return _("The translation of “%(title)s” has been submitted for review.") % {"title": name}
    if action == "approve":
        publishing.approve(translation, user, comment)
        return _("The translation of “%(title)s” has been approved.") % {"title": name}
    if action == "reject":
        publishing.reject(translation, user, comment)
        return _("The translation of “%(title)s” has been sent back with your comment.") % {"title": name}
    publishing.cancel(translation, user)
    return _("The translation of “%(title)s” has been withdrawn from moderation.") % {"title": name}


def _in_the_way(request, translation, target, action: str, problem) -> HttpResponse:
    """A page that lists what is wrong, each with a link to its sentence; if there are only warnings, it asks."""
    rows = {row.id: row for row in rows_of(translation)}
    listed = [(rows.get(finding.segment_id), finding) for finding in problem.findings]
    errors = [(row, finding) for row, finding in listed if finding.severity == Severity.ERROR]
    warnings = [(row, finding) for row, finding in listed if finding.severity != Severity.ERROR]
    progress = progress_of(list(rows.values()))
    context = {
        "message": problem.message,
        "title": translation.source.object_repr,
        "action": action,
        "act_url": reverse("desk:act", args=[translation.pk, action]),
        "edit_url": edit_url(target),
        # Open sentences and machine text are told in one line each.
        "errors": [pair for pair in errors if pair[1].code not in ("missing", "machine", "empty")],
        "warnings": warnings,
        "progress": progress,
        "may_go_on": problem.needs_acceptance,
        "target_locale": translation.target_locale,
    }
    return render(request, "desk/editor/in_the_way.html", context, status=200 if problem.needs_acceptance else 409)


@careful
def stop(request: HttpRequest, translation_id: int) -> HttpResponse:
    """GET says what will happen, POST does it: the target is no longer kept in step with the source."""
    translation, target = find(translation_id, request.user)
    freeze = freeze_of(target, request.user)
    if freeze is not None:
        raise Frozen(freeze)
    is_alias = isinstance(target, Page) and target.alias_of_id is not None
    if request.method == "POST":
        translation.enabled = False
        translation.save(update_fields=["enabled"])
        messages.success(request, _("The translation has been stopped. Its sentences are kept."))
        return redirect(edit_url(target) or "wagtailadmin_home")
    context = {
        "title": translation.source.object_repr,
        "target_language": spoken(translation.target_locale),
        "source_language": spoken(translation.source.locale),
        "edit_url": edit_url(target),
        "is_alias": is_alias,
        "translation": translation,
    }
    return render(request, "desk/editor/stop.html", context)


def open_next(request: HttpRequest, translation_id: int) -> HttpResponse:
    """The editor at the first sentence to work on. Where nothing can be opened, the reason and the list."""
    try:
        translation, target = find(translation_id, request.user)
    except Closed as closed:
        stopped = get_object_or_404(Translation.objects.select_related("source"), pk=translation_id)
        messages.warning(request, f"{stopped.source.object_repr}: {closed.message}")
        return redirect("desk:index")
    progress = progress_of(rows_of(translation))
    row = progress.next_open or progress.next_machine or progress.next_error
    return redirect(edit_url(target) + (f"#segment-{row}" if row else ""))
