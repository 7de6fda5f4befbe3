"""Finding pages by words, the same on SQLite and PostgreSQL (see `cms.searching` for the folding)."""

from modelsearch.query import And, PlainText
from wagtail.search.backends import get_search_backend

from .searching import words

MAXIMUM_WORDS = 8


def search_query(text: str):
    """Every word as a word beginning, all of them required. None where the text has no word."""
    terms = list(dict.fromkeys(words(text)))[:MAXIMUM_WORDS]
    if not terms:
        return None
    queries = [PlainText(term) for term in terms]
    return queries[0] if len(queries) == 1 else And(queries)


def match_words(text: str, model) -> list[int]:
    """The ids of all objects of a model that hold every word of a text, best first."""
    query = search_query(text)
    if query is None:
        return []
    results = get_search_backend().autocomplete(query, model.objects.all())
    return [row.pk for row in results]


def search_context(request, frame) -> dict:
    return {"query": "", "results": [], "total": 0}
