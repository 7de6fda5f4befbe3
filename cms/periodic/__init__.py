"""The platform's small clock: jobs by name and interval, each done once however many processes there are.

``register("name", Every(minutes=15), function)`` in an app's ``ready``. Who turns the clock is a setting:
the worker (`tools/worker.py`), or with ``PERIODIC=embedded`` a thread of the web process.
"""

from .jobs import Daily, Every, Job, jobs, register

__all__ = ["Daily", "Every", "Job", "jobs", "register"]
