"""Redirects: made by themselves when pages move, never in a circle, cheap, and managed by editors only."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Site

from cms.accounts.roles import Role
from cms.office.redirects.checks import problems
from home.models import ContentPage
from tests.desk.helpers import person
from tests.factories import make_project, publish

from .forms import form_data


def answer(address: str):
    return Client().get(address)


def rename(page, slug: str):
    page = type(page).objects.get(pk=page.pk)
    page.slug = slug
    page.save_revision().publish()
    return page


def add(old: str, page=None, link: str = "", **more) -> Redirect:
    return Redirect.objects.create(old_path=old, redirect_page=page, redirect_link=link, **more)


def test_a_new_slug_and_all_below_it(site, django_capture_on_commit_callbacks):
    project = make_project(site.de, "Solardach", slug="solardach")
    with django_capture_on_commit_callbacks(execute=True):
        rename(site.de.projects, "vorhaben")
    for old, new in (("/de/projekte/", "/de/vorhaben/"), ("/de/projekte/solardach/", "/de/vorhaben/solardach/")):
        response = answer(old)
        assert (response.status_code, response.url) == (301, new)
    assert answer("/de/vorhaben/solardach/").status_code == 200
    with django_capture_on_commit_callbacks(execute=True):
        rename(project, "sonne")
    # Two steps back: no chain, each old address leads to the page itself.
    assert answer("/de/projekte/solardach/").url == "/de/vorhaben/sonne/"
    assert problems() == []


def test_every_goal_moves_along(site, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        rename(site.de.goals, "entwicklungsziele")
    assert answer("/de/ziele/3/").url == "/de/entwicklungsziele/3/"
    assert answer("/de/ziele/17/").url == "/de/entwicklungsziele/17/"
    assert answer("/de/ziele/3/?x=1").url == "/de/entwicklungsziele/3/"
    assert answer("/de/ziele/18/").status_code == 404


def test_a_page_that_was_never_public_leaves_no_address_behind(site, django_capture_on_commit_callbacks):
    """Autosave saves each title that somebody tries: https://github.com/wagtail/wagtail/issues/12582."""
    public = make_project(site.de, "Schule", slug="schule")
    with django_capture_on_commit_callbacks(execute=True):
        rename(public, "schulhaus")
    draft = ContentPage(title="Schule", slug="schule", locale=site.de.locale, live=False)
    site.de.projects.add_child(instance=draft)
    below = publish(draft, ContentPage(title="Kind", slug="kind", locale=site.de.locale))
    for slug in ("schulanbau", "schulanbau-in-assikoi"):
        draft = ContentPage.objects.get(pk=draft.pk)
        draft.slug = slug
        with django_capture_on_commit_callbacks(execute=True):
            draft.save()
    assert not Redirect.objects.filter(redirect_page=draft).exists()
    # What is public below it keeps its old addresses; the redirect of the other page too, if only nothing took it.
    assert answer("/de/projekte/schule/kind/").url == below.get_parent().specific.get_url() + "kind/"
    assert answer("/de/projekte/schulanbau/").status_code == 404


