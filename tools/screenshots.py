"""Makes ``docs/screenshots/`` anew: ``make docs-screenshots``. Needs Chromium.

Serves the site from a folder of its own with freshly loaded content, so that the pictures show
what a new clone shows, and nothing of this machine.
"""

from __future__ import annotations

import io
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path
from urllib.parse import urljoin

from PIL import Image
from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.plugins import find_chromium  # noqa: E402
from tools.desk_screenshots import take_desk  # noqa: E402
from tools.handbook_screenshots import take_handbook  # noqa: E402

FOLDER = ROOT / "docs" / "screenshots"
LARGEST = 300_000  # bytes
WINDOWS = {"desktop": {"width": 1280, "height": 900}, "phone": {"width": 390, "height": 844}}
PAGES = {"home": "/de/", "projects": "/de/projekte/", "project": None, "goals": "/de/ziele/"}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(address: str, server: subprocess.Popen) -> None:
    """Returns when the server answers. Ends the program if it stops before."""
    while server.poll() is None:
        try:
            with urllib.request.urlopen(f"{address}/health/", timeout=5):  # noqa: S310
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    sys.exit("ERROR: the server did not start.")


def save(picture: bytes, name: str) -> None:
    """Writes a palette PNG below the size limit; fewer colours only where they are needed."""
    image = Image.open(io.BytesIO(picture)).convert("RGB")
    for colours in (256, 128, 64, 32):
        buffer = io.BytesIO()
        image.quantize(colours, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).save(
            buffer, "PNG", optimize=True
        )
        if buffer.tell() < LARGEST:
            break
    (FOLDER / f"{name}.png").write_bytes(buffer.getvalue())
    print(f"  {name}.png  {buffer.tell() // 1000} kB", flush=True)


def take(page: Page, address: str, name: str, window: str) -> None:
    """One page in both languages; the French one through the page's own language link."""
    page.goto(address)
    save(shot(page), f"{name}-de-{window}")
    french = page.locator("a[hreflang=fr][lang=fr]").first.get_attribute("href")
    page.goto(urljoin(address, french))
    save(shot(page), f"{name}-fr-{window}")


def shot(page: Page) -> bytes:
    page.evaluate("document.fonts.ready")
    page.wait_for_load_state("networkidle")
    return page.screenshot()


def main() -> None:
    chromium = find_chromium()
    if not chromium:
        sys.exit("ERROR: Chromium is needed. On Debian or Ubuntu: sudo apt-get install chromium")
    FOLDER.mkdir(parents=True, exist_ok=True)
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "PORT": str(port), "VAR_DIR": folder}
        environment.pop("DJANGO_SETTINGS_MODULE", None)
        server = subprocess.Popen(
            [sys.executable, str(ROOT / "tools" / "serve.py")], env=environment, stdout=subprocess.DEVNULL
        )
        try:
            wait_for(address, server)
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
                for window, viewport in WINDOWS.items():
                    page = browser.new_page(viewport=viewport, locale="de-DE", color_scheme="light")
                    page.goto(f"{address}/de/projekte/")
                    first = page.locator("main a[href^='/de/projekte/'][href$='/']").first.get_attribute("href")
                    for name, path in PAGES.items():
                        take(page, address + (path or first), name, window)
                take_desk(browser, address, environment, save, shot)
                take_handbook(browser, address, environment, save, shot)
                browser.close()
        finally:
            server.send_signal(signal.SIGTERM)
            server.wait(20)


if __name__ == "__main__":
    main()
