"""Says on Wagtail's confirmation screens what becomes of the translations, and of the original."""

from django import template
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from wagtail.models import Page

from cms.desk.syncing.following import End, fates, original_of

register = template.Library()


@register.inclusion_tag("desk/syncing/fates.html", takes_context=True)
def translations_that_follow(context, page: Page, action: str) -> dict:
    """In: the page about to be unpublished, moved or deleted (the action's name)."""
    return _fates(context, page, action)


@register.simple_block_tag(takes_context=True)
def beside_the_question(context, content: str, page: Page, action: str) -> SafeString:
    """The same between the question and the buttons of a screen of Wagtail's that has no block there.

    Where a page cannot be deleted there is no question, so nothing is said.
    """
    before, form, after = content.partition("<form")
    if not form:
        return content
    said = render_to_string("desk/syncing/fates.html", _fates(context, page, action))
    return format_html("{}{}{}", mark_safe(before), said, mark_safe(form + after))  # noqa: S308 Wagtail's own


def _fates(context, page: Page, action: str) -> dict:
    found = fates(page, action, context["request"].user)
    groups = {end.value: [fate.page for fate in found if fate.end is end] for end in End}
    return {"action": action, "original": original_of(page), **groups}


@register.filter
def named(pages: list[Page]) -> str:
    """The pages by title and language, as part of a sentence."""
    name = _("“%(title)s” (%(language)s)")
    return ", ".join(
        name % {"title": page.get_admin_display_title(), "language": page.locale.get_display_name()} for page in pages
    )
