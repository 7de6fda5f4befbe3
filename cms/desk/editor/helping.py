"""Help for the sentence at hand: what stood here before, what is remembered, terms, questions. Fetched when needed."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from wagtail.coreutils import cautious_slugify

from ..glossary.finding import terms_in
from ..memory.lookup import matches, previous
from ..questions.reading import questions_for
from ..segments import segment_of, segments_of
from .access import careful, edit_url, find
from .markup import links_of, pieces, readable


@careful
def help_for(request: HttpRequest, translation_id: int, segment_id: int) -> HttpResponse:
    """GET: a piece of HTML. Changes nothing, fills nothing in."""
    translation, target = find(translation_id, request.user)
    segment = segment_of(translation, segment_id)
    if segment is None:
        raise Http404
    locales = (translation.source.locale, translation.target_locale)
    links = links_of(translation).get(segment.id, {})
    found = matches(segment.source, *locales)
    context = {
        "segment": segment,
        "translation": translation,
        "source_locale": locales[0],
        "target_locale": locales[1],
        "previous": previous(translation, segment),
        "matches": [
            (match, readable(match.source, links), readable(match.target, links))
            for match in found
            # What stands in the field already is no help.
            if match.target != segment.target
        ],
        "terms": terms_in(segment.source, *locales),
        "slug": _slug(translation) if segment.path == "slug" else "",
        "back": f"{edit_url(target)}#segment-{segment.id}",
        "questions": questions_for(translation).get((segment.context_id, segment.string_id), []),
    }
    response = render(request, "desk/editor/help.html", context)
    response["Cache-Control"] = "no-store"
    return response


def _slug(translation) -> str:
    """An address made from the translated title; empty as long as there is none."""
    title = next((segment.target for segment in segments_of(translation) if segment.path == "title"), "")
    return cautious_slugify(" ".join(pieces(title)).replace("’", "-").replace("'", "-"))
