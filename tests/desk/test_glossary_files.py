"""Terms in and out as CSV and TBX: nothing lost, nothing overwritten unasked, every fault named."""

import pytest
from defusedxml.ElementTree import fromstring
from wagtail.models import Locale, ModelLogEntry

from cms.desk.glossary.csv_files import read_csv, split_variants, write_csv
from cms.desk.glossary.importing import import_terms
from cms.desk.glossary.rows import UnusableFile
from cms.desk.glossary.tbx_files import read_tbx, write_tbx
from cms.desk.models import Term

from .helpers import person

HEAD = "de,fr,also_fr,note\r\n"
TBX_2019 = """<?xml version="1.0" encoding="UTF-8"?>
<tbx type="TBX-Basic" style="{style}" xml:lang="de" xmlns="urn:iso:std:iso:30042:ed-2"
     xmlns:min="http://www.tbxinfo.net/ns/min" xmlns:basic="http://www.tbxinfo.net/ns/basic">
  <tbxHeader><fileDesc><sourceDesc><p>x</p></sourceDesc></fileDesc></tbxHeader>
  <text><body>
    <conceptEntry id="c1">
      <!-- a comment -->
      {definition}
      <langSec xml:lang="de-DE">
        <termSec><term>Verein</term></termSec>
        <termSec><term>Klub</term></termSec>
      </langSec>
      <langSec xml:lang="fr-FR">
        <termSec><term>club</term>{admitted}</termSec>
        <termSec><term>association</term>{preferred}</termSec>
        <termSec><term>ligue</term>{deprecated}</termSec>
      </langSec>
      <langSec xml:lang="en"><termSec><term>club</term></termSec></langSec>
    </conceptEntry>
    <conceptEntry id="c2"><langSec xml:lang="en"><termSec><term>school</term></termSec></langSec></conceptEntry>
  </body></text>
</tbx>"""
DCT = {
    "style": "dct",
    "definition": "<basic:definition>Zusammenschluss</basic:definition>",
    **{
        name: f"<min:administrativeStatus>{name}Term-admn-sts</min:administrativeStatus>"
        for name in ("preferred", "admitted", "deprecated")
    },
}
DCA = {
    "style": "dca",
    "definition": '<descrip type="definition">Zusammenschluss</descrip>',
    **{
        name: f'<termNote type="administrativeStatus">{name}Term-admn-sts</termNote>'
        for name in ("preferred", "admitted", "deprecated")
    },
}


def term(text="Verein", preferred="association", variants="club\nsociété", note="Nie « groupe »\n& nie <b>") -> Term:
    return Term(pk=5, source_text=text, preferred=preferred, variants=variants, note=note)


def rows(found) -> list[tuple]:
    return [(row.source, row.preferred, row.variants, row.note) for row in found.rows]


