"""The loops that turn the clock. Each turn has its own thread, so that slow work delays nothing but itself."""

from __future__ import annotations

import threading
import time

from .jobs import jobs

EVERY = 60  # seconds; what is scheduled is scheduled to the minute


def turns() -> list[str]:
    """The names of all turns, in the order in which their first job was registered."""
    return list(dict.fromkeys(job.turn for job in jobs()))


def start(stopping: threading.Event, patience: float, daemon: bool) -> list[threading.Thread]:
    """Start a thread for each turn. In: what ends them; seconds until the first round."""
    threads = [
        threading.Thread(target=_turn, args=(stopping, name, patience), name=f"periodic-{name}", daemon=daemon)
        for name in turns()
    ]
    for thread in threads:
        thread.start()
    return threads


def until_next_round(now: float) -> float:
    """Seconds until the next full minute, however long the last round has taken: rounds do not drift."""
    return EVERY - now % EVERY


def _turn(stopping: threading.Event, name: str, wait: float) -> None:
    from . import clock

    while not stopping.wait(wait):
        clock.tick(name)
        wait = until_next_round(time.time())
