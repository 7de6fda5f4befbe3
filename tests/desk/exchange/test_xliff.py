"""XLIFF: marks are protected, agencies' habits are understood, and XML attacks come to nothing."""

import pytest
from defusedxml.ElementTree import fromstring, tostring
from django.urls import reverse

from cms.desk.exchange.inline import NAMESPACE
from cms.desk.segments import Status, segments_of, write
from tests.desk.exchange.helpers import ROOF, SCHOOL, download, reasons, sentence, upload, upload_error
from tests.desk.helpers import begin, german_project, translate_all

NAMES = {"x": NAMESPACE}


def units(root) -> dict:
    return {"".join(unit.find("x:source", NAMES).itertext()): unit for unit in root.iterfind(".//x:trans-unit", NAMES)}


def fill(unit, text: str = "", markup: str = "", **attributes) -> None:
    """Give a unit a target, as text or as XML."""
    old = unit.find("x:target", NAMES)
    if old is not None:
        unit.remove(old)
    target = fromstring(f'<target xmlns="{NAMESPACE}">{markup or text}</target>')
    target.attrib.update(attributes)
    unit.insert(1, target)


def test_the_file_is_xliff_1_2_with_one_part_for_each_page(client, boss, made):
    root = fromstring(download(client, made.translation, "xliff"))
    assert root.tag == f"{{{NAMESPACE}}}xliff"
    assert root.get("version") == "1.2"
    (file,) = root.findall("x:file", NAMES)
    assert file.get("original") == str(made.translation.source.object_id)
    assert (file.get("source-language"), file.get("target-language")) == ("de", "fr")
    ids = [unit.get("id") for unit in root.iterfind(".//x:trans-unit", NAMES)]
    assert len(ids) == len(set(ids)) == len(segments_of(made.translation))
    notes = [note.text for note in units(root)[SCHOOL].iterfind("x:note", NAMES)]
    assert any(f"#segment-{sentence(made.translation, SCHOOL).id}" in note for note in notes)


def test_marks_go_out_as_elements_and_come_back_as_they_were(client, boss, made):
    root = fromstring(download(client, made.translation, "xliff"))
    unit = units(root)["Das Dach trägt Module & Zähler."]
    source = unit.find("x:source", NAMES)
    assert [(g.get("id"), g.get("ctype"), g.text) for g in source.iterfind("x:g", NAMES)] == [
        ("b-1", "bold", "Dach"),
        ("a1", "link", "Module & Zähler"),
    ]
    fill(unit, markup='Les <g id="a1">modules &amp; compteurs</g> du <g id="b-1">toit</g>.', state="translated")
    report = upload(client, tostring(root), "zurueck.xlf")
    assert (report.kind, report.imported) == ("xliff", 1)
    found = sentence(made.translation, ROOF)
    assert found.target == 'Les <a id="a1">modules &amp; compteurs</a> du <b>toit</b>.'
    assert (found.status, found.tool) == (Status.DONE, "XLIFF file")


def test_everything_comes_back_unchanged(client, boss, made):
    translate_all(made.translation, boss)
    report = upload(client, download(client, made.translation, "xliff"), "a.xlf")
    assert (report.imported, report.unchanged, report.left_out) == (0, len(segments_of(made.translation)), [])


def test_line_breaks_are_marks_too(client, boss, site):
    page = german_project(site, title="Umbruch", body=[("paragraph", "<p>Erste Zeile<br/>zweite <i>Zeile</i></p>")])
    translation = begin(site, page)
    root = fromstring(download(client, translation, "xliff"))
    unit = units(root)["Erste Zeilezweite Zeile"]
    assert unit.find("x:source/x:x", NAMES).get("ctype") == "lb"
    fill(unit, markup='Première<x id="br-1"/>seconde <g id="i-1">ligne</g>')
    assert upload(client, tostring(root)).imported == 1
    assert sentence(translation, "Erste Zeile<br/>zweite <i>Zeile</i>").target == "Première<br/>seconde <i>ligne</i>"


def test_states_decide_what_is_finished(client, boss, made):
    write(made.translation, sentence(made.translation, SCHOOL), "Le courant.", user=boss, machine=True, tool="X")
    root = fromstring(download(client, made.translation, "xliff"))
    unit = units(root)[SCHOOL]
    assert unit.find("x:target", NAMES).get("state") == "needs-review-translation"
    untouched = upload(client, tostring(root))
    assert untouched.imported == 0
    fill(unit, "Le courant suffit.", state="needs-review-translation")
    report = upload(client, tostring(root))
    assert reasons(report)["fuzzy"] == [SCHOOL]
    report = upload(client, tostring(root), take_fuzzy="on")
    assert report.imported == 1
    assert sentence(made.translation, SCHOOL).status == Status.MACHINE
    fill(unit, "Le courant suffit.", state="signed-off")
    assert upload(client, tostring(root)).imported == 1
    assert sentence(made.translation, SCHOOL).status == Status.DONE


