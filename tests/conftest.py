"""Fixtures for all tests: a clean language and cache for each, and a small site."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.utils import translation

from . import factories


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
