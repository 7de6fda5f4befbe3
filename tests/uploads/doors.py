"""Every way a file can come in. A door takes a file's name and bytes and says what became of it."""

from __future__ import annotations

import html
import json
import re

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from wagtail.models import Collection

from cms.media.models import MediaDocument, MediaImage
from cms.media.uploads.words import REFUSALS

#: Methods of `Doors`.
DOORS = ("single", "several", "chooser", "replaced", "put_aside")
AJAX = {"x-requested-with": "XMLHttpRequest"}


def upload(name: str, data: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data, content_type="application/octet-stream")


def fields(prefix: str = "", **more) -> dict:
    lead = f"{prefix}-" if prefix else ""
    values = {
        "title": "Bild",
        "collection": str(Collection.get_first_root_node().pk),
        "language": "de",
        "tags": "",
        **more,
    }
    return {f"{lead}{name}": value for name, value in values.items()}


def sentences(text: str) -> str:
    """Text of an answer, with the entities and blanks as in the catalogue."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", text)).split())


def code_in(text: str) -> str:
    """Which refusal an answer gives; empty for none."""
    told = sentences(text)
    for code, sentence in REFUSALS.items():
        parts = [" ".join(part.split()) for part in re.split(r"%\(\w+\)s", str(sentence))]
        if all(part in told for part in parts if part):
            return code
    return ""


def suffix(name: str) -> str:
    return name[name.rindex(".") :]


def outcome(model, before: int, text: str) -> str:
    """A suffix where a file was stored, else the code of the refusal that the answer gives."""
    if model.objects.count() > before:
        stored = model.objects.latest("pk")
        assert stored.file.storage.exists(stored.file.name)
        return suffix(stored.file.name)
    return code_in(text)


class Doors:
    """The doors for one model. In: a client who may upload, and the names of Wagtail's addresses."""

    def __init__(self, client: Client, model):
        self.client = client
        self.model = model
        self.app = "wagtailimages" if model is MediaImage else "wagtaildocs"
        self.key = "image" if model is MediaImage else "document"

    def single(self, name: str, data: bytes) -> str:
        before = self.model.objects.count()
        response = self.client.post(reverse(f"{self.app}:add"), fields(file=upload(name, data)))
        assert response.status_code in (200, 302)
        return outcome(self.model, before, response.content.decode())

    def several(self, name: str, data: bytes) -> str:
        before = self.model.objects.count()
        values = {"title": "Bild", "files[]": upload(name, data)}
        response = self.client.post(reverse(f"{self.app}:add_multiple"), values, headers=AJAX)
        answer = json.loads(response.content)
        return outcome(self.model, before, answer.get("error_message", ""))

    def chooser(self, name: str, data: bytes) -> str:
        before = self.model.objects.count()
        values = fields(f"{self.key}-chooser-upload", file=upload(name, data))
        response = self.client.post(reverse(f"{self.app}_chooser:create"), values)
        answer = json.loads(response.content)
        return outcome(self.model, before, answer.get("htmlFragment") or answer.get("html") or "")

    def replaced(self, name: str, data: bytes) -> str:
        """Another file for a record that has one. The old file stays where the new one is refused."""
        old = self.existing()
        first = old.file.name
        response = self.client.post(reverse(f"{self.app}:edit", args=(old.pk,)), fields(file=upload(name, data)))
        assert response.status_code in (200, 302)
        new = self.model.objects.get(pk=old.pk)
        if new.file.name != first:
            assert not new.file.storage.exists(first)
            return suffix(new.file.name)
        assert new.file.storage.exists(first)
        return code_in(response.content.decode())

    def existing(self):
        from .odd_documents import VTT
        from .odd_pictures import scene, written

        data, name = (
            (written(scene(seed=99), "PNG"), "old.png") if self.model is MediaImage else (VTT.encode(), "old.vtt")
        )
        assert self.several(name, data) in (".png", ".vtt")
        return self.model.objects.latest("pk")

    def put_aside(self, name: str, data: bytes) -> str:
        """The uploader's second step: the first one lacked something besides the file."""
        from django.contrib.contenttypes.models import ContentType
        from wagtail.models import UploadedFile

        before = self.model.objects.count()
        user = self.client.session["_auth_user_id"]
        aside = UploadedFile.objects.create(
            for_content_type=ContentType.objects.get_for_model(self.model),
            file=upload(name, data),
            uploaded_by_user_id=user,
        )
        word = "image" if self.model is MediaImage else "document"
        address = reverse(f"{self.app}:create_multiple_from_uploaded_{word}", args=(aside.pk,))
        response = self.client.post(address, fields(f"uploaded-{word}-{aside.pk}"), headers=AJAX)
        return outcome(self.model, before, json.loads(response.content).get("form", ""))


def load_content(tmp_path, name: str, data: bytes) -> str:
    """The content package's way of writing a picture."""
    from types import SimpleNamespace

    from home.package.images import WrittenFiles, write_picture

    path = tmp_path / name
    path.write_bytes(data)
    spec = SimpleNamespace(
        title="Bild", alt=SimpleNamespace(de=""), author="A", licence="own-work", source="", focal_point=None, path=path
    )
    try:
        return suffix(write_picture(SimpleNamespace(spec=spec, record=None), WrittenFiles()).file.name)
    except ValidationError as error:
        return code_in(" ".join(error.messages))


assert MediaDocument
