"""The screens of the memory: bringing in, taking out, searching and deleting, and who may."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from cms.accounts.roles import Role
from cms.desk.memory.store import Pair, remember_many
from cms.desk.models import ImportReport, MemoryEntry, MemoryWord
from cms.desk.models.memory import Origin
from tests.desk.helpers import person
from tests.desk.memory.helpers import BOMB, file, keep, sources, unit, upload


def test_a_translator_imports_and_is_told(client, pair):
    client.force_login(person(Role.TRANSLATOR))
    answer = upload(client, file(unit(), unit()))
    assert answer.url.startswith(reverse("desk:memory"))
    assert MemoryEntry.objects.get().origin == Origin.TMX
    answer = upload(client, file(unit("A", "")))
    assert answer.url == reverse("desk:import_report", args=[ImportReport.objects.get(left_out_count=1).pk])
    assert client.get(answer.url).status_code == 200


@pytest.mark.parametrize("content", [b"", b"junk", file(unit("&a;", "x"), head=BOMB)])
def test_a_useless_file_is_a_message_at_the_field(client, pair, content):
    client.force_login(person(Role.TRANSLATOR))
    answer = upload(client, content)
    assert answer.status_code == 200
    assert answer.context["form"].errors["file"]


def test_too_large_a_file_and_strange_languages_are_messages(client, pair, monkeypatch):
    monkeypatch.setattr("cms.desk.memory.forms.LARGEST", 10)
    client.force_login(person(Role.TRANSLATOR))
    assert upload(client, file(unit())).context["form"].errors["file"]
    assert upload(client, b"x", languages="fr:de").context["form"].errors["languages"]
    assert client.post(reverse("desk:memory_import"), {}).status_code == 200


def test_millions_of_tags_are_refused_at_the_form(client, site, monkeypatch):
    monkeypatch.setattr("cms.desk.memory.views.import_tmx", lambda *_arguments, **_values: 1 / 0)
    client.force_login(person(None))
    upload = SimpleUploadedFile("x.tmx", b"<tmx>" + b"<a/>" * 600_000 + b"</tmx>")
    response = client.post(reverse("desk:memory_import"), {"file": upload, "languages": "de:fr"})
    assert response.status_code == 200
    assert "500" in str(response.context["form"].errors["file"])


def test_export_comes_as_a_file(client, pair):
    keep(pair, "Hallo", "Bonjour")
    client.force_login(person(Role.TRANSLATOR))
    answer = client.get(reverse("desk:memory_export"), {"languages": "de:fr"})
    assert answer.streaming
    assert answer["Content-Disposition"] == 'attachment; filename="translation-memory-de-fr.tmx"'
    assert b"<seg>Bonjour</seg>" in b"".join(answer.streaming_content)


def test_search_finds_words_of_both_languages_in_any_case(client, pair):
    keep(pair, "Übung macht <b>Meister</b>", "C’est en forgeant")
    keep(pair, "Anderes", "Autre chose")
    client.force_login(person(Role.TRANSLATOR))

    def found(words):
        answer = client.get(reverse("desk:memory"), {"q": words})
        assert answer.status_code == 200
        return {entry.target_text for entry in answer.context["page"].object_list}

    assert found("übung") == found("FORGEANT meister") == {"C’est en forgeant"}
    assert found("") == {"C’est en forgeant", "Autre chose"}
    assert found("nirgends") == found("%") == found("übung chose") == set()
    assert "&lt;b&gt;Meister" in client.get(reverse("desk:memory")).content.decode()
    for strange in ({"p": "x"}, {"p": "99"}, {"languages": "xx:yy"}, {"q": "\x00"}, {"q": "a" * 900}):
        assert client.get(reverse("desk:memory"), strange).status_code == 200


def test_many_pairs_have_pages(client, pair):
    remember_many(pair[0].pk, pair[1].pk, (Pair(f"Satz {n}", f"Phrase {n}") for n in range(60)), Origin.TMX)
    client.force_login(person(Role.TRANSLATOR))
    answer = client.get(reverse("desk:memory"), {"q": "Satz", "p": 3})
    assert len(answer.context["page"].object_list) == 10
    assert "q=Satz" in answer.content.decode()


def test_deleting_asks_first_and_takes_the_words_along(client, pair):
    keep(pair, "Falsch", "Faux")
    entry = MemoryEntry.objects.get()
    url = reverse("desk:memory_delete", args=[entry.pk])
    client.force_login(person(Role.TRANSLATOR))
    assert "Falsch" in client.get(url).content.decode()
    assert MemoryEntry.objects.exists()
    answer = client.post(f"{url}?q=fal&next=https://evil.example/")
    assert answer.url == f"{reverse('desk:memory')}?q=fal"
    assert not MemoryEntry.objects.exists()
    assert not MemoryWord.objects.exists()
    assert client.post(url).status_code == 404


@pytest.mark.parametrize("role", [Role.EDITOR, ""])
def test_who_translates_into_no_language_sees_no_memory(client, pair, role):
    """Editors have rights for German only: into German nothing is translated from French here, but it might be."""
    keep(pair, "Geheim", "Secret")
    entry = MemoryEntry.objects.get()
    client.force_login(person(role))
    assert client.post(reverse("desk:memory_delete", args=[entry.pk])).status_code in (302, 403)
    assert client.get(reverse("desk:memory_delete", args=[entry.pk])).status_code in (302, 403)
    for name in ("memory", "memory_export", "memory_import"):
        answer = client.get(reverse(f"desk:{name}"), {"languages": "de:fr"})
        content = b"".join(answer.streaming_content) if answer.streaming else answer.content
        assert b"Secret" not in content
    upload(client, file(unit()))
    assert sources() == {("Geheim", "Secret")}


def test_a_translator_of_french_cannot_write_the_memory_into_german(client, pair):
    client.force_login(person(Role.TRANSLATOR))
    assert upload(client, file(unit()), languages="fr:de").status_code == 200
    assert sources() == set()
