"""That the guards are in front, and that buttons and menus offer what is allowed."""

from __future__ import annotations

import sys
from types import ModuleType, SimpleNamespace

import pytest
from django.contrib.auth import get_user_model
from django.core.checks import run_checks
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import clear_url_caches, include, path, resolve, reverse
from wagtail_localize import wagtail_hooks as stock
from wagtail_localize.models import Translation

from cms.accounts.roles import Role
from cms.desk.guards import buttons
from cms.desk.guards.hooks import register_guarded_addresses
from cms.desk.guards.system_checks import guarded_addresses_are_ours, stock_patterns, unguarded_addresses
from tests.desk.helpers import german_project, in_translation, only_admin_access, person, publish_french, translate_all


def test_every_address_is_guarded():
    assert unguarded_addresses() == []
    assert not [error for error in run_checks() if error.id == "desk.E001"]


def test_the_names_of_wagtail_localize_still_give_our_addresses():
    address = reverse("wagtail_localize:convert_to_alias", args=[7])
    assert address == "/admin/localize/page/7/convert_to_alias/"
    assert resolve(address).func.__module__ == "cms.desk.guards.views.stopping"


@pytest.fixture
def broken_order(settings):
    """Addresses as they would be if wagtail-localize's came first."""
    module = ModuleType("broken_order_urls")
    admin = [*stock.register_admin_urls(), *register_guarded_addresses()]
    module.urlpatterns = [path("admin/", include(admin))]
    sys.modules[module.__name__] = module
    settings.ROOT_URLCONF = module.__name__
    clear_url_caches()
    yield
    del sys.modules[module.__name__]
    clear_url_caches()


def test_a_broken_order_is_an_error(broken_order):
    errors = guarded_addresses_are_ours(None)
    assert {error.id for error in errors} == {"desk.E001"}
    assert len(errors) == len(list(stock_patterns()))
    assert "/admin/localize/update/1/ leads to wagtail_localize" in " ".join(error.msg for error in errors)


def test_a_new_address_is_an_error(monkeypatch):
    added = path("localize/new/<int:pk>/", lambda request, pk: None, name="brand_new")
    monkeypatch.setattr(stock, "register_admin_urls", lambda: [added])
    assert [address for address, _module in unguarded_addresses()] == ["localize/new/<int:pk>/"]


# --- Buttons ------------------------------------------------------------------------------------


def labels(found) -> list[str]:
    return [button.url.partition("?")[0] for button in found]


def test_buttons_stand_where_something_may_be_done(site):
    fresh, made = german_project(site), in_translation(site, title="Brunnen", slug="brunnen")
    start = f"/admin/localize/submit/page/{fresh.pk}/"
    sync = f"/admin/localize/update/{made.translation.source_id}/"
    alias = fresh.get_translation(site.fr.locale)
    for role in (Role.EDITOR, Role.MODERATOR, Role.TRANSLATOR, Role.REVIEWER):
        user = person(role)
        assert labels(buttons.page_buttons(fresh, user, next_url="/x/")) == [start], role
        assert labels(buttons.page_buttons(alias, user)) == [start], role
        assert labels(buttons.page_buttons(made.page, user)) == [sync], role
    visitor = only_admin_access()
    assert not labels(buttons.page_buttons(fresh, visitor)) + labels(buttons.page_buttons(made.page, visitor))
    assert not labels(buttons.page_buttons(site.root, person(None)))


def test_no_button_for_a_draft_that_may_not_be_opened(site):
    page = german_project(site)
    page.unpublish()
    assert not labels(buttons.page_buttons(page, person(Role.TRANSLATOR)))
    assert labels(buttons.page_buttons(page, person(Role.EDITOR)))


def test_an_alias_in_the_same_language_is_as_far_as_what_it_repeats(site):
    made = in_translation(site)
    alias = made.page.create_alias(parent=site.de.home, update_slug="noch-einmal")
    assert not labels(buttons.page_buttons(alias, person(Role.EDITOR)))
    fresh = german_project(site, title="Brunnen", slug="brunnen")
    again = fresh.create_alias(parent=site.de.home, update_slug="brunnen-noch-einmal")
    assert labels(buttons.page_buttons(again, person(Role.EDITOR, "second"))) == [
        f"/admin/localize/submit/page/{fresh.pk}/"
    ]


def test_buttons_of_snippets(site):
    german, french = site.de.goal_by_number[3], site.fr.goal_by_number[3]
    translator = person(Role.TRANSLATOR)
    assert not labels(buttons.snippet_buttons(german, translator)), "it has its French goal"
    french.delete()
    german.refresh_from_db()
    translator = get_user_model().objects.get(pk=translator.pk)  # as in the next request
    assert labels(buttons.snippet_buttons(german, translator)) == [
        f"/admin/localize/submit/snippet/sdg/goal/{german.pk}/"
    ]
    assert not labels(buttons.snippet_buttons(german, only_admin_access()))


