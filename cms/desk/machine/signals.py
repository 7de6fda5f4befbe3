"""The machine's job on the platform's clock."""

from cms.periodic import Every, register


def connect() -> None:
    """From now on forgotten jobs are ended."""
    from . import jobs

    register("translation_machine_ends", Every(minutes=10), jobs.end_stale)
