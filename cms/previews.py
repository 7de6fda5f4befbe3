"""What an editor can look at beside the form: the page, the card when it is shared, the print, the other language."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Page
from wagtail_localize.models import Translation

#: Longer ones are cut by most who show a card.
TITLE_LENGTH, DESCRIPTION_LENGTH = 70, 200
#: The print on the screen: the rules of paper hold, those of the screen and of the night do not.
ON_PAPER = (
    (b"@media print", b"@media all"),
    (b"@media screen", b"@media not all"),
    (b"(prefers-color-scheme:dark)", b"not all"),
)
SHEET = b"<style>html{background:#8a8a8a!important}body{max-width:210mm;min-height:297mm;margin:1rem auto!important;"
SHEET += b"padding:min(15mm,6vw);background:#fff;box-sizing:border-box;color-scheme:light}</style></head>"


class Previews:
    """For page types, before `Page` in the bases. The first mode is what everybody else asks for."""

    @property
    def preview_modes(self) -> list[tuple[str, str]]:
        return [
            ("", gettext_lazy("Page")),
            ("share", gettext_lazy("Card when the link is shared")),
            ("print", gettext_lazy("Print")),
            ("other", gettext_lazy("Other language")),
        ]

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """The page in one of the modes; unknown ones show the page."""
        if mode_name == "share":
            return share_card(self, request)
        if mode_name == "other":
            return other_language(self, request)
        response = super().serve_preview(request, "")
        return on_paper(response) if mode_name == "print" else response


def share_card(page: Page, request: HttpRequest) -> HttpResponse:
    """How the link looks in messengers and networks, drawn by ourselves, and what is missing for a good one."""
    frame = page.get_context(request)["frame"]
    hints = []
    if frame.share is None:
        hints.append(_("There is no picture. Choose a lead picture: cards with a picture are noticed far more often."))
    if not frame.description:
        hints.append(_("There is no description. Fill in the teaser or the search description."))
    elif len(frame.description) > DESCRIPTION_LENGTH:
        hints.append(_("The description is long. Many cut it; the most important words should come first."))
    if len(page.seo_title or page.title) > TITLE_LENGTH:
        hints.append(_("The title is long. Many cut it; a shorter one can be given for search engines."))
    context = {
        "page": page,
        "frame": frame,
        "title": page.seo_title or page.title,
        "host": urlsplit(frame.canonical_url or settings.BASE_URL).netloc,
        "picture": _own_address(frame.share["url"]) if frame.share else "",
        "hints": hints,
    }
    return TemplateResponse(request, "previews/share.html", context)


def _own_address(url: str) -> str:
    """A picture of ours without the host: the admin may have another name than the site."""
    path = urlsplit(url).path
    return path if path.startswith(settings.MEDIA_URL) else url


def on_paper(response: HttpResponse) -> HttpResponse:
    """The same page with its rules for print, on a sheet."""
    if hasattr(response, "render") and not response.is_rendered:
        response.render()
    content = response.content
    for screen, paper in ON_PAPER:
        content = content.replace(screen, paper)
    response.content = content.replace(b"</head>", SHEET, 1)
    return response


def other_language(page: Page, request: HttpRequest) -> HttpResponse:
    """The page in the other language: as it would be now for those who may write it, else as it is public."""
    found = page.get_translations().filter(depth__gt=1) if page.pk else Page.objects.none()
    other = found.select_related("locale").order_by("locale_id").first()
    if other is None:
        return _nothing(page, request, _("This page does not exist in another language yet."))
    if other.permissions_for_user(request.user).can_edit():
        shown = _as_it_would_be(page, other)
    else:
        shown = other.specific if other.live and not other.get_view_restrictions().exists() else None
    if shown is None:
        return _nothing(page, request, _("In the other language this page is not public yet."))
    return shown.make_preview_request(request, "")


def _as_it_would_be(page: Page, other: Page) -> Page:
    """The translation with all its sentences; without a record of one, its latest draft."""
    translation = (
        Translation.objects.filter(
            source__object_id=page.translation_key, source__locale_id=page.locale_id, target_locale_id=other.locale_id
        )
        .select_related("source", "target_locale")
        .first()
    )
    if translation is None:
        return other.get_latest_revision_as_object()
    shown = translation.source.get_ephemeral_translated_instance(translation.target_locale, fallback=True)
    shown.alias_of = None  # an alias shows its source; this is the page that it will become
    return shown


def _nothing(page: Page, request: HttpRequest, text: str) -> HttpResponse:
    return TemplateResponse(request, "previews/nothing.html", {"text": text, "page": page})
