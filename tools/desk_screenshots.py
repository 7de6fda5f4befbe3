"""The translators' desk in German and French, for ``tools/screenshots.py``.

Called as a program it prepares what the pictures show: ``desk_screenshots.py <language>``.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
WINDOW = {"width": 1280, "height": 900}
LANGUAGES = {"de": "de-DE", "fr": "fr-FR"}
SCREENS = {"list": "desk/fr/", "files": "desk/files/", "glossary": "desk/glossary/", "memory": "desk/memory/"}
PROJECT = "maniok-halle"
#: What an editor changed in the German teaser after its translation.
ADDED = " Einzelheiten stehen weiter unten."


def take_desk(browser, address: str, environment: dict[str, str], save: Callable, shot: Callable) -> None:
    """Logs in as the demo translator and takes each screen in both languages."""
    accounts = json.loads((Path(environment["VAR_DIR"]) / "accounts.json").read_text())
    for language, browser_language in LANGUAGES.items():
        subprocess.run([sys.executable, __file__, language], env=environment, check=True)
        context = browser.new_context(viewport=WINDOW, locale=browser_language, color_scheme="light")
        page = context.new_page()
        page.goto(f"{address}/admin/login/")
        page.fill("[name=username]", accounts["translator"]["username"])
        page.fill("[name=password]", accounts["translator"]["password"])
        page.click("form [type=submit]")
        page.wait_for_url("**/admin/")
        for name, path in SCREENS.items():
            page.goto(f"{address}/admin/{path}")
            save(shot(page), f"desk-{name}-{language}")
        page.goto(f"{address}/admin/desk/fr/?q=Maniok")
        page.locator("table a.button").first.click()
        page.locator(".deskwork-row--changed textarea").first.focus()
        page.locator("[data-take]").first.wait_for()  # the help beside the sentence has come
        save(shot(page), f"desk-editor-{language}")
        context.close()


def prepare(language: str) -> None:
    """Gives the demo translator this language, and the first time changes a German sentence."""
    sys.path.insert(0, str(ROOT))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.local")
    import django

    django.setup()
    from django.contrib.auth import get_user_model
    from wagtail.models import Page
    from wagtail.users.models import UserProfile

    translator = get_user_model().objects.get(username="translator")
    UserProfile.objects.filter(user=translator).update(preferred_language=language)
    project = Page.objects.get(slug=PROJECT, locale__language_code="de").specific
    if not project.teaser.endswith(ADDED):
        project.teaser += ADDED
        project.save_revision().publish()


if __name__ == "__main__":
    prepare(sys.argv[1])
