"""The inbox in the admin: list, one message, deleting, export. Every view asks for the right itself."""

from __future__ import annotations

import csv
from urllib.parse import quote

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.admin import messages

from cms.desk.spreadsheets import guarded

from . import acting
from .bodies import plain
from .listing import Listing
from .models import Kind, MailState, Message, Status
from .rights import may_change, may_delete, may_see, only_for
from .suspicion import named

ROWS = 30
LONGEST_NOTE = 5000
LARGEST_KEY = 2**63 - 1
#: What is offered for each status, the likely next step first.
STEPS = {
    Status.NEW: (Status.WORKING, Status.ANSWERED, Status.CLOSED, Status.SUSPECTED),
    Status.WORKING: (Status.ANSWERED, Status.CLOSED, Status.NEW),
    Status.ANSWERED: (Status.CLOSED, Status.WORKING),
    Status.CLOSED: (Status.WORKING,),
    Status.SUSPECTED: (Status.NEW, Status.CLOSED),
}


def _crumbs(*more: dict) -> list[dict]:
    return [
        {"url": reverse("wagtailadmin_home"), "label": _("Home")},
        {"url": reverse("inbox:index"), "label": _("Inbox")},
        *more,
    ]


def step_labels() -> dict[Status, str]:
    return {
        Status.NEW: _("Set back to “New”"),
        Status.WORKING: _("Take it in work"),
        Status.ANSWERED: _("It is answered"),
        Status.CLOSED: _("Close it without answer"),
        Status.SUSPECTED: _("It may be spam"),
    }


@require_safe
@only_for(may_see)
def index(request: HttpRequest) -> HttpResponse:
    """The list."""
    listing = Listing.of(request.GET)
    page = Paginator(listing.rows().prefetch_related("mails"), ROWS).get_page(request.GET.get("p"))
    context = {
        "header_title": _("Inbox"),
        "header_icon": "mail",
        "breadcrumbs_items": [*_crumbs()[:1], {"url": "", "label": _("Inbox")}],
        "listing": listing,
        "tabs": listing.tabs(),
        "kinds": Kind.choices,
        "page": page,
        "page_range": page.paginator.get_elided_page_range(page.number),
        "unsent": {row.pk for row in page if any(mail.state != MailState.SENT for mail in row.mails.all())},
        "may_delete": may_delete(request.user),
        "export_url": reverse("inbox:export") + listing.address(),
    }
    return TemplateResponse(request, "inbox/index.html", context)


def _find(pk: int) -> Message:
    """Raises Http404, for numbers too large for the database as well."""
    found = Message.objects.filter(pk=pk).first() if pk <= LARGEST_KEY else None
    if found is None:
        raise Http404
    return found


@require_http_methods(["GET", "HEAD", "POST"])
@only_for(may_see)
def message(request: HttpRequest, pk: int) -> HttpResponse:
    """One message; by POST a step: ``status``, ``note`` or ``mail``."""
    found = _find(pk)
    if request.method == "POST":
        return _act(request, found)
    return _show(request, found)


def _show(request: HttpRequest, found: Message, note: str = "", problem: str = "") -> HttpResponse:
    labels = step_labels()
    mails = list(found.mails.all())
    context = {
        "header_title": f"{found.get_kind_display()} {found.reference}",
        "header_icon": "mail",
        "breadcrumbs_items": _crumbs({"url": "", "label": f"{found.get_kind_display()} {found.reference}"}),
        "message": found,
        "place_url": found.place if found.place.startswith(("https://", "http://")) else "",
        "reasons": named(found),
        "steps": [(status.value, labels[status]) for status in STEPS[found.status]],
        "answer_url": answer_url(found),
        "mails": mails,
        "unsent": [mail for mail in mails if mail.state != MailState.SENT],
        "events": found.events.select_related("user"),
        "may_change": may_change(request.user),
        "may_delete": may_delete(request.user),
        "note": note,
        "problem": problem,
    }
    return TemplateResponse(request, "inbox/message.html", context, status=422 if problem else 200)


