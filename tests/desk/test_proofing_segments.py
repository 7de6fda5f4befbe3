"""Every text of every block is a sentence that can be translated."""

import json
from collections import Counter

import pytest
from wagtail import blocks
from wagtail.images.tests.utils import get_test_image_file
from wagtail_localize.models import Translation, TranslationSource
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments
from wagtail_localize.strings import extract_strings

from cms.blocks.raw import stream_leaves
from cms.blocks.table import TableBlock
from cms.desk.segments import segments_of, write
from cms.media.models import MediaImage
from home.models import ContentPage
from projects.blocks import PageBodyBlock
from tests.every_block import every_block
from tests.factories import make_project

from .helpers import person

pytestmark = pytest.mark.django_db
#: Inner blocks that hold words. A block of another kind with words in it must be added here and to this test.
TEXT = (blocks.CharBlock, blocks.TextBlock, blocks.RichTextBlock, TableBlock)
NO_TEXT = (
    blocks.ChooserBlock,
    blocks.ChoiceBlock,
    blocks.BooleanBlock,
    blocks.URLBlock,
    blocks.RegexBlock,  # the length of a video: digits and colons
)


def texts_of(block, value) -> list[str]:
    if isinstance(block, TableBlock):
        return [value["table_caption"], *(cell for row in value["data"] for cell in row if cell)]
    if isinstance(block, blocks.RichTextBlock):
        return [string.render_text() for string, _attributes in extract_strings(value)[1]]
    return [value]


def missing_sentences(page) -> list[str]:
    """Texts of the body that no sentence holds, each as often as it is missing."""
    wanted = Counter(
        text for block, value in stream_leaves(page.body) if isinstance(block, TEXT) for text in texts_of(block, value)
    )
    found = Counter(
        segment.string.render_text() for segment in extract_segments(page) if isinstance(segment, StringSegmentValue)
    )
    assert sum(wanted.values()) > 50
    return sorted((wanted - found).elements())


@pytest.fixture
def page(site):
    project = make_project(site.de, "Solar")
    images = [
        MediaImage.objects.create(
            title=f"Bild {n}",
            file=get_test_image_file(f"{n}.png"),
            author="A",
            licence="own-work",
            consent="none-shown",
        )
        for n in range(3)
    ]
    body = every_block(site.de, images, project)
    page = ContentPage(title="Alles", slug="alles", locale=site.de.locale, teaser="Kurz.", body=body)
    site.de.home.add_child(instance=page)
    page.save_revision().publish()
    return ContentPage.objects.get(pk=page.pk)


def test_the_page_has_every_kind_of_block(page):
    assert {block["type"] for block in page.body.raw_data} == set(PageBodyBlock().child_blocks)


def test_every_inner_block_is_known_to_this_test():
    def inner(block):
        children = getattr(block, "child_blocks", None)
        if children is not None:
            for child in children.values():
                yield from inner(child)
        elif isinstance(block, blocks.ListBlock):
            yield from inner(block.child_block)
        else:
            yield block

    unknown = [block for block in inner(PageBodyBlock()) if not isinstance(block, TEXT + NO_TEXT)]
    assert unknown == []


def test_every_text_of_every_block_is_a_sentence(page):
    """The bodies of `every_block` hold bare lists, as imports do; wagtail-localize leaves those out."""
    assert missing_sentences(page) == []


def test_the_sentences_keep_their_places_when_the_page_is_read_again_and_saved_in_the_editor(page):
    def places(page) -> set[str]:
        return {segment.path for segment in extract_segments(page) if isinstance(segment, StringSegmentValue)}

    first = places(page)
    again = ContentPage.objects.get(pk=page.pk)
    assert places(again) == first
    # The editor stores every block anew, with its id.
    body = PageBodyBlock().get_prep_value(again.body)
    again.body = json.dumps(body)
    again.save_revision().publish()
    assert places(ContentPage.objects.get(pk=page.pk)) == first


def test_texts_of_bare_lists_come_back_in_the_translation(site, page):
    page.copy_for_translation(site.fr.locale, alias=True)
    source, _created = TranslationSource.update_or_create_from_instance(page)
    translation = Translation.objects.create(source=source, target_locale=site.fr.locale)
    boss = person(None)
    wanted = {"Wer hilft?": "Qui aide ?", "Beginn": "Début", "Projekte nach Jahren": "Projets par année"}
    for segment in segments_of(translation):
        if segment.source in wanted:
            write(translation, segment, wanted[segment.source], user=boss)
    french = source.get_ephemeral_translated_instance(site.fr.locale, fallback=True)
    by_type = {block.block_type: block.value for block in french.body}
    assert by_type["accordion"]["items"][0]["title"] == "Qui aide ?"
    assert by_type["facts"]["items"][0]["label"] == "Début"
    assert by_type["table"]["table_caption"] == "Projets par année"


@pytest.mark.parametrize("poster", [None, "bare"])
def test_a_picture_stored_without_alternative_text_is_no_crash(page, poster):
    raw = json.loads(json.dumps(list(page.body.raw_data)))
    image = MediaImage.objects.first()
    video = next(block["value"] for block in raw if block["type"] == "video")
    picture = next(block["value"] for block in raw if block["type"] == "picture")
    picture["image"] = image.pk
    video["poster"] = image.pk if poster else None
    page.body = json.dumps(raw)
    page.save()
    texts = [one.string.data for one in extract_segments(ContentPage.objects.get(pk=page.pk)) if hasattr(one, "string")]
    assert "Der Film" in texts


def test_no_rich_text_of_ours_offers_pictures():
    """Their alternative text would stay German (wagtail-localize #808); the picture block is there for them."""

    def rich_texts(block):
        if isinstance(block, blocks.RichTextBlock):
            yield block
        elif isinstance(block, blocks.ListBlock):
            yield from rich_texts(block.child_block)
        else:
            for child in getattr(block, "child_blocks", {}).values():
                yield from rich_texts(child)

    found = list(rich_texts(PageBodyBlock()))
    assert len(found) >= 4
    assert all(block.features and not {"image", "embed"} & set(block.features) for block in found)
