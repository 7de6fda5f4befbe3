"""What the form of a page says about the language it is written in."""

from __future__ import annotations

from django.conf import settings
from django.utils.translation import get_language_info, gettext
from django.utils.translation import gettext as _
from wagtail.admin.panels import HelpPanel


class OriginalLanguagePanel(HelpPanel):
    """Says that a text written in another language than the site's own stands in that language only.

    Shown for such originals: not in the main language, whose pages everybody reads, and not for translations,
    which are written at the translators' desk.
    """

    class BoundPanel(HelpPanel.BoundPanel):
        def __init__(self, **kwargs):
            super().__init__(**kwargs)
            self.content = explanation(self.instance)

        def is_shown(self):
            return super().is_shown() and bool(self.content)


def explanation(page) -> str:
    """Where this text will stand, in the reader's words; empty if there is nothing to explain."""
    locale = getattr(page, "locale", None) if getattr(page, "locale_id", None) else None
    main = settings.LANGUAGE_CODE
    if locale is None or locale.language_code == main or page.alias_of_id:
        return ""
    try:
        language, other = (gettext(get_language_info(code)["name"]) for code in (locale.language_code, main))
    except KeyError:
        return ""
    return _(
        "This text is written in %(language)s. Once it is published, it stands on the pages in %(language)s only. "
        "To have it in %(other)s as well, the office chooses “Translate this page” then."
    ) % {"language": language, "other": other}
