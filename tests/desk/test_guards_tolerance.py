"""What is gone does not spoil a page (translation.md §5): deleted pictures, renamed blocks."""

from __future__ import annotations

import json

import pytest
from django.db.models.signals import post_delete
from wagtail_localize.models import (
    OverridableSegment,
    SegmentOverride,
    Translation,
)

from cms.accounts.roles import Role
from cms.desk.guards import signals, tolerance
from cms.media.models import MediaImage
from tests.desk.guards_data import BODY, built, content_page
from tests.desk.helpers import in_translation, person, translate_all
from tests.pictures import make_picture

# --- What was chosen and is gone ----------------------------------------------------------------


PICTURE = "33333333-3333-4333-8333-333333333333"


@pytest.fixture
def pictured(site):
    """A page with a picture that is another one in French: translation, German image, French image."""
    german, french = (make_picture(name) for name in ("Alt", "Neu"))
    value = {"image": {"image": german.pk, "alt_text": "Ein Dach", "decorative": False}, "caption": "Dach"}
    _page, translation = content_page(site, [*BODY, {"type": "picture", "id": PICTURE, "value": value}])
    segment = OverridableSegment.objects.get(source=translation.source, context__path=f"body.{PICTURE}.image.image")
    SegmentOverride.objects.create(locale=site.fr.locale, context=segment.context, data_json=json.dumps(str(french.pk)))
    return translation, german, french


def picture_of(instance):
    return next(block.value["image"] for block in instance.body if block.block_type == "picture")


def test_a_deleted_picture_is_marked_and_left_out(pictured):
    translation, german, french = pictured
    assert picture_of(built(translation).instance).pk == french.pk
    french.delete()
    row = SegmentOverride.objects.get()
    assert row.has_error
    assert row.get_error()
    assert picture_of(built(translation).instance).pk == german.pk
    translation.save_target(publish=True)


def test_stock_a_deleted_picture_makes_building_fail(pictured):
    translation, german, french = pictured
    post_delete.disconnect(dispatch_uid="desk_guards_deleted")
    try:
        french.delete()
    finally:
        post_delete.connect(signals.something_deleted, dispatch_uid="desk_guards_deleted")
    with pytest.raises(MediaImage.DoesNotExist):
        translation.source.get_ephemeral_translated_instance(translation.target_locale, fallback=True)
    # Building does not rely on the mark, and rechecking sets it.
    result = built(translation)
    assert picture_of(result.instance).pk == german.pk
    assert result.left_out == (f"body.{PICTURE}.image.image",)
    assert tolerance.recheck(translation) == 1
    assert built(translation).left_out == ()


def test_a_german_picture_that_is_deleted_does_not_spoil_the_translation(pictured):
    translation, german, _french = pictured
    german.delete()
    translate_all(translation, person(None))
    result = built(translation)
    assert result.instance.title == "FR Seite"
    assert "FR Ein" in str(result.instance.body)


@pytest.mark.parametrize("value", ["999999", "abc", -1, {"a": 1}, [1], "9" * 40])
def test_nonsense_is_marked(pictured, value):
    row = SegmentOverride.objects.get()
    row.data_json = json.dumps(value)
    row.save()
    assert SegmentOverride.objects.get().has_error


# --- Blocks the code no longer has --------------------------------------------------------------


@pytest.fixture
def renamed(site):
    """A translated page one of whose blocks has a type that is gone, as after an update of the code."""
    _page, translation = content_page(site)
    translate_all(translation, person(None))
    source = translation.source
    content = json.loads(source.content_json)
    content["body"] = content["body"].replace('"heading"', '"gone"', 1)
    assert '"gone"' in content["body"]
    source.content_json = json.dumps(content)
    source.save()
    return Translation.objects.get(pk=translation.pk)


def test_stock_a_renamed_block_makes_building_fail(renamed):
    with pytest.raises(AttributeError):
        renamed.source.get_ephemeral_translated_instance(renamed.target_locale, fallback=True)


def test_a_renamed_block_is_left_out_and_the_rest_translated(renamed):
    result = built(renamed)
    assert result.instance.title == "FR Seite"
    assert "FR Ein" in str(result.instance.body)
    assert [place.split(".")[1] for place in result.left_out] == [BODY[0]["id"]]


def test_the_preview_of_a_renamed_block_and_the_editor_are_pages(renamed, client):
    client.force_login(person(Role.TRANSLATOR))
    response = client.get(f"/admin/localize/translate/{renamed.pk}/preview/")
    assert response.status_code == 200
    assert "FR Ein" in response.content.decode()
    french = renamed.get_target_instance()
    assert client.get(f"/admin/pages/{french.pk}/edit/").status_code in (200, 302)


def test_the_preview_shows_french_while_the_public_sees_german(site, client):
    made = in_translation(site)
    translate_all(made.translation, person(None))
    client.force_login(person(Role.TRANSLATOR))
    html = client.get(f"/admin/localize/translate/{made.translation.pk}/preview/").content.decode()
    assert "FR Solardach" in html
    assert '<html lang="fr"' in html
    made.alias.refresh_from_db()
    assert made.alias.alias_of_id == made.page.pk
    assert "FR Solardach" not in client.get(made.alias.get_url()).content.decode()
