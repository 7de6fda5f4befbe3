"""Both APIs for the public: what they serve, what they refuse, and how they say so."""

import json
from decimal import Decimal

from django.db import transaction
from django.test import TestCase
from wagtail.models import Page, PageViewRestriction

from home.models import ContentPage
from projects.models import Contact, Partner, ProjectPage, ProjectPartner, UpdatePage
from tests.factories import make_project, make_site, publish

V2, V3 = "/api/v2/pages/", "/api/v3/pages/"


def stream(*blocks) -> str:
    return json.dumps([{"type": kind, "value": value} for kind, value in blocks])


class ApiTest(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.site = site = make_site()
        cls.project = make_project(
            site.de,
            "Geburtshilfe",
            place="Assikoi",
            latitude=Decimal("5.6"),
            longitude=Decimal("-3.7"),
            grant=Decimal("1000.00"),
            open_facts="geheim",
        )
        partner = Partner.objects.create(name="Kreis Düren", locale=site.de.locale, country="DE")
        cls.project.partners = [ProjectPartner(partner=partner, role="funding", locale=site.de.locale)]
        cls.project.save_revision().publish()
        cls.update = publish(cls.project, UpdatePage(title="Meldung", slug="meldung", locale=site.de.locale))
        cls.contact = Contact.objects.create(unit="Koordination", email="x@example.org", locale=site.de.locale)
        cls.closed = publish(site.de.home, ContentPage(title="Intern", slug="intern", locale=site.de.locale))
        cls.below = publish(cls.closed, ContentPage(title="Tief innen", slug="tief", locale=site.de.locale))
        cls.alias = cls.closed.copy_for_translation(site.fr.locale, copy_parents=True, alias=True)
        cls.alias_below = cls.below.copy_for_translation(site.fr.locale, copy_parents=True, alias=True)
        cls.restriction = PageViewRestriction.objects.create(
            page=cls.closed, restriction_type=PageViewRestriction.LOGIN
        )
        cls.draft = publish(site.de.home, ContentPage(title="Entwurf", slug="entwurf", locale=site.de.locale))
        cls.draft.unpublish()

    def get(self, address: str, status: int = 200, **parameters):
        response = self.client.get(address, parameters)
        assert response.status_code == status, (address, response.status_code, response.content[:500])
        assert "json" in response["Content-Type"], address
        assert "Set-Cookie" not in response
        return response.json()

    def test_every_page_type_in_both_apis(self):
        site = self.site
        pages = {
            site.de.home: {"list_heading", "body", "lead_image"},
            site.de.projects: {"body"},
            self.project: {"start_year", "status", "country", "confirmed_goals", "public_partners", "results"},
            self.update: {"date", "body"},
            site.de.goals: {"body"},
            site.de.content: {"purpose", "body"},
            site.de.contact: {"contacts", "body"},
            site.de.accessibility: {"body"},
            site.de.barrier_report: {"body"},
        }
        for page, fields in pages.items():
            for base in (V2, V3):
                with self.subTest(page=type(page).__name__, base=base):
                    data = self.get(f"{base}{page.pk}/")
                    assert data["title"] == page.title
                    assert data["meta"]["locale"] == "de"
                    assert fields | {"teaser", "language"} <= data.keys()
                    assert data["language"] == "de"

    def test_project_fields(self):
        for base in (V2, V3):
            data = self.get(f"{base}{self.project.pk}/")
            assert data["status"] == "current"
            assert data["confirmed_goals"][0]["number"] == 3
            assert data["public_partners"][0]["name"] == "Kreis Düren"
            assert float(data["latitude"]) == 5.6
            assert data["url_path_public"] == "/de/projekte/geburtshilfe/"
            # Money that is not public, and notes for editors, are nobody else's.
            assert not {"grant", "own_share", "open_facts", "money_is_public"} & data.keys()
            assert "geheim" not in json.dumps(data)

    def test_protected_pages_drafts_and_their_aliases_are_not_served(self):
        for base in (V2, V3):
            for page in (self.closed, self.below, self.alias, self.alias_below, self.draft):
                with self.subTest(base=base, page=page.pk, title=page.title):
                    self.get(f"{base}{page.pk}/", 404)
            titles = [item["title"] for item in self.get(base, limit=100)["items"]]
            assert "Relevanz" in titles
            assert not {"Intern", "Tief innen", "Entwurf"} & set(titles)

    def test_filters(self):
        for base in (V2, V3):
            found = self.get(base, type="projects.ProjectPage", start_year=2025, country="CI")
            assert [item["title"] for item in found["items"]] == ["Geburtshilfe"]
            found = self.get(base, translation_of=self.site.de.projects.pk, locale="fr")
            assert [item["title"] for item in found["items"]] == ["Projets"]

    def test_writing_needs_a_login(self):
        before = ProjectPage.objects.get(pk=self.project.pk).title
        for base in (V2, V3):
            for method in ("post", "put", "patch", "delete"):
                for address in (base, f"{base}{self.project.pk}/"):
                    with self.subTest(method=method, address=address):
                        response = getattr(self.client, method)(
                            address, data=json.dumps({"title": "X"}), content_type="application/json"
                        )
                        assert response.status_code in (401, 403, 404, 405)
        assert ProjectPage.objects.get(pk=self.project.pk).title == before

    def test_odd_requests_are_answered_with_json(self):
        huge = "9" * 30
        for base in (V2, V3):
            odd = [f"{base}{huge}/", f"{base}999999/", f"{base}0/", f"{base}?limit=abc", f"{base}?limit=-1"]
            odd += [f"{base}?limit=1000", f"{base}?offset=-1", f"{base}?offset={huge}", f"{base}?child_of=abc"]
            odd += [f"{base}?child_of={huge}", f"{base}?descendant_of=0", f"{base}?translation_of=x"]
            odd += [f"{base}?type=no.Such", f"{base}?type=auth.User", f"{base}?locale=xx", f"{base}?order=nope"]
            odd += [f"{base}?order=-", f"{base}?fields=nope", f"{base}?fields=(", f"{base}?id={huge}", f"{base}?id=x"]
            odd += [f"{base}?title=%00", f"{base}?search=%00", f"{base}?search=%22%28", f"{base}?search={'x' * 8000}"]
            odd += [f"{base}?site=nowhere", f"{base}?site=a:b", f"{base}?unknown=1", f"{base}?first_published_at=x"]
            odd += [f"{base}?type=projects.ProjectPage&{field}=x" for field in ("start_date", "start_year", "latitude")]
            odd += [
                f"{base}?type=projects.ProjectPage&{field}=x" for field in ("body", "lead_image", "status", "goals")
            ]
            odd += [
                f"{base}?type=projects.ProjectPage&start_year={huge}",
                f"{base}?type=projects.ProjectPage&latitude=NaN",
            ]
            odd += [f"{base}?type=projects.ProjectPage&order=body", f"{base}?slug=%FF%FE", f"{base}?locale=%00"]
            odd += [f"{base}find/?id={huge}", f"{base}find/?id=abc", f"{base}find/?html_path=%00", f"{base}find/"]
            odd += [
                f"{base}find/?html_path=/nirgends/",
                f"{base}?rich_text_format=nope",
                f"{base}{self.project.pk}/?fields=nope",
            ]
            odd += [f"{base}{self.project.pk}/?rich_text_format=nope", f"{base}?site=x:{huge}", f"{base}?site=%00"]
            odd += [f"{base}?search=a&type=projects.ProjectPage&order=start_date", f"{base}?show_in_menus=x"]
            for address in odd:
                with self.subTest(address=address[:90]):
                    # PostgreSQL gives up a transaction after an error; outside tests there is none.
                    savepoint = transaction.savepoint()
                    try:
                        response = self.client.get(address)
                    finally:
                        transaction.savepoint_rollback(savepoint)
                    assert response.status_code in (200, 302, 400, 404, 422), response.status_code
                    assert not response.get("Location", "").startswith("/de/")
                    if response.status_code == 302:
                        continue
                    assert "json" in response["Content-Type"]
        for address in ("/api/v2/nothing/", "/api/v3/nothing/", "/api/", "/api/v9/"):
            response = self.client.get(address)
            assert response.status_code == 404
            assert "json" in response["Content-Type"], address

    def test_rich_text_is_in_the_language_of_its_page_whoever_reads(self):
        link = f'<p><a linktype="page" id="{self.site.de.projects.pk}">x</a></p>'
        page = publish(
            self.site.fr.home,
            ContentPage(title="Lien", slug="lien", locale=self.site.fr.locale, body=stream(("paragraph", link))),
        )
        for base in (V2, V3):
            for reader in ("de", "fr", "en"):
                response = self.client.get(
                    f"{base}{page.pk}/?rich_text_format=html", headers={"Accept-Language": reader}
                )
                assert "/fr/projets/" in response.content.decode(), (base, reader)

    def test_locales_route_of_v3(self):
        self.get("/api/v3/locales/", 401)

    def test_images_and_documents(self):
        for endpoint in ("images", "documents"):
            assert self.get(f"/api/v2/{endpoint}/")["meta"]["total_count"] == 0
            self.get(f"/api/v2/{endpoint}/1/", 404)
            self.get(f"/api/v2/{endpoint}/find/", 400, id="x")
            self.get(f"/api/v3/{endpoint}/1/", 404)

    def test_schema_and_docs_ask_nobody_outside_and_set_no_cookie(self):
        assert self.get("/api/v3/openapi.json")["openapi"].startswith("3")
        response = self.client.get("/api/v3/docs/")
        assert response.status_code in (200, 404)
        assert "Set-Cookie" not in response
        assert b"//cdn" not in response.content

    def test_restrictions_of_aliases_follow_their_source(self):
        assert self.alias.view_restrictions.count() == 1
        assert self.client.get(self.alias.get_url()).status_code == 302
        self.restriction.delete()
        assert self.alias.view_restrictions.count() == 0
        self.get(f"{V3}{self.alias.pk}/")
        other = PageViewRestriction.objects.create(
            page=self.site.de.content, restriction_type=PageViewRestriction.PASSWORD, password="x"
        )
        self.below.move(self.site.de.content, "last-child")
        # The alias has moved along, below a page that is protected as its source is.
        assert self.passwords_of(self.alias_below) == ["x"]
        other.password = "y"
        other.save()
        assert self.passwords_of(self.alias_below) == ["y"]

    @staticmethod
    def passwords_of(page: Page) -> list[str]:
        return [restriction.password for restriction in Page.objects.get(pk=page.pk).get_view_restrictions()]


def test_upstream_still_lacks_the_locales_route():
    """Fails when wagtail-localize adds the route itself: then `cms.delivery.api_v3.complete` need not."""
    import inspect

    from wagtail_localize.locales import apps

    assert "add_router" not in inspect.getsource(apps)
