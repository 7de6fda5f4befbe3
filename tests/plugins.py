"""Chromium for the browser tests: where it is, and a loud word at the end if it is not."""

import os
import shutil

import pytest

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def find_chromium() -> str | None:
    """Out: the path of Chromium (variable ``CHROMIUM``, else the usual names), or None."""
    asked = os.environ.get("CHROMIUM")
    return next((path for path in map(shutil.which, [asked] if asked else NAMES) if path), None)


def in_ci() -> bool:
    return os.environ.get("CI", "").lower() in ("1", "true", "yes")


def pytest_configure(config: pytest.Config) -> None:
    if in_ci() and not find_chromium() and not config.option.collectonly:
        raise pytest.UsageError("CI is set, so nothing may be left out, but no Chromium was found (variable CHROMIUM).")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Everything in tests/browser is a browser test; without Chromium it is left out.

    A browser beside a server on a busy machine may miss a moment, so such a test has a second try.
    The end of the run names those that needed it. One process alone has nobody beside it: no second try there.
    """
    is_worker = hasattr(config, "workerinput")
    found = find_chromium()
    for item in items:
        if "/tests/browser/" in item.path.as_posix():
            item.add_marker(pytest.mark.browser)
            if is_worker:
                item.add_marker(pytest.mark.flaky(reruns=2))
            if not found:
                item.add_marker(pytest.mark.skip(reason="no Chromium"))


def pytest_terminal_summary(terminalreporter) -> None:
    """Says what was left out and how to get it; the closing line alone is easily overlooked."""
    if again := {report.nodeid for report in terminalreporter.stats.get("rerun", [])}:
        terminalreporter.section("NEEDED ANOTHER TRY", sep="!", red=True, bold=True)
        for name in sorted(again):
            terminalreporter.line(name, red=True)
    skipped = terminalreporter.stats.get("skipped", [])
    browser = [report for report in skipped if "no Chromium" in str(report.longrepr)]
    if not skipped:
        return
    terminalreporter.section("LEFT OUT", sep="!", red=True, bold=True)
    if browser:
        terminalreporter.line(
            f"{len(browser)} browser tests did not run: no Chromium was found. To get it, on Debian or Ubuntu:\n"
            "    sudo apt-get install chromium\n"
            "or name yours:\n"
            "    make test CHROMIUM=/path/to/chromium",
            red=True,
        )
    if len(skipped) > len(browser):
        terminalreporter.line(
            f"{len(skipped) - len(browser)} other tests did not run; the reasons stand above.", red=True
        )
