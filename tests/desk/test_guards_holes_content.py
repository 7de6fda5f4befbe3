"""The holes of wagtail-localize 1.14 in what a page holds, shows and names (translation.md §4, 6 to 9), and the API."""

from __future__ import annotations

import json

import pytest
from django.contrib.auth.models import Group, Permission
from django.db.models.signals import post_save
from wagtail import hooks
from wagtail.models import APIToken, GroupPagePermission, PageLogEntry, PageViewRestriction
from wagtail_localize.models import OverridableSegment, SegmentOverride
from wagtail_localize.views import (
    report,
    snippets_api,
)

from cms.accounts.roles import Role
from cms.desk.guards import signals
from cms.restrictions import mirror_restrictions
from home.models import ContentPage
from projects.models import Partner
from tests.desk.guards_data import ADMIN, german_draft, live_in_french, stock, title
from tests.desk.helpers import (
    begin,
    german_project,
    only_admin_access,
    outcome,
    person,
)
from tests.factories import publish


@pytest.fixture
def made(site):
    return live_in_french(site)


@pytest.fixture
def embargoed(site):
    return german_draft(site)


# --- 6: snippets of other languages -------------------------------------------------------------

PARTNER = {"name": "Umbenannt", "kind": "other", "country": "DE", "description": "", "website": ""}


@pytest.fixture
def partner(site):
    return Partner.objects.create(name="Kreis Düren", locale=site.de.locale, country="DE")


def edit_partner(client, partner):
    return client.post(f"/admin/snippets/projects/partner/edit/{partner.pk}/", PARTNER)


def test_stock_6_a_translator_renames_a_german_partner(site, partner, client, monkeypatch):
    monkeypatch.setitem(hooks._hooks, "before_edit_snippet", [])
    client.force_login(person(Role.TRANSLATOR))
    edit_partner(client, partner)
    partner.refresh_from_db()
    assert partner.name == "Umbenannt"


def test_6_snippets_are_changed_in_the_own_language_only(site, partner, client):
    french = Partner.objects.create(name="Arrondissement", locale=site.fr.locale, country="DE")
    client.force_login(person(Role.TRANSLATOR))
    assert outcome(edit_partner(client, partner)) == "refused"
    edit_partner(client, french)
    assert sorted(Partner.objects.values_list("name", flat=True)) == ["Kreis Düren", "Umbenannt"]


def test_6_the_form_of_a_snippet_leads_to_the_own_languages_only(site, partner, client):
    french = partner.copy_for_translation(site.fr.locale)
    french.save()
    address = "/admin/snippets/projects/partner/edit/{}/"
    client.force_login(person(Role.TRANSLATOR))
    assert address.format(partner.pk) not in client.get(address.format(french.pk)).content.decode()


def test_6_the_api_looks_at_the_language_too(site, partner):
    from wagtail.actions import action_registry

    french = Partner.objects.create(name="Arrondissement", locale=site.fr.locale, country="DE")
    editor = person(Role.EDITOR)
    for name in ("edit", "delete"):
        action = action_registry.get_action_class(Partner, name)
        assert action(partner, user=editor).user_has_permission(), name
        assert not action(french, user=editor).user_has_permission(), name
    create = action_registry.get_action_class(Partner, "create")
    assert create(Partner(locale=site.de.locale), user=editor).user_has_permission()
    assert not create(Partner(locale=site.fr.locale), user=editor).user_has_permission()


# --- 7: overrides -------------------------------------------------------------------------------

EVIL = ["javascript:alert(1)", " JavaScript:alert(1)", "java\tscript:alert(1)", "data:text/html,x", "vbscript:x", "//x"]


