"""Terms in and out as files."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin import messages

from ..models import Term
from .csv_files import columns_of, write_csv
from .forms import ImportForm
from .importing import UnusableFile, import_terms
from .rights import require, source_locale, targets_of
from .tbx_files import write_tbx

_TYPES = {"csv": "text/csv; charset=utf-8", "tbx": "application/x-tbx"}


@require_safe
def export(request: HttpRequest, kind: str) -> HttpResponse:
    """All terms of one language as a file. ``?language=<id of a language>``; else the person's first."""
    require(request.user, "view")
    targets = targets_of(request.user)
    wanted = request.GET.get("language", "")
    target = next((locale for locale in targets if str(locale.pk) == wanted), targets[0])
    source = source_locale()
    terms = Term.objects.filter(source_locale=source, target_locale=target)
    codes = source.language_code, target.language_code
    name = f"glossary-{codes[0]}-{codes[1]}-{timezone.localdate():%Y-%m-%d}"
    content = write_csv(terms, *codes) if kind == "csv" else write_tbx(terms, *codes, title=name)
    response = HttpResponse(content, content_type=_TYPES[kind])
    response["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def import_file(request: HttpRequest) -> HttpResponse:
    """Ask for a file, and take over its terms. Out: on to the report if something was left out, else to the list."""
    require(request.user, "add")
    require(request.user, "change")
    form = ImportForm(request.POST or None, request.FILES or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        file, target = form.cleaned_data["file"], form.cleaned_data["language"]
        overwrite = form.cleaned_data["differing"] == ImportForm.THEIRS
        try:
            report = import_terms(file.name, file.read(), source_locale(), target, request.user, overwrite=overwrite)
        except UnusableFile as error:
            form.add_error("file", str(error))
        else:
            _tell(request, report)
            return redirect("desk:import_report", report.pk) if report.left_out else redirect("desk:glossary")
    targets = targets_of(request.user)
    title = _("Import terms")
    return TemplateResponse(
        request,
        "desk/glossary/import.html",
        {
            "form": form,
            "columns": columns_of(source_locale().language_code, targets[0].language_code),
            "page_title": title,
            "header_title": title,
            "header_icon": "upload",
            "breadcrumbs_items": [
                {"url": reverse_lazy("wagtailadmin_home"), "label": _("Home")},
                {"url": reverse("desk:glossary"), "label": _("Glossary")},
                {"url": "", "label": title},
            ],
        },
    )


def _tell(request: HttpRequest, report) -> None:
    taken = ngettext("%(count)d term was taken over.", "%(count)d terms were taken over.", report.imported)
    parts = [taken % {"count": report.imported}]
    if report.unchanged:
        same = ngettext("%(count)d was here already.", "%(count)d were here already.", report.unchanged)
        parts.append(same % {"count": report.unchanged})
    if report.left_out_count:
        left = ngettext("%(count)d was left out.", "%(count)d were left out.", report.left_out_count)
        parts.append(left % {"count": report.left_out_count})
        messages.warning(request, " ".join(parts))
    else:
        messages.success(request, " ".join(parts))
