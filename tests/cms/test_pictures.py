"""Pictures: renditions ahead of visitors, credits, missing files."""

import pytest
from django.utils import translation

from cms.media.licences import Licence
from cms.media.models import MediaImage, MediaRendition
from cms.media.pictures import PRESETS, PictureSet, credit_line
from tests.factories import make_project
from tests.pictures import make_picture


@pytest.fixture
def image(db):
    return make_picture(size=(1600, 1067), author="Düren – La Mé", licence=Licence.OWN_WORK)


def test_publishing_makes_all_renditions_a_visitor_needs(
    site, image, client, django_capture_on_commit_callbacks, django_assert_max_num_queries
):
    with django_capture_on_commit_callbacks(execute=True):
        page = make_project(site.de, "Mit Bild", lead_image=image, lead_image_alt="Eine Frau am Feld")
    made = set(MediaRendition.objects.values_list("filter_spec", flat=True))
    for preset in ("column", "share", "card"):
        assert set(PRESETS[preset].all_specs) <= made
    before = MediaRendition.objects.count()
    html = client.get(page.url).content.decode()
    assert 'alt="Eine Frau am Feld"' in html
    assert "Düren – La Mé" in html
    client.get("/de/projekte/")
    client.get("/de/")
    assert MediaRendition.objects.count() == before, "a GET must not write"


def test_a_new_focal_point_is_followed_before_any_visitor_comes(
    site, image, client, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        page = make_project(site.de, "Mit Bild", lead_image=image, lead_image_alt="Alt")
    with django_capture_on_commit_callbacks(execute=True):
        image.focal_point_x, image.focal_point_y, image.focal_point_width, image.focal_point_height = 300, 300, 50, 50
        image.save()
    before = MediaRendition.objects.count()
    for url in (page.url, "/de/projekte/", "/de/"):
        assert client.get(url).status_code == 200
    assert MediaRendition.objects.count() == before, "a GET must not write"


def test_renditions_of_many_images_are_one_query(image, django_assert_num_queries):
    second = make_picture("Zwei", size=(800, 600))
    for made in (image, second):
        ahead = PictureSet()
        ahead.want(made, "column")
        ahead.make_missing()
    pictures = PictureSet()
    pictures.want(image, "column")
    pictures.want(second, "column")
    with django_assert_num_queries(1):
        first = pictures.picture(image, "column", alt="a")
        other = pictures.picture(second, "column", alt="b")
    assert first.width > other.width
    assert "400w" in first.srcset


def test_a_small_image_is_not_listed_twice_in_srcset(db):
    small = make_picture("Klein", size=(300, 200))
    picture = PictureSet().picture(small, "column")
    assert picture.srcset.count("w") >= 1
    assert picture.srcset.count("300w") == 1


def test_a_missing_file_leaves_the_page_standing(site, image, client):
    page = make_project(site.de, "Datei fehlt", lead_image=image, lead_image_alt="x")
    MediaRendition.objects.all().delete()
    image.file.storage.delete(image.file.name)
    response = client.get(page.url)
    assert response.status_code == 200
    assert "<img" not in response.content.decode().split("<main")[1].split("</main")[0]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("values", "text", "link"),
    [
        ({"author": "", "licence": ""}, "", ""),
        ({"author": "Anna", "licence": ""}, "Anna", ""),
        ({"author": "", "licence": "cc-by-4.0"}, "CC BY 4.0", "creativecommons.org/licenses/by/4.0/"),
        ({"author": "<b>Anna</b>", "licence": "cc0-1.0"}, "&lt;b&gt;Anna", "publicdomain/zero"),
    ],
)
def test_credit_holds_what_is_known_and_nothing_empty(values, text, link):
    with translation.override("en"):
        plain, html = credit_line(MediaImage(title="t", **values))
    assert bool(plain) == bool(values["author"] or values["licence"])
    assert text in str(html)
    assert link in str(html)
    assert not plain.endswith(", ")
    assert ", ," not in plain
