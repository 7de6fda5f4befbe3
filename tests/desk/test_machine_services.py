"""The two services as they speak, and every way in which they fail (local servers, no network)."""

from types import SimpleNamespace

import pytest
from wagtail_localize.machine_translators import get_machine_translator

from cms.desk.machine.deepl_glossary import entries_for
from cms.desk.machine.problems import MachineError, Problem, TooMuch, words_for
from cms.desk.machine.service import machine_for
from cms.desk.models import DeepLGlossary, Term
from tests.desk.fake_services import FakeDeepL, FakeLibreTranslate, refused_url

GERMAN = SimpleNamespace(pk=1, language_code="de")
FRENCH = SimpleNamespace(pk=2, language_code="fr")
TEXTS = ["Strom vom <b>Dach</b>", 'Mehr <a id="a1">hier</a> &amp; dort<br/>!']


def libre(settings, fake=None, url=""):
    settings.LIBRETRANSLATE_URL = url or fake.url
    settings.LIBRETRANSLATE_API_KEY = fake.key if fake else ""
    return machine_for(GERMAN, FRENCH)


def deepl(settings, fake=None, url="", locales=(GERMAN, FRENCH)):
    settings.LIBRETRANSLATE_URL = ""
    settings.DEEPL_API_KEY = "secret"
    settings.DEEPL_API_URL = url or fake.url
    return machine_for(*locales)


@pytest.fixture(autouse=True)
def _nothing_set(settings):
    settings.LIBRETRANSLATE_URL = settings.LIBRETRANSLATE_API_KEY = ""
    settings.DEEPL_API_KEY = settings.DEEPL_API_URL = ""
    settings.MACHINE_TRANSLATION_TIMEOUT = 1


def failure(machine) -> MachineError:
    with pytest.raises(MachineError) as caught:
        machine.translate(TEXTS)
    return caught.value


def test_without_settings_there_is_no_machine_and_wagtail_localizes_own_is_off(settings):
    assert machine_for(GERMAN, FRENCH) is None
    assert get_machine_translator() is None


def test_our_own_server_goes_first(settings):
    settings.DEEPL_API_KEY = "secret"
    assert machine_for(GERMAN, FRENCH).name == "DeepL"
    settings.LIBRETRANSLATE_URL = "http://127.0.0.1:1"
    assert machine_for(GERMAN, FRENCH).name == "LibreTranslate"
    assert machine_for(GERMAN, GERMAN) is None


def test_libretranslate_gets_texts_and_languages_and_nothing_else(settings):
    with FakeLibreTranslate(key="k") as fake:
        answers = libre(settings, fake).translate(TEXTS)
    assert answers == [f"FR {text}" for text in TEXTS]
    [asked] = fake.requests
    assert {name: asked[name] for name in ("q", "source", "target", "format", "api_key")} == {
        "q": TEXTS, "source": "de", "target": "fr", "format": "html", "api_key": "k",
    }  # fmt: skip
    assert set(asked) == {"method", "path", "headers", "raw", "q", "source", "target", "format", "api_key"}
    assert "Cookie" not in asked["headers"]


def test_deepl_gets_markup_politeness_and_its_key(settings):
    with FakeDeepL(key="secret") as fake:
        answers = deepl(settings, fake).translate(TEXTS)
    assert answers == [f"FR {text}" for text in TEXTS]
    [asked] = fake.requests
    assert asked["text"] == TEXTS
    assert (asked["source_lang"], asked["target_lang"]) == ("DE", "FR")
    assert (asked["tag_handling"], asked["formality"]) == ("xml", "prefer_more")
    assert "glossary_id" not in asked


def test_deepl_is_told_which_english(settings):
    english = SimpleNamespace(pk=3, language_code="en")
    with FakeDeepL() as fake:
        deepl(settings, fake, locales=(GERMAN, english)).translate(TEXTS)
    assert fake.requests[0]["target_lang"] == "EN-GB"


@pytest.mark.parametrize(
    ("fault", "problem", "passing"),
    [
        ("429", Problem.BUSY, True),
        ("500", Problem.BROKEN, True),
        ("503", Problem.BROKEN, True),
        ("403", Problem.KEY_REFUSED, False),
        ("401", Problem.KEY_REFUSED, False),
        ("404", Problem.NONSENSE, False),
        ("400", Problem.REFUSED, False),
        ("unsupported", Problem.LANGUAGE, False),
        ("redirect", Problem.NONSENSE, False),
        ("not json", Problem.NONSENSE, False),
        ("empty", Problem.NONSENSE, False),
        ("one less", Problem.NONSENSE, False),
        ("slow", Problem.TIMEOUT, True),
        ("hang up", Problem.UNREACHABLE, True),
    ],
)
def test_every_fault_of_libretranslate_has_a_name(settings, fault, problem, passing):
    with FakeLibreTranslate([fault]) as fake:
        error = failure(libre(settings, fake))
    assert (error.problem, error.passing) == (problem, passing)
    assert len(fake.requests) == 1
    if fault == "429":
        assert error.retry_after == 2


@pytest.mark.parametrize(
    ("fault", "problem", "passing"),
    [
        ("429", Problem.BUSY, True),
        ("456", Problem.QUOTA, False),
        ("500", Problem.BROKEN, True),
        ("403", Problem.KEY_REFUSED, False),
        ("400", Problem.REFUSED, False),
        ("404", Problem.NONSENSE, False),
        ("not json", Problem.NONSENSE, False),
        ("empty", Problem.NONSENSE, False),
        ("one less", Problem.NONSENSE, False),
        ("wrong kind", Problem.NONSENSE, False),
        ("slow", Problem.TIMEOUT, True),
        ("hang up", Problem.UNREACHABLE, True),
    ],
)
def test_every_fault_of_deepl_has_a_name(settings, fault, problem, passing):
    with FakeDeepL([fault]) as fake:
        error = failure(deepl(settings, fake))
    assert (error.problem, error.passing) == (problem, passing)
    assert len(fake.requests) == 1, "the package must not try again by itself: the request would wait"


