"""Site details: what the pages print of them, what is empty, and who may write what."""

import json
from datetime import date

import pytest
from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from wagtail.models import Site

from cms import todo
from cms.accounts.roles import Role
from cms.office.facts import DUTIES, Facts, missing
from cms.office.models import Office, OfficeWords, SocialLink
from home.models import ContentPage, Purpose
from tests.desk.helpers import person
from tests.factories import add_live, publish

from .facts import FULL, fill, text
from .forms import form_data

FORM = "/admin/settings/office/office/{pk}/"
WORDS = "/admin/office/words/fr/site/"


def test_without_any_row_every_page_prints_the_default_name(site):
    html = text("/de/")
    assert "Düren – La Mé" in html
    assert "Herausgeber:" not in html
    assert not Office.objects.exists(), "a GET must not write"


def test_a_save_is_on_every_page_at_once(site, office):
    fill(office, site_name="Hier – Dort", publisher="Kreis X", tagline="Ein Satz.")
    for address in ("/de/", "/de/ziele/3/", "/de/suche/", "/fr/projets/"):
        html = text(address)
        assert "Hier – Dort</title>" in html or address == "/de/"
        assert 'og:site_name" content="Hier – Dort"' in html
        assert "Kreis X" in html
        assert "Ein Satz." in html
        assert "dl-de/by-2-0" in html
    assert '<p lang="de">Ein Satz.</p>' in text("/fr/")
    missing_page = Client().get("/de/gibt-es-nicht/")
    assert missing_page.status_code == 404
    assert "Kreis X" in missing_page.content.decode()
    fill(office, site_name="Anders")
    assert "Anders</title>" in text("/de/ziele/")


def test_french_texts_take_the_place_of_german_ones(site, office):
    fill(office, site_name="Hier – Dort", tagline="Ein Satz.")
    OfficeWords.objects.create(office=office, language="fr", tagline="Une phrase.")
    html = text("/fr/")
    assert "Une phrase." in html
    assert "Ein Satz." not in html
    assert "Hier – Dort" in html
    assert "Ein Satz." in text("/de/")


def test_social_links_and_licence_stand_in_the_footer(site, office):
    SocialLink.objects.create(office=office, name="Mastodon", url="https://example.org/@x")
    fill(office, licence="cc0-1.0")
    html = text("/de/")
    assert 'href="https://example.org/@x"' in html
    assert "CC0 1.0" in html
    SocialLink.objects.all().delete()
    assert "Mastodon" not in text("/de/")


@pytest.mark.parametrize("address", ["/de/", "/de/ziele/3/"])
def test_the_office_costs_a_page_no_query_of_its_own(site, office, address):
    fill(office, **FULL)
    Client().get(address)
    cache.clear()
    Site.clear_site_root_paths_cache()
    with CaptureQueriesContext(
        connection,
    ) as queries:
        Client().get(address)
    own = [query["sql"] for query in queries.captured_queries if '"office_' in query["sql"]]
    assert len(own) == 1
    assert "wagtailcore_page" in own[0]


def test_the_imprint_prints_what_is_known_and_no_gaps(site, office):
    assert "<dt>" not in text("/de/impressum/").partition("<main")[2].partition("</main>")[0]
    fill(office, street="Musterweg 1", town="Musterstadt", email="stelle@example.org")
    html = text("/de/impressum/")
    assert "Musterweg 1<br>Musterstadt" in html
    assert "mailto:stelle@example.org" in html
    for label in ("Rechtsform", "Vertreten durch", "Telefon", "Umsatzsteuer", "Verantwortlich"):
        assert label not in html
    fill(office, **FULL)
    html = text("/de/impressum/")
    for value in ("Kreis Düren", "Vorname Nachname", "Landrätin", "DE123456789", "Vorname Anders", "Rückruf"):
        assert value in html
    assert 'href="tel:+49000123"' in html
    french = text("/fr/mentions-legales/")
    assert "Représenté par" in french
    assert '<dd lang="de">Landrätin</dd>' in french
    OfficeWords.objects.create(office=office, language="fr", representative_title="Présidente")
    assert "<dd>Présidente</dd>" in text("/fr/mentions-legales/")


@pytest.mark.parametrize(
    ("language", "done", "spam"),
    [
        ("de", "91 Tage, nachdem", "1 Tag nach Eingang"),
        ("fr", "91 jours après", "1 jour après"),
    ],
)
def test_the_privacy_notice_names_the_days_after_which_messages_are_really_deleted(
    site, office, settings, language, done, spam
):
    settings.INBOX_KEEP_DAYS = {"contact": 91, "barrier": 400}
    settings.INBOX_KEEP_SPAM_DAYS = 1
    with translation.override(language):
        section = next(section for section in Facts(language).privacy_end() if len(section.facts) == 4)
    contact, barrier, other, barrier_spam = (fact.value.replace(" ", " ") for fact in section.facts)
    assert done.replace(" ", " ") in contact
    assert "400" in barrier
    assert "400" in barrier_spam
    assert spam.replace(" ", " ") in other


