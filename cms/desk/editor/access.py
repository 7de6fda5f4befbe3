"""The way into every view of the editor: the translation, its target, the right to it; and answers to failure."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.models import Locale
from wagtail_localize.models import Translation

from ..permissions import Freeze, FreezeReason, may_change, target_of
from ..segments import Frozen
from ..texts import TooLong


class Closed(Exception):
    """The translation cannot be worked on. ``message`` is a whole sentence."""

    def __init__(self, message: str, status: int = 409):
        super().__init__(message)
        self.message = message
        self.status = status


def find(translation_id: int, user) -> tuple[Translation, Model]:
    """A translation and its target. Raises Http404, Closed (stopped, or the target is gone), PermissionDenied."""
    translation = get_object_or_404(
        Translation.objects.select_related("source__locale", "target_locale", "source__specific_content_type"),
        pk=translation_id,
    )
    target = target_of(translation)
    if target is None:
        raise Closed(_("The page or snippet into which this was translated has been deleted."), 410)
    if not may_change(user, target):
        raise PermissionDenied
    if not translation.enabled:
        raise Closed(_("This translation has been stopped. The page is now edited as any other."))
    return translation, target


def edit_url(instance: Model | None, user=None) -> str:
    """Wagtail's edit address of a page or snippet; empty if there is none, or not for this person."""
    return (AdminURLFinder(user).get_edit_url(instance) or "") if instance is not None else ""


def spoken(locale: Locale) -> str:
    """The name of a language within a sentence: French writes it with a small letter."""
    name = locale.get_display_name()
    return name[:1].lower() + name[1:] if (get_language() or "").startswith("fr") else name


def wants_json(request: HttpRequest) -> bool:
    return "application/json" in request.headers.get("Accept", "")


def reason(freeze: Freeze) -> str:
    """Why nothing can be changed now, as a sentence."""
    if freeze.reason == FreezeReason.IN_MODERATION:
        return _("This translation is in moderation. Its sentences cannot be changed until it has been decided on.")
    if freeze.by:
        return _("This page has been locked by %(name)s. Its sentences cannot be changed until it is unlocked.") % {
            "name": freeze.by
        }
    return _("This page is locked. Its sentences cannot be changed until it is unlocked.")


def careful(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """What goes wrong becomes a message: JSON for the script, a page for people. Refusals stay Wagtail's."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except Closed as closed:
            return told(request, closed.message, closed.status)
        except Frozen as frozen:
            return told(request, reason(frozen.freeze), 423)
        except TooLong:
            return told(request, _("This text is too long to be stored. Nothing has been changed."), 413)
        except PermissionDenied:
            if wants_json(request):
                return told(request, _("You may not change this translation."), 403)
            raise
        except Http404:
            if wants_json(request):
                return told(request, _("This sentence is no longer there. Please reload the page."), 404)
            raise

    return wrapped


def told(request: HttpRequest, message: str, status: int) -> HttpResponse:
    """A failure, said so that people understand it."""
    if wants_json(request):
        return JsonResponse({"problem": message}, status=status)
    return render(request, "desk/editor/message.html", {"message": message}, status=status)
