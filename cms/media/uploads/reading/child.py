"""The small process that looks into a file: ``python -m cms.media.uploads.reading.child TASK ARGUMENT…``.

Answers with one line of JSON: ``{"result": …}`` or ``{"refused": code, "params": …}``. Whatever a file
makes a decoder do, it does it here, with a limit on time and memory, and without the site's secrets.
"""

from __future__ import annotations

import json
import sys

from .refusal import Refused
from .tasks import TASKS

MEMORY = 2 * 1024**3
SECONDS = 40
WRITTEN = 256 * 1024**2


def limit() -> None:
    """Limits of the process, where the system knows any."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 2))
    resource.setrlimit(resource.RLIMIT_FSIZE, (WRITTEN, WRITTEN))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def answer(task: str, arguments: list[str]) -> dict:
    try:
        return {"result": TASKS[task](*arguments)}
    except Refused as refused:
        return {"refused": refused.code, "params": refused.params}
    except MemoryError:
        return {"refused": "too-heavy", "params": {}}


if __name__ == "__main__":
    limit()
    print(json.dumps(answer(sys.argv[1], sys.argv[2:])))
