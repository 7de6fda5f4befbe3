"""What a rule finds, and the refusal that comes of it, in words for people."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Problem:
    """One thing that stands in the way.

    ``message`` is a whole sentence in the language of whoever asked. ``field`` names the field of the
    page's form where it is mended; ``url`` the address of another form, with ``link`` as its words. A problem
    that is mended elsewhere may have a ``place``: the field of the page's form that shows what it is about.
    """

    message: str
    field: str = ""
    url: str = ""
    link: str = ""
    place: str = ""

    def as_html(self) -> HtmlMessage:
        """The sentence, with its link. The link opens a new window, so that nothing typed is lost, and says so."""
        return HtmlMessage(self._html())

    def _html(self) -> SafeString:
        if not self.url:
            return format_html("{}", self.message)
        return format_html(
            '{} <a href="{}" target="_blank" rel="noopener">{}</a>', self.message, self.url, self.link_words
        )

    @property
    def link_words(self) -> str:
        """The words of the link, which say that it opens a new tab."""
        words, hint = self.link or _("Mend it"), _("opens in a new tab")
        return f"{words} ({hint})"


class HtmlMessage(SafeString):
    """HTML that stays HTML when Wagtail writes a label before it (`wagtail.admin.messages.validation_error`)."""

    def __radd__(self, other: str) -> HtmlMessage:
        return HtmlMessage(conditional_escape(other) + str.__str__(self))


class BlocksRefused(ValidationError):
    """Problems of what stands in a field made of blocks: with their links in the banner, as plain text at the field."""

    def __init__(self, problems: Iterable[Problem]):
        self.problems = tuple(problems)
        html = format_html_join(" ", "{}", ((problem.as_html(),) for problem in self.problems))
        super().__init__(HtmlMessage(html))

    def as_json_data(self) -> dict:
        """What Wagtail's script prints at the field; it knows text only."""
        return {"messages": [problem.message for problem in self.problems]}


class PublishingRefused(ValidationError):
    """A page may not be published yet. ``problems`` says why, ``page`` is the page.

    A ValidationError, because that is what it is: the APIs of Wagtail answer it with the sentences.
    """

    def __init__(self, page, problems: Iterable[Problem]):
        self.page = page
        self.problems = tuple(problems)
        super().__init__({NON_FIELD_ERRORS: [problem.message for problem in self.problems]})

    @property
    def summary(self) -> str:
        """All of it as plain text."""
        return " ".join(problem.message for problem in self.problems)

    @property
    def summary_html(self) -> SafeString:
        """The same with its links."""
        return format_html_join(" ", "{}", ((problem.as_html(),) for problem in self.problems))

    def as_html(self) -> SafeString:
        """All of it for a message of the admin."""
        return refusal_html(self.page.get_admin_display_title(), self.problems)


def refusal_html(title: str, problems: Iterable[Problem]) -> SafeString:
    """A sentence that names the page, and the problems as a list with links."""
    items = format_html_join("", "<li>{}</li>", ((problem.as_html(),) for problem in problems))
    lead = _("“%(title)s” has not been published. Your text is saved. Please mend this first:") % {"title": title}
    return format_html('{}<ul class="publishing-problems">{}</ul>', lead, items)
