"""Parts of files: what players ask for before they play a video."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from cms.ranges import wanted_part

CONTENT = bytes(range(100))


@pytest.fixture
def address(db):
    name = default_storage.save("images/film.webp", ContentFile(CONTENT))
    return f"/media/{name}"


@pytest.mark.parametrize(
    ("header", "part", "content_range"),
    [
        ("bytes=0-9", CONTENT[:10], "bytes 0-9/100"),
        ("bytes=90-", CONTENT[90:], "bytes 90-99/100"),
        ("bytes=-5", CONTENT[-5:], "bytes 95-99/100"),
        ("bytes=50-999", CONTENT[50:], "bytes 50-99/100"),
        ("bytes=-999", CONTENT, "bytes 0-99/100"),
    ],
)
def test_a_part_is_sent(client, address, header, part, content_range):
    response = client.get(address, headers={"range": header})
    assert response.status_code == 206
    assert b"".join(response.streaming_content) == part
    assert response.headers["Content-Range"] == content_range
    assert response.headers["Content-Length"] == str(len(part))


@pytest.mark.parametrize(
    "header", ["", "bytes=", "bytes=-", "bytes=9-5", "bytes=0-1,5-6", "lines=1-2", "bytes=a-b", "x"]
)
def test_what_is_not_understood_gets_the_whole_file(client, address, header):
    response = client.get(address, headers={"range": header} if header else {})
    assert response.status_code == 200
    assert b"".join(response.streaming_content) == CONTENT


@pytest.mark.parametrize("header", ["bytes=100-", "bytes=5000-6000", "bytes=-0"])
def test_what_lies_behind_the_end_is_416(client, address, header):
    response = client.get(address, headers={"range": header})
    assert response.status_code == 416
    assert response.headers["Content-Range"] == "bytes */100"


def test_a_file_that_has_changed_is_sent_whole(client, address):
    changed = client.get(address).headers["Last-Modified"]
    headers = {"range": "bytes=0-9", "if-range": changed}
    assert client.get(address, headers=headers).status_code == 206
    assert client.get(address, headers=headers | {"if-range": '"old"'}).status_code == 200


def test_numbers_of_other_scripts_are_not_understood():
    assert wanted_part("bytes=٠-٩", 100) is None


def test_pictures_are_not_compressed_again_and_keep_their_length(client, address):
    response = client.get(address, headers={"accept-encoding": "gzip"})
    assert "Content-Encoding" not in response.headers
    assert response.headers["Content-Length"] == "100"
    assert response.headers["Accept-Ranges"] == "bytes"


def test_documents_have_parts_too(client, db):
    from cms.media.models import MediaDocument

    film = MediaDocument(title="Film", file=ContentFile(CONTENT, name="film.mp4"))
    film.save()
    response = client.get(film.url, headers={"range": "bytes=10-19"})
    assert response.status_code == 206
    assert b"".join(response.streaming_content) == CONTENT[10:20]
