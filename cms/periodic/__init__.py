"""The platform's small clock: jobs by name and interval, each done once however many processes there are.

``register("name", Every(minutes=15), function)`` in an app's ``ready``. Who turns the clock is a setting:
the worker (`tools/worker.py`), or with ``PERIODIC=embedded`` threads of the web process.

Jobs take turns: those of one turn run one after another, and no turn waits for another (`turning`). What has to
be done within a minute, whatever else is going on, is given a turn of its own by ``register(…, turn="…")``.
"""

from .jobs import Daily, Every, Job, jobs, register

__all__ = ["Daily", "Every", "Job", "jobs", "register"]
