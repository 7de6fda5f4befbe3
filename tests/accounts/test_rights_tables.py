"""docs/rights.md says exactly what is so. ``WRITE_DOCS=1`` writes what is so into it; read the difference then."""

import os
import re
from pathlib import Path

import pytest
from wagtail.models import Page, get_page_models

from cms.accounts.roles import ensure_roles

from .rights_data import make_world, other_table, page_table, people, screen_table

FILE = Path(__file__).parents[2] / "docs" / "rights.md"


@pytest.fixture
def persons(site):
    return people()


def held_against(name: str, table: str) -> None:
    """Compares a table with the one in the document that has this name."""
    pattern = re.compile(rf"(<!-- {name} -->\n)(.*?)(\n?<!-- end -->)", re.DOTALL)
    text = FILE.read_text(encoding="utf-8")
    found = pattern.search(text)
    assert found, f"docs/rights.md has no table {name}"
    if os.environ.get("WRITE_DOCS"):
        FILE.write_text(pattern.sub(lambda match: match[1] + table + "\n<!-- end -->", text), encoding="utf-8")
        return
    assert found[2] == table


def test_every_page_type_has_its_line(site, persons):
    world = make_world(site, persons)
    ours = {model for model in get_page_models() if model is not Page}
    for rows in world.rows.values():
        assert {type(page) for page in rows.values()} == ours


@pytest.mark.parametrize("language", ["German", "French"])
def test_pages(site, persons, language):
    held_against(language, page_table(make_world(site, persons).rows[language], persons))


def test_pages_where_editors_need_review(site, persons, settings):
    world = make_world(site, persons)
    settings.EDITORS_NEED_REVIEW = True
    ensure_roles()
    held_against("German with review", page_table(world.rows["German"], persons))


def test_pages_where_translations_need_review(site, persons, settings):
    world = make_world(site, persons)
    settings.TRANSLATIONS_NEED_REVIEW = True
    ensure_roles()
    held_against("French with review", page_table(world.rows["French"], persons))


def test_everything_else(site, persons):
    held_against("Everything else", other_table(persons))


def test_screens(site, persons):
    held_against("Screens", screen_table(make_world(site, persons), persons))


def test_screens_where_editors_need_review(site, persons, settings):
    world = make_world(site, persons)
    settings.EDITORS_NEED_REVIEW = True
    ensure_roles()
    held_against("Screens with review", screen_table(world, persons))
