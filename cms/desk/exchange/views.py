"""The screen of files, and what has become of a file."""

from __future__ import annotations

from collections import defaultdict

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin import messages
from wagtail.models import Locale
from wagtail_localize.models import Translation

from .. import permissions
from ..models import ImportReport
from .forms import ExportForm, ImportForm
from .incoming import Incoming, Unreadable
from .reading import locale_for, read_file, wrong_language
from .reasons import fill, reason_of
from .selection import choices_for, languages_for
from .taking import Options, Taking

_LAST_IMPORTS = 10
#: So many entries of a group are shown at first, and so many on a page of a single group.
_SHOWN, _PER_PAGE = 50, 500


@require_safe
def files(request: HttpRequest) -> HttpResponse:
    """Take a file, translate, bring it back. ``?translation=<id>`` chooses a page, ``?language=fr`` a language."""
    languages = _languages(request)
    return _screen(request, languages, ImportForm(languages=languages, initial={"translation": _number(request)}))


@require_http_methods(["GET", "HEAD", "POST"])
def import_file(request: HttpRequest) -> HttpResponse:
    """Take over a file. Out: on to the report, or the screen again with what is wrong.

    Asked for by GET, as after a mistake people do who load its address again, it leads to the screen.
    """
    if request.method != "POST":
        return redirect("desk:files")
    languages = _languages(request)
    form = ImportForm(request.POST, request.FILES, languages=languages)
    if not form.is_valid():
        return _unusable(request, languages, form)
    data = form.cleaned_data
    options = Options(overwrite=data["overwrite"], take_fuzzy=data["take_fuzzy"], trial=data["trial"])
    chosen = Translation.objects.filter(pk=_number(request)).select_related("source", "target_locale").first()
    try:
        kind, parts = read_file(data["file"].read())
        default = chosen.target_locale if chosen else data["language"] or (languages[0] if languages else None)
        located = _locate(parts, languages, default)
    except Unreadable as error:
        form.add_error("file", str(error))
        return _unusable(request, languages, form)
    taking = Taking(request.user, options)
    for part, locale in located:
        if locale is None:
            taking.result.left_out += wrong_language(part)
        else:
            taking.take(part, locale, chosen)
    report = taking.report(data["file"].name, kind)
    _tell(request, report)
    return redirect("desk:import_report", report.pk)


@require_safe
def import_report(request: HttpRequest, report_id) -> HttpResponse:
    """What was taken over, and every entry that was not. For the one who brought the file, and for superusers."""
    report = get_object_or_404(ImportReport.objects.select_related("user"), pk=report_id)
    if not request.user.is_superuser and report.user_id != request.user.pk:
        raise PermissionDenied
    groups = _groups(report)
    only = request.GET.get("reason")
    page = None
    if only is not None:
        groups = [group for group in groups if group["code"] == only]
        if not groups:
            return redirect("desk:import_report", report.pk)
        page = Paginator(groups[0]["rows"], _PER_PAGE).get_page(request.GET.get("p"))
        groups[0]["rows"], groups[0]["hidden"], groups[0]["is_open"] = _worded(groups[0], page.object_list), 0, True
    else:
        for group in groups:
            group["hidden"] = max(0, len(group["rows"]) - _SHOWN)
            group["rows"] = _worded(group, group["rows"][:_SHOWN])
    context = {
        **_frame(_("What has become of the file"), "doc-full"),
        "report": report,
        "groups": groups,
        "page": page,
        "only": only,
        "kind": report.kind.upper(),
    }
    context["breadcrumbs_items"].insert(-1, {"url": reverse("desk:files"), "label": _("Files")})
    return TemplateResponse(request, "desk/exchange/report.html", context)


def _unusable(request: HttpRequest, languages: list[Locale], form: ImportForm) -> HttpResponse:
    """The screen again; the reason stands at its head too, for the form is far down."""
    for error in form.errors.get("file", ()):
        messages.error(request, error)
    return _screen(request, languages, form)


