"""All checks that need no test: ``make lint``. Runs every one, then says which failed.

Style, layers, templates, missing migrations, translations, production settings, and that no
tracked file names a package index.
"""

from __future__ import annotations

import os
import re
import secrets
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent
#: Lock files that record where packages were fetched from.
RECORDS = {"uv.lock", "pylock.toml", "poetry.lock", "Pipfile.lock", "pdm.lock"}
INDEX = re.compile(
    rb"--(?:extra-)?index-url|--find-links|--trusted-host|https?://[^\s'\"]*/simple/|\"resolved\": *\"http"
)


def tool(*command: str, **environment: str) -> bool:
    """Runs a program of the environment from the root. Out: whether it was content."""
    path = BIN / command[0]
    return subprocess.call([str(path), *command[1:]], cwd=ROOT, env={**os.environ, **environment}) == 0


def manage(*arguments: str, **environment: str) -> bool:
    with tempfile.TemporaryDirectory() as folder:
        return tool("python", "manage.py", *arguments, **{"VAR_DIR": folder, **environment})


def production_is_safe() -> bool:
    """``check --deploy`` on production settings with an environment as an operator would set it."""
    return manage(
        "check",
        "--deploy",
        "--fail-level",
        "WARNING",
        DJANGO_SETTINGS_MODULE="cms.settings.production",
        SECRET_KEY=secrets.token_urlsafe(60),
        ALLOWED_HOSTS="partnerschaft.example",
        DEBUG="",
    )


def tracked() -> list[Path]:
    """Files that are, or would be, committed; without git, all but what is built."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
    if result.returncode == 0:
        return [path for name in result.stdout.decode().split("\0") if name and (path := ROOT / name).is_file()]
    skipped = {".git", ".venv", "var", "node_modules", "__pycache__"}
    return [path for path in ROOT.rglob("*") if path.is_file() and not skipped & set(path.relative_to(ROOT).parts)]


def no_index_address() -> bool:
    """No tracked file says from which index packages come; that is each machine's own matter."""
    faults = []
    for path in tracked():
        if path.name in RECORDS:
            faults.append(f"{path.relative_to(ROOT)} records download addresses")
        elif path != Path(__file__).resolve() and (found := INDEX.search(path.read_bytes())):
            faults.append(f"{path.relative_to(ROOT)} names a package index: {found[0].decode()}")
    print("\n".join(faults), end="\n" if faults else "")
    return not faults


def templates_are_in_shape() -> bool:
    files = [str(path) for path in tracked() if path.suffix == ".html" and "templates" in path.parts]
    return tool("djhtml", "--check", "--tabwidth", "2", *files)


CHECKS: dict[str, Callable[[], bool]] = {
    "ruff": lambda: tool("ruff", "check", "--quiet", "."),
    "format": lambda: tool("ruff", "format", "--check", "--quiet", "."),
    "templates": templates_are_in_shape,
    "layers": lambda: tool("lint-imports", "--no-cache"),
    "migrations": lambda: manage("makemigrations", "--check", "--dry-run", DJANGO_SETTINGS_MODULE="cms.settings.local"),
    "translations": lambda: tool("python", "tools/check_translations.py"),
    "production": production_is_safe,
    "index": no_index_address,
}


def main() -> None:
    names = sys.argv[1:] or list(CHECKS)
    if unknown := set(names) - set(CHECKS):
        sys.exit(f"ERROR: unknown check {', '.join(sorted(unknown))}; there are: {', '.join(CHECKS)}")
    failed = []
    for name in names:
        content = CHECKS[name]()
        print(f"{'ok    ' if content else 'FAILED'} {name}", flush=True)
        if not content:
            failed.append(name)
    if failed:
        sys.exit(f"ERROR: not in order: {', '.join(failed)}")


if __name__ == "__main__":
    main()
