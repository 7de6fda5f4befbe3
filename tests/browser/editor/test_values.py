"""Addresses, pictures, documents and pages are replaced beside the text."""

from __future__ import annotations

import pytest
from django.core.files.base import ContentFile
from playwright.sync_api import expect
from wagtail.documents import get_document_model
from wagtail_localize.models import SegmentOverride

from cms.desk.editor.values import values_of
from tests.browser.editor.helpers import begun
from tests.pictures import make_picture

PAPERS = ("Satzung", "Statuts")
ITEM = "00000000-0000-4000-8000-0000000000aa"


@pytest.fixture
def choosing(live_site, page, watch):
    """A translation with a picture, a document and a page that can be replaced."""
    first, _second = (make_picture(title) for title in ("Erstes Bild", "Zweites Bild"))
    papers = get_document_model().objects
    old, _new = (papers.create(title=title, file=ContentFile(b"%PDF-1.4", f"{title}.pdf")) for title in PAPERS)
    blocks = [
        ("picture", {"image": {"image": first.pk, "alt_text": "Ein Feld", "decorative": False}, "caption": "Feld"}),
        (
            "downloads",
            {
                "heading": "Dateien",
                "documents": [{"type": "item", "id": ITEM, "value": {"title": "Satzung", "document": old.pk}}],
            },
        ),
        (
            "call_to_action",
            {
                "heading": "Machen Sie mit",
                "text": "",
                "title": "Mehr",
                "page": live_site.de.project.pk,
                "url": "",
                "language": "",
            },
        ),
    ]
    yield begun(live_site, page, blocks)
    watch.errors = [error for error in watch.errors if not error.startswith("axe.run results")]


def test_an_address_is_replaced_and_a_script_is_refused(desk, watch):
    value = desk.page.locator("[data-value]").filter(has_text="un.org").first
    value.locator("summary").click()
    value.locator("input[name=value]").fill("javascript:alert(1)")
    value.locator("[data-value-form] button").first.click()
    expect(value.locator("[data-problem]")).to_be_visible()
    value.locator("input[name=value]").fill("https://fr.example.org/")
    value.locator("[data-value-form] button").first.click()
    expect(desk.page.locator("[data-value]").filter(has_text="fr.example.org")).to_have_count(1)
    watch.errors = [error for error in watch.errors if "422" not in error]


def test_pictures_documents_and_pages_are_chosen_in_wagtails_windows(choosing):
    page = choosing.page
    for kind, title in (("image", "Zweites Bild"), ("document", "Statuts"), ("page", "Maternité")):
        page.locator(f"[data-choose={kind}]").first.click()
        window = page.locator(".modal-dialog")
        expect(window).to_be_visible()
        if kind == "page":
            window.get_by_role("textbox").first.fill("Mater")
        window.get_by_role("link", name=title).first.click()
        expect(window).to_be_hidden()
        expect(page.locator("[data-value]").filter(has_text=title)).to_have_count(1)
    values = {
        value.kind: value.replaced_shown.text for value in values_of(choosing.work.translation) if value.is_replaced
    }
    assert values == {"image": "Zweites Bild", "document": "Statuts", "page": "Maternité"}
    page.reload()
    value = page.locator("[data-value]").filter(has_text="Statuts")
    value.locator("[data-value-form] button").click()
    expect(page.locator("[data-value]").filter(has_text="Statuts")).to_have_count(0)
    assert SegmentOverride.objects.count() == 2
