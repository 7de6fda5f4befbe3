"""Files to take away: one page, a page with everything below it, or all of a language."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator

from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe
from wagtail.admin import messages
from wagtail.models import Locale
from wagtail_localize.models import Translation

from .. import permissions
from . import po_writing, xliff_writing
from .contents import Content, Export, Reader
from .forms import ExportForm
from .selection import choices_for, languages_for, permitted, subtree

_WRITERS = {
    "po": (po_writing.write_po, po_writing.CONTENT_TYPE, "po"),
    "xliff": (xliff_writing.write_xliff, xliff_writing.CONTENT_TYPE, "xlf"),
}
_IN_MEMORY = 2 * 1024 * 1024


@require_safe
def export_po(request: HttpRequest, translation_id: int) -> HttpResponse:
    """One page as PO; ``?which=open`` for what is still to be done. 404 if there is none, 403 without rights."""
    return _export_one(request, translation_id, "po")


@require_safe
def export_xliff(request: HttpRequest, translation_id: int) -> HttpResponse:
    """One page as XLIFF, as `export_po`."""
    return _export_one(request, translation_id, "xliff")


@require_safe
def export(request: HttpRequest) -> HttpResponse:
    """What was chosen on the screen of files. A choice that is not possible is explained there."""
    if not permissions.locales_of(request.user):
        raise PermissionDenied
    languages = languages_for(request.user)
    locale = next((each for each in languages if each.language_code == request.GET.get("language")), None)
    choices = choices_for(request.user, locale) if locale else []
    form = ExportForm(request.GET, languages=languages, choices=choices)
    if not form.is_valid():
        messages.error(
            request, _("Please choose again what the file should hold: %(errors)s") % {"errors": _said(form)}
        )
        return redirect("desk:files")
    name = ""
    if form.cleaned_data["scope"] != "language":
        chosen = next(each for each in choices if each.translation.pk == form.cleaned_data["translation"])
        name = chosen.title
        choices = subtree(choices, chosen.translation) if form.cleaned_data["scope"] == "subtree" else [chosen]
    return _respond(
        request,
        locale,
        permitted(request.user, [choice.translation for choice in choices]),
        form=form.cleaned_data["format"],
        only_open=form.cleaned_data["which"] == "open",
        name=name,
    )


def _said(form: ExportForm) -> str:
    return " ".join(str(error) for errors in form.errors.values() for error in errors)


def _export_one(request: HttpRequest, translation_id: int, form: str) -> HttpResponse:
    translation = get_object_or_404(
        Translation.objects.select_related("source__locale", "source__specific_content_type", "target_locale"),
        pk=translation_id,
    )
    target = permissions.target_of(translation)
    if target is None or not permissions.may_change(request.user, target):
        raise PermissionDenied
    return _respond(
        request,
        translation.target_locale,
        iter([(translation, target)]),
        form=form,
        only_open=request.GET.get("which") == "open",
        name=translation.source.object_repr,
    )


def _respond(
    request: HttpRequest,
    locale: Locale,
    translations: Iterator[tuple[Translation, Model]],
    *,
    form: str,
    only_open: bool,
    name: str,
) -> HttpResponse:
    write, content_type, ending = _WRITERS[form]
    reader = Reader(request.user, only_open=only_open)
    count = 0

    def contents() -> Iterable[Content]:
        nonlocal count
        for translation, target in translations:
            content = reader.read(translation, target)
            count += len(content.sentences)
            yield content

    source_locale = Locale.objects.filter(translationsource__translations__target_locale=locale).first()
    export = Export(source_locale or Locale.get_default(), locale, only_open)
    # The file is written as a whole before it goes out: a broken-off PO file would look complete.
    file = tempfile.SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 (the response closes it)
    for piece in write(export, contents()):
        file.write(piece.encode("utf-8"))
    if not count:
        file.close()
        messages.info(request, _("There is nothing to translate in this choice, so no file was made."))
        return redirect(f"{reverse('desk:files')}?{urlencode({'language': locale.language_code})}")
    file.seek(0)
    return FileResponse(
        file,
        as_attachment=True,
        filename=file_name(export, name, ending),
        content_type=content_type,
    )


def file_name(export: Export, name: str, ending: str) -> str:
    """For example ``dueren-la-me-fr-solardach-2026-11-22-offen.po``."""
    german = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss"})
    parts = [
        slugify(export.site.translate(german)),
        slugify(export.target_locale.language_code),
        slugify(name.translate(german))[:40].strip("-"),
        timezone.localdate().isoformat(),
        slugify(pgettext("file name", "open") if export.only_open else pgettext("file name", "all")),
    ]
    return "-".join(part for part in parts if part) + f".{ending}"
