"""The Nu HTML checker over every page type: ``python tools/check_html.py`` (``--fetch`` only gets the checker).

The checker is a Java program. It is fetched once, through npm, into ``var/vnu``, and
``tests/test_html.py`` finds it there: from then on ``make test`` includes it.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VERSION = "26.9.27"
INSIDE = "package/build/dist/vnu.jar"


class Missing(Exception):
    """Something the checker needs is not there; the message says how to get it."""


def jar_path() -> Path:
    """Where the checker is, or would be: the variable ``VNU_JAR``, else ``var/vnu``."""
    return Path(os.environ.get("VNU_JAR") or ROOT / "var" / "vnu" / f"vnu-{VERSION}.jar")


def find() -> Path | None:
    """The checker, if it and Java are there."""
    return jar_path() if jar_path().is_file() and shutil.which("java") else None


def fetch() -> Path:
    """The checker, fetched if it is not there. Raises Missing."""
    if not shutil.which("java"):
        raise Missing("Java is needed: sudo apt-get install default-jre-headless")
    target = jar_path()
    if target.is_file():
        return target
    if not shutil.which("npm"):
        raise Missing("npm is needed to fetch the Nu HTML checker: sudo apt-get install npm")
    with tempfile.TemporaryDirectory() as folder:
        result = subprocess.run(
            ["npm", "pack", "--silent", f"vnu-jar@{VERSION}"], cwd=folder, capture_output=True, text=True, check=False
        )
        archive = next(Path(folder).glob("*.tgz"), None)
        if result.returncode or archive is None:
            last = (result.stderr.strip().splitlines() or ["no word from npm"])[-1]
            raise Missing(f"npm could not fetch the Nu HTML checker: {last}")
        target.parent.mkdir(parents=True, exist_ok=True)
        draft = target.with_suffix(f".{os.getpid()}")
        with tarfile.open(archive) as package, package.extractfile(INSIDE) as source, draft.open("wb") as copy:
            shutil.copyfileobj(source, copy)
        draft.replace(target)
    return target


def main() -> int:
    try:
        jar = fetch()
    except Missing as problem:
        print(f"ERROR: {problem}", file=sys.stderr)
        return 1
    if "--fetch" in sys.argv:
        print(f"The Nu HTML checker is there: {jar}")
        return 0
    return subprocess.call([sys.executable, "-m", "pytest", "-q", "tests/test_html.py"], cwd=ROOT)


if __name__ == "__main__":
    sys.exit(main())
