"""Who sees, restores and finally deletes what: an exact matrix, and every address of the bin with it."""

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from cms.accounts.roles import Role
from cms.bin.models import BinEntry
from cms.bin.putting import put
from cms.bin.rights import rights_on
from tests.bin.helpers import rich_project
from tests.desk.helpers import only_admin_access, outcome, person

ROLES = {
    "superuser": None,
    "moderator": Role.MODERATOR,
    "editor": Role.EDITOR,
    "translator": Role.TRANSLATOR,
    "reviewer": Role.REVIEWER,
}


def user_of(role: str):
    return only_admin_access() if role == "nobody" else person(ROLES[role], f"the-{role}")


@pytest.fixture
def entries(site):
    """A German project with its translation, a French page alone, a German page alone; deleted by somebody else."""
    rich = rich_project(site)
    other = person(None, "other")
    both = put(rich.page, other, [rich.french])
    french = put(site.fr.contact, other)
    german = put(site.de.contact, other)
    return {"both": both, "french": french, "german": german}


NOTHING = ""
#: role → entry → letters: (s)ee, (r)estore, (p)ublish, (d)elete for good.
MATRIX = {
    "superuser": {"both": "srpd", "french": "srpd", "german": "srpd"},
    "moderator": {"both": "srpd", "french": "srpd", "german": "srpd"},
    "editor": {"both": "sp", "french": NOTHING, "german": "srp"},
    "translator": {"both": NOTHING, "french": "p", "german": NOTHING},
    "reviewer": {"both": NOTHING, "french": "p", "german": NOTHING},
    "nobody": {"both": NOTHING, "french": NOTHING, "german": NOTHING},
}


def letters(rights) -> str:
    names = {"s": rights.see, "r": rights.restore, "p": rights.publish, "d": rights.delete}
    return "".join(letter for letter, held in names.items() if held)


@pytest.mark.parametrize("role", list(MATRIX))
def test_rights_on_what_others_deleted(entries, role):
    user = user_of(role)
    assert {name: letters(rights_on(entry, user)) for name, entry in entries.items()} == MATRIX[role]


@pytest.mark.parametrize(
    ("role", "expected"),
    [("editor", ("", "srp")), ("translator", ("srp", "")), ("reviewer", ("srp", "")), ("moderator", ("srpd", "srpd"))],
)
def test_a_mistake_of_ones_own_can_be_taken_back_where_one_may_change_pages(site, role, expected):
    user = user_of(role)
    for language, wanted in zip((site.fr, site.de), expected, strict=True):
        if wanted:
            assert letters(rights_on(put(language.contact, user), user)) == wanted


def test_without_the_right_any_more_it_is_only_seen(site):
    user = user_of("editor")
    entry = put(site.de.contact, user)
    user.groups.clear()
    user = type(user).objects.get(pk=user.pk)
    assert letters(rights_on(entry, user)) == "s"
    user.is_active = False
    assert letters(rights_on(entry, user)) == ""


@pytest.mark.parametrize("role", list(MATRIX))
@pytest.mark.parametrize("name", ["both", "french", "german"])
def test_addresses_hold_to_the_rights(entries, role, name):
    entry, held = entries[name], MATRIX[role][name]
    client = Client()
    client.force_login(user_of(role))
    restore, delete = (reverse(f"bin:{action}", args=[entry.pk]) for action in ("restore", "delete"))
    assert outcome(client.get(restore)) == ("200" if "s" in held else "404")
    wanted = "200" if "d" in held else "refused" if "s" in held else "404"
    assert outcome(client.get(delete)) == wanted
    client.post(reverse("bin:undo"), {"entry": entry.pk})
    if "r" not in held:
        assert BinEntry.objects.filter(pk=entry.pk).exists()
        assert outcome(client.post(restore, {"state": "before"})) == ("refused" if "s" in held else "404")
        assert BinEntry.objects.filter(pk=entry.pk).exists()
        client.post(delete)
        assert BinEntry.objects.filter(pk=entry.pk).exists() == ("d" not in held)
    else:
        assert Page.objects.filter(pk=entry.page_id, live=True).exists()


