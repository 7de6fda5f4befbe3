"""Language: which one a visitor gets, and what the page says about it to browsers and search engines."""

import re

import pytest
from django.test import RequestFactory, TestCase
from django.utils import translation
from django.utils.translation import gettext

from cms.language import preferred_language
from home.models import ContentPage
from projects.status import Status
from tests.factories import make_project, make_projects, make_site, publish

HOST = "http://testserver"


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("", "de"),
        ("de", "de"),
        ("fr", "fr"),
        ("fr-CI", "fr"),
        ("FR-fr,en;q=0.5", "fr"),
        ("en", "de"),
        ("en,fr;q=0.4", "fr"),
        ("de;q=0.4,fr;q=0.6", "fr"),
        ("fr;q=0.4,de;q=0.6", "de"),
        ("fr;q=0", "de"),
        ("fr;q=abc", "de"),
        ("*", "de"),
        ("*;q=0.1,fr", "fr"),
        (",,,;;;q=", "de"),
        ("fr" * 5000, "de"),
        ("en-GB," * 2000 + "fr", "de"),
        ("../../fr", "de"),
        ("fr\x00", "de"),
    ],
)
def test_preferred_language(header, language):
    assert preferred_language(RequestFactory().get("/", headers={"Accept-Language": header})) == language


