"""A draft of a live page, and a site on which a second person has to approve."""

import pytest

from tests.factories import make_project


@pytest.fixture
def reviewed(settings):
    settings.EDITORS_NEED_REVIEW = True


@pytest.fixture
def draft(site):
    page = make_project(site.de, "Alt")
    page.title = "Neu"
    page.save_revision()
    return page
