"""The loaded content package: once for each module, because a load takes seconds."""

import pytest
from django.db import connections, transaction
from wagtail.models import Site

from home.package import loader

from .package_data import copy_content, trim


@pytest.fixture(scope="session")
def content_folder(tmp_path_factory):
    return copy_content(tmp_path_factory.mktemp("content"))


@pytest.fixture(scope="module")
def _loaded_database(request, django_db_setup, django_db_blocker, content_folder):
    """The package in the database, inside a transaction that lasts as long as the module."""
    with django_db_blocker.unblock():
        atomic = transaction.atomic(durable=False)
        atomic.__enter__()
        Site.clear_site_root_paths_cache()
        try:
            report = loader.load(content_folder)
            yield report
        finally:
            transaction.set_rollback(True)
            atomic.__exit__(None, None, None)
            Site.clear_site_root_paths_cache()
            connections["default"].close_if_unusable_or_obsolete()


@pytest.fixture
def loaded(_loaded_database, db):
    """What the load reported. Changes of a test are rolled back at its end, the load is not.

    The module's transaction is open before pytest-django's, so that one is a savepoint in it.
    Tests that want an empty database therefore stand in other modules.
    """
    return _loaded_database


@pytest.fixture
def content(tmp_path):
    """A copy of the content files that a test may change."""
    return copy_content(tmp_path / "content")


@pytest.fixture
def small_content(content):
    """Home, the project list, one project, the goals: loads in a moment."""
    return trim(content)
