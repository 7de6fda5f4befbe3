"""Files on storages that are elsewhere, full, or out of order: never an error 500, never a row without file."""

from __future__ import annotations

import pytest
from django.core.files.storage import FileSystemStorage, InMemoryStorage
from django.core.management import call_command
from django.urls import reverse

from cms.media.models import MediaDocument, MediaImage

from .doors import DOORS, Doors
from .odd_documents import pdf
from .odd_pictures import exif, scene, written

MODELS = [MediaImage, MediaDocument]


class FullStorage(InMemoryStorage):
    """Takes the name, then finds no room."""

    def _save(self, name, content):
        super()._save(name, content)
        raise OSError(28, "No space left on device")


class BotoError(Exception):
    __module__ = "botocore.exceptions"


class DownStorage(InMemoryStorage):
    """Answers nothing at all."""

    def exists(self, name):
        raise BotoError

    _save = delete = exists


@pytest.fixture
def elsewhere(monkeypatch):
    """Puts both models on another storage."""

    def put(storage):
        for model in MODELS:
            monkeypatch.setattr(model._meta.get_field("file"), "storage", storage)
        return storage

    return put


def example(model) -> tuple[str, bytes, str]:
    if model is MediaImage:
        return "bild.heic", written(scene(), "JPEG", exif=exif(6)), ".jpg"
    return "bericht.pdf", pdf(tagged=False), ".pdf"


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("model", MODELS)
def test_storages_without_paths(model, door, editor, elsewhere, settings):
    settings.STORAGES = {**settings.STORAGES, "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"}}
    elsewhere(InMemoryStorage())
    name, data, expected = example(model)
    assert getattr(Doors(editor, model), door)(name, data) == expected
    call_command("clean_uploads", "--all", verbosity=0)
    stored = model.objects.latest("pk")
    assert stored.file.storage.exists(stored.file.name)
    assert editor.get(reverse(f"{Doors(editor, model).app}:edit", args=(stored.pk,))).status_code == 200


@pytest.mark.parametrize("door", ["single", "several", "chooser", "put_aside"])
@pytest.mark.parametrize("storage", [FullStorage, DownStorage])
@pytest.mark.parametrize("model", MODELS)
def test_faults_while_storing(model, storage, door, editor, elsewhere):
    broken = elsewhere(storage())
    name, data, _expected = example(model)
    assert getattr(Doors(editor, model), door)(name, data) == "storage"
    assert not model.objects.exists()
    if storage is FullStorage:
        assert broken.listdir("")[1] == []
        assert all(broken.listdir(folder)[1] == [] for folder in broken.listdir("")[0])


@pytest.mark.parametrize("model", MODELS)
def test_the_old_file_stays_when_the_new_one_finds_no_room(model, editor, monkeypatch):
    doors = Doors(editor, model)
    old = doors.existing()
    editor.get(reverse(f"{doors.app}:edit", args=(old.pk,)))  # whoever replaces a file has seen the form
    monkeypatch.setattr(doors, "existing", lambda: old)
    name, data, _expected = example(model)
    monkeypatch.setattr(FileSystemStorage, "_save", full_disk)
    assert doors.replaced(name, data) == "storage"


def full_disk(self, name, content):
    raise OSError(28, "No space left on device")


@pytest.mark.parametrize("model", MODELS)
def test_uploads_without_a_file_or_with_an_endless_title(model, editor):
    doors = Doors(editor, model)
    address = reverse(f"{doors.app}:add_multiple")
    answer = editor.post(address, {"title": "x", "other": doors_file(model)}).json()
    assert answer["success"] is False
    assert answer["error_message"]
    answer = editor.post(address, {"title": "x" * 400, "files[]": doors_file(model)}).json()
    assert answer["success"]
    assert len(model.objects.get().title) == 255


def doors_file(model):
    from .doors import upload

    name, data, _expected = example(model)
    return upload(name, data)
