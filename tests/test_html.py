"""Every page type is valid HTML in both languages."""

import json
import re
import subprocess
import warnings
from collections import Counter
from pathlib import Path

import html5lib
import pytest
from django.test import Client, RequestFactory

from cms.views import server_error
from projects.blocks import PageBodyBlock
from tools import check_html

from .plugins import in_ci
from .showcase import make_showcase

CHECKER = check_html.find()


@pytest.fixture
def pages(site) -> dict[str, bytes]:
    """Name → HTML."""
    client = Client()
    made = {"500": server_error(RequestFactory().get("/")).content}
    for language, addresses in make_showcase(site).items():
        for name, address in addresses.items():
            response = client.get(address)
            assert response.status_code == (404 if name == "404" else 200), (language, name)
            made[f"{language} {name}"] = response.content
    return made


def test_every_page_parses_without_an_error_and_every_id_is_unique(pages):
    for name in PageBodyBlock().child_blocks:
        assert f'block-{name}"'.encode() in pages["de every block"], "the pages looked at must have every block"
    faults = {}
    for name, html in pages.items():
        parser = html5lib.HTMLParser()
        parser.parse(html)
        ids = Counter(re.findall(rb"""\sid=["']?([^"'\s>]+)""", html))
        if parser.errors or max(ids.values(), default=1) > 1:
            faults[name] = parser.errors, ids.most_common(3)
    assert not faults


@pytest.mark.skipif(CHECKER is None and not in_ci(), reason="no Nu HTML checker; to get it: python tools/check_html.py")
def test_the_nu_html_checker_finds_no_error(pages, tmp_path):
    assert CHECKER, "CI is set, so nothing may be left out: python tools/check_html.py --fetch"
    folder = tmp_path / "pages"
    folder.mkdir()
    for name, html in pages.items():
        (folder / f"{name.replace(' ', '-')}.html").write_bytes(html)
    command = ["java", "-Xmx512m", "-jar", str(CHECKER), "--format", "json", "--exit-zero-always", str(folder)]
    result = subprocess.run(command, capture_output=True, text=True, check=True)
    found = {"error": [], "other": []}
    for message in json.loads(result.stderr)["messages"]:
        place = f"{Path(message.get('url', '')).name}: {message['message']} {message.get('extract', '')!r}"
        found["error" if message["type"] in ("error", "non-document-error") else "other"].append(place)
    for remark in found["other"]:
        warnings.warn(remark, stacklevel=1)
    assert found["error"] == []
