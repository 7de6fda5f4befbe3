"""Two languages, a page to translate, and a look into the memory."""

import pytest

from cms.desk.memory.lookup import matches
from tests.desk.helpers import in_translation


@pytest.fixture
def pair(site):
    return site.de.locale, site.fr.locale


@pytest.fixture
def look(site):
    return lambda text, **values: matches(text, site.de.locale, site.fr.locale, **values)


@pytest.fixture
def made(site):
    return in_translation(site, title="Solardach", body=[("paragraph", "<p>Erster Satz hier. </p><p>Zweiter.</p>")])
