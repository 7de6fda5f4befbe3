"""Files that machines outside read: Procfile, publiccode.yml, LICENSE, .ci/run, Makefile."""

import os
import re
import shlex
import subprocess
from pathlib import Path

import pytest
import yaml
from django.core.management import get_commands
from django.utils.module_loading import import_string

from tests.database import ROOT


def procfile() -> dict[str, str]:
    lines = (ROOT / "Procfile").read_text(encoding="utf-8").splitlines()
    return dict(re.fullmatch(r"([a-z]+): (.+)", line).groups() for line in lines)


def test_the_procfile_names_processes_that_exist():
    processes = procfile()
    assert set(processes) == {"release", "web", "worker"}
    for command in processes.values():
        subprocess.run(["sh", "-n", "-c", command], check=True)
        assert "DJANGO_SETTINGS_MODULE=cms.settings.production" in command
    for name in re.findall(r"manage\.py (\w+)", processes["release"]):
        assert name in get_commands()
    words = shlex.split(processes["web"])
    assert callable(import_string(words[-1].replace(":", ".")))
    assert "${PORT:-8000}" in words
    assert (ROOT / shlex.split(processes["worker"])[-1]).is_file()


def test_publiccode_keeps_to_the_standard():
    data = yaml.safe_load((ROOT / "publiccode.yml").read_text(encoding="utf-8"))
    assert data["publiccodeYmlVersion"] == "0.4"
    assert data["url"].startswith("https://")
    assert data["legal"]["license"] == "EUPL-1.2"
    assert data["softwareType"] == "standalone/web"
    assert data["developmentStatus"] in ("concept", "development", "beta", "stable", "obsolete")
    assert data["maintenance"]["type"] in ("internal", "contract", "community", "none")
    assert all(contact["name"] for contact in data["maintenance"]["contacts"])
    assert data["localisation"] == {"localisationReady": True, "availableLanguages": ["de", "fr"]}
    assert set(data["description"]) == {"de", "fr", "en"}
    for text in data["description"].values():
        assert len(text["shortDescription"].strip()) <= 150
        assert 150 <= len(text["longDescription"].strip()) <= 10_000
        assert all(len(feature) <= 100 for feature in text["features"])


def test_the_licence_is_the_whole_eupl():
    text = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert text.startswith("EUROPEAN UNION PUBLIC LICENCE v. 1.2\n")
    assert [f"\n{number}." in text for number in range(1, 16)] == [True] * 15
    assert "‘Compatible Licences’ according to Article 5 EUPL are:" in text


def test_ci_can_be_run():
    assert os.access(ROOT / ".ci" / "run", os.X_OK)
    subprocess.run(["bash", "-n", str(ROOT / ".ci" / "run")], check=True)


def test_the_first_screen_of_the_readme_shows_the_two_commands():
    first = (ROOT / "README.md").read_text(encoding="utf-8").splitlines()[:16]
    assert any("docs/screenshots/home-de-desktop.png" in line for line in first)
    assert any(line.startswith("make run") for line in first)
    assert any(line.startswith("make test") for line in first)


@pytest.mark.parametrize(
    "path", [*sorted((ROOT / "docs").rglob("*.md")), ROOT / "README.md"], ids=lambda path: path.name
)
def test_links_between_documents_lead_somewhere(path: Path):
    for target in re.findall(r"\]\((?!https?:)([^)#]+)", path.read_text(encoding="utf-8")):
        if "screenshots/" not in target:
            assert (path.parent / target).exists(), target
