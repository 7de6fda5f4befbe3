"""What lies in the bin is nowhere: every public and admin surface is walked with a word that stands only there."""

import json

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import APIToken, Page

from cms.bin.models import BinEntry
from cms.bin.putting import put
from cms.desk.overview.query import languages, standings
from tests.bin.helpers import rich_project
from tests.desk.helpers import person

WORD = "Zebrafink"


@pytest.fixture
def rich(site):
    return rich_project(site, WORD)


def surfaces(site, rich) -> dict[str, list[str]]:
    """Addresses by the sort of reader."""
    public = [
        "/de/",
        "/fr/",
        site.de.projects.get_url(),
        site.fr.projects.get_url(),
        site.de.goals.get_url(),
        f"{site.de.goals.get_url()}3/",
        f"/de/suche/?q={WORD}",
        f"/fr/recherche/?q={WORD}",
        f"{site.de.projects.get_url()}?q={WORD}",
        "/sitemap.xml",
        "/api/v2/pages/?limit=100",
        f"/api/v2/pages/?search={WORD}",
        "/api/v3/pages/",
    ]
    admin = [
        "/admin/",
        f"/admin/pages/{site.de.projects.pk}/",
        f"/admin/pages/{site.fr.projects.pk}/",
        f"/admin/pages/search/?q={WORD}",
        "/admin/choose-page/",
        f"/admin/choose-page/{site.de.projects.pk}/",
        f"/admin/choose-page/search/?q={WORD}",
        "/admin/api/main/pages/?limit=100",
        f"/admin/api/main/pages/?child_of={site.de.projects.pk}",
        "/admin/reports/aging-pages/",
        "/admin/reports/locked/",
        "/admin/reports/workflow/",
        "/admin/reports/workflow_tasks/",
        reverse("desk:index"),
        reverse("desk:questions"),
        "/admin/redirects/",
    ]
    return {"public": public, "admin": admin}


def test_the_word_is_found_nowhere_but_in_the_bin(rich, site, client, django_capture_on_commit_callbacks):
    admin = Client()
    admin.force_login(rich.boss)
    places = surfaces(site, rich)
    readers = {"public": client, "admin": admin}

    def found() -> set[str]:
        hits = set()
        for sort, addresses in places.items():
            for address in addresses:
                answer = readers[sort].get(address, headers={"accept": "text/html,application/json"})
                assert answer.status_code in (200, 404), (address, answer.status_code)
                text = b"".join(answer.streaming_content) if answer.streaming else answer.content
                if f"{WORD} ".encode() in text or "zebrafink-" in text.decode():
                    hits.add(address)
        return hits

    before = found()
    # The walk means something: the word is there to be seen before.
    assert {site.de.projects.get_url(), "/sitemap.xml", "/admin/reports/aging-pages/", reverse("desk:index")} <= before
    numbers = Page.objects.count()
    with django_capture_on_commit_callbacks(execute=True):
        put(rich.page, rich.boss, [rich.french])
    assert found() == set()
    assert Page.objects.count() == numbers - 4
    assert WORD in admin.get(reverse("bin:index")).content.decode()
    assert all(WORD not in row.title for row in standings([language.pair for language in languages()]))
    for page in (rich.page, rich.french, rich.news):
        assert client.get(page.get_url()).status_code == 404
        assert client.get(f"/api/v2/pages/{page.pk}/").status_code == 404
        assert client.get(f"/api/v3/pages/{page.pk}/").status_code == 404
        for action in ("edit", "delete", "history", "view_draft", "usage"):
            assert admin.get(reverse(f"wagtailadmin_pages:{action}", args=[page.pk])).status_code == 404
    _token, key = APIToken.create_token(user=rich.boss, name="test")
    answer = client.get("/api/v3/pages/?status=all&limit=100", headers={"Authorization": f"Bearer {key}"})
    assert WORD not in json.dumps(answer.json())
    assert client.get("/alt").status_code == 404


def test_no_numbers_in_the_queries_of_others(site, client, django_assert_num_queries):
    """As many queries with a full bin as with an empty one, on the site and in the admin."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from tests.factories import make_project

    boss = person(None)
    admin = Client()
    admin.force_login(boss)
    gone = [make_project(site.de, f"Projekt {number}") for number in range(4)]
    for page in gone[:2]:
        put(page, boss)
    BinEntry.objects.all().delete()
    public, listing = site.de.projects.get_url(), f"/admin/pages/{site.de.home.pk}/"
    for page in gone[2:]:
        Page.objects.get(pk=page.pk).delete()
    client.get(public), admin.get(listing)
    with CaptureQueriesContext(connection) as empty:
        client.get(public), admin.get(listing)
    number = len(empty)  # read now: the next request empties the log
    made = [make_project(site.de, f"Weiteres {number}") for number in range(3)]
    for page in made:
        put(page, boss)
    client.get(public), admin.get(listing)
    with django_assert_num_queries(number):
        client.get(public), admin.get(listing)
