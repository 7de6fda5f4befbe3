"""No more mails of one kind: by a link in the mail, without logging in."""

from __future__ import annotations

from django.contrib.auth import get_user_model
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import translation
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from ..models.notices import Rhythm
from .mailing import read_token
from .people import language_of, saved_choice


# Mail programs send the POST themselves (RFC 8058), without cookies and so without a CSRF token. The signed
# token in the address stands for it: nobody but the reader of the mail knows it.
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request: HttpRequest, value: str) -> HttpResponse:
    """A GET shows a button (programs that look at links must not unsubscribe anybody), a POST does it."""
    try:
        pk, kind = read_token(value)
    except signing.BadSignature:
        return TemplateResponse(request, "desk/notices/unsubscribe.html", {"state": "unknown"}, status=404)
    user = get_user_model().objects.filter(pk=pk).select_related("desk_notices", "wagtail_userprofile").first()
    if user is None:
        return TemplateResponse(request, "desk/notices/unsubscribe.html", {"state": "unknown"}, status=404)
    if request.method == "POST":
        stop(user, kind)
    state = "done" if request.method == "POST" else "ask"
    translation.activate(language_of(user))
    return TemplateResponse(request, "desk/notices/unsubscribe.html", {"state": state, "kind": kind})


def stop(user, kind: str) -> None:
    """This person has no more mails of this kind."""
    choice = saved_choice(user)
    setattr(choice, kind, Rhythm.NEVER if kind == "changes" else False)
    choice.save(update_fields=[kind])