def test_the_privacy_notice_is_called_a_draft_until_the_district_has_confirmed_it(site, office):
    add_live(site.de.home, ContentPage(title="Datenschutz", slug="d", locale=site.de.locale, purpose=Purpose.PRIVACY))
    assert "Dieser Text ist ein Entwurf." in text("/de/d/")
    fill(office, privacy_checked_on=date(2026, 1, 31))
    assert "Dieser Text ist ein Entwurf." not in text("/de/d/")


def test_the_privacy_notice_prints_officer_and_complaint_body_around_its_text(site, office):
    body = json.dumps([{"type": "paragraph", "value": "<p>Der eigene Text.</p>"}])
    page = ContentPage(
        title="Datenschutz", slug="datenschutz", locale=site.de.locale, purpose=Purpose.PRIVACY, body=body
    )
    publish(site.de.home, page)
    fill(office, **FULL)
    html = text("/de/datenschutz/")
    places = [html.index(value) for value in ("Vorname Drittens", "Der eigene Text.", "Straße 3", "31. Januar 2026")]
    assert places == sorted(places)
    assert "Musterweg 1" in html


def test_every_empty_fact_is_named_until_it_is_filled_in(site, office):
    assert len(missing(office)) == len(DUTIES)
    assert all(row.label for row in missing(office))
    fill(office, **FULL)
    assert missing(office) == []
    fill(office, phone="", other_channel="Rückruf", vat_id="", has_no_vat_id=True)
    assert missing(office) == []
    fill(office, other_channel="")
    assert [row.field for row in missing(office)] == ["phone"]


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"phone": "rufen Sie an"}, "phone"),
        ({"email": "nein"}, "email"),
        ({"vat_id": "123"}, "vat_id"),
        ({"vat_id": "DE123456789", "has_no_vat_id": "on"}, "has_no_vat_id"),
        ({"complaint_url": "javascript:alert(1)"}, "complaint_url"),
        ({"street": "x" * 201}, "street"),
        ({"town": "a\x00b"}, "town"),
        ({"licence": "meine"}, "licence"),
    ],
)
def test_what_is_wrong_is_said_at_the_field(site, office, client, values, field):
    client.force_login(person(Role.EDITOR))
    address = FORM.format(pk=office.pk)
    data = form_data(client.get(address).content.decode(), "town")
    response = client.post(address, {**data, **values})
    assert response.status_code == 200
    assert field in response.context["form"].errors
    assert Office.objects.get().public == office.public or Office.objects.get().phone == ""


def test_an_editor_saves_the_form(site, office, client):
    client.force_login(person(Role.EDITOR))
    address = FORM.format(pk=office.pk)
    html = client.get(address).content.decode()
    assert "16 Angaben sind noch leer" in html
    assert (
        'href="#id_street"' in html and 'href="http://testserver/de/impressum/"' in html
    ) or "/de/impressum/" in html
    data = form_data(html, "town")
    assert client.post(address, {**data, **FULL, "privacy_checked_on": "31.01.2026"}).status_code == 302
    assert Office.objects.get().town == "Musterstadt"
    assert "Angaben sind noch leer" not in client.get(address).content.decode()


EVERYBODY = [*Role, None, ""]


@pytest.mark.parametrize("role", EVERYBODY)
def test_who_may_change_what(site, office, client, role):
    """The exact matrix: German and facts for editors and moderators, French for those who write French."""
    user = person(role)
    client.force_login(user)
    german = client.get(FORM.format(pk=office.pk)).status_code == 200
    french = client.get(WORDS).status_code == 200
    assert german == (role in (Role.EDITOR, Role.MODERATOR, None))
    assert french == (role in (Role.MODERATOR, Role.TRANSLATOR, Role.REVIEWER, None))
    client.post(WORDS, {"site_name": "Nom"})
    assert OfficeWords.objects.filter(site_name="Nom").exists() == french
    client.post(FORM.format(pk=office.pk), {"town": "X"})
    assert client.get("/admin/office/words/de/site/").status_code in (302, 404)
    assert client.get("/admin/office/words/xx/").status_code in (302, 404)
    user = get_user_model().objects.get(username=user.username)
    keys = {item.key: item.rows(user) for item in todo.items() if item.key.startswith("office")}
    assert bool(keys["office-empty"]) == german
