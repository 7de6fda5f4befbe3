"""A migrated SQLite file, kept between test runs: applying 300 migrations costs more than most suites."""

from __future__ import annotations

import hashlib
import os
import shutil
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

ROOT = Path(__file__).resolve().parents[1]


def template_path() -> Path:
    """Where the file is. Its name changes with any migration of ours and any locked package."""
    digest = hashlib.sha256()
    for path in [ROOT / "requirements" / "dev.txt", *sorted(ROOT.glob("*/**/migrations/*.py"))]:
        if ".venv" not in path.parts and "var" not in path.parts:
            digest.update(path.name.encode() + path.read_bytes())
    return Path(settings.VAR_DIR) / f"migrated-{digest.hexdigest()[:16]}.sqlite3"


def remove(name: str) -> None:
    for suffix in ("", "-wal", "-shm"):
        Path(f"{name}{suffix}").unlink(missing_ok=True)


@pytest.fixture(scope="session")
def django_db_keepdb(django_db_keepdb: bool) -> bool:
    return django_db_keepdb or connection.vendor == "sqlite"


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings) -> None:
    """Begins from the kept file where there is one."""
    if connection.vendor == "sqlite" and template_path().exists():
        shutil.copyfile(template_path(), connection.settings_dict["TEST"]["NAME"])


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Keeps a copy of the migrated file, and deletes this process's own at the end."""
    if connection.vendor != "sqlite":
        yield
        with django_db_blocker.unblock(), connection.cursor() as cursor:
            # A thread of the live server may still hold a connection, and the database could not be dropped.
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        return
    name, template = str(connection.settings_dict["NAME"]), template_path()
    if not template.exists():
        for older in template.parent.glob("migrated-*.sqlite3"):
            older.unlink(missing_ok=True)
        draft = template.with_suffix(f".{os.getpid()}")
        with django_db_blocker.unblock(), connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(draft)])
        draft.replace(template)
    yield
    with django_db_blocker.unblock():
        connection.close()
    remove(name)
