"""What holds for sentences written in German holds for those read in French: the rules of `cms.checking`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from cms.checking.rules.links import is_empty_of_meaning
from cms.checking.rules.sentences import LONGEST, length, sentences

from .findings import Finding, Sentence, Severity
from .limits import plain_text
from .markup import markup_of

_LINK = re.compile(r'<a id="([^"]*)">([^<]{0,200})</a>')


def reading(sentence: Sentence) -> Iterator[Finding]:
    """Long sentences, unless the source is long itself, and links whose words say nothing."""
    if markup_of(sentence.target_data).faults:
        return  # that comes first, and has a finding of its own
    yield from _long(sentence)
    known = markup_of(sentence.source_data).links
    for link in _LINK.finditer(sentence.target_data):
        words = plain_text(link[2])
        if link[1] in known and is_empty_of_meaning(words):
            message = _("“%(words)s” does not say where the link leads.") % {"words": words[:60]}
            yield Finding("link_words", Severity.WARNING, message, sentence.segment_id)


def _long(sentence: Sentence) -> Iterator[Finding]:
    limit = LONGEST.get(sentence.target_language)
    if limit is None:
        return
    longest = max(map(length, sentences(sentence.target)), default=0)
    if longest <= limit:
        return
    # Who translates a long sentence faithfully is not to blame.
    allowed = LONGEST.get(sentence.source_language, limit)
    if any(length(one) > allowed for one in sentences(sentence.source)):
        return
    message = _("This sentence has %(number)d words. From %(limit)d on, readers lose the thread.")
    yield Finding("long_sentence", Severity.WARNING, message % {"number": longest, "limit": limit}, sentence.segment_id)
