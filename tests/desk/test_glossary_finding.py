"""Terms in sentences: inflection, compounds, several words, and what only looks like a term."""

import pytest
from wagtail.models import Locale

from cms.desk.glossary.finding import TermFinder, finder_for, missing_terms, terms_in
from cms.desk.models import Term

TERMS = {
    "Partnerschaft": "partenariat",
    "Projektpartnerschaft": "partenariat de projet",
    "Kommune": "collectivité territoriale",
    "kommunale Entwicklungspolitik": "politique communale de développement",
    "Vereinte Nationen": "Nations Unies",
    "Verein": "association",
    "Träger": "porteur de projet",
    "Landwirt": "agriculteur",
    "Landwirtin": "agricultrice",
    "Regionalrat": "conseil régional",
    "Gesundheitszentrum": "centre de santé",
    "Agenda 2030": "Agenda 2030",
    "geplant": "prévu",
    "Maniok-Halle": "halle à manioc",
    "Maniok": "manioc",
    "Leichte Sprache": "langage facile à lire et à comprendre (FALC)",
    "Hebamme": "sage-femme",
    "auf Augenhöhe": "d’égal à égal",
    "Ausbildungszentrum": "centre de formation",
    "Bedarf": "besoins",
}


@pytest.fixture(scope="module")
def finder() -> TermFinder:
    return TermFinder([Term(pk=n, source_text=de, preferred=fr) for n, (de, fr) in enumerate(TERMS.items(), start=1)])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Die Partnerschaft wächst.", ["Partnerschaft"]),
        ("der Partnerschaften", ["Partnerschaft"]),
        ("viele Kommunen", ["Kommune"]),
        ("kommunaler Entwicklungspolitik", ["kommunale Entwicklungspolitik"]),
        ("Kommunale Entwicklungspolitik", ["kommunale Entwicklungspolitik"]),
        ("der Vereinten Nationen", ["Vereinte Nationen"]),
        ("<b>Vereinte</b> Nationen", ["Vereinte Nationen"]),
        ("Vereinte\u00a0Nationen", ["Vereinte Nationen"]),
        ("des Vereins, die Vereine", ["Verein"]),
        ("die Träger und Trägern", ["Träger"]),
        ("die Landwirtinnen und Landwirte", ["Landwirtin", "Landwirt"]),
        ("den Regionalräten", ["Regionalrat"]),
        ("zwei Gesundheitszentren", ["Gesundheitszentrum"]),
        ("Die Agenda 2030 gilt.", ["Agenda 2030"]),
        ("geplante Projekte", ["geplant"]),
        ("Geplant ist viel.", ["geplant"]),
        ("in der Maniok-Halle", ["Maniok-Halle"]),
        ("in Leichter Sprache", ["Leichte Sprache"]),
        ("Arbeit auf Augenhöhe", ["auf Augenhöhe"]),
        ("des Ausbildungszentrums", ["Ausbildungszentrum"]),
        # Compounds: the longest term within, and whole words before parts.
        ("die Projektpartnerschaft", ["Projektpartnerschaft"]),
        ("Klimapartnerschaften", ["Partnerschaft"]),
        ("ein Partnerschaftsprojekt", ["Partnerschaft"]),
        ("Bedarfsliste", ["Bedarf"]),
        ("Klimapartnerschaften und Vereine", ["Verein", "Partnerschaft"]),
        # No terms.
        ("sie tragen und vereinen", []),
        ("eine Vereinbarung, die Vereinigung", []),
        ("kommunal", []),
        ("die Agenda 2031", []),
        ("Agenda. 2030 kam", []),
        ("Nationen, vereinte", []),
        ("ungeplant", []),
        ("", []),
    ],
)
def test_terms_in_german(finder, text, found):
    assert [term.source_text for term in finder.terms_in(text)] == found


def test_occurrences_have_places_in_the_text_with_its_markup(finder):
    text = 'Die <a id="a1">Vereinten Nationen</a> und ein Partnerschaftsprojekt'
    seen = [(text[one.start : one.end], one.is_part) for one in finder.occurrences(text)]
    assert seen == [("Vereinten Nationen", False), ("Partnerschaft", True)]


@pytest.mark.parametrize(
    ("source", "target", "missing"),
    [
        ("Die Kommunen", "Les collectivités territoriales", []),
        ("Die Kommunen", "Les communes", ["Kommune"]),
        ("Die Hebammen", "Les sages-femmes", []),
        ("Die Hebamme", "La sage‑femme", []),
        ("Leichte Sprache", "en FALC", []),
        ("Leichte Sprache", "un langage facile à lire et à comprendre", []),
        ("auf Augenhöhe", "d'égal à égal", []),
        ("Regionalräte", "les conseils régionaux", []),
        ("geplante Projekte", "les projets prévus", []),
        ("Landwirt*innen", "l’agriculture", []),
        ("Landwirt:innen und Vereine", "les agriculteurs", ["Verein"]),
        ("Klimapartnerschaften", "l’action pour le climat", []),
    ],
)
def test_missing_terms(finder, source, target, missing):
    assert [term.source_text for term in finder.missing_terms(source, target)] == missing


@pytest.mark.django_db
class TestCache:
    @pytest.fixture
    def pair(self):
        return [Locale.objects.get_or_create(language_code=code)[0] for code in ("de", "fr")]

    def add(self, pair, text: str, **values) -> Term:
        return Term.objects.create(
            source_locale=pair[0], target_locale=pair[1], source_text=text, preferred="x", **values
        )

    def test_a_look_up_is_one_query_and_follows_every_change(self, pair, django_assert_num_queries):
        term = self.add(pair, "Verein")
        assert terms_in("Ein Verein", *pair) == [term]
        with django_assert_num_queries(1):
            assert terms_in("Ein Verein", *pair) == [term]
        other = self.add(pair, "Imker")
        assert terms_in("Ein Imker", *pair) == [other]
        term.source_text = "Schule"
        term.save()
        assert terms_in("Ein Verein, eine Schule", *pair) == [term]
        term.delete()
        assert terms_in("Eine Schule, ein Imker", *pair) == [other]

    def test_pairs_of_languages_are_kept_apart(self, pair):
        english, _created = Locale.objects.get_or_create(language_code="en")
        self.add(pair, "Verein")
        assert terms_in("Ein Verein", pair[0], english) == []
        assert terms_in("Ein Verein", english, pair[1]) == []

    def test_a_segment_is_asked_for_missing_terms(self, pair):
        term = self.add(pair, "Verein", variants="club\nsociété")

        class Sentence:
            source, target = "Ein Verein", "Une école"

        assert missing_terms(Sentence, *pair) == [term]
        Sentence.target = "Un club"
        assert missing_terms(Sentence, *pair) == []

    def test_a_thousand_terms_are_looked_up_without_walking_through_them(self, pair):
        Term.objects.bulk_create(
            Term(source_locale=pair[0], target_locale=pair[1], source_text=f"Wort{'x' * (n % 7)}{n}", preferred="x")
            for n in range(1000)
        )
        finder = finder_for(*pair)
        # The forms lead to the terms: no list is as long as the glossary.
        assert max(len(terms) for terms in finder._by_first_word.values()) < 10
        assert [term.source_text for term in finder.terms_in("Hier steht Wortx1 und mehr")] == ["Wortx1"]
