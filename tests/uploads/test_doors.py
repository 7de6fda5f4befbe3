"""Each kind of file through each door: stored clean under a fitting name, or refused with a sentence."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation
from wagtail.models import Collection, UploadedFile

from cms.media.models import MediaDocument, MediaImage
from cms.media.uploads.intake import named
from tests.desk.helpers import person

from .doors import AJAX, DOORS, Doors, load_content, upload
from .odd_documents import DOCUMENTS
from .odd_pictures import PICTURES, SECRETS, scene, written

#: Whoever puts a file aside has already been told that one is empty.
NOT_THERE = {"put_aside": {"empty", "nothing"}}


@pytest.fixture
def editor(client, db) -> Client:
    client.raise_request_exception = True
    client.force_login(person(None))
    return client


@pytest.mark.parametrize("door", DOORS)
def test_pictures(door, editor):
    enter = getattr(Doors(editor, MediaImage), door)
    kinds = {kind: row for kind, row in PICTURES.items() if kind not in NOT_THERE.get(door, ())}
    found = {kind: enter(name, make()) for kind, (name, make, _expected) in kinds.items()}
    assert found == {kind: expected for kind, (_name, _make, expected) in kinds.items()}
    for image in MediaImage.objects.all():
        with image.file.open() as stream:
            data = stream.read()
        assert not [secret for secret in SECRETS if secret in data], image.file.name
        assert image.upload_hash
        assert image.file_hash
        assert image.width


def test_pictures_of_the_content_package(db, tmp_path):
    found = {kind: load_content(tmp_path, name, make()) for kind, (name, make, _expected) in PICTURES.items()}
    assert found == {kind: expected for kind, (_name, _make, expected) in PICTURES.items()}


@pytest.mark.parametrize("door", DOORS)
def test_documents(door, editor):
    enter = getattr(Doors(editor, MediaDocument), door)
    kinds = {kind: row for kind, row in DOCUMENTS.items() if kind not in NOT_THERE.get(door, ())}
    found, warnings = {}, {}
    for kind, (name, make, _expected, _warnings) in kinds.items():
        MediaDocument.objects.all().delete()  # two kinds are the same bytes, and the chooser takes nothing twice
        found[kind] = enter(name, make())
        if found[kind].startswith("."):
            warnings[kind] = MediaDocument.objects.latest("pk").file_warnings
    assert found == {kind: row[2] for kind, row in kinds.items()}
    assert warnings == {kind: ",".join(row[3]) for kind, row in kinds.items() if row[2].startswith(".")}


#: Django leaves emoji out of file names, Wagtail whatever has no ASCII letter.
NAMELESS = ("🎉🎉.txt", "🎉🎉.txt", "🎉 .🎉.txt", "🎉" * 80 + ".txt", "ʹʹ.txt", "🎉.a.txt")


@pytest.mark.parametrize("door", ["single", "several", "chooser", "replaced"])
@pytest.mark.parametrize(
    ("model", "suffix", "make"),
    [
        (MediaDocument, ".txt", lambda n: b"Ein Satz. %d" % n),
        (MediaImage, ".png", lambda n: written(scene(seed=n), "PNG")),
    ],
    ids=["document", "picture"],
)
def test_a_name_of_which_nothing_stays_is_replaced(door, model, suffix, make, editor):
    enter = getattr(Doors(editor, model), door)
    for number, name in enumerate(NAMELESS):
        assert enter(name.replace(".txt", suffix), make(number)) == suffix
        stored = model.objects.latest("pk")
        folder, _slash, file_name = stored.file.name.rpartition("/")
        assert folder in ("documents", "original_images")
        assert file_name.startswith("file")
        if model is MediaDocument:
            assert stored.file_extension == "txt"


def test_a_file_that_is_put_aside_keeps_its_kind(editor):
    Collection.get_first_root_node().add_child(name="Zweite")  # with one alone nobody is asked
    answer = editor.post(
        reverse("wagtaildocs:add_multiple"),
        {"title": "Bild", "collection": "0", "files[]": upload("🎉🎉.txt", b"Ein Satz.")},
        headers=AJAX,
    )
    assert answer.json()["success"]
    assert not MediaDocument.objects.exists()
    assert UploadedFile.objects.get().file.name.endswith("file.txt")


def test_a_document_without_a_name_is_served_as_what_it_is(editor):
    Doors(editor, MediaDocument).single("🎉🎉.txt", b"Ein Satz.")
    response = editor.get(MediaDocument.objects.get().url)
    assert response.headers["Content-Type"].startswith("text/plain")
    assert 'filename="file' in response.headers["Content-Disposition"]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Bericht 2024.txt", "Bericht 2024.txt"),
        ("_DSC12.txt", "_DSC12.txt"),
        ("Fête 🎉.txt", "Fête 🎉.txt"),
        (".🎉.txt", "file.txt"),
        ("报告.txt", "报告.txt"),
        ("..\\..\\x.txt", "x.txt"),
        ("", "file.txt"),
        ("Kuchen 1½.txt", "Kuchen 11-2.txt"),
        ("Teil 3∕4.txt", "Teil 3-4.txt"),
    ],
)
def test_other_names_stay(name, expected):
    assert named(name, ".txt") == expected


@pytest.mark.parametrize("language", ["de", "fr"])
@pytest.mark.parametrize("door", ["single", "several", "chooser", "replaced"])
def test_refusals_are_in_the_language_of_the_editor(door, language, editor):
    from django.contrib.auth import get_user_model
    from wagtail.users.models import UserProfile

    profile = UserProfile.get_for_user(get_user_model().objects.get())
    profile.preferred_language = language
    profile.save()
    with translation.override(language):
        for kind in ("animated gif", "drawing", "truncated jpeg", "pixel bomb"):
            name, make, expected = PICTURES[kind]
            assert getattr(Doors(editor, MediaImage), door)(name, make()) == expected