def test_newer_text_stays_and_a_file_that_lost_its_date_overwrites_nothing(client, boss, made):
    write(made.translation, sentence(made.translation, SCHOOL), "Alt.", user=boss)
    root = fromstring(download(client, made.translation, "xliff"))
    fill(units(root)[SCHOOL], "Le courant suffit.", state="final")
    undated = fromstring(tostring(root))
    file = undated.find("x:file", NAMES)
    file.remove(file.find("x:header", NAMES))
    assert reasons(upload(client, tostring(undated)))["conflict_undated"] == [SCHOOL]
    assert upload(client, tostring(root)).imported == 1
    write(made.translation, sentence(made.translation, SCHOOL), "Neu.", user=boss)
    assert reasons(upload(client, tostring(root)))["conflict"] == [SCHOOL]
    assert sentence(made.translation, SCHOOL).target == "Neu."


@pytest.mark.parametrize(
    ("markup", "reason"),
    [
        ('Le <g id="b-1">toit</g> <g id="a7">x</g>', "markup"),
        ('Le <ph id="1">&lt;b&gt;</ph> toit', "markup"),
        ("<g>toit</g>", "markup"),
        ('<g id="script-1">alert(1)</g>', "markup"),
        ("<g id='b-1'>" * 30 + "x" + "</g>" * 30, "markup"),
    ],
)
def test_marks_that_did_not_come_from_here_are_reported(client, boss, made, markup, reason):
    root = fromstring(download(client, made.translation, "xliff"))
    fill(units(root)["Das Dach trägt Module & Zähler."], markup=markup)
    report = upload(client, tostring(root))
    assert reasons(report)[reason] == [ROOF]
    assert sentence(made.translation, ROOF).status == Status.OPEN


def test_parts_in_another_language_are_reported_and_the_rest_is_taken(client, boss, made):
    root = fromstring(download(client, made.translation, "xliff"))
    fill(units(root)[SCHOOL], "Le courant suffit.")
    file = root.find("x:file", NAMES)
    spanish = fromstring(tostring(file))
    spanish.set("target-language", "es-ES")
    root.append(spanish)
    report = upload(client, tostring(root))
    assert report.imported == 1
    assert len(reasons(report)["other_language"]) == len(segments_of(made.translation))
    answer = client.get(reverse("desk:import_report", args=[report.pk]))
    assert "es-ES" in answer.content.decode()
    root.remove(file)
    assert "es-ES" in upload_error(client, tostring(root))


def test_regional_codes_of_programs_are_understood(client, boss, made):
    root = fromstring(download(client, made.translation, "xliff"))
    fill(units(root)[SCHOOL], "Le courant suffit.")
    root.find("x:file", NAMES).set("target-language", "fr-FR")
    assert upload(client, tostring(root)).imported == 1


BILLION = b"""<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>
<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file>&b;</file></xliff>"""
EXTERNAL = b"""<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>
<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file>&a;</file></xliff>"""


@pytest.mark.parametrize("data", [BILLION, EXTERNAL])
def test_entities_are_refused_with_a_word(client, boss, made, data):
    assert "Entit" in upload_error(client, data, "boese.xlf") or "entit" in upload_error(client, data, "boese.xlf")


@pytest.mark.parametrize(
    "data",
    [
        b"<?xml version='1.0'?><html/>",
        b"<?xml version='1.0'?><xliff version='2.0' xmlns='urn:oasis:names:tc:xliff:document:2.0'/>",
        b"<?xml version='1.0'?><xliff version='1.2' xmlns='urn:oasis:names:tc:xliff:document:1.2'/>",
        b"<?xml version='1.0' encoding='klingon'?><xliff/>",
        b"<?xml version='1.0'?><xliff",
        b"<?xml version='1.0'?>" + b"<g>" * 200_000,
        b"<?xml version='1.0'?>" + b"<g>" * 100_000 + b"</g>" * 100_000,
        "<?xml version='1.0' encoding='utf-16'?><xliff/>".encode("utf-16"),
    ],
    ids=["html", "2.0", "empty", "encoding", "broken", "deep-open", "deep", "utf-16"],
)
def test_other_xml_is_refused_with_a_word(client, boss, made, data):
    assert upload_error(client, data, "a.xlf")


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace(' xmlns="urn:oasis:names:tc:xliff:document:1.2"', ""),
        lambda text: (
            text.replace(' xmlns="', ' xmlns:x="').replace("<xliff", "<x:xliff").replace("</xliff", "</x:xliff")
        ),
    ],
    ids=["nowhere", "only at the root"],
)
def test_a_file_without_the_namespace_is_told_so(client, boss, made, change):
    text = change(download(client, made.translation, "xliff").decode())
    assert "urn:oasis:names:tc:xliff:document:1.2" in upload_error(client, text, "a.xlf")


def test_millions_of_tags_are_refused_before_they_fill_the_memory(client, boss, made, monkeypatch):
    monkeypatch.setattr("cms.desk.exchange.xliff_reading.fromstring", lambda _data: 1 / 0)
    assert "500" in upload_error(client, b"<?xml version='1.0'?><xliff>" + b"<a/>" * 600_000 + b"</xliff>", "a.xlf")
