"""Numbers, dates, addresses and telephone numbers: what differs and what only looks different."""

import pytest

from cms.desk.proofing.contacts import contacts_of, missing_and_added, missing_and_added_telephones, whichever_language
from cms.desk.proofing.figures import compare

NB, NN = "\u00a0", "\u202f"

SAME = [
    ("1.234,5 Tonnen", f"1{NN}234,5 tonnes"),
    ("1.234 Menschen", "1 234 personnes"),
    ("12.000 €", f"12{NB}000{NB}€"),
    ("1.234.567", f"1{NN}234{NN}567"),
    ("2,5 Millionen", "2,5 millions"),
    ("12%", f"12{NB}%"),
    ("12 Prozent", f"12{NN}%"),
    ("12 %", "12 pour cent"),
    ("100-prozentig erneuerbar", "100 % renouvelable"),
    ("seit 2018", "depuis 2018"),
    ("2018–2020", "de 2018 à 2020"),
    ("Schuljahr 2018/19", "année scolaire 2018-2019"),
    ("die 90er Jahre", "les années 1990"),
    ("die 1990er Jahre", "les années 1990"),
    ("das 19. Jahrhundert", "le XIXe siècle"),
    ("12. März 2024", "12 mars 2024"),
    ("12. März 2024", "12/03/2024"),
    ("12.03.2024", "12 mars 2024"),
    ("12.3.24", "12/03/2024"),
    ("2024-03-12", "12 mars 2024"),
    ("1. Mai 2024", "1er mai 2024"),
    ("am 1. Mai", "le 1er mai"),
    ("März 2024", "mars 2024"),
    ("Ende Mai", "fin mai"),
    ("vom 12. bis 14. März 2024", "du 12 au 14 mars 2024"),
    ("vom 12. März bis zum 2. April 2024", "du 12 mars au 2 avril 2024"),
    ("12.3.–14.3.2024", "du 12 au 14 mars 2024"),
    ("um 14:30 Uhr", "à 14 h 30"),
    ("um 14.30 Uhr", "à 14h30"),
    ("um 14 Uhr", "à 14 heures"),
    ("um 14 Uhr", f"à 14{NB}h{NB}00"),
    ("von 9 bis 12 Uhr", "de 9 h à 12 h"),
    ("drei Projekte", "3 projets"),
    ("2 Schulen", "deux écoles"),
    ("zwölf Kommunen", "douze communes"),
    ("ein Dutzend", "12"),
    ("17 Ziele, Ziel 4", "17 objectifs, l’objectif 4"),
    ("Platz 3.", "3e place"),
    ("CO2 und H2O", "CO2 et H2O"),
    ("Die Agenda 2030.", "L’Agenda 2030."),
    ("0,5 ha", "0,5 ha"),
    ("Absatz 3.1.2", "paragraphe 3.1.2"),
    ("Am Mai-Markt", "au marché de mai"),
    ("eine Schule", "une école"),
    ("4.5 und 6", "4,5 et 6"),
    ("weniger CO2", "moins de CO₂"),
    ("500 m2 Wiese", "500 mètres carrés de prairie"),
    ("in der Pandemie", "pendant la pandémie de COVID-19"),
    ("1.000.000 FCFA", "1 million de francs CFA"),
    ("2,5 Mio. Euro", "2 500 000 euros"),
    ("die 1990er Jahre", "les années 90"),
    ("von 8.30 bis 12 Uhr", "de 8 h 30 à 12 h"),
    ("Oktober 2023", "10/2023"),
    ("dreimal im Jahr", "3 fois par an"),
    ("ein zweijähriges Projekt", "un projet de 2 ans"),
    ("zweiundzwanzig Dörfer", "22 villages"),
    ("22 Dörfer", "vingt-deux villages"),
    ("in 18 Monaten", "en dix-huit mois"),
    ("75 und 80 und 91", "soixante-quinze et quatre-vingts et quatre-vingt-onze"),
    ("zwei Drittel", "2/3"),
    ("Phase II", "phase 2"),
]
NUMBERS_DIFFER = [
    ("1.234,5 Tonnen", "1 234,6 tonnes"),
    ("12.000 €", "1 200 €"),
    ("seit 2018", "depuis 2019"),
    ("12 %", "12 personnes"),
    ("3 Schulen und 4 Höfe", "3 écoles"),
    ("drei Schulen", "4 écoles"),
    ("17 Ziele", "des objectifs"),
    ("2018–2020", "de 2018 à 2021"),
    ("um 14:30 Uhr", "à 15 h 30"),
    ("7 und 7", "7"),
    ("22 Dörfer", "vingt-trois villages"),
    ("dreimal", "4 fois"),
    ("2,5 Mio. Euro", "2 500 euros"),
    ("Phase II", "phase 3"),
    ("das 19. Jahrhundert", "le XVIIIe siècle"),
]
DATES_DIFFER = [
    ("12. März 2024", "12 mai 2024"),
    ("12. März 2024", "13 mars 2024"),
    ("12.3.2024", "3 décembre 2024"),
    ("vom 12. März bis zum 14. April 2024", "du 14 mars au 12 avril 2024"),
    ("im März 2024", "en avril 2024"),
]


