"""Pictures of the content package: the image library, lead images, renditions, failures."""

import pytest
from PIL import Image

from cms.media.models import MediaImage, MediaRendition
from home.package import german as german_version
from home.package import loader
from home.package.assembling import read_package
from home.package.reading import MalformedContent

from .package_data import french_of, german

YAML = """pictures:
  - id: home
    file: home.png
    source: home.svg
    title: {de: "Felder", fr: "Champs"}
    alt: {de: "Zwei Felder.", fr: "Deux champs."}
    author: {de: "Eigenes Werk", fr: "Œuvre originale"}
    license: own-work
    focal_point: {x: 100, y: 50, width: 40, height: 30}
  - id: p6-maniok-halle
    file: hall.png
    title: {de: "Halle", fr: "Halle"}
    alt: {de: "Eine Halle.", fr: "Une halle."}
    author: {de: "Jemand", fr: "Quelqu’un"}
    license: CC_BY
"""


@pytest.fixture
def pictures(small_content):
    folder = small_content / "pictures"
    folder.mkdir()
    for name in ("home.png", "hall.png"):
        Image.new("RGB", (200, 100), "#19486A").save(folder / name)
    (folder / "pictures.yaml").write_text(YAML, encoding="utf-8")
    return folder


def stored(settings) -> list[str]:
    folder = settings.MEDIA_ROOT / "original_images"
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


def test_pictures_pages_and_renditions(pictures, small_content, db, settings):
    report = loader.load(small_content)
    home = MediaImage.objects.get(title="Felder")
    assert (home.author, home.licence, home.consent) == ("Düren – La Mé", "own-work", "none-shown")
    assert (home.focal_point_x, home.focal_point_width, home.width) == (100, 40, 200)
    assert home.file_hash
    assert home.file_size
    assert home.has_rights
    assert MediaImage.objects.get(title="Halle").author == "Jemand"
    page = german("maniok-halle")
    assert page.lead_image.title == "Halle"
    assert (page.lead_image_alt, french_of(page).lead_image_alt) == ("Eine Halle.", "Une halle.")
    assert french_of(page).lead_image == page.lead_image
    specs = set(MediaRendition.objects.filter(image=home).values_list("filter_spec", flat=True))
    assert any(spec.startswith("width-1200") for spec in specs)
    assert any(spec.startswith("fill-1200x630") for spec in specs)
    hall = MediaRendition.objects.filter(image__title="Halle").values_list("filter_spec", flat=True)
    assert any(spec.startswith("fill-640x427") for spec in hall)
    assert report.warnings == []
    files, made = stored(settings), MediaRendition.objects.count()
    assert not loader.load(small_content).has_work
    assert (stored(settings), MediaRendition.objects.count()) == (files, made)


def test_a_new_drawing_replaces_the_old_one(pictures, small_content, db):
    loader.load(small_content)
    before = MediaImage.objects.get(title="Halle")
    Image.new("RGB", (300, 200), "#4C9F38").save(pictures / "hall.png")
    loader.load(small_content)
    after = MediaImage.objects.get(title="Halle")
    assert after.pk == before.pk
    assert (after.width, after.height) == (300, 200)
    assert after.file_hash != before.file_hash


def test_an_edited_picture_stays(pictures, small_content, db):
    loader.load(small_content)
    MediaImage.objects.filter(title="Halle").update(author="Redaktion")
    Image.new("RGB", (300, 200), "#4C9F38").save(pictures / "hall.png")
    report = loader.load(small_content)
    assert [unit.key for unit in report.left_alone()] == ["picture:p6-maniok-halle"]
    assert MediaImage.objects.get(title="Halle").width == 200


def test_missing_renditions_are_made_again(pictures, small_content, db):
    loader.load(small_content)
    MediaRendition.objects.all().delete()
    report = loader.load(small_content)
    assert report.renditions == 2
    assert MediaRendition.objects.exists()


def test_files_of_a_failed_load_are_removed(pictures, small_content, db, settings, monkeypatch):
    def fail(*args):
        raise RuntimeError("for the test")

    monkeypatch.setattr(german_version, "publish_page", fail)
    with pytest.raises(RuntimeError):
        loader.load(small_content)
    assert stored(settings) == []
    assert not MediaImage.objects.exists()


def test_a_missing_file_is_a_warning(pictures, small_content, db):
    (pictures / "hall.png").unlink()
    report = loader.load(small_content)
    assert any("hall.png is missing" in warning for warning in report.warnings)
    assert german("maniok-halle").lead_image is None


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("license: CC_BY", "license: mine", "line 15: The licence “mine” is not known"),
        ("file: hall.png", "file: ../hall.png", "line 11: Name a file of the same folder"),
        ("focal_point: {x: 100", "focal_point: {x: left", "line 9: “x” must be a number"),
        ('fr: "Une halle."', 'en: "A hall."', "line 13: “alt” lacks its text in “fr”"),
        ("id: p6-maniok-halle", "id: home", "line 10: The id “home” stands here twice"),
    ],
)
def test_faults(pictures, small_content, old, new, words):
    path = pictures / "pictures.yaml"
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(MalformedContent) as error:
        read_package(small_content)
    assert any(f"pictures.yaml, {words}" in problem for problem in error.value.problems), error.value.problems


def test_a_file_that_is_no_picture(pictures, small_content):
    (pictures / "hall.png").write_bytes(b"hello")
    with pytest.raises(MalformedContent, match="is not a picture"):
        read_package(small_content)
