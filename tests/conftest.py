"""Fixtures for all tests: a clean language and cache for each, and a small site."""

import pytest
from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connection
from django.utils import translation

from . import factories
from .database import django_db_keepdb, django_db_modify_db_settings, django_db_setup  # noqa: F401
from .plugins import pytest_collection_modifyitems, pytest_configure, pytest_terminal_summary  # noqa: F401

FIRST_ROWS = pytest.StashKey[tuple]()


@pytest.fixture(scope="session")
def _first_rows(django_db_setup, django_db_blocker) -> str:  # noqa: F811
    """What the migrations wrote (root page, language, groups), to be put back after a flush."""
    with django_db_blocker.unblock():
        return connection.creation.serialize_db_to_string()


@pytest.fixture(autouse=True)
def _rows_after_flush(request):
    """Notes that this test will empty the database; `pytest_runtest_teardown` then fills it again."""
    marker = request.node.get_closest_marker("django_db")
    flushes = {"transactional_db", "live_server"} & set(request.fixturenames)
    if flushes or (marker and marker.kwargs.get("transaction")):
        blocker = request.getfixturevalue("django_db_blocker")
        request.node.stash[FIRST_ROWS] = (request.getfixturevalue("_first_rows"), blocker)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item, nextitem):
    """Puts back what the migrations wrote once a transactional test has flushed the database.

    Without this the order of the tests would matter, and in parallel runs nobody chooses it.
    """
    try:
        return (yield)
    finally:
        if nextitem is not None and FIRST_ROWS in item.stash:
            rows, blocker = item.stash[FIRST_ROWS]
            with blocker.unblock():
                call_command("flush", verbosity=0, interactive=False, inhibit_post_migrate=True)
                connection.creation.deserialize_db_from_string(rows)
                # Rows with given keys do not move PostgreSQL's sequences on.
                statements = connection.ops.sequence_reset_sql(no_style(), apps.get_models(include_auto_created=True))
                with connection.cursor() as cursor:
                    for statement in statements:
                        cursor.execute(statement)


@pytest.fixture(autouse=True)
def _clean_state(settings, tmp_path):
    """No test sees the language, cache or files of the one before."""
    settings.MEDIA_ROOT = tmp_path / "media"
    cache.clear()
    ContentType.objects.clear_cache()
    translation.activate("de")
    yield
    translation.activate("de")


@pytest.fixture
def site(db):
    """A small published site in both languages (see `factories.make_site`)."""
    return factories.make_site()
