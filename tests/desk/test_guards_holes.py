"""The nine holes of wagtail-localize 1.14 (translation.md §4): each shown on the stock code, and closed in ours.

A test named ``test_stock_…`` calls wagtail-localize's own view or Wagtail without our hooks. When
one of them fails, the hole has been closed upstream and its guard may become simpler.
"""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.test import RequestFactory
from wagtail.models import PageViewRestriction, Workflow
from wagtail_localize.models import StringSegment, StringTranslation, Translation
from wagtail_localize.views import (
    convert,
    edit_translation,
    submit_translations,
    update_translations,
)

from cms.accounts.roles import Role, ensure_roles
from cms.desk.permissions import FreezeReason
from cms.desk.segments import Frozen, segments_of, write
from tests.desk.guards_data import ADMIN, german_draft, live_in_french, stock, submitter, title
from tests.desk.helpers import (
    german_project,
    outcome,
    person,
)


@pytest.fixture
def made(site):
    return live_in_french(site)


@pytest.fixture
def reviewed(settings, site):
    """Translators do not publish, reviewers do."""
    settings.TRANSLATIONS_NEED_REVIEW = True
    ensure_roles()


# --- 1: update publishes ------------------------------------------------------------------------


def test_stock_1_update_publishes_for_somebody_without_any_right_on_pages(made):
    view = update_translations.UpdateTranslationsView.as_view()
    data = {"publish_translations": "on"}
    stock(view, submitter(), data=data, translation_source_id=made.translation.source_id)
    assert title(made.french) == "FR Solardach für die Schule"


def test_1_update_never_publishes(made, client, django_capture_on_commit_callbacks):
    address = f"{ADMIN}update/{made.translation.source_id}/"
    for user in (person(Role.EDITOR), person(Role.MODERATOR), person(Role.TRANSLATOR)):
        client.force_login(user)
        with django_capture_on_commit_callbacks(execute=True):
            response = client.post(address, {"publish_translations": "on"}, follow=True)
        assert response.status_code == 200
        assert title(made.french) == "Toit solaire", user
    client.force_login(submitter())
    assert outcome(client.get(address)) == outcome(client.post(address)) == "refused"


def test_1_update_takes_over_what_has_changed(made, client):
    made.page.teaser = "Strom für alle."
    made.page.save_revision().publish()
    client.force_login(person(Role.EDITOR))
    assert client.post(f"{ADMIN}update/{made.translation.source_id}/").status_code == 302
    assert "Strom für alle." in [segment.source for segment in segments_of(made.translation)]


# --- 2: submit opens drafts ---------------------------------------------------------------------


@pytest.fixture
def embargoed(site):
    return german_draft(site)


def test_stock_2_submit_opens_an_embargoed_draft(site, embargoed):
    view = submit_translations.SubmitPageTranslationView.as_view()
    stock(view, submitter(), data={"locales": [site.fr.locale.pk]}, page_id=embargoed.pk)
    assert embargoed.get_translation(site.fr.locale).title == "Geheimes Vorhaben"


@pytest.mark.parametrize("is_draft", [True, False])
def test_2_nobody_opens_a_draft_or_a_protected_page_by_asking_for_its_translation(site, embargoed, client, is_draft):
    if not is_draft:
        embargoed.save_revision().publish()
        PageViewRestriction.objects.create(page=embargoed, restriction_type=PageViewRestriction.LOGIN)
    address = f"{ADMIN}submit/page/{embargoed.pk}/"
    for user in (submitter(), person(Role.TRANSLATOR), person(Role.REVIEWER)):
        client.force_login(user)
        assert outcome(client.get(address)) == "refused", user
        assert outcome(client.post(address, {"locales": [site.fr.locale.pk]})) == "refused", user
    assert not Translation.objects.exists()
    client.force_login(person(Role.EDITOR))
    assert client.post(address, {"locales": [site.fr.locale.pk]}).status_code == 302
    assert Translation.objects.get().enabled


def test_2_the_api_does_not_copy_a_draft_for_translation_either(site, embargoed, client):
    from wagtail.actions.copy_for_translation import CopyPageForTranslationAction

    for user in (submitter(), person(Role.TRANSLATOR), person(Role.EDITOR)):
        with pytest.raises(PermissionDenied):
            CopyPageForTranslationAction(embargoed, site.fr.locale, user=user).execute()


def test_2_a_page_that_somebody_wrote_in_french_is_not_overwritten(site, client):
    client.force_login(person(Role.MODERATOR))
    response = client.post(f"{ADMIN}submit/page/{site.de.content.pk}/", {"locales": [site.fr.locale.pk]})
    assert response.status_code == 200
    assert not Translation.objects.exists()


def test_2_asking_for_an_alias_asks_for_its_source(site, client):
    page = german_project(site)
    client.force_login(person(Role.TRANSLATOR))
    alias = page.get_translation(site.fr.locale)
    response = client.post(f"{ADMIN}submit/page/{alias.pk}/", {"locales": [site.fr.locale.pk]})
    translation = Translation.objects.get(source__object_id=page.translation_key)
    assert response.url == f"/admin/desk/open/{translation.pk}/" or str(translation.pk) in response.url
    alias.refresh_from_db()
    assert alias.alias_of_id == page.pk, "visitors go on seeing the German page"


