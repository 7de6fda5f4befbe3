"""The checks of a sentence, each with true and false cases, and how much they cost."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.utils import translation as languages

from cms.desk.glossary.finding import TermFinder
from cms.desk.models import Term
from cms.desk.proofing.checks import check
from cms.desk.proofing.findings import Sentence, Severity, proof
from cms.desk.proofing.limits import Place, limit_of, place_of, plain_text
from cms.desk.segments import segments_of, write
from home.models import ContentPage
from projects.models import ProjectPage

from .helpers import in_translation, person, translate_all

NB, NN = "\u00a0", "\u202f"
TEXT, SLUG, ALT = Place(), Place(is_slug=True, limit=250), Place(is_alternative_text=True)


def findings(source: str, target: str, place: Place = TEXT, terms: tuple[Term, ...] = (), error: str = ""):
    sentence = Sentence(
        segment_id=7,
        source_data=source,
        target_data=target,
        source=plain_text(source),
        target=plain_text(target),
        place=place,
        source_language="de",
        target_language="fr",
        terms=TermFinder(list(terms)),
        stored_error=error,
    )
    return list(check(sentence))


def codes(*args, **kwargs) -> list[str]:
    return [finding.code for finding in findings(*args, **kwargs)]


FINE = [
    ("Der Bau beginnt.", "La construction commence."),
    ("Der Bau beginnt 2018 und kostet 12.000 €.", f"La construction commence en 2018 et coûte 12{NN}000{NB}€."),
    ("Kreis Düren", "Kreis Düren"),
    ("Agenda 2030", "Agenda 2030"),
    ("2018", "2018"),
    ("Servicestelle Kommunen in der Einen Welt", "Servicestelle Kommunen in der Einen Welt"),
    ("Stiftung Umwelt und Entwicklung", "Stiftung Umwelt und Entwicklung"),
    ("Amini Schule e. V.", "association Amini Schule e. V."),
    ("Gebaut von Solar e. V.", "Construit par l’association Solar"),
    ("Mais, Maniok usw.", "maïs, manioc, etc."),
    ("Wer hilft?", "Qui aide ?"),
    ("Machen Sie mit!", "Participez."),
    ("So geht es:", f"Voici comment{NB}:"),
    ("„Wir helfen.“", f"«{NB}Nous aidons.{NB}»"),
    ("Ein Bau (2018).", "Une construction (2018)."),
    ('Siehe <a id="a1">Bericht</a>.', 'Voir le <a id="a1">rapport</a>.'),
    ("<b>Wichtig</b> ist das.", "C’est <strong>important</strong>."),
    ("Schulen &amp; Höfe", "Écoles &amp; fermes"),
    ("Zeile eins<br>Zeile zwei", "Ligne une<br>Ligne deux"),
    ("a &lt; b", "a &lt; b"),
    ("100 %ig", "à 100 %"),
    ("Beginn am 01.03.2024.", "Début le 1er mars 2024."),
    ("Aktualisiert am 05.06.2024 um 09:05 Uhr.", "Mis à jour le 5 juin 2024 à 9 h 05."),
    ("Mehr auf www.un.org/de/ziele.", "En savoir plus sur www.un.org/fr/objectifs."),
    ("Am 3.10.", "Le 3 octobre"),
    ("Siehe S. 12 ff.", "Voir p. 12 et suivantes"),
]
FOUND = [
    ("Der Bau beginnt.", "", "empty"),
    ("Der Bau beginnt.", "  ", "empty"),
    ("Wir bauen eine Schule mit der Gemeinde.", "Wir bauen eine Schule mit der Gemeinde.", "identical"),
    ("drei Schulen und 4 Höfe", "trois écoles et 5 fermes", "numbers"),
    ("am 12. März 2024", "le 12 mai 2024", "dates"),
    ("an mail@kreis-dueren.de", "à mail@kreis-dueren.fr", "emails"),
    ("auf www.un.org", "sur www.uno.org", "addresses"),
    ("Telefon 02421 22-0", "téléphone 02421 22-1", "telephones"),
    ("Guten Tag, {name}", "Bonjour", "placeholders"),
    ("Hallo %(name)s", "Bonjour %(nom)s", "placeholders"),
    ('<a id="a1">Bericht</a> lesen', "Lire le rapport", "link_missing"),
    ("<b>Wichtig</b> ist", "C’est important", "emphasis_missing"),
    ("<i>Wichtig</i> ist", "C’est important", "emphasis_missing"),
    ("Wichtig", 'Important <a id="a9">ici</a>', "link_unknown"),
    ("Wichtig", "<b>Important", "markup_damaged"),
    ("Wichtig", "Important</b>", "markup_damaged"),
    ("Wichtig", "<b><i>Important</b></i>", "markup_damaged"),
    ("Wichtig", "<b Important", "markup_damaged"),
    ("Wichtig", "<p>Important</p>", "markup_damaged"),
    ("Wichtig", "<script>alert()</script>", "markup_damaged"),
    ("Wichtig", '<b onclick="x">Important</b>', "markup_damaged"),
    ("Wichtig", "Important <![x[y]]>", "markup_damaged"),
    ("Wichtig", "Important <!-- non", "markup_damaged"),
    ("Wichtig", "Important <?php", "markup_damaged"),
    ("Wichtig", "<a " * 3_000 + "Important", "markup_damaged"),
    ('<a id="a1">x</a>', '<a id="a1" href="javascript:alert(1)">x</a>', "markup_damaged"),
    ("Wer hilft?", "Qui aide", "end"),
    ("Wer hilft?", "Qui aide.", "end"),
    ("Der Bau beginnt.", "La construction commence", "end"),
    ("Der Bau", "La construction ", "edge_space"),
    ("Der Bau", "L'école", "typography"),
]
ERRORS = {"empty", "alternative_text", "too_long", "markup_damaged", "link_unknown", "slug", "refused"}


@pytest.mark.parametrize(("source", "target"), FINE)
def test_no_false_alarm(source, target):
    assert codes(source, target) == []


@pytest.mark.parametrize(("source", "target", "code"), FOUND)
def test_found_with_its_severity(source, target, code):
    found = findings(source, target)
    assert [finding.code for finding in found] == [code]
    assert (found[0].severity == Severity.ERROR) == (code in ERRORS)
    assert found[0].segment_id == 7
    assert found[0].message.endswith(".")


@pytest.mark.parametrize(
    ("source", "target", "fix"),
    [
        ("Wer hilft?", "Qui aide", f"Qui aide{NN}?"),
        ("Der Bau beginnt.", "La construction commence", "La construction commence."),
        ("So geht es:", "Voici", f"Voici{NB}:"),
        ("Der Bau", " La construction ", "La construction"),
        ("Der Bau", "L'école", "L’école"),
    ],
)
def test_a_fix_is_the_whole_text_and_settles_the_finding(source, target, fix):
    assert [finding.fix for finding in findings(source, target)] == [fix]
    assert codes(source, fix) == []


def test_too_long_counts_what_is_stored():
    place = Place(limit=10)
    assert codes("Kurz", "0123456789", place) != ["too_long"]
    assert codes("Kurz", "R&amp;D abcdef", place) == []
    found = findings("Kurz", "Beaucoup trop", place)
    assert (found[0].code, found[0].message) == ("too_long", "Die Übersetzung ist um 3 Zeichen zu lang: 13 von 10.")


def test_a_slug_is_checked_as_an_address_only():
    assert codes("solardach-2018", "toit-solaire", SLUG) == []
    assert codes("solar", "solar", SLUG) == []
    found = findings("solar", "Énergie & œuvre", SLUG)
    assert [(one.code, one.severity, one.fix) for one in found] == [("slug", Severity.ERROR, "energie-oeuvre")]
    assert codes("solar", "", SLUG) == ["empty"]


def test_a_missing_alternative_text_is_named_as_such():
    assert codes("Ein Feld.", "", ALT) == ["alternative_text"]


def test_a_poor_alternative_text_is_warned_about():
    assert codes("Ein Feld", "Image", ALT) == ["poor_alternative_text"]
    assert codes("Ein Feld", "Image", TEXT) == []
    assert codes("Ein Feld", "Un champ", ALT) == []


def test_what_was_stored_with_an_error_is_said_unless_a_check_says_it():
    assert codes("Wichtig", "Important", error="Refused.") == ["refused"]
    assert codes("Wichtig", "<b>Important", error="Refused.") == ["markup_damaged"]


def test_messages_are_in_the_language_of_the_reader():
    with languages.override("en"):
        assert findings("Ein Bau", "")[0].message == "This sentence is not translated yet."


class TestTerms:
    PARTNERSHIP = Term(pk=1, source_text="Partnerschaft", preferred="partenariat", variants="jumelage")
    DISTRICT = Term(pk=2, source_text="Gebietskörperschaft", preferred="collectivité territoriale")

    @pytest.mark.parametrize(
        ("source", "target"),
        [
            ("Die Partnerschaft wächst", "Le partenariat grandit"),
            ("Die Partnerschaften wachsen", "Les jumelages grandissent"),
            ("Alle Gebietskörperschaften", "Toutes les collectivités territoriales"),
            ("Das Partnerschaftsprojekt", "Le projet commun"),  # a compound asks for nothing
            ("„Kommunale Partnerschaften“", f"«{NB}Kommunale Partnerschaften{NB}» (en allemand)"),  # kept as a title
        ],
    )
    def test_right(self, source, target):
        assert codes(source, target, terms=(self.PARTNERSHIP, self.DISTRICT)) == []

    def test_a_missing_term_is_named_with_its_translation(self):
        found = findings("Eine Partnerschaft", "Une coopération", terms=(self.PARTNERSHIP,))
        assert [one.code for one in found] == ["term"]
        assert "partenariat" in found[0].message
        assert "Partnerschaft" in found[0].message


class TestLimits:
    @pytest.mark.parametrize(
        ("model", "field_path", "limit"),
        [
            (ContentPage, "title", 255),
            (ContentPage, "teaser", 300),
            (ContentPage, "body.heading.text", 200),
            (ContentPage, "body.accordion.items.item.title", 200),
            (ContentPage, "body.picture.caption", 300),
            (ContentPage, "body.paragraph", None),
            (ContentPage, "body.table", None),
            (ContentPage, "body.gone.text", None),
            (ContentPage, "gone", None),
            (ProjectPage, "goals.reason", 300),
            (None, "title", None),
        ],
    )
    def test_read_from_fields_and_blocks(self, model, field_path, limit):
        assert place_of(model, field_path).limit == limit

    def test_kinds_of_places(self):
        assert place_of(ContentPage, "slug").is_slug
        assert place_of(ContentPage, "body.paragraph").is_rich
        assert place_of(ContentPage, "body.picture.image.alt_text").is_alternative_text
        assert place_of(ContentPage, "lead_image_alt").is_alternative_text
        assert not place_of(ContentPage, "title").is_alternative_text


@pytest.mark.django_db
class TestProof:
    def test_open_sentences_are_errors_and_translated_ones_are_not(self, site):
        work = in_translation(site)
        boss = person(None)
        assert {finding.code for finding in proof(work.translation, segments_of(work.translation))} == {"empty"}
        translate_all(work.translation, boss, "Un texte.")
        slug = next(one for one in segments_of(work.translation) if one.path == "slug")
        write(work.translation, slug, "toit-solaire", user=boss)
        assert proof(work.translation, segments_of(work.translation)) == []

    def test_errors_of_a_sentence_come_first(self, site):
        work = in_translation(site)
        title = next(one for one in segments_of(work.translation) if one.path == "title")
        title = write(work.translation, title, "L'école <b>de 3", user=person(None))
        severities = [finding.severity for finding in proof(work.translation, [title])]
        assert len(severities) > 1
        assert severities == sorted(severities, key=lambda one: one != Severity.ERROR)

    def test_the_limit_of_a_sentence(self, site):
        work = in_translation(site)
        limits = {one.path: limit_of(work.translation, one) for one in segments_of(work.translation)}
        assert limits["title"] == 255

    def test_many_sentences_cost_as_little_as_one(self, site, django_assert_max_num_queries):
        work = in_translation(site)
        segments = segments_of(work.translation) * 40
        Term.objects.create(
            source_locale=site.de.locale, target_locale=site.fr.locale, source_text="Schule", preferred="école"
        )
        ContentType.objects.clear_cache()
        fresh = type(work.translation).objects.get(pk=work.translation.pk)
        # The source, its content type, the two languages, the stamp of the glossary and its terms.
        with django_assert_max_num_queries(5):
            proof(fresh, segments)
        with django_assert_max_num_queries(2):
            proof(fresh, segments)
