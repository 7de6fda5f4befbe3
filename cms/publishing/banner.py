"""The message over a page's form that was refused.

Wagtail says "could not be saved" of everything. A page that should have been published is told from a draft here.
"""

from __future__ import annotations

from django.core.exceptions import NON_FIELD_ERRORS
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from wagtail.admin import messages

_validation_error = messages.validation_error


def connect() -> None:
    """Put our message into Wagtail's place for it. A second call changes nothing."""
    messages.validation_error = validation_error


def validation_error(request, message, form, buttons=None):
    """As Wagtail's, but for the form of a page that was to be published, submitted or approved."""
    from ..forms import BasePageForm

    refusal = form.refusal() if isinstance(form, BasePageForm) else ""
    if not refusal:
        return _validation_error(request, message, form, buttons)
    return messages.error(request, refusal_of_form(refusal, form), buttons)


def refusal_of_form(refusal: str, form) -> SafeString:
    """What has not been done, that nothing is lost, and all errors with their fields. In: the first sentence."""
    lead = " ".join([refusal, _("Your text is not lost: it stands in the form.")])
    lines = []
    for name, errors in form.errors.items():
        is_named = name != NON_FIELD_ERRORS and name in form.fields
        label = _("%(label)s:") % {"label": form[name].label} + " " if is_named else ""
        lines += [label + error for error in errors]
    if not lines:  # the rows of a list say it themselves
        return format_html("{} {}", lead, _("Please mend what is marked."))
    items = format_html_join("", "<li>{}</li>", ((line,) for line in lines))
    return format_html('{} {}<ul class="publishing-problems">{}</ul>', lead, _("Please mend this first:"), items)
