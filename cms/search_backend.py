"""Wagtail's search in the database, for words only: other signs are an error of syntax to SQLite ("unterminated")."""

from __future__ import annotations

import re

from wagtail.search.backends.database import SearchBackend as DatabaseSearch

SIGNS = re.compile(r"[^\w\s]+")


def words_of(query):
    """The query without signs; one that was put together by a program stays as it is."""
    return SIGNS.sub(" ", query.replace("\x00", " ")).strip() if isinstance(query, str) else query


def SearchBackend(params):
    """The stock backend of this database, which is given words."""
    backend = DatabaseSearch(params)
    for name in ("search", "autocomplete"):
        setattr(backend, name, _with_words(getattr(backend, name)))
    return backend


def _with_words(method):
    def search(query, *arguments, **values):
        return method(words_of(query), *arguments, **values)

    return search