@pytest.fixture
def link(site):
    """A page with a link, in translation: ``link(value)`` overrides the address, ``link.html()`` is the French text."""
    body = json.dumps([{"type": "paragraph", "value": '<p>Mehr <a href="https://example.org/">hier</a>.</p>'}])
    page = publish(site.de.home, ContentPage(title="Seite", slug="seite", locale=site.de.locale, body=body))
    page.copy_for_translation(site.fr.locale, alias=True)
    translation = begin(site, page)
    segment = OverridableSegment.objects.get(
        source=translation.source, context__path__endswith="'https://example.org/'"
    )

    def override(value):
        # As the stock view does it.
        row, _created = SegmentOverride.objects.update_or_create(
            locale=site.fr.locale, context=segment.context, defaults={"data_json": json.dumps(value)}
        )
        return SegmentOverride.objects.get(pk=row.pk)

    def html() -> str:
        return str(translation.source.get_ephemeral_translated_instance(site.fr.locale, fallback=True).body)

    override.html = html
    return override


def test_stock_7_a_link_is_replaced_by_a_script(link):
    post_save.disconnect(sender=SegmentOverride, dispatch_uid="desk_guards_override")
    try:
        assert not link("javascript:alert(1)").has_error
        assert "javascript:" in link.html()
    finally:
        post_save.connect(signals.override_saved, sender=SegmentOverride, dispatch_uid="desk_guards_override")


@pytest.mark.parametrize("evil", EVIL)
@pytest.mark.parametrize("good_first", [True, False])
def test_7_a_script_is_marked_and_left_out_whether_new_or_changed(link, evil, good_first):
    if good_first:
        assert not link("https://example.org/fr/").has_error
        assert "https://example.org/fr/" in link.html()
    row = link(evil)
    assert row.has_error
    assert row.get_error()
    assert evil.strip() not in link.html()
    assert 'href="https://example.org/"' in link.html()
    assert not link("https://example.org/fr/").has_error, "a good address takes the mark away"


@pytest.mark.parametrize("good", ["https://a.org/", "http://a.org", "mailto:a@b.org", "tel:+225123", "/fr/x/", "#a"])
def test_7_good_links_pass(link, good):
    assert not link(good).has_error
    assert good in link.html()


# --- 8: protected pages: tests/desk/test_guards_restrictions.py ---------------------------------


def test_stock_8_nothing_protects_the_translation_of_a_page_that_is_protected_later(made, client):
    PageViewRestriction.objects.bulk_create([PageViewRestriction(page=made.page, restriction_type="login")])
    assert client.get(f"/api/v2/pages/{made.french.pk}/").status_code == 200
    assert client.get(made.french.get_url()).status_code == 200
    mirror_restrictions()
    assert client.get(f"/api/v2/pages/{made.french.pk}/").status_code == 404


# --- 9: titles for everybody --------------------------------------------------------------------


def test_stock_9_report_and_snippets_are_shown_to_everybody(site, made):
    visitor = only_admin_access()
    response = stock(report.TranslationsReportView.as_view(), visitor, method="get")
    assert made.page.title in response.render().content.decode()
    view = snippets_api.SnippetViewSet.as_view({"get": "list"})
    response = stock(view, visitor, method="get", app_label="sdg", model_name="goal")
    assert len(response.data) == 34


def test_9_report_and_snippets_are_closed(site, made, client):
    client.force_login(only_admin_access())
    for address in ("reports/translations/", "reports/translations/results/"):
        assert client.get(ADMIN + address).status_code == 302
    for address in ("api/snippets/sdg/goal/", f"api/snippets/sdg/goal/{site.de.goal_by_number[1].pk}/"):
        response = client.get(ADMIN + address)
        assert response.status_code == 410
        assert "Ziel" not in response.content.decode()


def test_9_the_report_is_not_in_the_menu(site, client):
    client.force_login(person(None))
    assert "/localize/reports/translations/" not in client.get("/admin/").content.decode()


def test_stock_9_page_choosers_show_drafts_to_everybody(site, embargoed, client, monkeypatch):
    monkeypatch.setitem(hooks._hooks, "construct_page_chooser_queryset", [])
    client.force_login(person(Role.TRANSLATOR))
    assert "Geheimes Vorhaben" in client.get(f"/admin/choose-page/{site.de.projects.pk}/").content.decode()


