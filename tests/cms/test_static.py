"""Static files as WhiteNoise sends them in production: hashed, kept for good, compressed beforehand."""

import pytest
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.management import call_command
from django.http import HttpResponse
from whitenoise.middleware import WhiteNoiseMiddleware

from tests.database import ROOT


@pytest.fixture
def sent(settings, tmp_path, rf):
    """Collects one folder and returns a function that asks for a file of it."""
    source = tmp_path / "source"
    source.mkdir()
    (source / "probe.css").write_text("body{margin:0}\n" * 200, encoding="utf-8")
    settings.STATIC_ROOT = str(tmp_path / "static")
    settings.STATICFILES_DIRS = [str(source)]
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.WHITENOISE_USE_FINDERS = settings.WHITENOISE_AUTOREFRESH = False
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
    }
    call_command("collectstatic", interactive=False, verbosity=0)
    middleware = WhiteNoiseMiddleware(lambda request: HttpResponse(status=404))
    address = staticfiles_storage.url("probe.css")

    def send(method="get", **headers):
        return middleware(getattr(rf, method)(address, headers=headers))

    send.address = address
    return send


def test_addresses_are_hashed_and_kept_for_good(sent):
    assert sent.address != "/static/probe.css"
    cache = sent()["Cache-Control"]
    assert "immutable" in cache
    assert "public" in cache


@pytest.mark.parametrize(("accepted", "encoding"), [("gzip, br", "br"), ("gzip", "gzip"), ("identity", None)])
def test_files_are_compressed_beforehand(sent, accepted, encoding):
    response = sent(**{"accept-encoding": accepted})
    assert response.status_code == 200
    assert response.get("Content-Encoding") == encoding
    assert response["Vary"] == "Accept-Encoding"


def test_ranges_and_head_are_answered(sent):
    part = sent(range="bytes=0-3", **{"accept-encoding": "identity"})
    assert part.status_code == 206
    assert b"".join(part) == b"body"
    head = sent("head", **{"accept-encoding": "identity"})
    assert head.status_code == 200
    assert int(head["Content-Length"]) == 3000


def test_the_settings_of_make_run_and_production_use_this_storage():
    text = (ROOT / "cms" / "settings" / "base.py").read_text(encoding="utf-8")
    assert "whitenoise.storage.CompressedManifestStaticFilesStorage" in text
    for name in ("local", "production"):
        assert "staticfiles" not in (ROOT / "cms" / "settings" / f"{name}.py").read_text(encoding="utf-8")
