"""The clock as a thread of the web process, for a site that runs without a worker."""

from __future__ import annotations

import threading

from django.conf import settings

EVERY = 60  # seconds
#: The first requests come first.
PATIENCE = 15

_thread: threading.Thread | None = None
_stop = threading.Event()


def start() -> threading.Thread | None:
    """Start the thread if this process is to have one. Out: the thread, or None. A second call changes nothing.

    It is a daemon: it keeps no process from ending. What it was doing then is made good by the next process.
    """
    global _thread
    if getattr(settings, "PERIODIC", "worker") != "embedded":
        return None
    if _thread is None or not _thread.is_alive():
        _stop.clear()
        _thread = threading.Thread(target=_turn, args=(_stop,), name="periodic", daemon=True)
        _thread.start()
    return _thread


def stop() -> None:
    """End the thread after the job it may be doing."""
    _stop.set()


def _turn(stopping: threading.Event) -> None:
    from .clock import tick

    wait = PATIENCE
    while not stopping.wait(wait):
        tick()
        wait = EVERY