def test_a_draft_does_not_take_the_redirect_of_another_page(site, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        rename(make_project(site.de, "Schule", slug="schule"), "schulhaus")
        draft = ContentPage(title="Schule", slug="schule", locale=site.de.locale, live=False)
        site.de.projects.add_child(instance=draft)
        draft.slug = "schule-neu"
        draft.save()
        draft.move(site.de.home, pos="last-child")
    assert answer("/de/projekte/schule/").url == "/de/projekte/schulhaus/"
    assert Redirect.objects.count() == 1


def test_a_page_that_was_public_once_keeps_its_address(site, django_capture_on_commit_callbacks):
    page = publish(site.de.home, ContentPage(title="Einst", slug="einst", locale=site.de.locale))
    page.unpublish()
    page.slug = "jetzt"
    with django_capture_on_commit_callbacks(execute=True):
        page.save()
    assert Redirect.objects.filter(redirect_page=page, old_path="/de/einst").exists()


def test_a_french_page_of_its_own_and_an_alias(site, django_capture_on_commit_callbacks):
    page = publish(site.de.home, ContentPage(title="Neu", slug="neu", locale=site.de.locale))
    page.copy_for_translation(site.fr.locale, copy_parents=True, alias=True)
    assert answer("/fr/neu/").status_code == 200
    with django_capture_on_commit_callbacks(execute=True):
        rename(site.fr.content, "interet")
        rename(page, "ganz-neu")
    assert answer("/fr/pertinence/").url == "/fr/interet/"
    alias = page.get_translation(site.fr.locale)
    assert answer("/fr/neu/").status_code == 200 or answer("/fr/neu/").url == alias.get_url()


def test_a_move_below_another_page(site, django_capture_on_commit_callbacks):
    page = publish(site.de.content, ContentPage(title="Kind", slug="kind", locale=site.de.locale))
    with django_capture_on_commit_callbacks(execute=True):
        page.move(site.de.home, pos="last-child")
    assert answer("/de/relevanz/kind/").url == "/de/kind/"


def test_there_and_back_and_away_is_no_circle(site, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        page = rename(site.de.content, "weg")
        page = rename(page, "relevanz")
    assert answer("/de/relevanz/").status_code == 200
    assert answer("/de/weg/").url == "/de/relevanz/"
    page.unpublish()
    # Wagtail would send /de/relevanz/ to itself for ever.
    assert answer("/de/relevanz/").status_code == 404
    assert answer("/de/weg/").status_code == 404


def test_a_page_at_the_old_address_wins(site, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        rename(site.de.content, "weg")
    publish(site.de.home, ContentPage(title="Ganz anders", slug="relevanz", locale=site.de.locale))
    assert "Ganz anders" in answer("/de/relevanz/").content.decode()
    assert problems() == []


@pytest.mark.parametrize(
    "address",
    ["/alt/", "/alt", "/alt/?utm=1", "/%61lt/"],
)
def test_spellings_of_an_old_address(site, address):
    add("/alt", site.de.contact)
    response = answer(address)
    assert (response.status_code, response.url) == (301, "/de/kontakt/")


def test_umlauts_and_queries(site):
    add("/über-uns", site.de.contact)
    add("/seite.php?id=7", site.de.goals, is_permanent=False)
    assert answer("/%C3%BCber-uns/").url == "/de/kontakt/"
    assert answer("/seite.php?id=7").status_code == 302
    assert answer("/seite.php?id=8").status_code == 404


@pytest.mark.parametrize("address", ["/%00/", "/[x/", "/%ff%fe/", "/" + "x" * 3000, "/de/%00?a=%00"])
def test_rubbish_is_not_found(site, address):
    add("/alt", site.de.contact)
    assert answer(address).status_code in (400, 404)


def test_circles_end_in_not_found(site):
    add("/a", link="http://testserver/a/")
    add("/leer")
    assert answer("/a/").status_code == 404
    assert answer("/leer/").status_code == 404


def test_not_found_costs_one_query_more(site):
    for number in range(50):
        add(f"/alt-{number}", site.de.contact)

    def count(address: str) -> list[str]:
        cache.clear()
        Site.clear_site_root_paths_cache()
        with CaptureQueriesContext(connection) as queries:
            Client().get(address)
        return [query["sql"] for query in queries.captured_queries]

    queries = count("/de/gibt-es-nicht/?a=ä")
    assert sum("wagtailredirects" in sql for sql in queries) == 1
    assert len(queries) <= 15
    assert len(count("/alt-7/")) <= len(queries)


def test_what_does_not_work_is_listed(site, client):
    hidden = publish(site.de.home, ContentPage(title="V", slug="v", locale=site.de.locale))
    hidden.unpublish()
    add("/gut", site.de.contact)
    add("/nirgends")
    add("/verborgen", hidden)
    add("/kreis-a", link="http://testserver/kreis-b/")
    add("/kreis-b", link="http://testserver/kreis-a/")
    add("/kette", link="http://testserver/gut")
    add("/de/kontakt", site.de.goals)
    found = {row.redirect.old_path for row in problems()}
    assert found == {"/nirgends", "/verborgen", "/kreis-a", "/kreis-b", "/kette", "/de/kontakt"}
    client.force_login(person(Role.EDITOR))
    html = client.get("/admin/office/redirects/check/").content.decode()
    assert "/verborgen" in html
    assert "/gut" not in html
    assert client.get("/admin/office/redirects/check/?p=99x").status_code == 200


def test_the_check_costs_the_same_for_many(site):
    add("/a", site.de.contact)
    with CaptureQueriesContext(connection) as few:
        problems()
    for number in range(40):
        add(f"/b{number}", site.de.goals)
    with CaptureQueriesContext(connection) as many:
        problems()
    assert len(many) <= len(few) <= 6


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"old_path": "/neu/", "redirect_page": "", "redirect_link": ""}, "redirect_page"),
        ({"old_path": "/de/", "redirect_page": "contact"}, "old_path"),
        ({"old_path": "/de/ziele/", "redirect_page": "contact"}, "old_path"),
        ({"old_path": "/a b/", "redirect_page": "contact"}, "old_path"),
        ({"old_path": "//[x", "redirect_page": "contact"}, "old_path"),
        ({"old_path": "javascript:alert(1)", "redirect_page": "contact"}, "old_path"),
        ({"old_path": "/\x00", "redirect_page": "contact"}, "old_path"),
        ({"old_path": "/" + "x" * 300, "redirect_page": "contact"}, "old_path"),
        ({"old_path": "/neu", "redirect_link": "javascript:alert(1)"}, "redirect_link"),
        ({"old_path": "/neu", "redirect_link": "ftp://example.org/"}, "redirect_link"),
        ({"old_path": "/neu", "redirect_link": "http://testserver/neu/"}, "redirect_link"),
        ({"old_path": "/x", "redirect_link": "http://testserver/y"}, "redirect_link"),
        ({"old_path": "/neu", "redirect_page": "contact", "redirect_link": "https://example.org/"}, "redirect_link"),
    ],
)
def test_a_wrong_redirect_is_refused_at_the_field(site, client, values, field):
    add("/y", link="http://testserver/x")
    client.force_login(person(Role.EDITOR))
    data = form_data(client.get("/admin/redirects/add/").content.decode(), "old_path") | values
    if data.get("redirect_page") == "contact":
        data["redirect_page"] = str(site.de.contact.pk)
    response = client.post("/admin/redirects/add/", data)
    assert response.status_code == 200
    assert field in response.context["form"].errors
    assert Redirect.objects.count() == 1


