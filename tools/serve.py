"""Prepares the site and serves it: ``make run``, and with ``--dev`` ``make dev``.

Two processes. The outer one only watches: it turns Ctrl-C into one clean end of the inner one. The
inner one does all the preparing (a step whose sources have not changed is skipped, so that the
second start takes a few seconds), and then becomes the server.
"""

from __future__ import annotations

import contextlib
import ctypes
import hashlib
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tools import port as port_check  # noqa: E402


def fingerprint(files: Iterable[Path]) -> str:
    """A hash over paths, sizes and times of change: cheap, and different whenever a file was touched."""
    digest = hashlib.sha256()
    for path in sorted(set(files)):
        status = path.stat()
        digest.update(f"{path}:{status.st_size}:{status.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def below(*folders: Path) -> list[Path]:
    return [
        path for folder in folders for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts
    ]


class Steps:
    """Remembers in ``var/steps.json`` from which sources a step was last done."""

    def __init__(self, file: Path):
        self.file = file
        try:
            self.done = json.loads(file.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            self.done = {}

    def once(self, name: str, sources: str, action: Callable[[], None]) -> None:
        """Run ``action`` unless it was done from the same ``sources``."""
        if self.done.get(name) == sources:
            return
        action()
        self.done[name] = sources
        self.file.write_text(json.dumps(self.done, indent=1), encoding="utf-8")


def migrate() -> bool:
    """Brings the database up to date. Out: whether there was anything to do."""
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    if not executor.migration_plan(executor.loader.graph.leaf_nodes()):
        return False
    print("Preparing the database …", flush=True)
    call_command("migrate", interactive=False, verbosity=0)
    return True


def static_sources() -> str:
    from django.contrib.staticfiles.finders import get_finders

    files = (Path(storage.path(name)) for finder in get_finders() for name, storage in finder.list([]))
    return fingerprint(files)


def collect_static() -> None:
    from django.core.management import call_command

    print("Collecting and compressing the static files …", flush=True)
    call_command("collectstatic", interactive=False, verbosity=0)


def load_content() -> None:
    from django.core.management import call_command

    call_command("load_content")


def prepare(dev: bool) -> None:
    """Database, static files, content and demo accounts, each only where something is to be done."""
    import django
    from django.conf import settings
    from django.core.management import call_command

    django.setup()
    steps = Steps(settings.VAR_DIR / "steps.json")
    database = settings.DATABASES["default"]
    if migrate():
        steps.done.pop("content", None)
    if not dev:
        if not (settings.STATIC_ROOT / "staticfiles.json").exists():
            steps.done.pop("static", None)
        steps.once("static", static_sources(), collect_static)
    # The database is part of the key: another one is empty, even where the files are the same.
    # So is the address of the site, which the content writes into the site's record.
    where = f"{database['ENGINE']} {database.get('HOST', '')} {database['NAME']} {settings.BASE_URL}"
    steps.once("content", f"{fingerprint(below(ROOT / 'home' / 'content'))} {where}", load_content)
    call_command("create_demo_accounts", verbosity=0)


def announce(port: int) -> None:
    """Prints the addresses and the demo accounts."""
    from django.conf import settings

    address = f"http://{port_check.HOST}:{port}/"
    print(f"\n  Site    {address}\n  Admin   {address}admin/")
    try:
        accounts = json.loads((settings.VAR_DIR / "accounts.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        accounts = {}
    if accounts:
        print("\n  Demo accounts (also in accounts.json, delete them before others can reach this machine)")
        for role, account in accounts.items():
            print(f"    {role:<15} {account['username']:<15} {account['password']}")
    print("\n  Ctrl-C stops the server.\n", flush=True)


def server(dev: bool, port: int) -> list[str]:
    """The command that serves."""
    if dev:
        return [sys.executable, str(ROOT / "manage.py"), "runserver", f"{port_check.HOST}:{port}"]
    # One process: it shares the memory cache with itself, which is all that SQLite on one machine asks for.
    options = {"interface": "wsgi", "host": port_check.HOST, "port": port, "log-level": "warning"}
    options |= {"workers": os.environ.get("WORKERS", "1"), "blocking-threads": os.environ.get("THREADS", "4")}
    flags = [part for name, value in options.items() for part in (f"--{name}", str(value))]
    return [sys.executable, "-m", "granian", *flags, "--no-ws", "--no-access-log", "cms.wsgi:application"]


def inner(dev: bool) -> None:
    """Prepares, announces, and becomes the server."""
    end_with_parent()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.dev" if dev else "cms.settings.local")
    port = port_check.chosen()
    os.environ["PORT"] = str(port)
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import CommandError
    from django.db import DatabaseError

    try:
        prepare(dev)
    except (CommandError, ImproperlyConfigured, DatabaseError, OSError) as error:
        sys.exit(f"ERROR: {error}")
    announce(port)
    command = server(dev, port)
    os.execv(command[0], command)  # noqa: S606


def end_with_parent() -> None:
    """On Linux: be told to end when the outer process is killed, so that no server is left on the port."""
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(1, signal.SIGTERM)


def outer(arguments: list[str]) -> int:
    """Starts the inner process in a session of its own and ends it on Ctrl-C. Out: the exit code.

    On Ctrl-C a terminal signals every process at once, and a Granian worker that is signalled both
    by the terminal and by its parent sometimes never ends. Here only the parent is told.
    """
    child = subprocess.Popen([sys.executable, __file__, "--inner", *arguments], cwd=ROOT, start_new_session=True)
    stopped = []

    def stop(number: int, frame) -> None:
        stopped.append(number)
        child.terminate()

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, stop)
    while True:
        try:
            code = child.wait(timeout=10 if stopped else None)
            break
        except subprocess.TimeoutExpired:
            os.killpg(child.pid, signal.SIGKILL)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(child.pid, signal.SIGKILL)
    return 0 if stopped else code


def main() -> None:
    arguments = sys.argv[1:]
    if "--inner" in arguments or "--dev" in arguments:  # a debugger needs the terminal, so no session of its own
        inner("--dev" in arguments)
    else:
        sys.exit(outer(arguments))


if __name__ == "__main__":
    main()