@only_for(may_change)
def _act(request: HttpRequest, found: Message) -> HttpResponse:
    action, note = request.POST.get("action", ""), plain(request.POST.get("note", "")).strip()
    if action == "status" and request.POST.get("status") in Status.values:
        if acting.set_status(found, request.POST["status"], request.user):
            messages.success(request, _("The status has been changed."))
    elif action == "note":
        if not note:
            return _show(request, found, note, _("Please write the note first."))
        if len(note) > LONGEST_NOTE:
            return _show(request, found, note, _("Please shorten the note to 5,000 characters."))
        acting.add_note(found, note, request.user)
        messages.success(request, _("The note has been saved."))
    elif action == "mail":
        if acting.mail_again(found, request.user):
            messages.success(request, _("The mail will be sent within a minute, if the mail server takes it."))
    else:
        messages.error(request, _("Nothing has been changed: the page was not up to date."))
    return redirect(found.get_absolute_url())


def answer_url(found: Message) -> str:
    """A ``mailto:`` with a subject and a beginning in the language of the sender; "" without an address."""
    if not found.email:
        return ""
    with translation.override(found.language):
        if found.kind == Kind.BARRIER:
            subject = _("Your report %(reference)s") % {"reference": found.reference}
        else:
            subject = _("Your message %(reference)s") % {"reference": found.reference}
        body = _("Good day,") + "\n\n"
    return f"mailto:{quote(found.email, safe='@')}?subject={quote(subject)}&body={quote(body)}"


@require_POST
@only_for(may_delete)
def delete(request: HttpRequest) -> HttpResponse:
    """Delete the chosen messages, after a question."""
    keys = {int(key) for key in request.POST.getlist("message") if key.isascii() and key.isdecimal() and len(key) < 19}
    chosen = Message.objects.filter(pk__in=list(keys)[: ROWS * 2])
    if not chosen:
        messages.warning(request, _("No message was chosen."))
        return redirect("inbox:index")
    if request.POST.get("confirmed"):
        number = len(chosen)
        chosen.delete()
        text = ngettext("%(n)d message has been deleted.", "%(n)d messages have been deleted.", number)
        messages.success(request, text % {"n": number})
        return redirect("inbox:index")
    context = {
        "header_title": _("Delete messages"),
        "header_icon": "bin",
        "breadcrumbs_items": _crumbs({"url": "", "label": _("Delete messages")}),
        "chosen": chosen,
        "open_number": sum(1 for row in chosen if row.is_open),
    }
    return TemplateResponse(request, "inbox/delete.html", context)


@require_safe
@only_for(may_see)
def export(request: HttpRequest) -> HttpResponse:
    """The list as CSV that a German Excel opens by a double click; no cell of it is run as a formula."""
    response = HttpResponse(content_type="text/csv; charset=utf-8", headers={"Cache-Control": "no-store"})
    name = _("inbox")
    response["Content-Disposition"] = f'attachment; filename="{name}-{timezone.localdate().isoformat()}.csv"'
    response.write("\ufeff")
    writer = csv.writer(response, delimiter=";")
    names = ("kind", "status", "reference", "language", "created_at", "done_at")
    texts = ("subject", "text", "place", "name", "email", "phone")
    writer.writerow([str(Message._meta.get_field(name).verbose_name) for name in (*names, *texts)])
    for row in Listing.of(request.GET).rows().iterator():
        times = [
            timezone.localtime(at).strftime("%Y-%m-%d %H:%M") if at else "" for at in (row.created_at, row.done_at)
        ]
        cells = [row.get_kind_display(), row.get_status_display(), row.reference, row.language, *times]
        writer.writerow([guarded(cell) for cell in (*cells, *(getattr(row, name) for name in texts))])
    return response
