"""The glossary of the content package: loaded once, kept up to date, what a person has changed stays."""

import pytest
from wagtail.models import Locale

from cms.desk.models import Term
from home.package import loader
from home.package.glossary import FILE, read_glossary
from home.package.planning import Decision
from home.package.reading import MalformedContent, Problems

HEAD = "de,fr,also_fr,note\n"
ROWS = HEAD + 'Imker,apiculteur,apiculture,\nVerein,association,"club | société","Nie « groupe »."\n'

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loaded")]


def write(folder, text: str, encoding: str = "utf-8"):
    (folder / FILE).write_text(text, encoding=encoding)
    return folder


def terms() -> dict[str, tuple[str, str, str]]:
    return {row.source_text: (row.preferred, row.variants, row.note) for row in Term.objects.all()}


def left(report) -> dict[str, Decision]:
    return {unit.key: unit.decision for unit in report.left_alone()}


@pytest.fixture
def folder(content):
    return write(content, ROWS, "utf-8-sig")


def test_a_second_load_finds_nothing_to_do(folder):
    assert loader.load(folder).count(Decision.CREATE) == 2
    assert terms() == {
        "Imker": ("apiculteur", "apiculture", ""),
        "Verein": ("association", "club\nsociété", "Nie « groupe »."),
    }
    assert not loader.check(folder).has_work


def test_a_changed_row_is_taken_over_and_other_rows_are_not_touched(folder):
    loader.load(folder)
    before = Term.objects.get(source_text="Verein").updated_at
    write(folder, ROWS.replace("apiculteur,apiculture", "apicultrice,apiculture"))
    assert loader.load(folder).count(Decision.UPDATE) == 1
    assert terms()["Imker"][0] == "apicultrice"
    assert Term.objects.get(source_text="Verein").updated_at == before


def test_what_a_person_has_changed_or_deleted_stays(folder):
    loader.load(folder)
    Term.objects.filter(source_text="Imker").update(preferred="éleveur d’abeilles")
    Term.objects.filter(source_text="Verein").delete()
    write(folder, ROWS.replace("apiculteur", "apicultrice").replace("association", "amicale"))
    report = loader.load(folder)
    assert left(report) == {"term:Imker": Decision.EDITED, "term:Verein": Decision.DELETED}
    assert terms() == {"Imker": ("éleveur d’abeilles", "apiculture", "")}


def test_a_term_that_a_person_has_entered_before_is_left_alone(folder):
    german, french = (Locale.objects.get(language_code=code) for code in ("de", "fr"))
    Term.objects.create(source_locale=german, target_locale=french, source_text="Imker", preferred="mien")
    assert left(loader.load(folder)) == {"term:Imker": Decision.BLOCKED}
    assert terms()["Imker"][0] == "mien"


def test_a_folder_without_the_file_has_no_terms(content):
    assert read_glossary(content, Problems()) == []


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("a,b\nx,y\n", "line 1: The columns must be de, fr, also_fr, note."),
        (HEAD + "Imker,,,\n", "line 2: The term or its translation is empty."),
        (HEAD + "Imker,a,,\nImker,b,,\n", "line 3: The term “Imker” already stands in glossary.csv, line 2."),
        (HEAD + "Imker,a\n", "line 2: The row does not have 4 columns."),
        (HEAD + f"{'x' * 256},a,,\n", "line 2: A term may have 255 characters at most."),
    ],
)
def test_faults_are_named_with_their_line_and_nothing_is_written(folder, text, fault):
    write(folder, text)
    with pytest.raises(MalformedContent) as raised:
        loader.load(folder)
    assert raised.value.problems == [f"glossary.csv, {fault}"]
    assert terms() == {}


def test_another_encoding_is_a_message(folder):
    write(folder, HEAD + "Bürgermeister,maire,,\n", "cp1252")
    with pytest.raises(MalformedContent, match="not encoded in UTF-8"):
        loader.load(folder)
