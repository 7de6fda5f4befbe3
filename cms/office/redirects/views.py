"""Screens for redirects: list, one redirect, a list from a file with a trial run, and what is wrong."""

from __future__ import annotations

from django.contrib import messages
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin.ui.tables import Column
from wagtail.admin.widgets.button import Button
from wagtail.contrib.redirects import views as stock
from wagtail.contrib.redirects.filters import RedirectsReportFilterSet
from wagtail.contrib.redirects.models import Redirect
from wagtail.permissions import policy_registry

from cms.teamwork.meanwhile import CarefulRowMixin

from .checks import problems
from .forms import CheckedRedirectForm, ListForm
from .importing import Outcome, counts, judge, write
from .middleware import target
from .reading import Line, Unreadable, read_lines

SALT = "cms.office.redirects"
#: How long a trial run may wait for its confirmation.
HOURS = 24
#: What is shown of a trial run; the counts are of all rows.
MOST_SHOWN = 300


def _require(user, action: str) -> None:
    if not policy_registry.get_by_type(Redirect).user_has_permission(user, action):
        raise PermissionDenied


class RedirectFilterSet(RedirectsReportFilterSet):
    """By kind only: there is one site."""

    site = None

    class Meta(RedirectsReportFilterSet.Meta):
        fields = ["is_permanent"]


class RedirectList(stock.IndexView):
    """Wagtail's list, with ways to the trial run and to what is wrong, and without the column for the one site."""

    filterset_class = RedirectFilterSet

    @cached_property
    def columns(self) -> list[Column]:
        where = Column("target", label=_("Address"), accessor=target, width="25%")
        return [*[column for column in stock.IndexView.columns if column.name != "site"], where]

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        buttons = [button for button in super().header_more_buttons if "import" not in str(button.url)]
        if policy_registry.get_by_type(Redirect).user_has_permission(self.request.user, "add"):
            buttons.append(
                Button(_("Import a list"), url=reverse("office:redirects_import"), icon_name="upload", priority=50)
            )
        buttons.append(
            Button(_("Check all redirects"), url=reverse("office:redirects_check"), icon_name="warning", priority=60)
        )
        return buttons


class RedirectAdd(stock.CreateView):
    """A new redirect, checked."""

    form_class = CheckedRedirectForm


class RedirectEdit(CarefulRowMixin, stock.EditView):
    """A redirect is changed, checked."""

    form_class = CheckedRedirectForm


@require_http_methods(["GET", "HEAD", "POST"])
def import_list(request: HttpRequest) -> HttpResponse:
    """A file, then a trial run, then the import. Raises PermissionDenied.

    The rows travel in the form of the trial run, signed: nothing is kept on a server, of which there may be several.
    """
    _require(request.user, "add")
    _require(request.user, "change")
    if request.method == "POST" and "rows" in request.POST:
        return _confirmed(request)
    form = ListForm(request.POST, request.FILES) if request.method == "POST" else ListForm()
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            lines = read_lines(file.read(), file.name)
        except Unreadable as error:
            form.add_error("file", str(error))
        else:
            return _trial(request, lines, file.name)
    return TemplateResponse(request, "office/redirects/import.html", {"form": form}, status=200)


def _trial(request: HttpRequest, lines: list[Line], name: str) -> HttpResponse:
    rows = judge(lines)
    numbers = counts(rows)
    # What is wrong comes first, then what deserves a look.
    rows.sort(key=lambda row: (row.outcome is not Outcome.ERROR, not row.message, row.line.number))
    raw = [(line.number, line.old, line.new) for line in lines]
    context = {
        "name": name,
        "rows": rows[:MOST_SHOWN],
        "left_out": max(0, len(rows) - MOST_SHOWN),
        "numbers": numbers,
        "to_write": numbers["new"] + numbers["changed"],
        "payload": signing.dumps(raw, salt=SALT, compress=True),
    }
    return TemplateResponse(request, "office/redirects/trial.html", context)


def _confirmed(request: HttpRequest) -> HttpResponse:
    try:
        raw = signing.loads(request.POST["rows"], salt=SALT, max_age=HOURS * 3600)
    except signing.BadSignature:
        messages.error(request, _("The trial run is too old. Please choose the file once more."))
        return redirect("office:redirects_import")
    # Judged once more: much can have happened since the trial run.
    rows = judge([Line(*row) for row in raw])
    number, wrong = write(rows, request.user), counts(rows)["error"]
    text = ngettext("%(number)d redirect has been imported.", "%(number)d redirects have been imported.", number)
    messages.success(request, text % {"number": number})
    if wrong:
        text = ngettext(
            "%(number)d row with an error was left out.", "%(number)d rows with errors were left out.", wrong
        )
        messages.warning(request, text % {"number": wrong})
    return redirect("wagtailredirects:index")


@require_safe
def check(request: HttpRequest) -> HttpResponse:
    """All redirects that do not do what they are for. Raises PermissionDenied."""
    _require(request.user, "change")
    page = Paginator(problems(), 50).get_page(request.GET.get("p"))
    return TemplateResponse(request, "office/redirects/check.html", {"page": page})
