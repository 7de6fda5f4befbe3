"""Builds the virtual environment in ``.venv``: ``python3 tools/environment.py base`` (or ``dev``).

Needs nothing but Python. A stamp with the hash of the requirements makes the second call instant.
Written so that an old Python can still read it and say what is wrong, hence no newer syntax here.
"""

import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMP = VENV / "requirements.json"
LOG = VENV / "setup.log"
OLDEST = (3, 11)
CANDIDATES = ("python3", "python3.14", "python3.13", "python3.12", "python3.11", "python")
PROBE = (
    "import sys, importlib.util as u; "
    "print(*sys.version_info[:2], bool(u.find_spec('venv') and u.find_spec('ensurepip')))"
)

# What pip prints → what a person can do about it. The first match counts.
FAILURES = (
    (
        ("No space left on device", "Errno 28", "Disk quota exceeded"),
        "The disk is full. Free about 600 MB and try again.",
    ),
    (("DO NOT MATCH THE HASHES",), "A downloaded package is not the one that was locked. Do not use it; see {log}."),
    (
        (
            "NewConnectionError",
            "Failed to establish a new connection",
            "Temporary failure in name resolution",
            "ConnectTimeoutError",
            "ReadTimeoutError",
            "ProxyError",
            "SSLError",
            "Max retries exceeded",
            "Connection refused",
            "Network is unreachable",
            "No matching distribution found",
        ),
        "The packages cannot be fetched. Check the network or proxy (the package index must be reachable); see {log}.",
    ),
    (("Permission denied",), "This folder cannot be written to: {root}"),
)


def fail(message):
    """Ends the program with one line for a person, and a code for make."""
    sys.exit("ERROR: " + message)


def probe(command):
    """In: a command. Out: ``(version, has_venv)`` or None where it does not answer as Python."""
    try:
        result = subprocess.run(
            [command, "-c", PROBE], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=20, check=False
        )
        major, minor, has_venv = result.stdout.decode().split()
    except (OSError, ValueError, subprocess.SubprocessError):
        return None
    return (int(major), int(minor)), has_venv == "True"


def find_python():
    """Out: the first interpreter that is new enough and can make environments. Fails with what is missing."""
    asked = os.environ.get("PYTHON", "")
    names = [asked] if asked else [sys.executable or "python3"]
    names += [path for path in map(shutil.which, CANDIDATES) if path]
    newest, without_venv = (0, 0), None
    for name in names:
        found = probe(name)
        if not found:
            continue
        version, has_venv = found
        newest = max(newest, version)
        if version >= OLDEST and has_venv:
            return name
        if version >= OLDEST and without_venv is None:
            without_venv = version
    if without_venv:
        fail(
            "Python {0}.{1} cannot make virtual environments here. On Debian or Ubuntu: "
            "sudo apt-get install python{0}.{1}-venv".format(*without_venv)
        )
    return fail(
        "Python {}.{} or newer is needed; the newest found is {}.{}. "
        "Install it, or name it: make run PYTHON=/path/to/python3".format(*(OLDEST + newest))
    )


def digest(name):
    """The hash of ``requirements/<name>.txt``."""
    return hashlib.sha256((ROOT / "requirements" / (name + ".txt")).read_bytes()).hexdigest()


def installed():
    """What is installed: ``{"base": hash, …}``; empty where nothing is, or where it does not work any more."""
    try:
        stamp = json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) and PYTHON.exists() else {}


def run(command):
    """Runs a step with its output in the log. Fails with one line."""
    environment = dict(os.environ, PIP_DISABLE_PIP_VERSION_CHECK="1", PIP_NO_INPUT="1")
    with LOG.open("ab") as log:
        start = log.tell()
        code = subprocess.call(command, stdout=log, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL, env=environment)
    if code == 0:
        return
    with LOG.open("rb") as log:
        log.seek(start)
        output = log.read().decode("utf-8", "replace")
    for signs, message in FAILURES:
        if any(sign in output for sign in signs):
            fail(message.format(log=LOG, root=ROOT))
    last = [line.strip() for line in output.splitlines() if line.strip()][-1:] or ["no output"]
    fail("The environment could not be built: {} (all of it in {})".format(last[0][:300], LOG))


def build(name):
    """Makes ``.venv`` where it is missing or broken and installs the locked requirements into it."""
    present = probe(str(PYTHON))
    if not STAMP.exists() or not present or present[0] < OLDEST:  # without a stamp, making it was interrupted
        interpreter = find_python()
        say("Making the environment in .venv …")
        shutil.rmtree(str(VENV), ignore_errors=True)
        VENV.mkdir(parents=True)
        run([interpreter, "-m", "venv", str(VENV)])
        STAMP.write_text("{}", encoding="utf-8")
    say("Installing the locked packages ({}.txt); this takes about a minute …".format(name))
    pip = [str(PYTHON), "-m", "pip", "install", "--quiet", "--retries", "2", "--timeout", "20"]
    run([*pip, "--require-hashes", "-r", str(ROOT / "requirements" / (name + ".txt"))])
    # Installing the smaller set may have changed packages of the larger one, which is then no longer stamped.
    stamp = {"base": digest("base")}
    if name == "dev":
        stamp["dev"] = digest("dev")
    STAMP.write_text(json.dumps(stamp), encoding="utf-8")


def say(message):
    print(message)
    sys.stdout.flush()


def main():
    name = sys.argv[1] if len(sys.argv) > 1 else "base"
    if name not in ("base", "dev"):
        fail("tools/environment.py takes 'base' or 'dev'.")
    if installed().get(name) == digest(name):
        return
    try:
        build(name)
    except OSError as error:
        if error.errno == 28:
            fail("The disk is full. Free about 600 MB and try again.")
        fail("{}: {}".format(error.strerror, error.filename))
    say("The environment is ready.")


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        sys.exit("\nStopped. The next call goes on from here.")
