"""What goes to the reader: at most 13 kB for HTML and CSS, one hashed style sheet, no script (house.md, "Budgets")."""

import base64
import gzip
import hashlib
import itertools
import re

import pytest
import rcssmin
import yaml
from django.test import Client

from cms.style import SOURCE, stylesheet
from home.package.assembling import CONTENT
from projects.cards import MOST_PICTURES
from projects.models import ProjectPage

from .factories import make_project
from .showcase import make_pictures, make_showcase

CEILING = 13_000
#: The style sheet's share of it, so that the pages keep theirs.
STYLE_CEILING = 6_200


def weight(content: bytes) -> int:
    """Bytes on the wire: level 9, as pages kept ready to send are compressed."""
    return len(gzip.compress(content, 9))


def prose(value, language: str) -> list[str]:
    """The words of the content package in one language, in their order: real text, so that it packs like real text."""
    if isinstance(value, dict):
        own = value.get(language)
        rest = [child for key, child in value.items() if key not in ("de", "fr")]
        return (own.split() if isinstance(own, str) else []) + prose(rest, language)
    return [word for child in value for word in prose(child, language)] if isinstance(value, list) else []


def long_list(part, current: bool) -> None:
    """As many projects as one page of the list holds, with titles, teasers and descriptions as long as real ones."""
    files = [CONTENT / name for name in ("partnership.yaml", "sdg.yaml", "pictures/pictures.yaml")]
    words = itertools.cycle(
        word for file in files for word in prose(yaml.safe_load(file.read_text("utf-8")), part.locale.language_code)
    )

    def some(number: int) -> str:
        return " ".join(itertools.islice(words, number))

    for number, image in enumerate(make_pictures(20)):
        make_project(
            part,
            some(6),
            goals=(number % 17 + 1, number * 5 % 17 + 1),
            teaser=some(16),
            start_year=2015 + number % 9,
            end_year=2090 if current else 2016 + number % 9,
            lead_image=image,
            lead_image_alt=some(25),
        )


@pytest.fixture
def responses(site) -> dict:
    """Every page type and state, name → response."""
    client = Client()
    return {
        f"{language} {name}": client.get(address)
        for language, addresses in make_showcase(site).items()
        for name, address in addresses.items()
    }


def test_every_page_keeps_its_weight_its_style_and_its_policy(responses):
    style = stylesheet()
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    for name, response in responses.items():
        assert response.status_code == (404 if name.endswith(" 404") else 200), name
        html = response.content.decode()
        assert weight(response.content) <= CEILING, name
        assert re.findall(r"<style[^>]*>(.*?)</style>", html, re.DOTALL) == [style], name
        policy = dict(part.strip().partition(" ")[::2] for part in response["Content-Security-Policy"].split(";"))
        assert f"'sha256-{digest}'" in policy["style-src"].split(), name
        assert policy["script-src"] == "'none'", name
        assert not re.search(r"<script\b|\sstyle=|\son[a-z]+=|javascript:", html, re.IGNORECASE), name
        assert not response.cookies, name


@pytest.mark.parametrize("current", [False, True], ids=["past", "current, with pictures"])
@pytest.mark.parametrize("language", ["de", "fr"])
def test_a_full_page_of_the_list_keeps_its_weight(site, current, language):
    part = getattr(site, language)
    long_list(part, current)
    content = Client().get(part.projects.get_url()).content
    assert content.count(b"<picture>") == (MOST_PICTURES if current else 0)
    assert content.count(b'<li class="feature') == (20 if current else 0)
    assert ProjectPage.objects.count() == content.count(b"<h3><a ") == 20
    assert weight(content) <= CEILING


def test_the_style_sheet_keeps_its_share():
    assert weight(stylesheet().encode()) <= STYLE_CEILING


def test_what_is_inlined_is_the_source_minified():
    source = SOURCE.read_text("utf-8")
    assert stylesheet() == rcssmin.cssmin(source)
    # rcssmin turns `a :is(b)` into `a:is(b)`, which selects something else; `a *:is(b)` is safe.
    without_comments = re.sub(r"/\*.*?\*/", "", source, flags=re.DOTALL)
    assert not re.findall(r"^[^;{}]*[\w\])*]\s+:[\w:-]+.*\{", without_comments, re.MULTILINE)
