"""Saving one sentence, one value; each with an answer for the script and one without."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ..holding import held
from ..segments import Segment, segment_of, write
from ..texts import clean
from .access import Closed, careful, edit_url, find, told, wants_json
from .bar import bar_of
from .rows import Progress, Row, progress_of, rows_of
from .values import replace, set_back, values_of


@require_POST
@careful
def save_segment(request: HttpRequest, translation_id: int, segment_id: int) -> HttpResponse:
    """POST ``text``; ``base`` is the text the person began with: what somebody else wrote since is not lost."""
    translation, target = find(translation_id, request.user)
    segment = segment_of(translation, segment_id)
    if segment is None:
        raise Http404
    if "text" not in request.POST:
        raise Closed(_("The text is missing, so nothing has been changed."), 400)
    text = clean(request.POST["text"])
    base = request.POST.get("base")
    with held(translation, segment) as theirs:
        is_taken = base is not None and _trimmed(base) != _trimmed(theirs) and text != theirs
        if not is_taken:
            write(translation, segment, text, user=request.user, tool=segment.tool if text == theirs else "")
    if is_taken:
        return _taken(request, target, segment_of(translation, segment_id) or segment)
    rows = rows_of(translation)
    if not wants_json(request):
        return redirect(f"{edit_url(target)}#segment-{segment_id}")
    return JsonResponse(answer(request, translation, target, rows, _row(rows, segment_id)))


def answer(request, translation, target, rows: list[Row], row: Row) -> dict:
    """What the script needs to bring the page up to date after a change of one sentence."""
    progress = progress_of(rows, after=row.id)
    context = {"row": row, "translation": translation, "bar": bar_of(translation, target, request.user, progress)}
    return {
        "state": row.state,
        "target": row.segment.target,
        "filters": row.filters,
        "needle": row.needle,
        "mark": render_to_string("desk/editor/mark.html", context, request),
        "findings": render_to_string("desk/editor/findings.html", context, request),
        "said": _said(row),
        **overall(request, context["bar"], progress),
    }


def overall(request, bar, progress: Progress) -> dict:
    """Progress and the bar, as they are now."""
    return {
        "bar": render_to_string("desk/editor/bar.html", {"bar": bar, "progress": progress}, request),
        "counts": {name: progress.count(name) for name in ("all", "open", "changed", "machine", "findings")},
        "nextOpen": progress.next_open,
    }


def _said(row: Row) -> str:
    """One sentence for the live region."""
    if row.has_errors:
        return _("Saved, but there is an error: %(message)s") % {
            "message": row.segment.error or next((f.message for f in row.findings), "")
        }
    if not row.segment.target:
        return _("Saved. This sentence is open again.")
    if row.findings:
        return _("Saved. Please look at the hint: %(message)s") % {"message": row.findings[0].message}
    return _("Saved.")


def _trimmed(text: str) -> str:
    """A text as a field of a form gives it back."""
    return text.replace("\r\n", "\n").strip()


def _taken(request, target, segment: Segment) -> HttpResponse:
    """Somebody else has saved this sentence in the meantime: both texts are kept, the person decides."""
    if segment.target:
        message = _("%(name)s has saved another text in the meantime: “%(text)s”. Save again to replace it.") % {
            "name": segment.translated_by or _("Somebody"),
            "text": segment.target,
        }
    else:
        message = _("This text has been deleted in the meantime. Save again to keep yours.")
    if wants_json(request):
        return JsonResponse({"problem": message, "theirs": segment.target}, status=409)
    messages.error(request, message)
    return redirect(f"{edit_url(target)}#segment-{segment.id}")


@require_POST
@careful
def save_value(request: HttpRequest, translation_id: int, value_id: int) -> HttpResponse:
    """POST ``value`` to replace, or ``back`` to use the source's value again."""
    translation, target = find(translation_id, request.user)
    value = next((value for value in values_of(translation) if value.id == value_id), None)
    if value is None:
        raise Http404
    try:
        if "back" in request.POST:
            set_back(translation, value, request.user)
        else:
            replace(translation, value, request.POST.get("value", ""), request.user)
    except ValidationError as error:
        if wants_json(request):
            return told(request, " ".join(error.messages), 422)
        messages.error(request, " ".join(error.messages))
        return redirect(f"{edit_url(target)}#value-{value_id}")
    if not wants_json(request):
        messages.success(request, _("Saved."))
        return redirect(f"{edit_url(target)}#value-{value_id}")
    value = next(value for value in values_of(translation) if value.id == value_id)
    progress = progress_of(rows_of(translation))
    context = {
        "value": value,
        "translation": translation,
        "bar": bar_of(translation, target, request.user, progress),
    }
    return JsonResponse(
        {
            "html": render_to_string("desk/editor/value.html", context, request),
            "said": value.error or _("Saved."),
            **overall(request, context["bar"], progress),
        }
    )


def _row(rows: list[Row], segment_id: int) -> Row:
    row = next((row for row in rows if row.id == segment_id), None)
    if row is None:
        raise Http404
    return row
