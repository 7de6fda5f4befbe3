"""The clock as threads of the web process, for a site that runs without a worker."""

from __future__ import annotations

import threading

from django.conf import settings

from . import turning

#: The first requests come first. Seconds.
PATIENCE = 15

_threads: list[threading.Thread] = []
_stop = threading.Event()


def start() -> list[threading.Thread]:
    """Start the threads if this process is to have them. Out: all that run. A second call changes nothing.

    They are daemons: they keep no process from ending. What they were doing then is made good by the next process.
    """
    global _stop
    if getattr(settings, "PERIODIC", "worker") == "embedded" and not any(thread.is_alive() for thread in _threads):
        _stop = threading.Event()
        _threads[:] = turning.start(_stop, PATIENCE, daemon=True)
    return list(_threads)


def stop() -> None:
    """End the threads after the jobs they may be doing."""
    _stop.set()