def _screen(request: HttpRequest, languages: list[Locale], import_form: ImportForm) -> HttpResponse:
    chosen = _number(request)
    locale = _language(request, languages, chosen)
    choices = choices_for(request.user, locale) if locale else []
    known = next((choice for choice in choices if choice.translation.pk == chosen), None)
    export_form = ExportForm(
        languages=languages,
        choices=choices,
        initial={
            "language": locale.language_code if locale else "",
            "translation": known.translation.pk if known else None,
            "scope": "page" if known else "language",
        },
    )
    imports = ImportReport.objects.defer("left_out", "pages").select_related("user")
    if not request.user.is_superuser:
        imports = imports.filter(user=request.user)
    return TemplateResponse(
        request,
        "desk/exchange/files.html",
        {
            **_frame(_("Files for translation programs"), "doc-full-inverse"),
            "languages": languages,
            "locale": locale,
            "export_form": export_form,
            "import_form": import_form,
            "imports": imports[:_LAST_IMPORTS],
        },
    )


def _frame(title: str, icon: str) -> dict:
    """What Wagtail's page furniture needs."""
    return {
        "header_title": title,
        "page_title": title,
        "header_icon": icon,
        "breadcrumbs_items": [
            {"url": reverse("wagtailadmin_home"), "label": _("Home")},
            {"url": reverse("desk:index"), "label": _("Translations")},
            {"url": "", "label": title},
        ],
    }


def _languages(request: HttpRequest) -> list[Locale]:
    if not permissions.locales_of(request.user):
        raise PermissionDenied
    return languages_for(request.user)


def _number(request: HttpRequest) -> int | None:
    text = request.GET.get("translation") or request.POST.get("translation") or ""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def _language(request: HttpRequest, languages: list[Locale], chosen: int | None) -> Locale | None:
    by_id = {locale.pk: locale for locale in languages}
    if chosen is not None:
        target = Translation.objects.filter(pk=chosen).values_list("target_locale_id", flat=True).first()
        if target in by_id:
            return by_id[target]
    wanted = request.GET.get("language", "")
    return next((locale for locale in languages if locale.language_code == wanted), languages[0] if languages else None)


def _locate(
    parts: list[Incoming], languages: list[Locale], default: Locale | None
) -> list[tuple[Incoming, Locale | None]]:
    """The language of each part. Raises Unreadable if no part is in a language the person translates into."""
    located = []
    for part in parts:
        if part.language:
            locale = locale_for(part.language, languages)
        elif part.translation_key:
            named = Translation.objects.filter(uuid=part.translation_key, target_locale__in=languages).first()
            locale = named.target_locale if named else default
        else:
            locale = default
        located.append((part, locale))
    if all(locale is None for _part, locale in located):
        codes = ", ".join(sorted({part.language[:40] for part in parts if part.language}))
        if not codes:
            raise Unreadable(_("There is no language into which you may translate."))
        raise Unreadable(
            _("The file is in the language “%(language)s”, into which you cannot translate here.") % {"language": codes}
        )
    return located


def _tell(request: HttpRequest, report: ImportReport) -> None:
    if report.trial:
        return  # the report itself says so
    if report.imported:
        messages.success(
            request,
            ngettext("%(count)d sentence was taken over.", "%(count)d sentences were taken over.", report.imported)
            % {"count": report.imported},
        )
    else:
        messages.warning(request, _("Nothing was taken over. The reasons stand below."))


def _groups(report: ImportReport) -> list[dict]:
    """The entries that were left out by reason; first where there is something to do, then the largest."""
    rows: dict[str, list[dict]] = defaultdict(list)
    for row in report.left_out if isinstance(report.left_out, list) else []:
        if isinstance(row, dict):
            rows[str(row.get("reason", ""))].append(row)
    groups = []
    for code, found in rows.items():
        reason = reason_of(code)
        explanation = str(reason.explanation)
        groups.append(
            {
                "code": code,
                "heading": reason.heading,
                # With placeholders it says something else for every entry.
                "explanation": "" if "%(" in explanation else explanation,
                "is_important": reason.important,
                "is_open": reason.important,
                "rows": found,
                "count": len(found),
            }
        )
    return sorted(groups, key=lambda group: (not group["is_important"], -group["count"]))


def _worded(group: dict, rows) -> list[dict]:
    reason = reason_of(group["code"])
    worded = []
    for row in rows:
        values = row.get("values") if isinstance(row.get("values"), dict) else {}
        detail = "" if group["explanation"] else fill(reason.explanation, values)
        address = str(values.get("url") or "")
        worded.append(
            {
                "place": row.get("place", ""),
                "text": row.get("text", ""),
                "translation": values.get("translation", ""),
                "current": values.get("current", ""),
                "detail": detail,
                "url": address if address.startswith("/") and not address.startswith("//") else "",
            }
        )
    return worded
