"""A form on a page: printed with the page, taken at the page's own address, without cookie, session or script."""

from __future__ import annotations

import structlog
from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils import translation
from django.utils.cache import patch_cache_control
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import gettext_lazy

from . import bodies, suspicion, tokens
from .forms import FORMS, TRAP, VisitorForm
from .receiving import receive

log = structlog.get_logger("inbox")

#: The parameter with the page that one came from, and the one of the page of thanks.
FROM_PAGE, THANKS = "seite", "danke"
LONGEST_ADDRESS = 300
THANK_YOU, ERROR = gettext_lazy("Thank you"), gettext_lazy("Error")
NOTICES = {
    tokens.Age.QUICK: gettext_lazy("That was very quick. Please look over your text once more, then send it."),
    tokens.Age.OLD: gettext_lazy(
        "This form lay open for a long time. Your text is still here: please send it once more."
    ),
    tokens.Age.FOREIGN: gettext_lazy("We could not check where this form comes from. Please send it once more."),
}
TOO_MANY = gettext_lazy("So many messages are coming in that we take no more just now. Please try again in an hour.")
NOT_STORED = gettext_lazy(
    "We could not store your message. Your text is still here: please try again in a few minutes."
)


def address_of_page(request: HttpRequest) -> str:
    """The page that the link to this form names, as a full address; "" for anything but a path of this site."""
    path = request.GET.get(FROM_PAGE, "")
    if not path.startswith("/") or len(path) > LONGEST_ADDRESS or not path.isprintable():
        return ""
    if not url_has_allowed_host_and_scheme(path, allowed_hosts=None):
        return ""
    return f"{request.scheme}://{request.get_host()}{path}"


class FormPageMixin:
    """To be put before `BasePage`. The page's template includes ``inbox/form.html``.

    ``takes_signed_forms`` tells `cms.views.serve_page` that this page checks what is sent to it itself.
    """

    form_kind = ""
    takes_signed_forms = True
    allowed_http_methods = ["GET", "HEAD", "OPTIONS", "POST"]

    def has_form(self) -> bool:
        """Whether the page shows its form now."""
        return True

    # --- Answers ------------------------------------------------------------------------------

    def serve(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        request.is_preview = getattr(request, "is_preview", False)
        if request.method == "POST" and self.has_form():
            return self._take(request)
        receipt = tokens.read_receipt(request.GET.get(THANKS, "")) if THANKS in request.GET else None
        response = self._answer(request, receipt=receipt)
        if receipt:
            response["Cache-Control"] = "no-store"
        elif not request.is_preview:
            # The mark in the form is good for a week; whoever keeps a copy of the page asks again long before.
            patch_cache_control(response, max_age=300)
        return response

    def _answer(self, request: HttpRequest, status: int = 200, **context) -> TemplateResponse:
        data = self.get_context(request, **context)
        return TemplateResponse(request, self.get_template(request), data, status=status)

    def _refuse(self, request: HttpRequest, status: int, form: VisitorForm | None = None, reason="") -> HttpResponse:
        """The form again, with what was written and with what is to be done."""
        response = self._answer(request, status, form=form, reason=reason)
        response["Cache-Control"] = "no-store"
        return response

    def _take(self, request: HttpRequest) -> HttpResponse:
        try:
            data = bodies.read(request)
        except bodies.Unreadable as problem:
            return self._refuse(request, problem.status, reason=problem.reason)
        form = FORMS[self.form_kind](data)
        if not form.is_valid():
            return self._refuse(request, 422, form)
        age = tokens.age_of(data.get("mark", ""), self.form_kind)
        if age is not tokens.Age.RIGHT:
            return self._refuse(request, 422, form, NOTICES[age])
        is_too_much, number = suspicion.is_too_much(request)
        if is_too_much:
            return self._refuse(request, 429, form, TOO_MANY)
        try:
            message, is_confirmed = receive(form, self.locale.language_code, number, request.get_host())
        except DatabaseError:
            log.exception("inbox_not_stored", kind=self.form_kind)
            return self._refuse(request, 503, form, NOT_STORED)
        receipt = tokens.receipt(message.reference, is_confirmed)
        return HttpResponseRedirect(f"{self.get_url(request)}?{urlencode({THANKS: receipt})}", status=303)

    # --- Printing -----------------------------------------------------------------------------

    def get_context(self, request: HttpRequest, *args, form=None, reason="", receipt=None, **kwargs) -> dict:
        context = super().get_context(request, *args, **kwargs)
        frame = context["frame"]
        if receipt:
            with translation.override(frame.content_language):
                frame.title = f"{THANK_YOU} – {frame.title}"
            frame.robots, frame.alternates = "noindex", []
            return context | {"receipt": {"reference": receipt[0], "is_confirmed": receipt[1]}}
        if not self.has_form():
            return context
        if form is None:
            form = FORMS[self.form_kind](initial={"place": address_of_page(request)})
        with translation.override(frame.content_language):
            problems = [(field, str(field.errors[0])) for field in form if field.errors]
            if problems or reason:
                frame.title = f"{ERROR} – {frame.title}"
        return context | {
            "form": form,
            "problems": problems,
            "reason": reason,
            "mark": tokens.hand_out(self.form_kind),
            "trap_name": TRAP,
            "keep_days": settings.INBOX_KEEP_DAYS[self.form_kind],
            "privacy_url": frame.place_urls.get("privacy", ""),
        }
