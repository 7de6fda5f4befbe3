"""The site details of a test."""

import pytest

from cms.office.models import Office


@pytest.fixture
def office(site) -> Office:
    return Office.objects.create()
