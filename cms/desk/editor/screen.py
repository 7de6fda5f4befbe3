"""The editor: one page with all sentences of a translation, in place of Wagtail's form."""

from __future__ import annotations

from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import Page

from ..machine.service import machine_for
from ..permissions import may_change, may_start, source_of
from .access import edit_url, spoken
from .bar import bar_of
from .rows import FILTERS, grouped, progress_of, rows_of
from .values import values_of


def editor(request: HttpRequest, translation, target: Model) -> HttpResponse:
    """The page. The caller has asked whether this person may change the target."""
    if request.method == "POST":
        # Nothing is posted to the page itself; a form of an older page may be.
        return redirect(request.path)
    rows = rows_of(translation)
    progress = progress_of(rows)
    bar = bar_of(translation, target, request.user, progress)
    chosen = request.GET.get("show", "all")
    chosen = chosen if chosen in FILTERS else "all"
    source = source_of(translation)
    is_page = isinstance(target, Page)
    machine = machine_for(translation.source.locale, translation.target_locale) if bar.freeze is None else None
    title = str(target) if not is_page else target.get_admin_display_title()
    source_title = translation.source.object_repr
    context = {
        "translation": translation,
        "target": target,
        "is_page": is_page,
        "is_alias": is_page and target.alias_of_id is not None,
        "is_draft": getattr(target, "live", True) is False,
        "title": title,
        "source_title": source_title,
        "source_url": edit_url(source) if source is not None and may_change(request.user, source) else "",
        "source_is_gone": source is None,
        "source_locale": translation.source.locale,
        "target_locale": translation.target_locale,
        "source_language": spoken(translation.source.locale),
        "target_language": spoken(translation.target_locale),
        "groups": grouped(rows),
        "progress": progress,
        "bar": bar,
        "problems": [row for row in rows if row.has_errors and row.segment.target],
        "values": values_of(translation),
        "filters": [(name, label, progress.count(name)) for name, label in FILTERS.items()],
        "chosen": chosen,
        "machine": machine,
        "preview_url": reverse("desk:preview", args=[translation.pk]) if is_page else "",
        "breadcrumbs_items": [
            {"url": reverse("desk:index"), "label": _("Translations")},
            {"url": "", "label": source_title, "sublabel": translation.target_locale.get_display_name()},
        ],
        "history_url": reverse("wagtailadmin_pages:history", args=[target.pk]) if is_page else "",
    }
    return render(request, "desk/editor/editor.html", context)


def start_page(request: HttpRequest, page: Page) -> HttpResponse:
    """What an alias shows instead of a form: it is German, and here is how its translation begins."""
    source = page.alias_of
    return render(
        request,
        "desk/editor/start.html",
        {
            "page": page,
            "source": source,
            "source_language": spoken(source.locale),
            "target_language": spoken(page.locale),
            "source_url": edit_url(source) if may_change(request.user, source) else "",
            "may_start": may_start(request.user, source.specific, page.locale),
            "start_url": reverse("desk:start_page", args=[source.pk, page.locale.language_code]),
            "breadcrumbs_items": [
                {"url": reverse("desk:index"), "label": _("Translations")},
                {"url": "", "label": page.get_admin_display_title(), "sublabel": page.locale.get_display_name()},
            ],
        },
    )
