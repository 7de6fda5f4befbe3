"""A translation with markup, somebody who may do everything, and a file of the page."""

import pytest

from tests.desk.exchange.helpers import SCHOOL, as_po, download, entry, rich_translation
from tests.desk.helpers import person


@pytest.fixture
def made(site):
    return rich_translation(site)


@pytest.fixture
def boss(client, db):
    user = person(None)
    client.force_login(user)
    return user


@pytest.fixture
def po(client, boss, made):
    """The file of the page with one sentence translated."""
    found = as_po(download(client, made.translation))
    entry(found, SCHOOL).msgstr = "Le courant suffit."
    return found