@pytest.mark.parametrize(("german", "french"), SAME)
def test_the_same_written_differently_is_no_finding(german, french):
    numbers, dates = compare(german, french)
    assert (numbers.missing, numbers.added, dates.missing, dates.added) == ([], [], [], [])


@pytest.mark.parametrize(("german", "french"), NUMBERS_DIFFER)
def test_another_number_is_found(german, french):
    numbers, dates = compare(german, french)
    assert numbers
    assert not dates


@pytest.mark.parametrize(("german", "french"), DATES_DIFFER)
def test_another_date_is_found(german, french):
    _numbers, dates = compare(german, french)
    assert dates


def test_a_difference_names_what_is_written():
    numbers, _dates = compare("1.234,5 Tonnen", "1 234,6 tonnes")
    assert (numbers.missing, numbers.added) == (["1.234,5"], ["1 234,6"])


def test_contacts_are_taken_out_of_the_text():
    text = "Rufen Sie an: 02421 22-0, mail@kreis-dueren.de oder https://www.kreis-dueren.de/eine-welt/?a=1. Seit 2018."
    found = contacts_of(text)
    assert found.emails == ("mail@kreis-dueren.de",)
    assert found.addresses == ("kreis-dueren.de/eine-welt/?a=1",)
    assert found.telephones == ("02421 22-0",)
    assert "2018" in found.rest
    assert "22" not in found.rest


#: What begins with a nought and is no telephone number.
NOUGHTS = [
    "Beginn am 01.03.2024.",
    "01.03.2024 – 05.04.2024",
    "le 03/10/2022",
    "03.10.22",
    "vom 01.–03.05.2024",
    "01. – 03.05.2024",
    "09.00–17.00 Uhr",
    "08.30 – 12.00",
    "seit 09/2025",
    "0.5 – 100.000 Liter",
]


@pytest.mark.parametrize(
    "text", ["von 2018 bis 2020", "0,5 ha", "1.234.567", "12.03.2024", "Ziel 4, 5 und 6", "z. B.", *NOUGHTS]
)
def test_what_is_no_telephone_number(text):
    found = contacts_of(text)
    assert (found.telephones, found.addresses, found.emails) == ((), (), ())


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("02421 22-0", "+49 2421 220"),
        ("02421/22-1234", "+49 (0) 2421 22 12 34"),
        ("0049 2421 221234", "+49 2421 221234"),
        ("+225 27 22 00 00 00", "+225 2722000000"),
    ],
)
def test_the_same_telephone_number_written_differently(one, other):
    pair = contacts_of(one).telephones, contacts_of(other).telephones
    assert all(pair)
    assert missing_and_added_telephones(*pair) == ([], [])


@pytest.mark.parametrize(("one", "other"), [("02421 22-0", "02421 22-1"), ("+49 2421 220", "+33 2421 220")])
def test_another_telephone_number(one, other):
    assert missing_and_added_telephones(contacts_of(one).telephones, contacts_of(other).telephones) != ([], [])


def test_addresses_are_the_same_with_and_without_their_beginning():
    german, french = contacts_of("https://www.un.org/ und un.org"), contacts_of("www.un.org")
    assert missing_and_added(german.addresses, french.addresses) == ([], [])
    assert missing_and_added(german.addresses, contacts_of("www.uno.org").addresses) == (["un.org"], ["uno.org"])


def test_an_address_of_the_same_site_in_another_language_is_no_difference():
    german = contacts_of("www.un.org/de/ziele, https://de.wikipedia.org/wiki/Wind, kreis-dueren.de/wind").addresses
    french = contacts_of("www.un.org/fr/objectifs, https://fr.wikipedia.org/wiki/Vent, kreis-dueren.de/vent").addresses
    differing = ["kreis-dueren.de/wind"], ["kreis-dueren.de/vent"]
    assert missing_and_added(german, french, whichever_language) == differing


@pytest.mark.parametrize("text", ["01.42.12.34.56", "02421/22 10 20", "(0228) 44 60-0", "0221-123456"])
def test_what_looks_a_little_like_a_date_and_is_a_telephone_number(text):
    assert contacts_of(text).telephones == (text,)


def test_thousands_of_numbers_and_telephone_numbers_of_which_one_differs():
    text = " ".join(str(number % 10) for number in range(4_000))
    numbers, _dates = compare(f"{text} 77", f"78 {text}")
    assert (numbers.missing, numbers.added) == (["77"], ["78"])
    many = tuple(f"+49 24{number}" for number in range(10_000, 12_000))
    assert missing_and_added_telephones((*many, "+33 1234567"), tuple(reversed(many))) == (["+33 1234567"], [])