class TestCsv:
    def test_what_is_written_is_read_again(self):
        terms = [term(), term("=1+1", "@x", "", "-"), term("Bürgermeister, der", "maire", "l’élu; le chef", "")]
        data = write_csv(terms, "de", "fr")
        assert rows(read_csv(data, "de", "fr")) == [
            ("Verein", "association", ("club", "société"), "Nie « groupe »\n& nie <b>"),
            ("=1+1", "@x", (), "-"),
            ("Bürgermeister, der", "maire", ("l’élu", "le chef"), ""),
        ]

    def test_no_cell_is_a_formula_to_a_spreadsheet(self):
        text = write_csv([term("=HYPERLINK(1)", "+1", "", "@SUM(1)")], "de", "fr").decode("utf-8-sig")
        assert "'=HYPERLINK(1),'+1,,'@SUM(1)" in text

    @pytest.mark.parametrize(
        "data",
        [
            (HEAD + "Bürgermeister,maire,élu,\r\n").encode(),
            (HEAD + "Bürgermeister,maire,élu,\r\n").encode("utf-8-sig"),
            (HEAD + "Bürgermeister,maire,élu,\r\n").encode("utf-16"),
            (HEAD + "Bürgermeister,maire,élu,\r\n").replace(",", ";").encode("cp1252"),
            (HEAD + "Bürgermeister,maire,élu,\r\n").replace(",", "\t").replace("\r\n", "\n").encode(),
            "FR ;DE;x;also_fr\n maire ; Bürgermeister ;?;élu\n\n;;;\n".encode(),
            "de,fr,also_fr\nBürgermeister,maire,élu".encode(),
        ],
    )
    def test_files_as_spreadsheets_make_them(self, data):
        assert rows(read_csv(data, "de", "fr")) == [("Bürgermeister", "maire", ("élu",), "")]

    @pytest.mark.parametrize(
        "data",
        [
            b"",
            b"a,b\n1,2\n",
            b"en,fr\nx,y\n",
            b"\x00\x01\x02" * 100,
            b"\xff\xfe\x00",
            b"\xff\xfea",
            b"PK\x03\x04" + bytes(range(256)) * 10,
            ("de,fr\n" + "x" * 200_000 + ",y\n").encode(),
        ],
    )
    def test_what_is_no_such_file_is_a_message(self, data):
        with pytest.raises(UnusableFile) as raised:
            read_csv(data, "de", "fr")
        assert str(raised.value).strip()

    def test_a_row_with_too_many_columns_is_left_out(self):
        found = read_csv((HEAD + "a,b,c,d,e\r\nVerein,association,,\r\n").encode(), "de", "fr")
        assert [row["reason"] for row in found.left_out] == ["term_columns"]
        assert rows(found) == [("Verein", "association", (), "")]

    def test_variants_may_be_parted_in_several_ways(self):
        assert split_variants("a | b;c\nd||a") == ("a", "b", "c", "d")


class TestTbx:
    def test_what_is_written_is_read_again(self):
        data = write_tbx([term(), term("Bürgermeister", "maire", "", "")], "de", "fr", "x\x00y")
        assert rows(read_tbx(data, "de", "fr")) == [
            ("Verein", "association", ("club", "société"), "Nie « groupe »\n& nie <b>"),
            ("Bürgermeister", "maire", (), ""),
        ]

    def test_what_is_written_has_the_structure_of_tbx_basic(self):
        data = write_tbx([term(note="")], "de", "fr", "Glossar")
        assert b'<!DOCTYPE martif SYSTEM "TBXBasiccoreStructV02.dtd">' in data
        root = fromstring(data)
        assert (root.tag, root.get("type")) == ("martif", "TBX-Basic")
        assert [child.tag for child in root] == ["martifHeader", "text"]
        assert root.findtext("martifHeader/encodingDesc/p") == "TBXBasicXCSV02.xcs"
        languages = root.findall("text/body/termEntry/langSet")
        assert [one.get("{http://www.w3.org/XML/1998/namespace}lang") for one in languages] == ["de", "fr"]
        statuses = [one.text for one in languages[1].iter("termNote")]
        assert statuses == ["preferredTerm-admn-sts", "admittedTerm-admn-sts", "admittedTerm-admn-sts"]

    def test_signs_that_nobody_sees_are_left_out_of_files_and_terms(self):
        unseen = "a\x0bb\ufffec\u200bd"
        data = write_tbx([term(unseen, note=f"{unseen}\r\nzwei")], "de", "fr", "Glossar")
        [(source, _preferred, _variants, note)] = rows(read_tbx(data, "de", "fr"))
        assert (source, note) == ("abcd", "abcd\nzwei")
        [row] = read_csv(f"{HEAD}{unseen},x,,{unseen}\r\n".encode(), "de", "fr").rows
        assert (row.source, row.note) == ("a bcd", "abcd")

    @pytest.mark.parametrize("style", [DCT, DCA])
    def test_the_edition_of_2019(self, style):
        found = read_tbx(TBX_2019.format(**style).encode(), "de", "fr")
        assert rows(found) == [
            ("Verein", "association", ("club",), "Zusammenschluss"),
            ("Klub", "association", ("club",), "Zusammenschluss"),
        ]
        assert [(row["text"], row["reason"]) for row in found.left_out] == [
            ("ligue", "term_deprecated"),
            ("school", "term_other_language"),
        ]

    @pytest.mark.parametrize(
        "data",
        [
            b"",
            b"<tbx>",
            b"<html/>",
            b"no xml",
            b'<?xml version="1.0" encoding="nonsense"?><tbx/>',
            b'<!DOCTYPE x [<!ENTITY a "b"><!ENTITY c "&a;&a;">]><martif>&c;</martif>',
            b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><martif>&a;</martif>',
            b"<martif>" + b"<tig>" * 100_000 + b"</tig>" * 100_000 + b"</martif>",
        ],
    )
    def test_what_is_no_such_file_is_a_message(self, data):
        with pytest.raises(UnusableFile) as raised:
            read_tbx(data, "de", "fr")
        assert str(raised.value).strip()


