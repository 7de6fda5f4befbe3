"""How long the desk takes for 1,000 pages of 20 sentences each: ``make bench``.

Numbers to compare by eye, on one machine and one day; nothing is asserted about time. The aim is
200 ms of server time for the list (issue 3).
"""

import logging
from statistics import median
from time import perf_counter

from django.db import connection
from django.template import Template
from django.test import Client
from django.test.utils import CaptureQueriesContext, _TestState

from cms.accounts.roles import Role
from cms.desk.overview.query import languages, standings
from tests.desk.helpers import person
from tests.desk.overview_data import make_translated_projects

PAGES = 1000
TIMES = 7


def spent(function) -> float:
    """The median of some runs in milliseconds, after one to warm up."""
    function()
    runs = []
    for _run in range(TIMES):
        begin = perf_counter()
        function()
        runs.append((perf_counter() - begin) * 1000)
    return median(runs)


def test_the_desk_with_many_pages(site, monkeypatch):
    # Tests watch every template, included ones too, and copy its context; a server does not.
    monkeypatch.setattr(Template, "_render", _TestState.saved_data.template_render)
    client = Client()
    make_translated_projects(site, PAGES, user=person(None))
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    client.force_login(person(Role.TRANSLATOR, "marie"))
    addresses = {
        "first page of the list": "/admin/desk/fr/",
        "filtered and searched": "/admin/desk/fr/?state=changed&q=Projekt",
        "last page of the list": "/admin/desk/fr/?sort=title&p=20",
        "CSV of everything": "/admin/desk/fr/?export=csv",
        "a page with nothing on it": "/admin/desk/questions/",
        "home page of the admin": "/admin/",
        "page listing (fifty rows)": f"/admin/pages/{site.fr.projects.pk}/",
    }
    logging.disable(logging.CRITICAL)
    pairs = [language.pair for language in languages()]
    print(f"\n{connection.vendor}, {PAGES} pages{'':24}ms  queries")
    print(f"{'the query alone':44}{spent(lambda: standings(pairs)):8.0f}{1:9}")
    for name, address in addresses.items():

        def fetch(address=address):
            response = client.get(address)
            assert response.status_code == 200, (address, response.status_code)
            return b"".join(response) if response.streaming else response.content

        time = spent(fetch)
        with CaptureQueriesContext(connection) as queries:
            fetch()
        print(f"{name:44}{time:8.0f}{len(queries):9}")
    logging.disable(logging.NOTSET)
