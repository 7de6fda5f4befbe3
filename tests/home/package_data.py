"""Copies of the content files, for tests that change them, and snapshots of what a load wrote."""

from __future__ import annotations

import shutil
from pathlib import Path

import yaml
from django.apps import apps
from wagtail.models import Locale, Page, Revision
from wagtail_localize.models import StringTranslation, Translation

from home.package.assembling import CONTENT


def copy_content(folder: Path) -> Path:
    """The YAML files without the pictures, which take long to load."""
    folder.mkdir(parents=True, exist_ok=True)
    for path in CONTENT.glob("*.yaml"):
        shutil.copy(path, folder)
    return folder


def replace(folder: Path, name: str, old: str, new: str) -> int:
    """Change one place of a file. Out: the line it stands in. Fails if it is not there exactly once."""
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}"
    path.write_text(text.replace(old, new), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


def trim(folder: Path) -> Path:
    """Leave one project and the pages it stands below."""

    def change(name: str, change_data) -> None:
        path = folder / name
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
        change_data(data)
        path.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), encoding="utf-8")

    def partnership(data: dict) -> None:
        data["organisations"] = []
        data["projects"] = [entry for entry in data["projects"] if entry["id"] == "p6-maniok-halle"]

    def pages(data: dict) -> None:
        data["order"] = ["projekte"]
        data["pages"] = [entry for entry in data["pages"] if entry["id"] == "projekte"]

    change("partnership.yaml", partnership)
    change("pages.yaml", pages)
    for name in ("legal.yaml", "accessibility.yaml"):
        change(name, lambda data: data.update(pages=[]))
    return folder


def german(slug: str) -> Page:
    """A German page by its address."""
    return Page.objects.get(locale__language_code="de", slug=slug).specific


def french_of(page: Page) -> Page:
    return page.get_translation(Locale.objects.get(language_code="fr")).specific


def snapshot() -> dict:
    """Numbers of rows, revisions and times of change: equal before and after a load that changes nothing."""
    counted = ("home", "projects", "sdg", "media", "wagtail_localize", "wagtailcore", "auth", "wagtailredirects")
    rows = {
        model._meta.label: model._default_manager.count()
        for model in apps.get_models()
        if model._meta.app_label in counted
    }
    pages = list(
        Page.objects.order_by("pk").values_list(
            "pk", "path", "url_path", "title", "draft_title", "latest_revision_created_at", "last_published_at"
        )
    )
    return {
        "rows": rows,
        "pages": pages,
        "revisions": list(Revision.objects.order_by("pk").values_list("pk", "created_at")),
        "strings": list(StringTranslation.objects.order_by("pk").values_list("pk", "data", "updated_at")),
        "translations": list(Translation.objects.order_by("pk").values_list("pk", "source__last_updated_at")),
    }
