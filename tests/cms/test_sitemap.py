"""Sitemap and robots.txt."""

from xml.etree import ElementTree as ET

from wagtail.models import PageViewRestriction

from home.models import ContentPage
from tests.factories import make_project, make_projects, publish

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
XHTML = "{http://www.w3.org/1999/xhtml}"
HOST = "http://testserver"


def read(client) -> dict[str, dict[str, str]]:
    """Address → its alternates, as the sitemap says."""
    response = client.get("/sitemap.xml")
    assert response.status_code == 200
    assert response["Content-Type"].startswith("application/xml")
    assert "Set-Cookie" not in response
    root = ET.fromstring(response.content)  # noqa: S314 - our own
    return {
        url.find(f"{SITEMAP}loc").text: {link.get("hreflang"): link.get("href") for link in url.findall(f"{XHTML}link")}
        for url in root
    }


def test_pages_stand_with_their_translations(site, client):
    found = read(client)
    assert (
        found[f"{HOST}/fr/projets/"]
        == found[f"{HOST}/de/projekte/"]
        == {
            "de": f"{HOST}/de/projekte/",
            "fr": f"{HOST}/fr/projets/",
            "x-default": f"{HOST}/de/projekte/",
        }
    )
    assert found[f"{HOST}/de/"]["x-default"] == f"{HOST}/"


def test_goals_have_their_own_addresses(site, client):
    found = read(client)
    assert found[f"{HOST}/fr/objectifs/17/"] == {
        "de": f"{HOST}/de/ziele/17/",
        "fr": f"{HOST}/fr/objectifs/17/",
        "x-default": f"{HOST}/de/ziele/17/",
    }
    assert f"{HOST}/de/ziele/18/" not in found


def test_what_is_not_public_or_only_repeats_is_left_out(site, client):
    draft = make_project(site.de, "Entwurf")
    draft.unpublish()
    closed = make_project(site.de, "Geschützt")
    PageViewRestriction.objects.create(page=closed, restriction_type=PageViewRestriction.LOGIN)
    source = publish(site.de.home, ContentPage(title="Nur deutsch", slug="nur-deutsch", locale=site.de.locale))
    source.copy_for_translation(site.fr.locale, copy_parents=True, alias=True)
    found = read(client)
    assert f"{HOST}/de/projekte/entwurf/" not in found
    assert f"{HOST}/de/projekte/geschutzt/" not in found
    assert not [url for url in found if "geschutzt" in url or "entwurf" in url]
    assert f"{HOST}/fr/nur-deutsch/" not in found
    assert found[f"{HOST}/de/nur-deutsch/"] == {
        "de": f"{HOST}/de/nur-deutsch/",
        "x-default": f"{HOST}/de/nur-deutsch/",
    }


def test_every_address_in_the_sitemap_answers_and_says_the_same(site, client):
    make_project(site.de, "Ein & Projekt")
    for url, alternates in read(client).items():
        response = client.get(url)
        assert response.status_code == 200, url
        frame = response.context["frame"]
        assert frame.canonical_url == url
        assert {link["hreflang"]: link["url"] for link in frame.alternates} == alternates


def test_lastmod_head_and_conditional_requests(site, client):
    response = client.get("/sitemap.xml")
    assert b"<lastmod>" in response.content
    assert client.head("/sitemap.xml").status_code == 200
    assert client.get("/sitemap.xml", headers={"If-None-Match": response["ETag"]}).status_code == 304
    assert client.post("/sitemap.xml").status_code == 405


def test_same_number_of_queries_for_few_and_many(site, client, django_assert_max_num_queries):
    make_projects(site.de, 3)
    client.get("/sitemap.xml")
    with django_assert_max_num_queries(8) as few:
        client.get("/sitemap.xml")
    make_projects(site.de, 60)
    with django_assert_max_num_queries(len(few)):
        assert b"projekt-62/" in client.get("/sitemap.xml").content


def test_robots_names_the_sitemap_and_keeps_crawlers_out_of_the_admin(site, client):
    response = client.get("/robots.txt")
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    lines = response.content.decode().splitlines()
    assert lines[0] == "User-agent: *"
    assert "Disallow: /admin/" in lines
    assert f"Sitemap: {HOST}/sitemap.xml" in lines
    assert "Disallow: /" not in lines
    assert client.post("/robots.txt").status_code == 405
