"""Many sentences at once: what they teach is gathered and written together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from ..models.memory import Origin
from .store import Pair, remember_many

Gathered = dict[tuple[int, int], list[Pair]]
_gathered: ContextVar[Gathered | None] = ContextVar("desk_memory_gathered", default=None)


@contextmanager
def together() -> Iterator[None]:
    """Remember everything that is saved within at the end of it; nothing if it ends in an exception."""
    gathered: Gathered = defaultdict(list)
    token = _gathered.set(gathered)
    try:
        yield
    finally:
        _gathered.reset(token)
    for (source_locale_id, target_locale_id), pairs in gathered.items():
        remember_many(source_locale_id, target_locale_id, pairs, Origin.DESK)


def gather(source_locale_id: int, target_locale_id: int, pair: Pair) -> bool:
    """Out: whether somebody is gathering, so that the pair need not be written now."""
    gathered = _gathered.get()
    if gathered is None:
        return False
    gathered[source_locale_id, target_locale_id].append(pair)
    return True
