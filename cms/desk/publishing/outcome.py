"""What can stand in the way of publishing."""

from __future__ import annotations

from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from cms.publishing import PublishingRefused


class NotPublishable(Exception):
    """Something stands in the way.

    ``findings`` name the sentences (`cms.desk.proofing.findings.Finding`), ``message`` says the whole in
    the reader's language, perhaps as HTML with links. With ``needs_acceptance`` there are only warnings
    left, and publishing with ``accept_warnings=True`` will go through.
    """

    def __init__(self, message: str = "", findings: tuple = (), *, needs_acceptance: bool = False):
        super().__init__(message)
        self.message = message
        self.findings = findings
        self.needs_acceptance = needs_acceptance


class Invalid(Exception):
    """What was built does not fit into the database. ``errors``: path of the sentence → message."""

    def __init__(self, errors: dict[str, str]):
        super().__init__(errors)
        self.errors = errors


def refused_whole(refused: PublishingRefused) -> SafeString:
    """What the gate of publishing says, each point with the link to where it is mended."""
    whole = conditional_escape(_("Nothing has been published. %(reason)s"))
    return mark_safe(whole % {"reason": refused.summary_html})  # noqa: S308 - both parts are escaped
