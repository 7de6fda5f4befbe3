"""The focal point is honoured in every crop: looked at in the pixels."""

from io import BytesIO

import pytest
from django.core.files.images import ImageFile
from PIL import Image as Raster

from cms.media.models import MediaImage
from cms.media.pictures import PRESETS
from tests.pictures import RIGHTS

RED, GREY = (200, 20, 30), (120, 120, 120)
CROPS = sorted({spec for preset in PRESETS.values() for spec in preset.all_specs if spec.startswith("fill-")})


def tall_picture(focal: tuple[int, int] | None) -> MediaImage:
    """Grey, 1000 × 3000, with a red square at its upper end, on which the focal point lies or does not."""
    raster = Raster.new("RGB", (1000, 3000), GREY)
    raster.paste(RED, (100, 100, 300, 300))
    buffer = BytesIO()
    raster.save(buffer, "PNG")
    image = MediaImage(title="Hoch", file=ImageFile(BytesIO(buffer.getvalue()), name="hoch.png"), **RIGHTS)
    if focal:
        image.focal_point_x, image.focal_point_y = focal
        image.focal_point_width = image.focal_point_height = 200
    image.save()
    return image


def red_share(image: MediaImage, spec: str) -> float:
    """How much of a rendition is red, from 0 to 1."""
    with image.get_rendition(spec).file.open() as stream:
        raster = Raster.open(stream).convert("RGB")
        raster.thumbnail((100, 100))
        values = iter(raster.tobytes())
        pixels = list(zip(values, values, values, strict=True))
    return sum(1 for red, green, _blue in pixels if red > 150 and green < 90) / len(pixels)


@pytest.mark.django_db
@pytest.mark.parametrize("spec", CROPS)
def test_what_must_stay_visible_is_in_every_crop(spec):
    assert red_share(tall_picture((200, 200)), spec) > 0.01
    assert red_share(tall_picture(None), spec) == 0, "the middle is grey, so the test proves something"


@pytest.mark.django_db
def test_there_are_crops_for_cards_and_for_sharing():
    assert any("400x267" in spec for spec in CROPS)
    assert any("1200x630" in spec for spec in CROPS)


@pytest.mark.django_db
def test_a_new_focal_point_makes_a_new_crop():
    image = tall_picture(None)
    spec = "fill-1200x630|format-jpeg|jpegquality-80"
    assert red_share(image, spec) == 0
    image.focal_point_x = image.focal_point_y = image.focal_point_width = image.focal_point_height = 200
    image.save()
    assert red_share(MediaImage.objects.get(pk=image.pk), spec) > 0.01
