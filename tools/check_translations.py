"""Whether every text of the interface stands in German and French.

Gathers the texts anew in a temporary copy and compares: no text missing, none untranslated, none
marked fuzzy, no placeholder lost, and the committed ``.mo`` holds what the ``.po`` says.
``--write`` gathers and compiles in place instead (``make messages``). Needs gettext.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parents[1]
LANGUAGES = ("de", "fr")
SOURCES = ("cms", "sdg", "projects", "home", "templates")


def gather(folder: Path) -> None:
    """``makemessages`` in a folder that holds the sources and ``locale``."""
    options = [part for language in LANGUAGES for part in ("--locale", language)]
    command = [
        sys.executable,
        "-m",
        "django",
        "makemessages",
        *options,
        "--no-obsolete",
        "--no-wrap",
        "--no-location",
    ]
    environment = {key: value for key, value in os.environ.items() if key != "DJANGO_SETTINGS_MODULE"}
    result = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    if result.returncode:
        sys.exit(f"ERROR: makemessages failed: {result.stderr.strip()[-500:]}")


def texts(file: Path) -> dict[tuple, polib.POEntry]:
    if not file.exists():
        return {}
    return {
        (entry.msgctxt, entry.msgid, entry.msgid_plural): entry
        for entry in polib.pofile(str(file))
        if not entry.obsolete
    }


def translated(entry: polib.POEntry) -> list[str]:
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


def faults_of(language: str, gathered: Path) -> list[str]:
    """What is wrong with one language, a line each."""
    path = Path("locale") / language / "LC_MESSAGES" / "django.po"
    wanted, present = texts(gathered / path), texts(ROOT / path)
    faults = [f"missing: {key[1]!r}" for key in wanted if key not in present]
    faults += [f"no longer used: {key[1]!r}" for key in present if key not in wanted]
    for key, entry in present.items():
        if key not in wanted:
            continue
        if entry.fuzzy:
            faults.append(f"fuzzy: {key[1]!r}")
        elif not all(translated(entry)):
            faults.append(f"not translated: {key[1]!r}")
    compiled = ROOT / path.with_suffix(".mo")
    if not compiled.exists():
        faults.append("the .mo file is missing")
    elif {(e.msgctxt, e.msgid): translated(e) for e in polib.mofile(str(compiled))} != {
        (e.msgctxt, e.msgid): translated(e) for e in present.values() if all(translated(e)) and not e.fuzzy
    }:
        faults.append("the .mo file is not compiled from the .po file")
    check = subprocess.run(
        ["msgfmt", "--check-format", "-o", os.devnull, str(ROOT / path)], capture_output=True, text=True, check=False
    )
    return faults + check.stderr.strip().splitlines() * bool(check.returncode)


def write() -> None:
    for language in LANGUAGES:
        (ROOT / "locale" / language / "LC_MESSAGES").mkdir(parents=True, exist_ok=True)
    gather(ROOT)
    for language in LANGUAGES:
        po = ROOT / "locale" / language / "LC_MESSAGES" / "django.po"
        subprocess.run(["msgfmt", "--check-format", "-o", str(po.with_suffix(".mo")), str(po)], check=True)


def main() -> None:
    if not shutil.which("msgfmt") or not shutil.which("xgettext"):
        sys.exit("ERROR: gettext is needed. On Debian or Ubuntu: sudo apt-get install gettext")
    if "--write" in sys.argv[1:]:
        write()
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        for name in (*SOURCES, "locale"):
            if (ROOT / name).exists():
                shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__", "*.webp"))
        (folder / "locale").mkdir(exist_ok=True)
        gather(folder)
        faults = [f"{language}: {fault}" for language in LANGUAGES for fault in faults_of(language, folder)]
    if faults:
        print("\n".join(faults[:60]))
        sys.exit(f"ERROR: {len(faults)} faults in the translations. `make messages` gathers and compiles.")
    print("Every text stands in German and French.")


if __name__ == "__main__":
    main()
