"""What every answer carries, and the health check."""

import base64
import hashlib
import re
from unittest.mock import patch

import pytest
from django.db import OperationalError
from django.urls import reverse

from tests.factories import make_project

PUBLIC = ["/de/", "/fr/", "/de/projekte/", "/de/ziele/3/", "search", "/de/gibt-es-nicht/"]


def path(address: str) -> str:
    """The search page's address is translated, so it is looked up and not written down."""
    return f"{reverse('search')}?q=ziel" if address == "search" else address


def policy(response) -> dict[str, list[str]]:
    parts = (part.split() for part in response["Content-Security-Policy"].split(";") if part.strip())
    return {name: sources for name, *sources in parts}


def test_health_is_ok(db, client):
    response = client.get("/health/")
    assert response.status_code == 200
    assert response.json()["status"] == "ok"
    assert "no-store" in response["Cache-Control"]


def test_health_says_when_the_database_fails(db, client):
    with patch("cms.delivery.health.connection.cursor", side_effect=OperationalError("gone")):
        response = client.get("/health/")
    assert response.status_code == 503
    assert response.json() == {"status": "unavailable", "database": "unavailable"}


def test_health_takes_no_writing_method(db, client):
    assert client.post("/health/").status_code == 405


@pytest.mark.parametrize("address", PUBLIC)
def test_public_pages_carry_the_security_headers(site, client, address):
    response = client.get(path(address))
    assert response.status_code == (404 if "gibt-es-nicht" in address else 200)
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert response["X-Frame-Options"] == "SAMEORIGIN"
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=()" in response["Permissions-Policy"]
    assert "geolocation=()" in response["Permissions-Policy"]


@pytest.mark.parametrize("address", PUBLIC)
def test_the_policy_allows_the_one_style_sheet_and_nothing_else_inline(site, client, address):
    response = client.get(path(address))
    rules = policy(response)
    assert "'unsafe-inline'" not in response["Content-Security-Policy"]
    assert rules["script-src"] == ["'none'"]
    assert rules["default-src"] == rules["object-src"] == ["'none'"]
    [style] = re.findall(r"<style>(.*?)</style>", response.text, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"'sha256-{digest}'" in rules["style-src"]
    assert not re.search(r"\sstyle=|\son\w+=|<script", response.text)


@pytest.mark.parametrize("address", ["/", "/robots.txt", "/sitemap.xml", *PUBLIC])
def test_visitors_get_no_cookie_and_shared_caches_may_keep_the_answer(site, client, address):
    make_project(site.de)
    response = client.get(path(address))
    assert not response.cookies
    assert "cookie" not in response.get("Vary", "").lower()


def test_the_admin_may_use_inline_styles_but_nothing_from_others(db, client):
    response = client.get("/admin/login/")
    rules = policy(response)
    assert response.status_code == 200
    assert {"http:", "https:", "*"}.isdisjoint(source for sources in rules.values() for source in sources)


def test_pages_are_compressed(site, client):
    response = client.get("/de/", headers={"accept-encoding": "gzip"})
    assert response["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in response["Vary"]


def test_head_answers_as_get_without_a_body(site, client):
    response = client.head("/de/")
    assert response.status_code == 200
    assert response.content == b""
