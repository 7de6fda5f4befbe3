"""Messages with a button that takes back what was just done. A button of a form: no address writes when it is read."""

from __future__ import annotations

from django.contrib import messages as plain_messages
from django.core import signing
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from wagtail.admin import messages

from cms.publishing.problems import refusal_html

SALT = "bin.undo"
#: Seconds. After a day, and long before, other things have happened.
VALID_FOR = 24 * 60 * 60


def undo_form(request, name: str, values: list[tuple[str, str]], link: tuple[str, str] | None = None) -> str:
    """HTML for a message. In: the name of the view that is sent to, what it is sent, and a link beside the button."""
    context = {"action": reverse(f"bin:{name}"), "values": values, "token": get_token(request), "link": link}
    return render_to_string("bin/undo_form.html", context)


def seal(request, content) -> str:
    """Content that only this person can send back unchanged."""
    return signing.dumps([request.user.pk, content], salt=SALT)


def unseal(request, text: str):
    """What was sealed for this person; None if it was not, or long ago."""
    try:
        user_id, content = signing.loads(text, salt=SALT, max_age=VALID_FOR)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return content if user_id == request.user.pk else None


def say_deleted(request, entries: list, text: str) -> None:
    """After a deletion: what was done, how to take it back, and where it lies."""
    form = undo_form(
        request,
        "undo",
        [("entry", str(entry.pk)) for entry in entries],
        (reverse("bin:index"), _("To the bin")),
    )
    plain_messages.success(request, join(text, form))


def say_restored(request, results: list) -> None:
    """After restoring: what is back, in which state, and what is not as it was."""
    for result in results:
        title = result.page.get_admin_display_title()
        buttons = [messages.button(reverse("wagtailadmin_pages:edit", args=[result.page.pk]), _("Edit"))]
        if result.page.live:
            text = _("“%(title)s” is back and public again.") % {"title": title}
            if url := result.page.get_url(request):
                buttons.append(messages.button(url, _("View live")))
        else:
            text = _("“%(title)s” is back as a draft.") % {"title": title}
        messages.success(request, text, buttons=buttons)
        if result.lost:
            messages.warning(
                request,
                _("Something that the page used has been deleted meanwhile and is missing now: %(names)s.")
                % {"names": ", ".join(result.lost)},
            )
        for page, problems in result.held:
            messages.error(request, refusal_html(page.get_admin_display_title(), problems))
        for page in result.missed:
            messages.warning(
                request,
                _(
                    "The time set for “%(title)s” to be published or to expire has passed while it lay in the bin. "
                    "It is a draft now; please decide what is to become of it."
                )
                % {"title": page.get_admin_display_title()},
            )


def join(text: str, form: str):
    """One message of text and form."""
    return format_html("{} {}", text, mark_safe(form))  # noqa: S308 a template of ours
