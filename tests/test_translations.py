"""The catalogues are sound and well set, and no page shows a word of another language.

That they hold every text of the source is checked by ``tools/check_translations.py``, which needs gettext.
"""

from __future__ import annotations

import html
import re
from pathlib import Path

import polib
import pytest
from django.conf import settings as project_settings
from django.test import Client

from home.models import ContentPage
from projects.models import Contact, Partner, ProjectPartner, UpdatePage
from projects.models.relations import PartnerRole
from tests.factories import add_live, make_project

LANGUAGES = ("de", "fr")
LOCALE = Path(project_settings.BASE_DIR) / "locale"
NO_BREAK, NARROW_NO_BREAK = "\N{NO-BREAK SPACE}", "\N{NARROW NO-BREAK SPACE}"

PERCENT = re.compile(r"%\(\w+\)[sd]|%[sd%]")
BRACES = re.compile(r"\{\w*\}")
TAG = re.compile(r"<[^>]+>")
#: What a reader meets besides the text between tags.
SPOKEN = re.compile(r'\b(?:alt|aria-label|title|placeholder|label)="([^"]*)"')
#: Shorter words may well be part of something else.
LONGER_THAN = 6


def catalogue(language: str) -> polib.POFile:
    return polib.pofile(str(LOCALE / language / "LC_MESSAGES" / "django.po"))


def key(entry) -> tuple[str | None, str]:
    return entry.msgctxt, entry.msgid


def texts(entry) -> list[str]:
    """All translations of an entry: one, or one for each plural form."""
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


def readable(text: str) -> str:
    """The text without tags: quotes and colons inside them are code."""
    return TAG.sub("", text)


@pytest.fixture(params=LANGUAGES)
def language(request) -> str:
    return request.param


def test_every_text_is_translated(language):
    po = catalogue(language)
    assert len(po) > 300
    assert [key(entry) for entry in po if not all(text.strip() for text in texts(entry))] == []
    assert [key(entry) for entry in po if entry.fuzzy] == []
    assert [key(entry) for entry in po.obsolete_entries()] == []


def test_nothing_was_merely_copied_from_the_source(language):
    """Single words may be the same in another language, phrases only if they are names."""
    copied = {entry.msgid for entry in catalogue(language) if entry.msgid in texts(entry) and " " in entry.msgid}
    names = {"Côte d’Ivoire", "Burkina Faso", "Euro (EUR)", "Creative Commons Zero 1.0 (CC0)"}
    names |= {"Creative Commons, attribution 4.0 (CC BY 4.0)", "%(block)s %(number)d", "%(count)d page"}
    names |= {"1 page", "%(number)s page", "%(language)s: %(state)s", "%(label)s: %(value)s", "%(label)s: %(title)s"}
    assert copied <= names


def test_header_names_the_language_and_its_plural_but_no_person(language):
    metadata = catalogue(language).metadata
    assert metadata["Language"] == language
    assert metadata["Plural-Forms"].endswith({"de": "plural=(n != 1);", "fr": "plural=(n > 1);"}[language])
    assert "@" not in "".join(metadata.values())


def test_both_catalogues_hold_the_same_texts():
    assert [key(entry) for entry in catalogue("de")] == [key(entry) for entry in catalogue("fr")]


def test_compiled_catalogue_is_up_to_date(language):
    compiled = polib.mofile(str(LOCALE / language / "LC_MESSAGES" / "django.mo"))
    assert {key(e): texts(e) for e in compiled} == {key(e): texts(e) for e in catalogue(language)}


@pytest.mark.parametrize("pattern", [PERCENT, BRACES], ids=["percent", "braces"])
def test_placeholders_are_kept(language, pattern):
    wrong = []
    for entry in catalogue(language):
        # "One year" may stand for "%(number)s year": only the plural tells all placeholders.
        wanted = sorted(pattern.findall(entry.msgid_plural or entry.msgid))
        singular = sorted(pattern.findall(entry.msgid))
        forms = [sorted(pattern.findall(text)) for text in texts(entry)]
        if not all(form == wanted or (entry.msgid_plural and form == singular) for form in forms):
            wrong.append(key(entry))
    assert wrong == []


def test_tags_are_kept(language):
    wrong = [key(e) for e in catalogue(language) for text in texts(e) if TAG.findall(text) != TAG.findall(e.msgid)]
    assert wrong == []


#: Words of Wagtail's that we say as a sentence of our own (cms/admin_words.py), by their beginnings.
SAID_ANEW = (
    "The name of the page as it will appear in URLs",
    "No redirects have been created.",
    "No pages/snippets have been submitted",
    "Pages/snippets at this step",
    "Anyone can edit this %(model_name)s – lock it",
    "Keep the new pages updated",
    "You do not have permission to copy",
    "This slug is already in use",
    "The following page cannot be moved due",
)


def test_sentences_end_as_in_the_source(language):
    """A lost full stop or an ellipsis made of dots."""
    po = catalogue(language)
    changed = [key(e) for e in po for text in texts(e) if e.msgid.endswith(".") != text.endswith(".")]
    lost = [found for found in changed if not found[1].startswith(SAID_ANEW)]
    assert lost == []
    assert [key(e) for e in po for text in texts(e) if "..." in text] == []


