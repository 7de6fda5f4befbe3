"""Searching the memory, taking a wrong pair out, and bringing files in and out."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods
from wagtail.admin import messages

from ..models import MemoryEntry
from ..permissions import locales_of
from .forms import ImportForm, SearchForm, chosen_pair, pair_name, pairs_for
from .importing import import_tmx
from .tmx_reading import NotTmx
from .tmx_writing import tmx

PER_PAGE = 25


@require_GET
def search(request: HttpRequest) -> HttpResponse:
    """The pairs of sentences, the newest first; ``?q=`` searches both languages, ``?languages=de:fr`` chooses."""
    pairs = _pairs_or_refuse(request)
    pair = chosen_pair(pairs, request.GET.get("languages")) or pairs[0]
    form = SearchForm({"q": request.GET.get("q", "")[:200], "languages": pair_name(pair)}, pairs=pairs)
    words = form.cleaned_data["q"].replace("\x00", "") if form.is_valid() else ""
    rows = MemoryEntry.objects.filter(source_locale=pair[0], target_locale=pair[1])
    found = _with_words(rows, words).order_by("-updated_at", "-pk").select_related("updated_by")
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("p"))
    context = {
        **_frame(_("Translation memory"), "history"),
        "form": form,
        "words": words,
        "pair": pair,
        "pair_name": pair_name(pair),
        "page": page,
        "elided_page_range": page.paginator.get_elided_page_range(page.number),
        "count": page.paginator.count,
        "several": len(pairs) > 1,
        "back": urlencode({"q": words, "languages": pair_name(pair), "p": page.number}),
    }
    return TemplateResponse(request, "desk/memory/search.html", context)


@require_http_methods(["GET", "POST"])
def delete(request: HttpRequest, entry_id: int) -> HttpResponse:
    """Ask, and on POST take a pair out of the memory. No page changes by that."""
    entry = get_object_or_404(MemoryEntry.objects.select_related("source_locale", "target_locale"), pk=entry_id)
    if entry.target_locale_id not in locales_of(request.user):
        raise PermissionDenied
    kept = {name: request.GET[name] for name in ("q", "languages", "p") if name in request.GET}
    back = f"{reverse('desk:memory')}?{urlencode(kept)}"
    if request.method == "POST":
        entry.delete()
        messages.success(request, _("The pair of sentences has been deleted from the memory."))
        return redirect(back)
    context = {**_frame(_("Delete from the memory"), "bin", is_below=True), "entry": entry, "back": back}
    return TemplateResponse(request, "desk/memory/delete.html", context)


@require_http_methods(["GET", "POST"])
def import_file(request: HttpRequest) -> HttpResponse:
    """Ask for a TMX file and take it over. Out: on to the report if anything was left out, else to the list."""
    pairs = _pairs_or_refuse(request)
    form = ImportForm(
        request.POST or None,
        request.FILES or None,
        pairs=pairs,
        initial={"languages": request.GET.get("languages") or pair_name(pairs[0])},
    )
    if request.method == "POST" and form.is_valid():
        file, pair = form.cleaned_data["file"], form.cleaned_data["languages"]
        try:
            report = import_tmx(file.read(), file.name, *pair, user=request.user)
        except NotTmx as error:
            form.add_error("file", _refusal(error))
        else:
            _tell(request, report)
            if report.left_out_count:
                return redirect("desk:import_report", report.pk)
            return redirect(f"{reverse('desk:memory')}?{urlencode({'languages': pair_name(pair)})}")
    context = {**_frame(_("Import into the memory"), "upload", is_below=True), "form": form}
    return TemplateResponse(request, "desk/memory/import.html", context)


@require_GET
def export(request: HttpRequest) -> StreamingHttpResponse:
    """The memory of two languages (``?languages=de:fr``) as a TMX file."""
    pairs = _pairs_or_refuse(request)
    pair = chosen_pair(pairs, request.GET.get("languages")) or pairs[0]
    response = StreamingHttpResponse(
        (piece.encode() for piece in tmx(*pair)), content_type="application/x-tmx+xml; charset=utf-8"
    )
    name = pair_name(pair).replace(":", "-")
    response["Content-Disposition"] = f'attachment; filename="translation-memory-{name}.tmx"'
    return response


def _pairs_or_refuse(request: HttpRequest) -> list:
    pairs = pairs_for(request.user)
    if not pairs:
        raise PermissionDenied
    return pairs


def _with_words(rows: QuerySet, words: str) -> QuerySet:
    """Rows in which every word occurs, in one of the two texts.

    SQLite knows capital letters only of ASCII, so each word is also sought as people write it.
    """
    for word in words.split()[:10]:
        wanted = Q()
        for form in {word, word.lower(), word.upper(), word[:1].upper() + word[1:].lower()}:
            wanted |= Q(source_text__icontains=form) | Q(target_text__icontains=form)
        rows = rows.filter(wanted)
    return rows


def _frame(title: str, icon: str, *, is_below: bool = False) -> dict:
    crumbs = [{"url": reverse("wagtailadmin_home"), "label": _("Home")}]
    if is_below:
        crumbs.append({"url": reverse("desk:memory"), "label": _("Translation memory")})
    return {
        "header_title": title,
        "page_title": title,
        "header_icon": icon,
        "breadcrumbs_items": [*crumbs, {"url": "", "label": title}],
    }


def _refusal(error: NotTmx) -> str:
    if error.dangerous:
        return _("The file defines entities, which are not allowed here for security. Nothing was imported.")
    return _("This is not a TMX file, or it is damaged right at the beginning. Nothing was imported.")


def _tell(request: HttpRequest, report) -> None:
    new = ngettext("%(count)d new pair was imported.", "%(count)d new pairs were imported.", report.imported)
    parts = [new % {"count": report.imported}]
    if report.unchanged:
        known = ngettext("%(count)d was known already.", "%(count)d were known already.", report.unchanged)
        parts.append(known % {"count": report.unchanged})
    if report.left_out_count:
        left = ngettext("%(count)d entry was left out.", "%(count)d entries were left out.", report.left_out_count)
        parts.append(left % {"count": report.left_out_count})
        messages.warning(request, " ".join(parts))
    else:
        messages.success(request, " ".join(parts))