@pytest.mark.django_db
class TestImport:
    @pytest.fixture
    def pair(self):
        return [Locale.objects.get_or_create(language_code=code)[0] for code in ("de", "fr")]

    def take(self, pair, text: str, user, **options):
        return import_terms("terms.csv", (HEAD + text).encode(), *pair, user, **options)

    def test_new_terms_are_made_with_who_and_when(self, pair):
        boss = person(None)
        report = self.take(pair, "Verein,association,club | société,Merke\r\n", boss)
        made = Term.objects.get()
        assert (made.preferred, made.variants, made.note) == ("association", "club\nsociété", "Merke")
        assert (made.updated_by, report.imported, report.left_out, report.user) == (boss, 1, [], boss)
        assert [(row.action, row.user) for row in ModelLogEntry.objects.filter(object_id=made.pk)] == [
            ("wagtail.create", boss)
        ]

    def test_the_same_file_again_changes_nothing(self, pair):
        boss = person(None)
        self.take(pair, "Verein,association,club,Merke\r\n", boss)
        before = Term.objects.get().updated_at
        report = self.take(pair, "Verein,association,club,Merke\r\n", boss, overwrite=True)
        assert (report.imported, report.unchanged) == (0, 1)
        assert Term.objects.get().updated_at == before

    def test_ours_is_kept_and_the_difference_listed(self, pair):
        boss = person(None)
        self.take(pair, "Verein,association,,\r\n", boss)
        report = self.take(pair, "Verein,amicale,,\r\nImker,apiculteur,,\r\n", boss)
        assert Term.objects.get(source_text="Verein").preferred == "association"
        assert (report.imported, report.left_out_count) == (1, 1)
        assert report.left_out[0]["reason"] == "term_kept"
        assert report.left_out[0]["values"] == {"here": "association", "file": "amicale"}

    def test_the_files_is_taken_on_request_and_what_it_leaves_empty_stays(self, pair):
        boss = person(None)
        self.take(pair, "Verein,association,club,Merke\r\n", boss)
        report = self.take(pair, "Verein,amicale,,\r\n", boss, overwrite=True)
        term = Term.objects.get()
        assert (report.imported, term.preferred, term.variants, term.note) == (1, "amicale", "club", "Merke")

    def test_rows_that_cannot_be_used_are_named(self, pair):
        text = f",seul,,\r\nVerein,,,\r\n{'x' * 256},a,,\r\nImker,un,,\r\nImker,deux,,\r\nImker,un,,\r\n"
        report = self.take(pair, text, person(None))
        assert [(row["place"], row["reason"]) for row in report.left_out] == [
            ("Zeile 2", "term_incomplete"),
            ("Zeile 3", "term_incomplete"),
            ("Zeile 4", "term_too_long"),
            ("Zeile 6", "term_twice"),
        ]
        assert Term.objects.get().preferred == "un"

    def test_the_kind_of_a_file_is_told_by_its_content_too(self, pair):
        report = import_terms("terms.txt", write_tbx([term()], "de", "fr", "x"), *pair, person(None))
        assert (report.kind, report.imported) == ("tbx", 1)
