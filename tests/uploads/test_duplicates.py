"""Pictures that are there already are recognised, shown and offered at every door."""

from __future__ import annotations

import json
from urllib.parse import quote_plus

import pytest
from django.urls import reverse
from PIL import Image

from cms.media.models import MediaImage
from cms.media.uploads.duplicates import find_duplicates
from tests.desk.helpers import person

from .doors import AJAX, Doors, fields, upload
from .odd_pictures import exif, scene, written


@pytest.mark.parametrize(
    ("data", "is_found"),
    [
        pytest.param(lambda: written(scene(), "JPEG"), True, id="same file"),
        pytest.param(lambda: written(scene(), "JPEG", exif=exif(1)), True, id="same picture with its place"),
        pytest.param(lambda: written(scene(), "PNG"), True, id="other format"),
        pytest.param(lambda: written(scene().resize((160, 100)), "WEBP", quality=60), True, id="smaller"),
        pytest.param(lambda: written(scene().crop((0, 0, 160, 200)), "JPEG"), False, id="cut"),
        pytest.param(lambda: written(scene(seed=1), "JPEG"), False, id="another one"),
    ],
)
def test_what_counts_as_the_same(editor, data, is_found):
    doors = Doors(editor, MediaImage)
    doors.several("erstes.jpg", written(scene(), "JPEG"))
    doors.several("zweites.jpg", data())
    first, second = MediaImage.objects.order_by("pk")
    assert list(find_duplicates(second, person(None, "another"))) == ([first] if is_found else [])


def test_plain_areas_are_not_all_the_same(editor):
    doors = Doors(editor, MediaImage)
    for shade in ("white", "navy"):
        doors.several("a.png", written(Image.new("RGB", (300, 200), shade), "PNG"))
    assert not find_duplicates(MediaImage.objects.latest("pk"), person(None, "another")).exists()


def test_all_doors_show_the_existing_picture_and_offer_it(editor):
    data = written(scene(), "JPEG", exif=exif(6))
    Doors(editor, MediaImage).single("a.jpg", data)
    first = MediaImage.objects.get()

    page = editor.post(reverse("wagtailimages:add"), fields(file=upload("b.jpg", data)), follow=True).content.decode()
    second = MediaImage.objects.latest("pk")
    assert f"{reverse('wagtailimages:delete', args=(second.pk,))}?next=" in page
    assert "max-150x150" in page

    answer = editor.post(
        reverse("wagtailimages:add_multiple"), {"title": "x", "files[]": upload("c.jpg", data)}, headers=AJAX
    )
    answer = json.loads(answer.content)
    assert answer["success"]
    assert answer["duplicate"]
    third = MediaImage.objects.latest("pk")
    assert reverse("wagtailimages:delete_multiple", args=(third.pk,)) in answer["confirm_duplicate_upload"]

    answer = editor.post(
        reverse("wagtailimages_chooser:create"), fields("image-chooser-upload", file=upload("d.jpg", data))
    )
    answer = json.loads(answer.content)
    assert answer["step"] == "duplicate_found"
    assert quote_plus(reverse("wagtailimages_chooser:chosen", args=(first.pk,))) in answer["htmlFragment"]
    assert MediaImage.objects.count() == 4


def test_replacing_a_file_tells_as_well(editor):
    doors = Doors(editor, MediaImage)
    doors.single("a.jpg", written(scene(), "JPEG"))
    doors.single("b.jpg", written(scene(seed=5), "JPEG"))
    second = MediaImage.objects.latest("pk")
    values = fields(file=upload("c.png", written(scene(), "PNG")))
    page = editor.post(reverse("wagtailimages:edit", args=(second.pk,)), values, follow=True).content.decode()
    assert "duplicate-message" in page