def test_the_header_shows_our_buttons_once(site, client):
    page = german_project(site)
    client.force_login(person(Role.EDITOR))
    html = client.get(f"/admin/pages/{page.pk}/").content.decode()
    assert html.count(f"/admin/localize/submit/page/{page.pk}/") == 1


@pytest.mark.parametrize("role", [Role.TRANSLATOR, Role.REVIEWER])
@pytest.mark.parametrize("is_reviewed", [False, True])
def test_the_big_button_never_throws_a_translation_away(site, settings, role, is_reviewed):
    settings.TRANSLATIONS_NEED_REVIEW = is_reviewed
    made = in_translation(site)
    page = publish_french(made.translation)
    user = person(role)
    save, convert, restart = (SimpleNamespace(name=name) for name in ("save", buttons.CONVERT, buttons.RESTART))
    items = [convert, restart, save]
    buttons.order_action_menu(items, SimpleNamespace(user=user), {"page": page})
    assert items[0] is save
    assert restart in items
    assert (convert in items) is (role is Role.REVIEWER or not is_reviewed)
    items = [convert]
    buttons.order_action_menu(items, SimpleNamespace(user=user), {"page": page})
    assert items == []


def test_the_screens_can_be_read_and_escape_titles(site, client):
    page = german_project(site, title="<b>Fett</b> & Co")
    client.force_login(person(Role.EDITOR))
    html = client.get(f"/admin/localize/submit/page/{page.pk}/").content.decode()
    assert "&lt;b&gt;Fett&lt;/b&gt; &amp; Co" in html
    assert "<b>Fett</b>" not in html
    client.post(f"/admin/localize/submit/page/{page.pk}/", {"locales": [site.fr.locale.pk]})
    translation = Translation.objects.get(source__object_id=page.translation_key)
    assert "csrfmiddlewaretoken" in client.get(f"/admin/localize/update/{translation.source_id}/").content.decode()
    publish_french(translation)
    translate_all(translation, person(None))
    client.force_login(person(Role.TRANSLATOR))
    french = translation.get_target_instance()
    html = client.get(f"/admin/localize/page/{french.pk}/convert_to_alias/").content.decode()
    assert "&lt;b&gt;Fett&lt;/b&gt; &amp; Co" in html
    response = client.post(f"/admin/localize/translate/{translation.pk}/machine_translate/")
    assert response.status_code == 410
    assert "/admin/desk/" in response.content.decode()


def test_every_screen_needs_a_token(site):
    from django.test import Client

    page = german_project(site)
    client = Client(enforce_csrf_checks=True)
    client.force_login(person(None))
    for address in (
        f"submit/page/{page.pk}/",
        f"page/{page.pk}/convert_to_alias/",
        "translate/1/disable/",
        "update/1/",
    ):
        assert client.post(f"/admin/localize/{address}").status_code == 403


def test_a_longer_list_asks_no_more_queries(site, client):
    client.force_login(person(Role.EDITOR))
    address, counts = f"/admin/pages/{site.de.projects.pk}/", []
    for number in (2, 6):
        for index in range(number):
            german_project(site, title=f"{number} {index}", slug=f"projekt-{number}-{index}")
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        counts.append(len(queries))
    assert counts[0] == counts[1]


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("submit/page/{page}/", 200),
        ("update/{source}/", 200),
        ("translate/{translation}/machine_translate/", 410),
        ("translate/{translation}/disable/", 405),
    ],
)
def test_every_screen_has_a_heading_and_a_way_on(site, client, address, status):
    made = in_translation(site)
    client.force_login(person(Role.MODERATOR))
    ids = {"page": made.page.pk, "source": made.translation.source_id, "translation": made.translation.pk}
    answer = client.get("/admin/localize/" + address.format(**ids))
    assert answer.status_code == status
    main = answer.content.decode().partition("<main")[2].partition("</main>")[0]
    assert '<h1 class="w-header__title"' in main
    assert "<a " in main.partition("</header>")[2]


def test_refusals_are_in_the_language_of_the_reader(site, client):
    """Wagtail answers to a page that is not there, and refuses, outside of its own choice of language."""
    from wagtail.users.models import UserProfile

    translator = person(Role.TRANSLATOR)
    UserProfile.objects.update_or_create(user=translator, defaults={"preferred_language": "fr"})
    client.force_login(translator)
    answer = client.get("/admin/localize/submit/page/99999/")
    assert (answer.status_code, answer.headers["Content-Language"]) == (404, "fr")
    answer = client.get(f"/admin/pages/{site.de.content.pk}/delete/", follow=True)
    [message] = answer.context["messages"]
    assert str(message).startswith("Désolé")