def test_nobody_comes_in_without_rights_on_pages(site):
    client = Client()
    assert outcome(client.get(reverse("bin:index"))) == "refused"
    client.force_login(only_admin_access())
    assert outcome(client.get(reverse("bin:index"))) == "refused"
    assert "/admin/bin/" not in client.get("/admin/").content.decode()


def test_what_may_not_be_seen_is_not_in_the_list(entries):
    client = Client()
    client.force_login(user_of("editor"))
    html = client.get(reverse("bin:index")).content.decode()
    assert "Zebrafink" in html
    assert "Contact" not in html
    assert reverse("bin:delete", args=[entries["german"].pk]) not in html
    assert reverse("bin:empty") not in html


def test_emptying_takes_what_one_may_and_not_what_came_since(entries, site):
    client = Client()
    client.force_login(user_of("moderator"))
    html = client.get(reverse("bin:empty")).content.decode()
    assert f'value="{entries["german"].pk}"' in html
    late = put(site.de.imprint, None)
    client.post(reverse("bin:empty"), {"latest": entries["german"].pk})
    assert list(BinEntry.objects.values_list("pk", flat=True)) == [late.pk]
    editor = Client()
    editor.force_login(user_of("editor"))
    assert outcome(editor.get(reverse("bin:empty"))) == "refused"
    editor.post(reverse("bin:empty"), {"latest": 10**9})
    assert BinEntry.objects.filter(pk=late.pk).exists()


def test_without_the_right_to_publish_it_comes_back_as_a_draft(site):
    from django.contrib.auth.models import Permission
    from wagtail.models import GroupPagePermission

    user = user_of("editor")
    entry = put(site.de.contact, person(None))
    GroupPagePermission.objects.filter(permission=Permission.objects.get(codename="publish_page")).delete()
    client = Client()
    client.force_login(user)
    assert "weil Sie dort nicht" in client.get(reverse("bin:restore", args=[entry.pk])).content.decode()
    client.post(reverse("bin:restore", args=[entry.pk]), {"state": "before"})
    assert not Page.objects.get(pk=entry.page_id).live


@pytest.mark.parametrize(
    ("method", "address", "data"),
    [
        ("get", "bin/?q=%00%ff&p=zzz", {}),
        ("get", "bin/?q=" + "x" * 3000, {}),
        ("get", "bin/99999999/restore/", {}),
        ("post", "bin/undo/", {"entry": ["x", "-1", "9" * 40, "٣", ""]}),
        ("post", "bin/undo/moving/", {"sealed": "rubbish"}),
        ("post", "bin/undo/unpublishing/", {"sealed": "\0"}),
        ("post", "bin/undo/unpublishing/", {}),
        ("post", "bin/empty/", {"latest": "9" * 99}),
        ("get", "bin/undo/", {}),
    ],
)
def test_rubbish_is_answered(site, method, address, data):
    client = Client()
    client.force_login(person(None))
    assert getattr(client, method)(f"/admin/{address}", data).status_code < 500


def test_rubbish_in_the_form(site):
    client = Client()
    client.force_login(person(None))
    entry = put(site.de.contact, None)
    from home.models import ContentPage
    from tests.factories import publish

    publish(site.de.home, ContentPage(title="Neu", slug="kontakt", teaser="Kurz.", locale=site.de.locale))
    address = reverse("bin:restore", args=[entry.pk])
    for slug in ("", "\0", "x" * 999, "kontakt", "a b", "relevanz"):
        answer = client.post(address, {"slug": slug, "state": "x", "parent": "\0"})
        assert answer.status_code == 200
    assert "Frei ist zum Beispiel noch" in client.post(address, {"slug": "kontakt"}).content.decode()
    assert client.post(address, {"slug": "neu", "state": "before"}).status_code == 302
    assert Page.objects.get(pk=entry.page_id).slug == "neu"


def test_the_list_costs_the_same_for_many(site, django_assert_max_num_queries):
    from tests.factories import make_project

    client = Client()
    client.force_login(user_of("editor"))
    for number in range(3):
        put(make_project(site.de, f"Projekt {number}"), None)
    client.get(reverse("bin:index"))
    with django_assert_max_num_queries(30) as few:
        client.get(reverse("bin:index"))
    for number in range(6):
        put(make_project(site.de, f"Weiteres {number}"), None)
    with django_assert_max_num_queries(len(few)):
        client.get(reverse("bin:index"))
