"""Somebody who may do everything, logged in."""

from __future__ import annotations

import pytest

from tests.desk.helpers import person


@pytest.fixture
def editor(client, db):
    client.force_login(person(None))
    return client