# --- 3: convert to alias ------------------------------------------------------------------------


def test_stock_3_a_translator_without_publish_puts_german_live(made, reviewed):
    stock(convert.convert_to_alias, person(Role.TRANSLATOR), page_id=made.french.pk)
    assert title(made.french) == made.page.title


def test_3_giving_up_a_translation_needs_the_right_to_publish(made, reviewed, client):
    address = f"{ADMIN}page/{made.french.pk}/convert_to_alias/"
    for user in (person(Role.TRANSLATOR), person(Role.EDITOR), submitter()):
        client.force_login(user)
        assert outcome(client.get(address)) == outcome(client.post(address)) == "refused", user
    assert title(made.french) == "Toit solaire"
    client.force_login(person(Role.REVIEWER))
    html = client.get(address).content.decode()
    assert str(len(segments_of(made.translation))) in html, "the number of translated sentences"
    assert title(made.french) == "Toit solaire", "nothing happens by looking"
    client.post(address)
    assert title(made.french) == made.page.title
    assert StringTranslation.objects.exists(), "the sentences stay in the memory"


def test_3_a_held_page_is_not_given_up(made, client):
    lock(made.french)
    client.force_login(person(Role.TRANSLATOR))
    client.post(f"{ADMIN}page/{made.french.pk}/convert_to_alias/")
    assert title(made.french) == "Toit solaire"


# --- 4 and 5: locks and moderation --------------------------------------------------------------


def lock(page) -> None:
    page.locked = True
    page.locked_by = person(None, "locker")
    page.save()


def submit(page) -> None:
    page.save_revision()
    Workflow.objects.get(name="Freigabe der Übersetzungen (Französisch)").start(page, person(None, "asker"))


HOLDS = {FreezeReason.LOCKED: lock, FreezeReason.IN_MODERATION: submit}


@pytest.fixture(params=HOLDS)
def held(request, made):
    ensure_roles()
    HOLDS[request.param](made.french)
    made.french = type(made.french).objects.get(pk=made.french.pk)
    made.reason = request.param
    return made


def test_stock_4_and_5_sentences_of_a_held_page_are_changed(held):
    row = StringSegment.objects.filter(source=held.translation.source, context__path="title").get()
    request = RequestFactory().put("/", "value=Piraté", content_type="application/x-www-form-urlencoded")
    request.user = request._force_auth_user = person(Role.TRANSLATOR)
    request._dont_enforce_csrf_checks = True
    response = edit_translation.edit_string_translation(
        request, translation_id=held.translation.pk, string_segment_id=row.pk
    )
    # In 1.14.5 the view reads ``request.POST`` of a PUT, which REST framework fills in.
    assert response.status_code == 200
    assert StringTranslation.objects.filter(data="Piraté").exists()


def test_stock_4_and_5_a_held_page_is_published(held):
    target = held.translation.get_target_instance()
    stock(
        edit_translation.edit_translation,
        person(Role.TRANSLATOR),
        data={"action": "publish"},
        translation=held.translation,
        instance=target,
    )
    assert title(held.french) == "FR Solardach für die Schule"


def test_4_and_5_sentences_of_a_held_page_stay(held, client):
    translator = person(Role.TRANSLATOR)
    segment = segments_of(held.translation)[0]
    with pytest.raises(Frozen) as error:
        write(held.translation, segment, "Piraté", user=translator)
    assert error.value.freeze.reason is held.reason
    client.force_login(translator)
    address = f"{ADMIN}translate/{held.translation.pk}/strings/{segment.id}/edit/"
    for method in ("put", "delete", "post"):
        response = getattr(client, method)(address, "value=Pirat", content_type="application/x-www-form-urlencoded")
        assert response.status_code == 410
    assert segments_of(held.translation)[0].target == segment.target


def test_4_and_5_a_held_page_is_not_published_through_its_editor(held, client, django_capture_on_commit_callbacks):
    client.force_login(person(Role.TRANSLATOR))
    for data in ({"action": "publish"}, {"action-publish": "1"}, {"localize-restart-translation": "1"}):
        with django_capture_on_commit_callbacks(execute=True):
            assert client.post(f"/admin/pages/{held.french.pk}/edit/", data).status_code < 500
        assert title(held.french) == "Toit solaire"
    if held.reason is FreezeReason.IN_MODERATION:
        assert held.french.current_workflow_state is not None


def test_4_and_5_a_held_translation_is_not_stopped(held, client):
    client.force_login(person(Role.TRANSLATOR))
    client.post(f"{ADMIN}translate/{held.translation.pk}/disable/")
    held.translation.refresh_from_db()
    assert held.translation.enabled


def test_stopping_says_what_it_means(made, client):
    client.force_login(person(Role.TRANSLATOR))
    response = client.post(f"{ADMIN}translate/{made.translation.pk}/disable/", follow=True)
    made.translation.refresh_from_db()
    assert not made.translation.enabled
    assert [str(message.level_tag) for message in response.context["messages"]] == ["warning"]
