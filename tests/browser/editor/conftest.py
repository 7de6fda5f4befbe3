"""A translation with thirty sentences, open in the editor."""

from __future__ import annotations

import pytest

from tests.browser.editor.helpers import begun

TEXTS = [
    'Maßgeblich ist der <b>Bedarf</b> vor Ort, siehe <a href="https://www.un.org/">Vereinte Nationen</a>.',
    *(f"Das ist der Satz Nummer {number}." for number in range(2, 30)),
]


@pytest.fixture
def desk(live_site, page, watch):
    """A translation with thirty sentences: title and first text changed or open."""
    yield begun(live_site, page, [("paragraph", f"<p>{text}</p>") for text in TEXTS])
    # Wagtail's content checker reports through the console; the preview carries it.
    watch.errors = [error for error in watch.errors if not error.startswith("axe.run results")]
