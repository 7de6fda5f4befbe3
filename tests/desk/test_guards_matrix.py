"""Who gets where: every role at every address of wagtail-localize, and at every snippet action.

The addresses come from the package as it is installed: a new one makes these tests fail until
somebody decides what it may do.
"""

from __future__ import annotations

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLResolver, get_resolver, reverse
from wagtail.models import TranslatableMixin
from wagtail.snippets.models import get_snippet_models
from wagtail_localize.models import StringSegment

from cms.accounts.roles import Role
from cms.desk.guards.system_checks import stock_patterns
from projects.models import Contact, Partner
from sdg.models import Goal
from tests.desk.helpers import in_translation, only_admin_access, outcome, person, publish_french

ROLES = {
    "superuser": None,
    "moderator": Role.MODERATOR,
    "editor": Role.EDITOR,
    "translator": Role.TRANSLATOR,
    "reviewer": Role.REVIEWER,
    "nobody": "",
    "anonymous": "anonymous",
}
EVERYBODY = set(ROLES) - {"anonymous"}
FRENCH = {"superuser", "moderator", "translator", "reviewer"}
WRITERS = EVERYBODY - {"nobody"}
GONE = {"*": (410, EVERYBODY)}

#: address → method → (status, the roles that get it); everybody else is refused. "*": all other methods.
LOCALIZE = {
    "jsi18n/": {"GET": (200, EVERYBODY), "*": (405, EVERYBODY)},
    "submit/page/<int:page_id>/": {"GET": (200, WRITERS), "POST": (200, WRITERS), "*": (405, EVERYBODY)},
    "submit/snippet/<slug:app_label>/<slug:model_name>/<str:pk>/": {
        "GET": (200, WRITERS),
        "POST": (200, WRITERS),
        "*": (405, EVERYBODY),
    },
    "update/<int:translation_source_id>/": {"GET": (200, WRITERS), "POST": (302, WRITERS), "*": (405, EVERYBODY)},
    "translate/<int:translation_id>/strings/<int:string_segment_id>/edit/": GONE,
    "translate/<int:translation_id>/overrides/<int:overridable_segment_id>/edit/": GONE,
    "translate/<int:translation_id>/pofile/download/": {"GET": (302, FRENCH), "*": (405, EVERYBODY)},
    "translate/<int:translation_id>/pofile/upload/": {"GET": (302, FRENCH), "*": (410, EVERYBODY)},
    "translate/<int:translation_id>/machine_translate/": GONE,
    "translate/<int:translation_id>/preview/": {"GET": (200, FRENCH), "*": (405, EVERYBODY)},
    "translate/<int:translation_id>/preview/<str:mode>/": {"GET": (404, FRENCH), "*": (405, EVERYBODY)},
    "translate/<int:translation_id>/disable/": {"POST": (302, FRENCH), "*": (405, EVERYBODY)},
    "page/<int:page_id>/convert_to_alias/": {"GET": (200, FRENCH), "POST": (302, FRENCH), "*": (405, EVERYBODY)},
    "reports/translations/": {"GET": (302, EVERYBODY), "*": (405, EVERYBODY)},
    "reports/translations/results/": {"GET": (302, EVERYBODY), "*": (405, EVERYBODY)},
    "api/snippets/<slug:app_label>/<slug:model_name>/": GONE,
    "api/snippets/<slug:app_label>/<slug:model_name>/<str:pk>/": GONE,
}
METHODS = ("GET", "POST", "PUT", "DELETE")


def log_in(role: str) -> Client:
    client = Client()
    if role == "nobody":
        client.force_login(only_admin_access())
    elif role != "anonymous":
        client.force_login(person(ROLES[role], f"the-{role}"))
    return client


def ask(client: Client, method: str, address: str) -> str:
    """What becomes of a request, whose effects are taken back."""
    savepoint = transaction.savepoint()
    try:
        return outcome(client.generic(method, address, headers={"accept": "text/html"}))
    finally:
        transaction.savepoint_rollback(savepoint)


def test_every_address_of_wagtail_localize_is_in_the_matrix():
    assert sorted(str(pattern.pattern) for pattern in stock_patterns()) == sorted(LOCALIZE)


@pytest.mark.parametrize("role", ROLES)
def test_addresses_of_wagtail_localize(site, role):
    translated, fresh = in_translation(site), in_translation(site, title="Brunnen", slug="brunnen")
    french = publish_french(translated.translation)
    fresh.translation.delete()
    Goal.objects.filter(locale=site.fr.locale, number=4).delete()
    source = translated.translation.source
    values = {
        "app_label": "sdg",
        "model_name": "goal",
        "pk": str(site.de.goal_by_number[4].pk),
        "translation_source_id": source.pk,
        "translation_id": translated.translation.pk,
        "string_segment_id": StringSegment.objects.filter(source=source).first().pk,
        "overridable_segment_id": 1,
        "mode": "nonsense",
    }
    client = log_in(role)
    wrong = []
    for pattern in stock_patterns():
        path = str(pattern.pattern)
        values["page_id"] = french.pk if "convert" in path else fresh.page.pk
        arguments = {name: values[name] for name in pattern.pattern.converters}
        address = reverse(f"wagtail_localize:{pattern.name}", kwargs=arguments)
        for method in METHODS:
            status, allowed = LOCALIZE[path].get(method) or LOCALIZE[path]["*"]
            expected = str(status) if role in allowed else "refused"
            got = ask(client, method, address)
            if got != expected:
                wrong.append((method, path, got, expected))
    assert wrong == []


