"""The words of Wagtail that we say ourselves: still Wagtail's, and said in both languages."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import django
import pytest
import wagtail
import wagtail_localize
from django.utils import translation
from django.utils.translation import gettext

from cms.admin_words import WORDS


@cache
def sources() -> str:
    """All code and templates of these packages in one text, without what quotes and templates escape."""
    files = []
    for package in (wagtail, wagtail_localize, django):
        folder = Path(package.__file__).parent
        for ending in ("*.py", "*.html"):
            files += [file for file in folder.rglob(ending) if "tests" not in file.parts and "test" not in file.parts]
    return "".join(" ".join(file.read_text(encoding="utf-8").split()) for file in files).replace('" "', "")


@pytest.mark.parametrize("word", WORDS)
def test_wagtail_still_says_it(word):
    """A text that Wagtail has given up can go from our list, and from our catalogues with it."""
    in_templates = re.sub(r"%\((\w+)\)s", r"{{ \1 }}", word.strip())
    assert word.strip() in sources() or in_templates in sources()


@pytest.mark.parametrize("language", ["de", "fr"])
def test_every_word_is_said_in_the_language(language):
    with translation.override(language):
        same = {word for word in WORDS if gettext(word) == word}
    assert same <= {"Actions", "Insert", "Site"}  # French says so too
