"""Starts the small process that looks into a file, and holds it to its time."""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.core.files.base import File

from .reading.refusal import Refused
from .reading.tasks import TASKS

logger = logging.getLogger(__name__)

SECONDS = 60


def ask(task: str, *arguments: str) -> dict:
    """Out: what the task found. Raises `Refused`, also for a file that takes too much time or memory.

    ``UPLOADS_ISOLATED = False`` does the work in this process: for tests, which start hundreds of them.
    """
    if not settings.UPLOADS_ISOLATED:
        return TASKS[task](*arguments)
    command = [sys.executable, "-m", "cms.media.uploads.reading.child", task, *arguments]
    # Nothing of the site's environment, secrets above all, goes along.
    environment = {
        name: os.environ[name] for name in ("PATH", "LANG", "TMPDIR", "LD_LIBRARY_PATH") if name in os.environ
    }
    try:
        done = subprocess.run(
            command, cwd=settings.BASE_DIR, env=environment, capture_output=True, timeout=SECONDS, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise Refused("too-heavy") from error
    if done.returncode:
        logger.warning("upload_not_read", extra={"task": task, "returncode": done.returncode})
        raise Refused("too-heavy")
    answer = json.loads(done.stdout)
    if "refused" in answer:
        raise Refused(answer["refused"], **answer["params"])
    return answer["result"]


@contextmanager
def on_disk(file: File) -> Iterator[tuple[str, str]]:
    """The path of a copy of a file, and one to write to, both in a folder that goes away afterwards."""
    with tempfile.TemporaryDirectory(prefix="upload-") as folder:
        source, target = Path(folder, "in"), Path(folder, "out")
        file.seek(0)
        with source.open("wb") as copy:
            for chunk in file.chunks():
                copy.write(chunk)
        file.seek(0)
        yield str(source), str(target)
