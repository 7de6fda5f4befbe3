"""A small translation with markup, and files made from it, for the tests of the exchange."""

from __future__ import annotations

import polib
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from cms.desk.models import ImportReport
from cms.desk.segments import Segment, segments_of
from tests.desk.helpers import in_translation

RICH = (
    '<p>Das <b>Dach</b> trägt <a href="https://example.org/">Module &amp; Zähler</a>.</p>'
    "<p>Der Strom reicht für die Schule.</p><p>Der Strom reicht für die Schule.</p>"
)
#: Sentences of it, as they stand in files.
SCHOOL = "Der Strom reicht für die Schule."
ROOF = 'Das <b>Dach</b> trägt <a id="a1">Module &amp; Zähler</a>.'
TITLE = "Solardach für die Schule"


def rich_translation(site, title: str = TITLE, **values):
    """A started translation of a project with a text that has bold type, a link and a repeated sentence."""
    body = [("paragraph", RICH)]
    return in_translation(site, title=title, body=body, **values)


def sentence(translation, source: str) -> Segment:
    """The sentence with this source text."""
    return next(segment for segment in segments_of(translation) if segment.source == source)


def download(client, translation, form: str = "po", **query) -> bytes:
    """The file of one page as the screen gives it. Raises AssertionError if there is none."""
    response = client.get(reverse(f"desk:export_{form}", args=[translation.pk]), query)
    assert response.status_code == 200, response.status_code
    return b"".join(response.streaming_content)


def as_po(data: bytes) -> polib.POFile:
    """A PO file to work with."""
    return polib.pofile(data.decode())


def entry(po: polib.POFile, source: str) -> polib.POEntry:
    """The entry with this source text."""
    return next(each for each in po if each.msgid == source)


def upload(client, data: bytes | str, name: str = "datei.po", **choices) -> ImportReport | None:
    """Bring in a file. Out: the report, or None if the screen was shown again (see `upload_error`)."""
    response = _post(client, data, name, choices)
    if response.status_code == 200:
        return None
    assert response.status_code == 302, response.status_code
    return ImportReport.objects.get(pk=response.url.rstrip("/").rpartition("/")[2])


def upload_error(client, data: bytes | str, name: str = "datei.po", **choices) -> str:
    """What the screen says about a file that cannot be used at all."""
    before = ImportReport.objects.count()
    response = _post(client, data, name, choices)
    assert response.status_code == 200, response.status_code
    assert ImportReport.objects.count() == before
    return " ".join(response.context["import_form"].errors["file"])


def reasons(report: ImportReport) -> dict[str, list[str]]:
    """The texts that were left out, by the code of the reason."""
    found: dict[str, list[str]] = {}
    for row in report.left_out:
        found.setdefault(row["reason"], []).append(row["text"])
    return found


def _post(client, data, name, choices):
    data = data.encode() if isinstance(data, str) else data
    file = SimpleUploadedFile(name, data, content_type="application/octet-stream")
    return client.post(reverse("desk:import_file"), {"file": file, **choices})
