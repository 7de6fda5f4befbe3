"""The same rights by address: who gets where, reading and writing. Everybody else is refused."""

import pytest
from django.db import transaction
from django.urls import reverse

from cms.office.models import Banner, Office
from cms.teamwork.assignments import authors_of
from tests.desk.helpers import outcome
from tests.inbox.helpers import make_message

from .rights_data import LETTERS, make_world, people

#: address → letters of those who get in. Pages are named as in docs/rights.md, of the German tree.
ADDRESSES = {
    "/admin/authors/": "AME",
    "/admin/authors/{P}/": "AME",
    "/admin/authors/page/{project, assigned}/": "AME",
    "/admin/pages/add/projects/updatepage/{project, assigned}/": "AMEP",
    "/admin/pages/add/projects/updatepage/{project, other}/": "AME",
    "/admin/pages/{report of the author, draft}/edit/": "AMEP",
    "/admin/pages/{report of somebody else, draft}/edit/": "AME",
    "/admin/pages/{report of somebody else, draft}/delete/": "AME",
    "/admin/pages/{report of the author, published}/unpublish/": "AME",
    "/admin/pages/{project, assigned}/edit/": "AME",
    "/admin/redirects/": "AME",
    "/admin/redirects/add/": "AME",
    "/admin/images/add/": "AMEP",
    "/admin/documents/multiple/add/": "AMEP",
    "/admin/snippets/projects/partner/add/": "AME",
    "/admin/settings/office/office/{office}/": "AME",
    "/admin/snippets/office/banner/": "AME",
    "/admin/snippets/office/banner/add/": "AME",
    "/admin/snippets/office/banner/edit/{notice}/": "AME",
    "/admin/snippets/office/banner/delete/{notice}/": "AME",
    "/admin/office/menu/": "AMETR",
    "/admin/office/words/fr/": "AMTR",
    "/admin/office/words/fr/site/": "AMTR",
    "/admin/office/words/fr/notices/{notice}/": "AMTR",
    "/admin/inbox/": "AME",
    "/admin/inbox/{message}/": "AME",
    "/admin/inbox/messages.csv": "AME",
    "/admin/inbox/delete/": "AME",
    "/admin/users/": "A",
    "/admin/users/new/": "A",
    "/admin/groups/": "A",
    "/admin/api-tokens/": "A",
    "/admin/api-tokens/new/": "A",
    "/admin/workflows/list/": "A",
    "/admin/workflows/tasks/index/": "A",
    "/admin/sites/": "A",
    "/admin/locales/": "A",
    "/admin/collections/": "A",
}


@pytest.mark.parametrize("letter", LETTERS)
def test_addresses(site, client, letter):
    persons = people()
    world = make_world(site, persons)
    names = {label: page.pk for label, page in world.rows["German"].items()} | {"P": persons["P"].pk}
    names |= {
        "office": Office.objects.get_or_create()[0].pk,
        "notice": Banner.objects.create(text="Heute zu.").pk,
        "message": make_message().pk,
    }
    client.force_login(persons[letter])
    wrong = []
    for pattern, letters in ADDRESSES.items():
        address = pattern.format_map(names)
        for method in (client.get, client.post):
            savepoint = transaction.savepoint()
            response = method(address, {"body-count": "0", "results-count": "0"})
            transaction.savepoint_rollback(savepoint)
            if outcome(response) == "405":  # nothing to write at this address
                continue
            got_in = outcome(response) in ("200", "302", "400")
            if got_in is not (letter in letters):
                wrong.append((method.__name__, address, outcome(response)))
    assert wrong == []


def test_nobody_assigns_past_the_form(site, client):
    """Neither people who are no authors, nor pages that are none of theirs, nor junk."""
    persons = people()
    world = make_world(site, persons)
    project = world.german
    client.force_login(persons["E"])
    address = reverse("teamwork:page", args=[project.pk])
    for junk in (str(persons["T"].pk), "x", "\x00", "99999999999999999999", "-1"):
        response = client.post(address, {"authors": [junk]})
        assert response.status_code == 200
        assert list(authors_of(project)) == [persons["P"]]
        assert client.post(reverse("teamwork:person", args=[persons["P"].pk]), {"pages": [junk]}).status_code == 200
    assert client.get(reverse("teamwork:person", args=[persons["T"].pk])).status_code == 404
    assert client.get(reverse("teamwork:page", args=[site.de.content.pk])).status_code == 404
    assert client.post(address, {}).status_code == 302
    assert not authors_of(project).exists()
