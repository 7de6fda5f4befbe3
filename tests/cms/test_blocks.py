"""Every block prints, previews, is labelled, and its text can be translated."""

import pytest
from django.template.loader import get_template
from django.urls import reverse
from django.utils import translation
from wagtail.images.tests.utils import get_test_image_file
from wagtail.users.models import UserProfile
from wagtail_localize.segments.extract import StreamFieldSegmentExtractor

from cms.media.models import MediaImage
from projects.blocks import PageBodyBlock
from tests.factories import make_project

BLOCKS = dict(PageBodyBlock().child_blocks)
REQUIRED = {
    "heading",
    "paragraph",
    "picture",
    "gallery",
    "quote",
    "facts",
    "downloads",
    "links",
    "call_to_action",
    "table",
    "video",
    "project_teaser",
    "goals_strip",
    "accordion",
    "notice",
}


def test_all_blocks_are_offered():
    assert set(BLOCKS) == REQUIRED


@pytest.mark.parametrize("name", sorted(REQUIRED))
def test_block_has_template_icon_and_description(name):
    block = BLOCKS[name]
    assert get_template(block.meta.template)
    assert block.meta.icon not in ("", "placeholder")
    assert block.meta.description
    assert block.meta.group


@pytest.mark.parametrize("name", sorted(REQUIRED))
@pytest.mark.parametrize("language", ["de", "fr"])
def test_block_is_labelled_in_both_languages(name, language):
    with translation.override("en"):
        english = str(BLOCKS[name].label), str(BLOCKS[name].meta.description)
    with translation.override(language):
        label, description = str(BLOCKS[name].label), str(BLOCKS[name].meta.description)
    assert label
    assert description != english[1], "the description is not translated"


@pytest.mark.parametrize("name", sorted(REQUIRED))
def test_block_has_a_preview_in_the_picker(name, site, admin_client):
    make_project(site.de)
    image = MediaImage(title="Bild", file=get_test_image_file(), author="A", licence="own-work", consent="none-shown")
    image.save()
    block = BLOCKS[name]
    assert block.is_previewable
    response = admin_client.get(reverse("wagtailadmin_block_preview"), {"id": block.definition_prefix})
    assert response.status_code == 200
    html = response.content.decode()
    assert "<style>" in html
    if name not in ("video", "downloads"):  # nothing of the kind is in the library of this test
        assert "There is nothing in the library" not in html


@pytest.mark.parametrize("language", ["de", "fr"])
def test_the_examples_of_the_picker_are_in_the_editors_language(site, admin_client, admin_user, language):
    UserProfile.objects.update_or_create(user=admin_user, defaults={"preferred_language": language})
    german = (
        "Rahmen",
        "gebraucht",
        "Bedarf",
        "Entwurf",
        "Fragen",
        "Beginn",
        "Weiterlesen",
        "Schreiben",
        "Projekte nach",
    )
    examples = ("heading", "paragraph", "quote", "notice", "accordion", "facts", "links", "call_to_action", "table")
    for name, word in zip(examples, german, strict=False):
        address = reverse("wagtailadmin_block_preview")
        html = admin_client.get(address, {"id": BLOCKS[name].definition_prefix}).content.decode()
        shown = html[html.index("<main") :]
        assert any(word in shown for word in german) is (language == "de"), (name, word)


def stream(*children):
    block = PageBodyBlock()
    return block.to_python([{"type": kind, "value": value, "id": f"id-{kind}"} for kind, value in children])


def test_table_cells_and_caption_are_translated_and_put_back():
    block = BLOCKS["table"]
    value = {"data": [["Jahr", "Projekt"], ["2018", None]], "table_caption": "Projekte"}
    segments = block.get_translatable_segments(value)
    assert {segment.path: segment.string.render_text() for segment in segments} == {
        "caption": "Projekte",
        "0,0": "Jahr",
        "0,1": "Projekt",
        "1,0": "2018",
    }
    for segment in segments:
        segment.string.data = f"fr {segment.string.data}"
    restored = block.restore_translated_segments(value, segments)
    assert restored["table_caption"] == "fr Projekte"
    assert restored["data"][1] == ["fr 2018", None]


@pytest.mark.django_db
def test_text_of_every_text_block_becomes_segments():
    value = stream(
        ("heading", {"text": "Überschrift", "level": "h2"}),
        ("paragraph", "<p>Absatz</p>"),
        ("quote", {"text": "Zitat", "name": "Name", "role": "Rolle"}),
        ("notice", {"tone": "info", "heading": "Hinweis", "text": "<p>Hinweistext</p>"}),
        (
            "accordion",
            {
                "heading": "Fragen",
                "items": [{"type": "item", "id": "i1", "value": {"title": "Frage", "text": "<p>A</p>"}}],
            },
        ),
        (
            "facts",
            {
                "heading": "Zahlen",
                "items": [{"type": "item", "id": "f1", "value": {"value": "7", "label": "Projekte"}}],
            },
        ),
        ("call_to_action", {"heading": "Los", "text": "Jetzt", "title": "Hier", "url": "https://example.org/"}),
    )
    extractor = StreamFieldSegmentExtractor(None, include_overridables=True)
    texts = {
        segment.string.render_text() for segment in extractor.handle_stream_block(value) if hasattr(segment, "string")
    }
    assert {"Überschrift", "Absatz", "Zitat", "Hinweistext", "Frage", "Projekte", "Zahlen", "Los", "Jetzt"} <= texts


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("links", {"heading": "", "links": [{"title": "x", "url": "javascript:alert(1)"}]}),
        ("call_to_action", {"heading": "h", "title": "x", "url": ""}),
        ("table", {"data": [["a"]], "table_header_choice": "row", "table_caption": ""}),
        ("table", {"data": [["", None]], "table_header_choice": "row", "table_caption": "c"}),
        ("table", {"data": [["a"]], "table_header_choice": "neither", "table_caption": "c"}),
    ],
)
def test_bad_values_are_refused(name, value):
    from django.core.exceptions import ValidationError

    block = BLOCKS[name]
    with pytest.raises(ValidationError):
        block.clean(block.to_python(value))


def test_link_that_is_no_web_address_is_never_printed():
    from cms.blocks.links import resolve_link

    assert resolve_link({"title": "x", "url": "javascript:alert(1)"}, None, "de") is None
