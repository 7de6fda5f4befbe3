"""A page to translate, somebody who may, and services that answer as the real ones do."""

import pytest

from cms.desk.machine import jobs
from tests.desk.fake_services import FakeDeepL, FakeLibreTranslate
from tests.desk.helpers import in_translation, person


@pytest.fixture(autouse=True)
def _fast(settings, monkeypatch):
    settings.LIBRETRANSLATE_URL = settings.LIBRETRANSLATE_API_KEY = ""
    settings.DEEPL_API_KEY = settings.DEEPL_API_URL = ""
    settings.MACHINE_TRANSLATION_TIMEOUT = 1
    settings.TASKS_IN_DATABASE = False
    monkeypatch.setattr(jobs, "PAUSES", (0, 0, 0, 0))


@pytest.fixture
def made(site):
    return in_translation(site, title="Solardach", body=[("paragraph", "<p>Strom.</p>")])


@pytest.fixture
def boss(db):
    return person(None)


@pytest.fixture
def libre(settings):
    with FakeLibreTranslate() as fake:
        settings.LIBRETRANSLATE_URL = fake.url
        yield fake


@pytest.fixture
def deepl(settings):
    with FakeDeepL() as fake:
        settings.DEEPL_API_KEY, settings.DEEPL_API_URL = "secret", fake.url
        yield fake