@pytest.mark.parametrize(
    "address", ["translate/{}/preview/", "update/{}/", "submit/page/{}/", "page/{}/convert_to_alias/"]
)
def test_what_does_not_exist_is_not_found(site, client, address):
    client.force_login(person(None))
    assert client.get("/admin/localize/" + address.format(99999)).status_code == 404


# --- Snippets ---------------------------------------------------------------------------------

GERMAN_WRITERS = {"superuser", "moderator", "editor"}
OWNERS = {"superuser", "moderator"}
#: action below ``snippets/<app>/<model>/`` → (roles for a German snippet, roles for a French one).
PARTNER = {
    "": (WRITERS, WRITERS),
    "results/": (WRITERS, WRITERS),
    "add/": (GERMAN_WRITERS, OWNERS),
    "edit/<int:pk>/": (GERMAN_WRITERS, FRENCH),
    "delete/<int:pk>/": (GERMAN_WRITERS, OWNERS),
    "copy/<int:pk>/": (GERMAN_WRITERS, OWNERS),
    "usage/<int:pk>/": (WRITERS, WRITERS),
    "history/<int:pk>/": (WRITERS, WRITERS),
    "history-results/<int:pk>/": (WRITERS, WRITERS),
}
GOAL = PARTNER | {
    "add/": ({"superuser"}, {"superuser"}),
    "delete/<int:pk>/": ({"superuser"}, {"superuser"}),
    "copy/<int:pk>/": ({"superuser"}, {"superuser"}),
    "inspect/<int:pk>/": (WRITERS, WRITERS),
}
CHOOSING = {"", "results/", "chosen/<str:pk>/", "chosen-multiple/", "create/"}
SNIPPETS = {Goal: GOAL, Partner: PARTNER, Contact: PARTNER}


def snippet_patterns(prefix: str) -> set[str]:
    """The addresses below a path of the admin, as they are written in the patterns."""

    def walk(patterns, path=""):
        for pattern in patterns:
            here = path + str(pattern.pattern)
            if isinstance(pattern, URLResolver):
                yield from walk(pattern.url_patterns, here)
            elif here.startswith(prefix):
                yield here.removeprefix(prefix)

    return set(walk(get_resolver().url_patterns))


@pytest.mark.parametrize("model", SNIPPETS)
def test_every_snippet_action_is_in_the_matrix(model):
    place = f"{model._meta.app_label}/{model._meta.model_name}/"
    assert snippet_patterns(f"admin/snippets/{place}") == set(SNIPPETS[model])
    assert snippet_patterns(f"admin/snippets/choose/{place}") == CHOOSING
    assert set(SNIPPETS) == {model for model in get_snippet_models() if issubclass(model, TranslatableMixin)}


def make(model, locale):
    if model is Goal:
        return Goal.objects.get(locale=locale, number=5)
    return model.objects.create(locale=locale, **({"name": "Kreis"} if model is Partner else {"unit": "Amt"}))


@pytest.mark.parametrize("model", SNIPPETS)
@pytest.mark.parametrize("role", ROLES)
def test_snippet_actions(site, role, model):
    client = log_in(role)
    wrong = []
    place = f"/admin/snippets/{model._meta.app_label}/{model._meta.model_name}/"
    for position, language in enumerate(("de", "fr")):
        snippet = make(model, getattr(site, language).locale)
        for action, allowed in SNIPPETS[model].items():
            address = f"{place}{action.replace('<int:pk>', str(snippet.pk))}?locale={language}"
            for method in ("GET", "POST"):
                got = ask(client, method, address)
                fits = got in ("200", "302", "405") if role in allowed[position] else got == "refused"
                if not fits:
                    wrong.append((method, address, got))
        bulk = f"/admin/bulk/{model._meta.app_label}/{model._meta.model_name}/delete/?id={snippet.pk}"
        before = model.objects.count()
        savepoint = transaction.savepoint()
        client.post(bulk)
        deleted = model.objects.count() < before
        transaction.savepoint_rollback(savepoint)
        if deleted != (role in SNIPPETS[model]["delete/<int:pk>/"][position]):
            wrong.append(("bulk delete", language, deleted))
    assert wrong == []


@pytest.mark.parametrize("role", ROLES)
def test_snippet_choosers(site, role):
    """Nobody without a right on a snippet is shown its names, and nothing is made through a chooser."""
    client = log_in(role)
    partner = make(Partner, site.de.locale)
    place = "/admin/snippets/choose/projects/partner/"
    for action in ("", "results/", f"chosen/{partner.pk}/", f"chosen-multiple/?id={partner.pk}"):
        expected = "200" if role in WRITERS else "refused"
        assert ask(client, "GET", place + action) == expected, action
    assert ask(client, "POST", f"{place}create/") in ("refused", "404", "405")
    assert Partner.objects.count() == 1


def test_lists_offer_only_what_may_be_changed(site, client):
    client.force_login(person(Role.TRANSLATOR))
    german, french = site.de.goal_by_number[5], site.fr.goal_by_number[5]
    html = client.get("/admin/snippets/sdg/goal/?locale=de").content.decode()
    assert german.title in html
    assert f"/goal/edit/{german.pk}/" not in html
    html = client.get("/admin/snippets/sdg/goal/").content.decode()
    assert french.title in html, "the list opens in the translator's language"
    assert f"/goal/edit/{french.pk}/" in html
    html = client.get(f"/admin/snippets/sdg/goal/inspect/{german.pk}/").content.decode()
    assert f"/goal/edit/{german.pk}/" not in html
