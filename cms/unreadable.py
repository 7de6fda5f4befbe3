"""Form data that no form of ours has sent: without counters, with letters where a number belongs, cut off on the way.

Wagtail reads streams and rich text before any validation and takes it for granted that its own script has written
them; what is not so, it answers with a crash. Here it is refused as unreadable (400, `cms.refusals`), which leaves
everything as it was before.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import wraps

from django.core.exceptions import BadRequest
from django.core.paginator import InvalidPage
from django.db import DatabaseError, DataError
from django.utils.datastructures import MultiValueDictKeyError
from wagtail.admin.rich_text import DraftailRichTextArea
from wagtail.blocks.base import BlockWidget

#: Every stream of every form comes in through the first of these, every rich text through the second.
READERS = (BlockWidget, DraftailRichTextArea)


#: What Django says of keys that are none, databases of numbers, days and characters they cannot hold.
SIGNS = re.compile(
    r"Field '\w+' expected a number but got|too large to convert to SQLite|NUL \(0x00\)|null character"
    r"|date value out of range"
)


def is_unreadable(error: BaseException | None) -> bool:
    """Whether an error that no view has caught says that the request was at fault, and nothing else."""
    if isinstance(error, MultiValueDictKeyError | InvalidPage | DataError | BadRequest):
        return True
    return isinstance(error, ValueError | OverflowError) and bool(SIGNS.search(str(error)))


def connect() -> None:
    """Have all readers refuse what they cannot read. A second call changes nothing."""
    for reader in READERS:
        if not hasattr(reader.value_from_datadict, "__wrapped__"):
            reader.value_from_datadict = _refusing(reader.value_from_datadict)


def _check_counters(data, name: str) -> None:
    """Raises ValueError. Python takes “-1” for a number, and a stream of so many blocks would have lost its text."""
    for key in data:
        is_counter = key.startswith(f"{name}-") and key.endswith("-count")
        if is_counter and not (data[key].isascii() and data[key].isdecimal()):
            raise ValueError(f"{key} is no number of blocks.")


def _refusing(read: Callable) -> Callable:
    """A reader that raises BadRequest. Blocks of any kind fail in any way, so every error but the database's counts."""

    @wraps(read)
    def value_from_datadict(self, data, files, name):
        try:
            _check_counters(data, name)
            return read(self, data, files, name)
        except DataError as error:
            raise BadRequest(f"The database has no place for what was sent for “{name}”.") from error
        except (BadRequest, DatabaseError):
            raise
        except Exception as error:
            raise BadRequest(f"What was sent for “{name}” cannot be read: {error!r}") from error

    return value_from_datadict
