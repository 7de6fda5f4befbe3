"""What can be asked of the small process, by name."""

from __future__ import annotations

from collections.abc import Callable


def picture(source: str, target: str) -> dict:
    from .picture import normalise

    return normalise(source, target)


def document(path: str, name: str, target: str) -> dict:
    from .document import examine_document

    return examine_document(path, name, target)


TASKS: dict[str, Callable[..., dict]] = {"picture": picture, "document": document}