@pytest.mark.parametrize("make", [libre, deepl])
def test_nobody_listens(settings, make):
    error = failure(make(settings, url=refused_url()))
    assert (error.problem, error.passing) == (Problem.UNREACHABLE, True)


@pytest.mark.parametrize("make", [libre, deepl])
@pytest.mark.parametrize("address", ["no address", "http://", "ftp://127.0.0.1/"])
def test_an_address_that_is_none(settings, make, address):
    assert failure(make(settings, url=address)).problem in (Problem.UNREACHABLE, Problem.NONSENSE)


@pytest.mark.parametrize(("make", "service", "fault"), [(libre, FakeLibreTranslate, "limit"),
                                                       (libre, FakeLibreTranslate, "413"),
                                                       (deepl, FakeDeepL, "413")])  # fmt: skip
def test_too_much_at_once_is_told_apart(settings, make, service, fault):
    with service([fault]) as fake, pytest.raises(TooMuch):
        make(settings, fake).translate(TEXTS * 2)


def test_texts_that_are_no_texts_count_as_not_translated(settings):
    with FakeLibreTranslate(["wrong kind"]) as fake:
        assert libre(settings, fake).translate(TEXTS) == ["", ""]


def test_every_problem_has_words():
    texts = {problem: words_for(problem, "DeepL") for problem in Problem}
    assert all(texts.values())
    assert len(set(texts.values())) == len(texts)
    assert words_for("", "DeepL") == ""


# --- The glossary at DeepL --------------------------------------------------------------------


def term(site, source, preferred):
    return Term.objects.create(
        source_locale=site.de.locale, target_locale=site.fr.locale, source_text=source, preferred=preferred
    )


def test_terms_are_sent_once_and_used(site, settings):
    term(site, "Kreis", "arrondissement")
    term(site, "Rat\thaus", "hôtel de  ville")
    with FakeDeepL() as fake:
        for _time in range(2):
            machine = deepl(settings, fake, locales=(site.de.locale, site.fr.locale))
            assert machine.prepare() is None
            machine.translate(TEXTS)
    assert [asked["path"] for asked in fake.requests] == ["/v2/glossaries", "/v2/translate", "/v2/translate"]
    assert fake.requests[1]["glossary_id"] == "glossary-1"
    assert sorted(fake.glossaries["glossary-1"].splitlines()) == ["Kreis\tarrondissement", "Rat haus\thôtel de ville"]
    assert (fake.requests[0]["source_lang"], fake.requests[0]["target_lang"]) == ("DE", "FR")


def test_changed_terms_make_a_new_glossary_and_delete_the_old_one(site, settings):
    kept = term(site, "Kreis", "arrondissement")
    locales = (site.de.locale, site.fr.locale)
    with FakeDeepL() as fake:
        deepl(settings, fake, locales=locales).prepare()
        kept.preferred = "district"
        kept.save()
        deepl(settings, fake, locales=locales).prepare()
        assert fake.glossaries == {"glossary-2": "Kreis\tdistrict"}
        assert DeepLGlossary.objects.get().glossary_id == "glossary-2"
        kept.delete()
        machine = deepl(settings, fake, locales=locales)
        assert machine.prepare() is None
        assert fake.glossaries == {}
        assert not DeepLGlossary.objects.exists()
        machine.translate(TEXTS)
    assert "glossary_id" not in fake.requests[-1]


def test_another_account_gets_a_glossary_of_its_own(site, settings):
    term(site, "Kreis", "arrondissement")
    locales = (site.de.locale, site.fr.locale)
    with FakeDeepL() as fake:
        deepl(settings, fake, locales=locales).prepare()
        machine = deepl(settings, fake, locales=locales)
        settings.DEEPL_API_KEY = "another"
        machine.prepare()
        assert fake.made == 2


def test_a_glossary_deleted_at_deepl_is_made_anew_by_the_next_attempt(site, settings):
    term(site, "Kreis", "arrondissement")
    locales = (site.de.locale, site.fr.locale)
    with FakeDeepL() as fake:
        machine = deepl(settings, fake, locales=locales)
        machine.prepare()
        fake.glossaries.clear()
        assert failure(machine).passing
        machine = deepl(settings, fake, locales=locales)
        machine.prepare()
        assert machine.translate(TEXTS)


def test_without_glossary_it_goes_on_but_a_refused_key_stops(site, settings):
    term(site, "Kreis", "arrondissement")
    locales = (site.de.locale, site.fr.locale)
    with FakeDeepL(["no glossaries"]) as fake:
        machine = deepl(settings, fake, locales=locales)
        assert machine.prepare() is Problem.NO_GLOSSARY
        assert machine.translate(TEXTS)
    with FakeDeepL(["403"]) as fake:
        machine = deepl(settings, fake, locales=locales)
        with pytest.raises(MachineError) as caught:
            machine.prepare()
    assert caught.value.problem is Problem.KEY_REFUSED


def test_terms_that_deepl_would_refuse_stay_here(site):
    term(site, "Kreis", "arrondissement")
    term(site, "   ", "rien")
    term(site, "Zeichen\x01", "signe")
    assert entries_for(site.de.locale, site.fr.locale) == {"Kreis": "arrondissement"}
