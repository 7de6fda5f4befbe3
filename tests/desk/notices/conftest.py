"""A page in translation, and a translator who reads French."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from wagtail.users.models import UserProfile

from cms.accounts.roles import Role
from tests.desk.helpers import in_translation, person


@pytest.fixture
def made(site) -> SimpleNamespace:
    made = in_translation(site)
    made.site = site
    made.translator = person(Role.TRANSLATOR, "marie")
    UserProfile.objects.create(user=made.translator, preferred_language="fr")
    return made
