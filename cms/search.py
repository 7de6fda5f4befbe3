"""Finding pages by words, the same on SQLite and PostgreSQL (see `cms.searching` for the folding).

A search reads titles of all matches in one query, orders and counts them in Python, and then
reads the ten pages shown in a second one, whatever the number of pages.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from modelsearch.query import And, PlainText
from wagtail.models import Page
from wagtail.search.backends import get_search_backend

from .excerpts import excerpt
from .frame import Frame
from .pages import BasePage
from .pagination import paginate, pagination
from .search_kinds import Kind, Result, kind_from_address, kind_of_model, kinds, sources
from .searching import clean_query, query_words, words
from .specific import own_page, with_own_fields
from .visibility import listed

PER_PAGE = 10


def match_words(text: str, model: type[Page]) -> QuerySet:
    """The ids of all objects of a model that hold every word of a text, each as a word beginning.

    In: any text, a model. Out: a queryset of ids for ``pk__in``, in no order; empty where the
    text has no word. It runs inside the query that uses it, nothing is loaded here.
    """
    terms = query_words(text)
    if not terms:
        return model.objects.none().values("pk")
    queries = [PlainText(term) for term in terms]
    query = queries[0] if len(queries) == 1 else And(queries)
    results = get_search_backend().autocomplete(query, model.objects.order_by(), order_by_relevance=False)
    return results.get_queryset().order_by().values("pk")


@dataclass
class Hit:
    """A match before it is known whether it will be shown."""

    kind: Kind
    rank: tuple
    pk: int | None = None
    result: Result | None = None


def title_rank(title: str, terms: list[str]) -> tuple[int, int]:
    """Smaller is better: first by terms that begin no word of the title, then by terms that are no whole word of it."""
    in_title = words(title)
    missing = sum(1 for term in terms if not any(word.startswith(term) for word in in_title))
    return missing, sum(1 for term in terms if term not in in_title)


def find(query: str, request: HttpRequest, frame: Frame) -> list[Hit]:
    """All matches in the language of the frame, best first: title hits, then the latest."""
    terms = query_words(query)
    if not terms:
        return []
    hits = [
        Hit(result.kind, (*title_rank(result.title, terms), 0.0, result.title), result=result)
        for source in sources()
        for result in source(terms, request, frame)
    ]
    pages = Page.objects.filter(pk__in=match_words(query, Page), locale__language_code=frame.language, depth__gt=1)
    rows = listed(pages, request).order_by().values_list("pk", "title", "content_type_id", "last_published_at")
    for pk, title, content_type_id, changed in rows:
        content_type = ContentType.objects.get_for_id(content_type_id)
        kind = kind_of_model(f"{content_type.app_label}.{content_type.model}")
        latest_first = -changed.timestamp() if changed else 0.0
        hits.append(Hit(kind, (*title_rank(title, terms), latest_first, title), pk=pk))
    return sorted(hits, key=lambda hit: hit.rank)


def _load(hits: list[Hit], terms: list[str], request: HttpRequest, frame: Frame) -> list[Result]:
    """The results of one result page, ready to print."""
    rows = with_own_fields(Page.objects.filter(pk__in=[hit.pk for hit in hits if hit.pk]))
    pages = {row.pk: own_page(row) for row in rows}
    results = []
    for hit in hits:
        result = hit.result
        if result is None:
            page = pages.get(hit.pk)
            if page is None:
                continue  # unpublished between the two queries
            result = Result(hit.kind, page.title, page.get_url(request) or "", pk=page.pk)
            result.text = page.plain_text() if isinstance(page, BasePage) else ""
            result.date = hit.kind.date_of(page) if hit.kind.date_of else None
        result.excerpt_html = excerpt(result.text, terms)
        results.append(result)
    _add_goals(hits, results, pages, frame)
    return results


def _add_goals(hits: list[Hit], results: list[Result], pages: dict[int, Page], frame: Frame) -> None:
    """Goals of the pages shown, each kind asked once."""
    for kind in {hit.kind.key: hit.kind for hit in hits if hit.pk in pages}.values():
        if kind.goals is None:
            continue
        chosen = [pages[hit.pk] for hit in hits if hit.pk in pages and hit.kind == kind]
        goals = kind.goals(chosen, frame)
        for result in results:
            result.goals = goals.get(result.pk, result.goals)


def _kind_choices(hits: list[Hit], chosen: Kind | None, language: str) -> list[dict]:
    """The filter by kind: everything first, then each kind that has a result or is chosen."""
    counts = Counter(hit.kind.key for hit in hits)
    choices = [{"value": "", "label": _("Everything"), "selected": chosen is None, "count": len(hits)}]
    choices += [
        {
            "value": kind.words[language],
            "label": str(kind.plural),
            "selected": kind == chosen,
            "count": counts[kind.key],
        }
        for kind in kinds()
        if counts[kind.key] or kind == chosen
    ]
    return choices


def search_context(request: HttpRequest, frame: Frame) -> dict:
    """Template variables of the search page (see its template)."""
    query = clean_query(request.GET.get("q"))
    chosen = kind_from_address(request.GET.get("art"))
    hits = find(query, request, frame)
    shown = [hit for hit in hits if chosen is None or hit.kind == chosen]
    page = paginate(shown, request.GET, PER_PAGE)
    parameters = [("q", query)]
    if chosen:
        parameters.append(("art", chosen.words[frame.language]))
    return {
        "query": query,
        "kind": _kind_choices(hits, chosen, frame.language) if hits else [],
        "results": _load(list(page.object_list), query_words(query), request, frame),
        "total": len(shown),
        "pagination": pagination(page, frame.search_url, parameters),
        "suggestions": frame.menu,
    }