def test_an_editor_adds_and_changes_one(site, client):
    client.force_login(person(Role.EDITOR))
    data = form_data(client.get("/admin/redirects/add/").content.decode(), "old_path")
    data |= {"old_path": "/agenda/", "redirect_page": str(site.de.goals.pk)}
    assert client.post("/admin/redirects/add/", data).status_code == 302
    row = Redirect.objects.get()
    assert answer("/agenda").url == "/de/ziele/"
    data["redirect_page"] = str(site.de.contact.pk)
    assert client.post(f"/admin/redirects/{row.pk}/", data).status_code == 302
    assert answer("/agenda").url == "/de/kontakt/"


@pytest.mark.parametrize("role", [*Role, None, ""])
def test_who_may(site, client, role):
    row = add("/alt", site.de.contact)
    client.force_login(person(role))
    may = role in (Role.EDITOR, Role.MODERATOR, None)
    addresses = ("", "add/", f"{row.pk}/", f"{row.pk}/delete/", "import/", "results/", "?export=csv")
    for address in [f"/admin/redirects/{one}" for one in addresses] + [
        "/admin/office/redirects/import/",
        "/admin/office/redirects/check/",
    ]:
        assert (client.get(address).status_code == 200) == may, address
    client.post("/admin/redirects/add/", {"old_path": "/neu", "redirect_page": site.de.contact.pk})
    assert Redirect.objects.filter(old_path="/neu").exists() == may
    client.post(f"/admin/redirects/{row.pk}/delete/")
    assert Redirect.objects.filter(pk=row.pk).exists() != may
