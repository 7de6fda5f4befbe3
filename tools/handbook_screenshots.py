"""The pictures of the editors' handbook (docs/redaktion.md), for ``tools/screenshots.py``.

Called as a program it prepares what the pictures show: a message in the inbox, a page in the bin.
"""

from __future__ import annotations

import io
import json
import os
import secrets
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from PIL import Image, ImageOps

ROOT = Path(__file__).resolve().parents[1]
WINDOW = {"width": 1280, "height": 900}
PROJECT = "maniok-halle"
#: screen → a file to be uploaded there: its name, its type for the browser and for Pillow, a field that then appears.
EXAMPLES = {
    "pictures": ("beispiel.png", "image/png", "PNG", "author"),
    "documents": ("beispiel.pdf", "application/pdf", "PDF", "title"),
}


def take_handbook(browser, address: str, environment: dict[str, str], save: Callable, shot: Callable) -> None:
    """Logs in as the demo editor and takes each screen in German."""
    made = subprocess.run([sys.executable, __file__], env=environment, check=True, capture_output=True, text=True)
    project = json.loads(made.stdout.strip().splitlines()[-1])["project"]
    accounts = json.loads((Path(environment["VAR_DIR"]) / "accounts.json").read_text())
    context = browser.new_context(viewport=WINDOW, locale="de-DE", color_scheme="light")
    page = context.new_page()
    page.goto(f"{address}/admin/login/")
    page.fill("[name=username]", accounts["editor"]["username"])
    page.fill("[name=password]", accounts["editor"]["password"])
    page.click("form [type=submit]")
    page.wait_for_url("**/admin/")
    screens = {
        "start": "",
        "goals": f"pages/{project}/edit/#at-goals",
        "pictures": "images/multiple/add/",
        "documents": "documents/multiple/add/",
        "report": f"pages/add/projects/updatepage/{project}/",
        "details": "settings/office/office/",
        "menu": "office/menu/",
        "inbox": "inbox/",
        "bin": "bin/",
    }
    for name, path in screens.items():
        page.goto(f"{address}/admin/{path}")
        if name in EXAMPLES:
            file, mime_type, picture_format, field = EXAMPLES[name]
            content = example(picture_format)
            page.set_input_files("input[type=file]", {"name": file, "mimeType": mime_type, "buffer": content})
            page.locator(f"form [name$={field}]").first.wait_for()
        page.wait_for_timeout(1500)  # what opens, opens; what slides, has slid
        save(shot(page), f"handbook-{name}")
    page.goto(f"{address}/admin/pages/{project}/edit/")
    page.get_by_role("button", name="Prüfungen").first.click()
    page.wait_for_timeout(3000)  # the checker reads the preview
    save(shot(page), "handbook-checks")
    context.close()


def example(picture_format: str) -> bytes:
    """A file that the library does not have yet: stripes in the site's blue, as a picture or on a page of PDF."""
    picture = Image.linear_gradient("L").resize((800, 500)).rotate(secrets.randbelow(20), fillcolor=90)
    buffer = io.BytesIO()
    ImageOps.colorize(picture, "#19486a", "#fd9d24").save(buffer, picture_format)
    return buffer.getvalue()


def prepare() -> None:
    """Writes the message and deletes the page; prints the number of the project that the pictures show."""
    sys.path.insert(0, str(ROOT))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.local")
    import django

    django.setup()
    from wagtail.models import Page

    from cms.bin.putting import put
    from cms.inbox.models import Message
    from home.models import ContentPage, HomePage

    home = HomePage.objects.get(locale__language_code="de")
    put(home.add_child(instance=ContentPage(title="Beispielseite", slug="beispielseite", locale=home.locale)), None)
    Message.objects.get_or_create(
        kind="barrier",
        reference="B-BEISPL",
        language="de",
        text="Beispiel: Die Beschriftung der Karte ist mit dem Vorleseprogramm nicht zu verstehen.",
    )
    project = Page.objects.get(slug=PROJECT, locale__language_code="de")
    print(json.dumps({"project": project.pk}))


if __name__ == "__main__":
    prepare()
