"""The worker of the Procfile: turns the platform's clock (`cms.periodic`) and runs queued tasks.

With ``TASKS=database`` it starts ``db_worker`` beside itself; otherwise tasks run within the
request that asks for them, and only the clock is left to turn.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
WATCH = 5  # seconds between two looks whether the task worker still runs


def main() -> int:
    """Out: 0 when told to stop, 1 when the task worker ended by itself."""
    sys.path.insert(0, str(ROOT))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.production")
    import django
    from django.conf import settings

    django.setup()
    from cms.periodic import turning

    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    tasks = None
    if settings.TASKS_IN_DATABASE:
        tasks = subprocess.Popen([sys.executable, str(ROOT / "manage.py"), "db_worker"])
    threads = turning.start(stop, patience=0, daemon=False)
    while not stop.wait(WATCH) and (tasks is None or tasks.poll() is None):
        pass
    was_told = stop.is_set()
    stop.set()
    for thread in threads:  # after the job that each may be doing
        thread.join()
    if tasks is not None and tasks.poll() is None:
        tasks.terminate()
        tasks.wait()
    return 0 if was_told else 1


if __name__ == "__main__":
    sys.exit(main())
