"""Settings as a process sees them: each case starts its own Python with its own environment."""

import json
import os
import subprocess
import sys

import pytest

from tests.database import ROOT

GOOD = {
    "SECRET_KEY": "kJ8s-3nVq0Zr7LwTtYx2cB5mGhD9fPaQeRuWiOpS1dFgHjKlZxCvBnM4",
    "ALLOWED_HOSTS": "partnerschaft.example",
}


def start(module: str, tmp_path, code: str = "", **variables: str) -> subprocess.CompletedProcess:
    """Load settings and run code in a new process that sees only these variables."""
    program = f"import django; django.setup()\nfrom django.conf import settings\n{code}"
    environment = {"PATH": os.environ["PATH"], "VAR_DIR": str(tmp_path), "DJANGO_SETTINGS_MODULE": module, **variables}
    return subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"SECRET_KEY": ""}, "SECRET_KEY"),
        ({"SECRET_KEY": "short"}, "SECRET_KEY"),
        ({"SECRET_KEY": "x" * 60}, "SECRET_KEY"),
        ({"SECRET_KEY": "django-insecure-" + GOOD["SECRET_KEY"]}, "SECRET_KEY"),
        ({"SECRET_KEY": "only-for-tests-" + GOOD["SECRET_KEY"]}, "SECRET_KEY"),
        ({"DEBUG": "1"}, "DEBUG"),
        ({"ALLOWED_HOSTS": ""}, "ALLOWED_HOSTS"),
        ({"ALLOWED_HOSTS": "*"}, "ALLOWED_HOSTS"),
        ({"ALLOWED_HOSTS": "good.example,*"}, "ALLOWED_HOSTS"),
    ],
)
def test_production_refuses_to_start_and_names_the_variable(tmp_path, change, named):
    result = start("cms.settings.production", tmp_path, **{**GOOD, **change})
    assert result.returncode != 0
    assert f"ImproperlyConfigured: {named} " in result.stderr


def test_production_starts_with_a_good_environment(tmp_path):
    code = (
        "import json; print(json.dumps([settings.DEBUG, settings.BASE_URL, settings.SECURE_HSTS_SECONDS > 0, "
        "settings.SESSION_COOKIE_SECURE, settings.CSRF_COOKIE_SECURE, settings.SECURE_SSL_REDIRECT]))"
    )
    result = start("cms.settings.production", tmp_path, code, **GOOD)
    assert result.returncode == 0, result.stderr
    assert json.loads(result.stdout) == [False, "https://partnerschaft.example", True, True, True, True]


def test_production_sends_hsts_and_only_over_https(tmp_path):
    code = (
        "from django.test import Client\n"
        "secure = Client().get('/health/', secure=True, headers={'host': 'partnerschaft.example'})\n"
        "plain = Client().get('/de/', headers={'host': 'partnerschaft.example'})\n"
        "print(secure.status_code, secure['Strict-Transport-Security'])\n"
        "print(plain.status_code, plain['Location'])"
    )
    result = start("cms.settings.production", tmp_path, code, **GOOD)
    assert result.returncode == 0, result.stderr
    first, second = [line for line in result.stdout.splitlines() if not line.startswith("{")][-2:]
    assert first == "200 max-age=31536000; includeSubDomains; preload"
    assert second == "301 https://partnerschaft.example/de/"


def test_local_settings_make_their_own_secret_and_keep_it(tmp_path):
    code = "print(settings.SECRET_KEY)"
    first = start("cms.settings.local", tmp_path, code).stdout.strip()
    second = start("cms.settings.local", tmp_path, code).stdout.strip()
    assert len(first) >= 50
    assert first == second
    assert (tmp_path / "secret_key").stat().st_mode & 0o077 == 0


def test_the_base_address_follows_the_port(tmp_path):
    code = "print(settings.BASE_URL, settings.WAGTAILADMIN_BASE_URL)"
    assert start("cms.settings.local", tmp_path, code, PORT="8123").stdout.split() == ["http://127.0.0.1:8123"] * 2


def test_sqlite_pragmas_are_effective(tmp_path):
    code = (
        "from django.db import connection\n"
        "with connection.cursor() as cursor:\n"
        "    for name in ('journal_mode', 'busy_timeout', 'synchronous', 'foreign_keys'):\n"
        "        print(cursor.execute(f'PRAGMA {name}').fetchone()[0])\n"
        "print(connection.transaction_mode)"
    )
    result = start("cms.settings.local", tmp_path, code)
    assert result.stdout.split() == ["wal", "20000", "1", "1", "IMMEDIATE"], result.stderr


def test_two_writers_wait_for_each_other(tmp_path):
    """The second transaction reads first and writes later: deferred, it would fail at once with 'locked'."""
    code = (
        "import threading\n"
        "from django.db import connection, transaction\n"
        "with connection.cursor() as cursor:\n"
        "    cursor.execute('CREATE TABLE t (n INTEGER)'); cursor.execute('INSERT INTO t VALUES (0)')\n"
        "barrier = threading.Barrier(4)\n"
        "def add():\n"
        "    barrier.wait()\n"
        "    for _ in range(25):\n"
        "        with transaction.atomic(), connection.cursor() as cursor:\n"
        "            n = cursor.execute('SELECT n FROM t').fetchone()[0]\n"
        "            cursor.execute('UPDATE t SET n = %s', [n + 1])\n"
        "    connection.close()\n"
        "threads = [threading.Thread(target=add) for _ in range(4)]\n"
        "[thread.start() for thread in threads]; [thread.join() for thread in threads]\n"
        "with connection.cursor() as cursor:\n"
        "    print(cursor.execute('SELECT n FROM t').fetchone()[0])"
    )
    result = start("cms.settings.local", tmp_path, code)
    assert result.stdout.split() == ["100"], result.stderr


def test_the_log_is_json_with_a_request_id_and_without_addresses(tmp_path):
    code = (
        "from django.test import Client\n"
        "Client(REMOTE_ADDR='203.0.113.77').get('/health/', headers={'user-agent': 'Agent-of-Test'})"
    )
    result = start("cms.settings.local", tmp_path, code, ALLOWED_HOSTS="testserver")
    assert result.returncode == 0, result.stderr
    text = (tmp_path / "logs" / "site.log").read_text(encoding="utf-8")
    events = [json.loads(line) for line in text.splitlines()]
    [finished] = [event for event in events if event["event"] == "request_finished"]
    assert finished["request"] == "GET /health/"
    assert finished["code"] == 200
    assert len(finished["request_id"]) == 36
    assert "203.0.113.77" not in text
    assert "Agent-of-Test" not in text


def test_every_variable_read_is_explained_in_the_example():
    import re

    read = set()
    for file in (ROOT / "cms" / "settings").glob("*.py"):
        read |= set(re.findall(r"env(?:\.\w+)?\(\s*[\"']([A-Z0-9_]+)", file.read_text(encoding="utf-8")))
    example = (ROOT / ".env.example").read_text(encoding="utf-8")
    explained = set(re.findall(r"^#?\s*([A-Z0-9_]+)=", example, re.MULTILINE))
    assert read - explained == set()
