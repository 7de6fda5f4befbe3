"""What a person sees whose machine is not ready: one clear line."""

import os
import socket
import subprocess
import sys

import pytest

from tests.database import ROOT
from tools import environment


def port_check(value: str) -> subprocess.CompletedProcess:
    command = [sys.executable, str(ROOT / "tools" / "port.py")]
    return subprocess.run(command, env={**os.environ, "PORT": value}, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    "value", ["abc", "0", "65536", "99999", "-1", "80 80", "8000; ls", "8_000", "٨٠٠٠", "1" * 5000]
)
def test_a_port_that_is_none_is_one_clear_line(value):
    result = port_check(value)
    assert result.returncode == 1
    assert result.stderr.startswith("ERROR: PORT must be a number from 1 to 65535")
    assert len(result.stderr.splitlines()) == 1
    assert len(result.stderr) < 200


def test_a_taken_port_is_one_clear_line_that_names_a_free_one():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        result = port_check(str(taken.getsockname()[1]))
    assert result.returncode == 1
    assert "is already in use" in result.stderr
    assert "make run PORT=" in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_a_free_port_passes_silently():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    result = port_check(str(port))
    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ({}, "Python 3.11 or newer is needed"),
        ({"/usr/bin/python3": ((3, 9), True)}, "the newest found is 3.9"),
        ({"/usr/bin/python3": ((3, 12), False)}, "apt-get install python3.12-venv"),
    ],
)
def test_a_missing_python_is_one_clear_line(monkeypatch, answers, expected):
    monkeypatch.delenv("PYTHON", raising=False)
    monkeypatch.setattr(environment, "probe", lambda command: answers.get(command))
    monkeypatch.setattr(environment.shutil, "which", lambda name: "/usr/bin/python3" if name == "python3" else None)
    with pytest.raises(SystemExit) as caught:
        environment.find_python()
    assert expected in str(caught.value)
    assert len(str(caught.value).splitlines()) == 1


def test_an_old_python_is_passed_over_for_a_newer_one(monkeypatch):
    monkeypatch.delenv("PYTHON", raising=False)
    answers = {"/bin/python3": ((3, 9), True), "/bin/python3.12": ((3, 12), True)}
    monkeypatch.setattr(environment, "probe", lambda command: answers.get(command))
    monkeypatch.setattr(environment.shutil, "which", lambda name: f"/bin/{name}")
    assert environment.find_python() == "/bin/python3.12"


@pytest.mark.parametrize(
    ("output", "expected"),
    [
        ("ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device", "The disk is full"),
        ("NewConnectionError: Failed to establish a new connection", "The packages cannot be fetched"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE", "not the one that was locked"),
        ("something unheard of", "something unheard of"),
    ],
)
def test_a_failing_installation_is_one_clear_line(monkeypatch, tmp_path, output, expected):
    monkeypatch.setattr(environment, "LOG", tmp_path / "setup.log")
    with pytest.raises(SystemExit) as caught:
        environment.run([sys.executable, "-c", f"import sys; print({output!r}); sys.exit(1)"])
    assert expected in str(caught.value)
    assert len(str(caught.value).splitlines()) == 1


def test_environment_can_be_read_by_an_old_python():
    """Newer syntax would end in a SyntaxError before the program can say what is wrong."""
    import ast

    for name in ("environment.py", "port.py"):
        ast.parse((ROOT / "tools" / name).read_text(encoding="utf-8"), feature_version=(3, 5))