class LanguageTest(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.site = site = make_site()
        cls.project = make_project(site.de, "Ein Projekt")
        cls.source = publish(
            site.de.home,
            ContentPage(title="Nur deutsch", slug="nur-deutsch", locale=site.de.locale, teaser="Ein Satz."),
        )
        cls.alias = cls.source.copy_for_translation(site.fr.locale, copy_parents=True, alias=True)

    def frame(self, address: str):
        response = self.client.get(address)
        assert response.status_code == 200
        return response.context["frame"]

    def test_start_redirects_by_preference_and_says_so_to_caches(self):
        for header, target in (("fr", "/fr/"), ("de", "/de/"), ("en", "/de/")):
            response = self.client.get("/", headers={"Accept-Language": header})
            assert (response.status_code, response["Location"]) == (302, target)
            assert "Accept-Language" in response["Vary"]
        assert self.client.head("/").status_code == 302
        assert self.client.post("/").status_code == 405

    def test_the_address_alone_decides_the_language_of_a_page(self):
        for language in ("de", "fr"):
            response = self.client.get(f"/{language}/", headers={"Accept-Language": "fr" if language == "de" else "de"})
            assert f'<html lang="{language}">' in response.content.decode()
            assert response["Content-Language"] == language
            assert "Accept-Language" not in response.get("Vary", "")

    def test_translations_name_each_other(self):
        for address in ("/de/projekte/", "/fr/projets/"):
            frame = self.frame(address)
            assert frame.alternates == [
                {"hreflang": "de", "url": f"{HOST}/de/projekte/"},
                {"hreflang": "fr", "url": f"{HOST}/fr/projets/"},
                {"hreflang": "x-default", "url": f"{HOST}/de/projekte/"},
            ]
            assert frame.canonical_url == HOST + address
        assert self.frame("/fr/").alternates[-1] == {"hreflang": "x-default", "url": f"{HOST}/"}
        assert [link["hreflang"] for link in self.frame(self.project.url).alternates] == ["de", "x-default"]

    def test_goals_name_their_translations_too(self):
        frame = self.frame("/fr/objectifs/3/")
        assert frame.canonical_url == f"{HOST}/fr/objectifs/3/"
        assert frame.alternates[0] == {"hreflang": "de", "url": f"{HOST}/de/ziele/3/"}
        assert frame.other_language.url == "/de/ziele/3/"

    def test_language_link_leads_to_the_same_page_or_says_that_it_is_the_home_page(self):
        link = self.frame("/de/relevanz/").other_language
        assert (link.language, link.url, link.is_same_page) == ("fr", "/fr/pertinence/", True)
        link = self.frame(self.project.url).other_language
        assert (link.url, link.is_same_page) == ("/fr/", False)
        with translation.override("fr"):
            assert gettext("home page") in self.client.get(self.project.url).content.decode()

    def test_untranslated_page_is_honest_about_it(self):
        response = self.client.get("/fr/nur-deutsch/")
        html, frame = response.content.decode(), response.context["frame"]
        assert frame.is_fallback
        assert '<html lang="fr">' in html
        assert '<div lang="de">' in html
        with translation.override("fr"):
            assert gettext("You are reading the German text.").split("'")[0] in html
        assert frame.canonical_url == f"{HOST}/de/nur-deutsch/"
        assert frame.alternates == []
        assert 'hreflang="x-default"' not in html
        assert frame.other_language.url == "/de/nur-deutsch/"
        # The German page does not call it a translation.
        assert [link["hreflang"] for link in self.frame("/de/nur-deutsch/").alternates] == ["de", "x-default"]

    def test_untranslated_projects_stand_in_no_french_list(self):
        alias = self.project.copy_for_translation(self.site.fr.locale, copy_parents=True, alias=True)
        assert self.client.get(alias.url).context["frame"].is_fallback
        for address in ("/fr/", "/fr/projets/", "/fr/objectifs/3/"):
            html = self.client.get(address).content.decode()
            assert "Ein Projekt" not in html, address

    def test_dates_and_labels_of_a_fallback_page_are_german(self):
        alias = self.project.copy_for_translation(self.site.fr.locale, copy_parents=True, alias=True)
        context = self.client.get(alias.url).context
        with translation.override("de"):
            assert context["card"].status_label == str(Status.CURRENT.label)

    def test_unknown_addresses_answer_in_the_language_of_their_path(self):
        for address, accepted, language in (
            ("/de/gibt-es-nicht/", "fr", "de"),
            ("/fr/nexiste-pas/", "de", "fr"),
            ("/irgendwas/", "fr", "fr"),
            ("/irgendwas/", "en", "de"),
            ("/de", "fr", "de"),
        ):
            response = self.client.get(address, headers={"Accept-Language": accepted})
            if response.status_code == 301:  # the missing slash
                response = self.client.get(response["Location"], headers={"Accept-Language": accepted})
                assert response.status_code == 200
                continue
            assert response.status_code == 404
            assert f'<html lang="{language}">' in response.content.decode()
            assert response["Content-Language"] == language
            assert ("Accept-Language" in response.get("Vary", "")) == (address == "/irgendwas/")

    def test_nobody_gets_a_cookie(self):
        addresses = ["/", "/de/", "/fr/", "/de/projekte/", self.project.url, "/de/ziele/3/", "/fr/nur-deutsch/"]
        addresses += ["/de/kontakt/", "/de/barrierefreiheit/", "/de/barrierefreiheit/barriere-melden/", "/nirgends/"]
        addresses += [frame.search_url for frame in [self.frame("/de/")]]
        addresses += ["/sitemap.xml", "/robots.txt", "/health/", "/api/v2/pages/", "/api/v3/pages/"]
        for address in addresses:
            with self.subTest(address=address):
                response = self.client.get(address)
                assert "Set-Cookie" not in response
                assert not response.cookies
                assert "Cookie" not in response.get("Vary", "")

    def test_further_pages_of_a_list_stand_for_themselves_and_filtered_lists_do_not(self):
        make_projects(self.site.de, 25)
        assert self.frame("/de/projekte/?seite=2").canonical_url == f"{HOST}/de/projekte/?seite=2"
        assert self.frame("/de/projekte/?seite=2").alternates == []
        assert self.frame("/de/projekte/?ziel=3").canonical_url == f"{HOST}/de/projekte/"
        assert self.frame("/de/projekte/?utm_source=x").canonical_url == f"{HOST}/de/projekte/"

    def test_search_and_errors_are_kept_out_of_search_engines(self):
        assert self.frame(self.frame("/de/").search_url).robots == "noindex"
        html = self.client.get("/de/gibt-es-nicht/").content.decode()
        assert re.search(r'<meta name="robots" content="noindex">', html)
