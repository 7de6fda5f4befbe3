"""Every page type is well-formed HTML in both languages."""

import html5lib
import pytest
from django.test import Client

from .showcase import make_showcase


@pytest.fixture
def pages(site) -> dict[str, bytes]:
    """Name → HTML."""
    client = Client()
    made = {}
    for language, addresses in make_showcase(site).items():
        for name, address in addresses.items():
            response = client.get(address)
            assert response.status_code == (404 if name == "404" else 200), (language, name)
            made[f"{language} {name}"] = response.content
    return made


def test_every_page_parses_without_an_error(pages):
    faults = {}
    for name, html in pages.items():
        parser = html5lib.HTMLParser()
        parser.parse(html)
        if parser.errors:
            faults[name] = parser.errors
    assert not faults