def test_9_page_choosers_show_what_may_be_seen(site, embargoed, client):
    open_page = german_project(site, title="Offen")
    secret = german_project(site, title="Nur Intern")
    PageViewRestriction.objects.create(page=secret, restriction_type=PageViewRestriction.LOGIN)
    address = f"/admin/choose-page/{site.de.projects.pk}/"
    client.force_login(person(Role.TRANSLATOR))
    html = client.get(address).content.decode()
    assert open_page.title in html
    assert "Geheimes Vorhaben" not in html
    assert "Nur Intern" not in html
    client.force_login(person(Role.EDITOR))
    html = client.get(address).content.decode()
    assert "Geheimes Vorhaben" in html
    assert "Nur Intern" in html


def test_nothing_was_logged_by_what_was_refused(made, client):
    before = PageLogEntry.objects.count()
    client.force_login(person(Role.EDITOR))
    client.post(f"{ADMIN}page/{made.french.pk}/convert_to_alias/")
    client.post(f"{ADMIN}translate/{made.translation.pk}/disable/")
    assert PageLogEntry.objects.count() == before


# --- The API, past the admin --------------------------------------------------------------------


@pytest.fixture
def api(client):
    """Send something to v3 of the API as somebody: ``api(user, "patch", "19/", {...})``."""

    def send(user, method: str, address: str, data: dict | None = None):
        _token, secret = APIToken.create_token(user=user, name="test")
        return getattr(client, method)(
            f"/api/v3/pages/{address}",
            json.dumps(data or {}),
            content_type="application/json",
            headers={"authorization": f"Bearer {secret}"},
        )

    return send


def test_the_api_does_not_write_translations_and_aliases(site, made, api):
    alias = german_project(site, title="Brunnen", slug="brunnen").get_translation(site.fr.locale)
    translator = person(Role.TRANSLATOR)
    for page in (made.french, alias):
        data = {"meta": {"type": "projects.ProjectPage", "action": "publish"}, "title": "Piraté"}
        assert api(translator, "patch", f"{page.pk}/", data).status_code == 409
        for action in ("publish", "convert_alias"):
            assert api(translator, "post", f"{page.pk}/actions/{action}/").status_code == 409, action
    assert title(made.french) == "Toit solaire"
    alias.refresh_from_db()
    assert alias.alias_of_id
    assert api(person(Role.EDITOR), "post", f"{made.french.pk}/actions/publish/").status_code == 403


def test_the_api_still_writes_other_pages(made, api):
    assert api(person(Role.EDITOR), "post", f"{made.page.pk}/actions/publish/").status_code == 200


def test_an_untranslated_page_is_not_turned_into_a_page_by_itself(site, client):
    alias = german_project(site).get_translation(site.fr.locale)
    client.force_login(person(Role.TRANSLATOR))
    response = client.post(f"/admin/pages/{alias.pk}/convert_alias/")
    assert response.url.startswith("/admin/localize/submit/page/")
    alias.refresh_from_db()
    assert alias.alias_of_id


@pytest.mark.parametrize("action", ["publish", "convert_alias", "revert"])
def test_who_may_only_publish_gets_an_answer_for_an_alias_too(site, api, action):
    """Wagtail makes a revision of the alias for that, which fails."""
    alias = german_project(site).get_translation(site.fr.locale)
    publisher = only_admin_access("publisher")
    group = Group.objects.create(name="Only publishing")
    publisher.groups.add(group)
    right = Permission.objects.get(codename="publish_page")
    GroupPagePermission.objects.create(group=group, page=site.fr.home, permission=right)
    answer = api(publisher, "post", f"{alias.pk}/actions/{action}/", {"revision_id": 1})
    assert answer.status_code in (403, 409), answer.content
    alias.refresh_from_db()
    assert alias.alias_of_id


def test_9_nobody_reads_the_title_of_a_draft_by_its_id(site, embargoed, client):
    address = f"/admin/choose-page/chosen-multiple/?id={embargoed.pk}&id={site.de.home.pk}&id=x&id=1"
    for role, is_seen in ((Role.TRANSLATOR, False), (Role.EDITOR, True), (None, True)):
        client.force_login(person(role, f"reader-{role}"))
        answer = client.get(address)
        assert answer.status_code == 200
        titles = [page["adminTitle"] for page in answer.json()["result"]]
        assert site.de.home.get_admin_display_title() in titles
        assert (embargoed.title in titles) == is_seen
