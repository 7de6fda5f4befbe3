"""TMX out: a valid file that comes in again as it was, without names of people."""

import re
from xml.etree import ElementTree

from cms.desk.memory.importing import import_tmx
from cms.desk.memory.store import Pair, remember
from cms.desk.memory.tmx_inline import to_seg
from cms.desk.memory.tmx_writing import tmx
from cms.desk.models import MemoryEntry
from tests.desk.helpers import person
from tests.desk.memory.helpers import keep, sources

LANG = "{http://www.w3.org/XML/1998/namespace}lang"
#: What the DTD of TMX 1.4 demands and allows, for the elements we write: attributes that must be, that may be.
HEADER = {"creationtool", "creationtoolversion", "segtype", "o-tmf", "adminlang", "srclang", "datatype"}
MAY = {
    "tmx": set(),
    "header": {"o-encoding", "creationdate", "creationid", "changedate", "changeid"},
    "body": set(),
    "tu": {"tuid", "changedate", "creationdate", "srclang", "datatype", "segtype", "usagecount"},
    "tuv": {"changedate", "creationdate", "datatype"},
    "seg": set(),
    "bpt": {"x", "type"},
    "ept": set(),
    "ph": {"x", "type", "assoc"},
}
MUST = {"tmx": {"version"}, "header": HEADER, "tuv": {LANG}, "bpt": {"i"}, "ept": {"i"}}


def test_the_file_keeps_to_the_dtd_of_tmx_14(pair):
    keep(pair, 'A &amp; <b>B</b><br/><a id="a1">C</a>', 'Â &amp; <b>B</b><br/><a id="a1">Ç</a> « \u202f»')
    keep(pair, "Zeichen \x01\x0b ]]> '\"", "signes")
    text = "".join(tmx(*pair))
    root = ElementTree.fromstring(text.encode())  # noqa: S314
    assert (root.tag, root.get("version")) == ("tmx", "1.4")
    assert [child.tag for child in root] == ["header", "body"]
    header = root[0]
    assert (header.get("segtype"), header.get("srclang"), len(header)) == ("sentence", "de", 0)
    for element in root.iter():
        names, must = set(element.keys()), MUST.get(element.tag, set())
        assert must <= names <= must | MAY[element.tag], element.tag
        for name in names & {"changedate", "creationdate"}:
            assert re.fullmatch(r"\d{8}T\d{6}Z", element.get(name))
    for found in root.iter("tu"):
        assert [variant.get(LANG) for variant in found] == ["de", "fr"]
        assert all([child.tag for child in variant] == ["seg"] for variant in found)
    for seg in root.iter("seg"):
        assert {child.tag for child in seg} <= {"bpt", "ept", "ph"}
        assert [e.get("i") for e in seg.iter("bpt")] == [e.get("i") for e in seg.iter("ept")]
        assert not any(len(child) for child in seg)


def test_out_and_in_again_gives_the_same(pair):
    texts = {
        ('Ein <b>fettes <i>W</i></b> &amp; <a id="a1">Link</a>.', 'Un <b>mot <i>gras</i></b> &amp; <a id="a1">l</a>.'),
        ("Zeile<br/>zwei &lt;b&gt; kein Tag", "Ligne<br/>deux &lt;b&gt;"),
        ("Einfach\u00a0so", "Tout simplement\u202f!"),
    }  # fmt: skip
    for source, target in texts:
        keep(pair, source, target)
    content = "".join(tmx(*pair)).encode()
    MemoryEntry.objects.all().delete()
    report = import_tmx(content, "x.tmx", *pair)
    assert (report.imported, report.unchanged, report.left_out_count) == (3, 0, 0)
    assert sources() == texts
    again = import_tmx(content, "x.tmx", *pair)
    assert (again.imported, again.unchanged) == (0, 3)


def test_names_of_people_stay_here(pair):
    remember(pair[0].pk, pair[1].pk, Pair("A", "B", updated_by_id=person(None, "geheimer-name").pk))
    assert "geheimer-name" not in "".join(tmx(*pair))


def test_markup_becomes_pairs_and_placeholders():
    assert to_seg("<b>A</b><br/>B") == (
        '<bpt i="1" x="1" type="bold">&lt;b&gt;</bpt>A<ept i="1">&lt;/b&gt;</ept><ph x="2" type="lb">&lt;br/&gt;</ph>B'
    )