def test_french_spaces_do_not_break():
    """A no-break space before ``:`` and ``»`` and after ``«``, a narrow one before ``;``, ``!`` and ``?``."""
    right = {":": NO_BREAK, "»": NO_BREAK, ";": NARROW_NO_BREAK, "!": NARROW_NO_BREAK, "?": NARROW_NO_BREAK}
    wrong = []
    for entry in catalogue("fr"):
        for text in map(readable, texts(entry)):
            # Neither https:// nor mailto: nor 2:35 are punctuation.
            signs = re.finditer(r"(.)(?<!mailto(?=:))(?<!tel(?=:))([:;!?»])(?!//|\d)", text)
            bad = [sign.group() for sign in signs if sign.group(1) != right[sign.group(2)]]
            bad += re.findall(rf"«[^{NO_BREAK}]", text)
            if bad:
                wrong.append((text, bad))
    assert wrong == []


def test_no_straight_quotes_or_apostrophes(language):
    straight = set("\"'”") | (set("“") if language == "fr" else set())
    wrong = [text for e in catalogue(language) for text in texts(e) if set(readable(text)) & straight]
    assert wrong == []


def test_german_quotation_marks_come_in_pairs():
    wrong = [text for e in catalogue("de") for text in texts(e) if text.count("„") != text.count("“")]
    assert wrong == []


# --- pages -----------------------------------------------------------------------------------


@pytest.fixture
def whole_site(site):
    """Each page type in each language, with all that makes it speak; `site.addresses[language]`."""
    site.addresses = {}
    for language in LANGUAGES:
        part = getattr(site, language)
        contact = Contact.objects.create(unit="Büro", phone="+49 1", email="a@b.example", locale=part.locale)
        partner = Partner.objects.create(name="Kreis", kind="municipality", locale=part.locale)
        running = make_project(part, "Xyz", goals=(3, 5), slug="xyz", contact=contact, grant=5, money_is_public=True)
        running.partners = [ProjectPartner(partner=partner, role=role, locale=part.locale) for role in PartnerRole]
        running.save_revision().publish()
        make_project(part, "Abc", slug="abc", start_year=2018, end_year=2018)
        make_project(part, "Fgh", slug="fgh", start_year=2090, end_year=None)
        update = add_live(running, UpdatePage(title="Jkl", slug="jkl", date="2025-05-05", locale=part.locale))
        easy = ContentPage(title="Mno", slug="mno", purpose="easy_language", locale=part.locale)
        add_live(part.home, easy)
        pages = [part.home, part.projects, part.goals, part.content, part.contact, part.imprint, part.accessibility]
        pages += [part.barrier_report, running, update, easy]
        search = {"de": "/de/suche/", "fr": "/fr/recherche/"}[language]
        addresses = [page.get_url() for page in pages]
        addresses += [f"{part.goals.get_url()}3/", f"{part.goals.get_url()}11/"]
        addresses += [f"{part.projects.get_url()}?q=nichts&stand=laufend", f"{part.projects.get_url()}?jahr=2018"]
        addresses += [search, f"{search}?q=xyz", f"{search}?q=nirgends", f"/{language}/fehlt/"]
        site.addresses[language] = addresses
    return site


def foreign_words(language: str) -> dict[str, re.Pattern]:
    """What would give away a text of another language: English msgids, and the words of the other catalogue.

    Django fills gaps of the French catalogue from the German one, so that a French page with a gap
    speaks German, not English. Words that the language itself uses are left out.
    """
    po = catalogue(language)
    ours = "\n".join(html.unescape(readable(text)) for entry in po for text in texts(entry)).casefold()
    others = [text for other in LANGUAGES if other != language for entry in catalogue(other) for text in texts(entry)]
    english = [text for entry in po for text in (entry.msgid, entry.msgid_plural) if text]
    found = {}
    for text in [*english, *others]:
        bare = max(PERCENT.split(readable(text)), key=len).strip()
        if len(bare) > LONGER_THAN and bare.casefold() not in ours:
            found[bare] = re.compile(rf"(?<!\w){re.escape(bare)}(?!\w)", re.IGNORECASE)
    return found


def visible(document: str) -> str:
    """What readers see or hear of a page, but for the link to the other language, which speaks that one."""
    document = re.sub(r"(?s)<(style|script)\b.*?</\1>", " ", document)
    document = re.sub(r'(?s)<a class="lang".*?</a>', " ", document)
    return html.unescape(" ".join([*SPOKEN.findall(document), TAG.sub(" ", document)]))


def test_pages_show_no_other_language(language, whole_site):
    words = foreign_words(language)
    assert len(words) > 300
    shown = {}
    for address in whole_site.addresses[language]:
        response = Client().get(address)
        assert response.status_code == (404 if "fehlt" in address else 200), address
        text = visible(response.content.decode())
        if leaks := [word for word, pattern in words.items() if pattern.search(text)]:
            shown[address] = leaks
    assert shown == {}


def test_pages_show_the_words_of_their_language(whole_site):
    """The test above sees nothing if nothing is shown: here are words that must be there."""
    expected = {
        "de": ("Zum Inhalt springen", "Aktuelle Projekte", "Alle Ziele", "Laufzeit", "Stand", "laufend", "Suchen"),
        "fr": ("Aller au contenu", "Projets actuels", "Tous les objectifs", "Période", "État d’avancement", "en cours"),
    }
    for language, words in expected.items():
        client = Client()
        text = " ".join(visible(client.get(address).content.decode()) for address in whole_site.addresses[language])
        assert [word for word in words if word not in text] == []


def test_fallback_page_speaks_french_around_the_german_text(site):
    """A page without French version answers under /fr/ with the German text, and says so in French."""
    german = make_project(site.de, "Nur auf Deutsch", slug="nur-deutsch")
    alias = german.create_alias(parent=site.fr.projects, update_locale=site.fr.locale)
    response = Client().get(alias.get_url())
    assert response.status_code == 200
    text = visible(response.content.decode())
    assert "Cette page n’est pas encore traduite." in text
    assert "Aller au contenu" in text
