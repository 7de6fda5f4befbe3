"""Unpublishing, moving and deleting German is followed in French, or somebody is told."""

import pytest
from django.urls import reverse
from wagtail.models import Page, PageLogEntry
from wagtail_localize.models import LocaleSynchronization

from cms.accounts.roles import Role
from cms.desk.publishing import publish
from cms.desk.syncing.following import End, fates
from home.models import ContentPage
from projects.models import ProjectPage
from tests import factories
from tests.desk.helpers import PASSWORD, german_project, in_translation, person, translate_all


@pytest.fixture
def live(site):
    """A project that is public in both languages."""
    made = in_translation(site)
    made.boss = person(None)
    translate_all(made.translation, made.boss)
    publish(made.translation, made.boss, accept_warnings=True)
    made.french = ProjectPage.objects.get(pk=made.alias.pk)
    return made


def login(client, user):
    client.login(username=user.get_username(), password=PASSWORD)
    return user


def messages_of(answer) -> str:
    return " ".join(str(message) for message in answer.context["messages"])


def beside_the_question(html: str) -> str:
    """What stands between the heading and the buttons."""
    return html.partition("</header>")[2].partition("<form")[0]


def is_live(page) -> bool:
    return Page.objects.get(pk=page.pk).live


# --- Unpublishing ------------------------------------------------------------------------------


def test_unpublishing_takes_french_along_and_says_so_before(live, client):
    login(client, person(Role.MODERATOR))
    address = reverse("wagtailadmin_pages:unpublish", args=[live.page.pk])
    asked = client.get(address).content.decode()
    assert 'data-translations="follow"' in asked
    assert "FR Solardach" in asked
    assert is_live(live.french)
    client.post(address)
    assert not is_live(live.page)
    assert not is_live(live.french)
    assert PageLogEntry.objects.filter(page_id=live.french.pk, action="wagtail.unpublish").count() == 1


def test_who_has_no_right_in_french_is_told_and_so_are_those_who_have(live, client, mailoutbox):
    translator = person(Role.TRANSLATOR)
    login(client, person(Role.EDITOR))
    address = reverse("wagtailadmin_pages:unpublish", args=[live.page.pk])
    asked = client.get(address).content.decode()
    assert 'data-translations="stay"' in asked
    answer = client.post(address, follow=True)
    assert not is_live(live.page)
    assert is_live(live.french)
    assert "FR Solardach" in messages_of(answer)
    assert translator.email in {recipient for mail in mailoutbox for recipient in mail.to}
    assert PageLogEntry.objects.filter(page_id=live.french.pk, action="desk.stays").exists()
    # Said once.
    assert "FR Solardach" not in messages_of(client.get(reverse("wagtailadmin_home")))


def test_unpublishing_french_leaves_german_alone(live):
    live.french.unpublish(user=live.boss)
    assert is_live(live.page)


def test_bulk_unpublishing_is_followed(live, client):
    login(client, person(Role.MODERATOR))
    address = (
        reverse("wagtail_bulk_action", args=["wagtailcore", "page", "unpublish"]) + f"?id={live.page.pk}&next=/admin/"
    )
    assert 'data-translations="follow"' in client.get(address).content.decode()
    client.post(address)
    assert not is_live(live.page)
    assert not is_live(live.french)


def test_expiry_and_scripts_are_followed(live):
    live.page.unpublish(set_expired=True)
    assert not is_live(live.french)


def test_a_page_that_belongs_to_no_desk_stays(live, site):
    site.de.content.unpublish()
    assert is_live(site.fr.content)
    LocaleSynchronization.objects.create(locale=site.fr.locale, sync_from=site.de.locale)
    site.de.imprint.unpublish()
    assert not is_live(site.fr.imprint)


# --- Moving ------------------------------------------------------------------------------------


@pytest.fixture
def content(site):
    """German "Leben" with a translated child "Schule"; German "Umwelt" without a French counterpart."""
    LocaleSynchronization.objects.create(locale=site.fr.locale, sync_from=site.de.locale)
    made = {}
    for name in ("leben", "umwelt"):
        made[name] = factories.publish(
            site.de.content, ContentPage(title=name.title(), slug=name, teaser="Kurz.", locale=site.de.locale)
        )
    made["schule"] = factories.publish(
        made["leben"], ContentPage(title="Schule", slug="schule", teaser="Kurz.", locale=site.de.locale)
    )
    made["leben"].copy_for_translation(site.fr.locale, copy_parents=True, alias=True)
    french = made["schule"].copy_for_translation(site.fr.locale, copy_parents=True)
    french.title, french.slug = "École", "ecole"
    french.save_revision().publish()
    made["ecole"] = Page.objects.get(pk=french.pk)
    return made


def parent_key(page):
    return Page.objects.get(pk=page.pk).get_parent().translation_key


def test_moving_takes_french_along_to_a_parent_that_did_not_exist(content, client, site):
    login(client, person(None))
    address = reverse("wagtailadmin_pages:move_confirm", args=[content["schule"].pk, content["umwelt"].pk])
    assert "École" in beside_the_question(client.get(address).content.decode())
    client.post(address)
    assert parent_key(content["schule"]) == content["umwelt"].translation_key
    assert parent_key(content["ecole"]) == content["umwelt"].translation_key
    ecole = Page.objects.get(pk=content["ecole"].pk)
    assert ecole.get_parent().alias_of_id == content["umwelt"].pk
    assert (ecole.locale, ecole.url_path) == (site.fr.locale, f"{ecole.get_parent().url_path}ecole/")
    assert Page.find_problems() == ([], [], [], [], [])


def test_who_may_not_move_french_is_told(content, client, mailoutbox):
    person(Role.MODERATOR)
    login(client, person(Role.EDITOR))
    address = reverse("wagtailadmin_pages:move_confirm", args=[content["schule"].pk, content["umwelt"].pk])
    before = parent_key(content["ecole"])
    answer = client.post(address, follow=True)
    assert parent_key(content["schule"]) == content["umwelt"].translation_key
    assert parent_key(content["ecole"]) == before
    assert not content["umwelt"].get_translations().exists()
    assert "École" in messages_of(answer)
    assert mailoutbox


def test_a_locked_french_page_stays_where_it_is(content, client, mailoutbox):
    Page.objects.filter(pk=content["ecole"].pk).update(locked=True, locked_by=person(None, "locker"))
    login(client, person(None))
    before = parent_key(content["ecole"])
    client.post(reverse("wagtailadmin_pages:move_confirm", args=[content["schule"].pk, content["umwelt"].pk]))
    assert parent_key(content["schule"]) == content["umwelt"].translation_key
    assert parent_key(content["ecole"]) == before


def test_bulk_moving_and_aliases_are_followed(content, client, site):
    alias = factories.publish(
        content["leben"], ContentPage(title="Sport", slug="sport", teaser="Kurz.", locale=site.de.locale)
    ).copy_for_translation(site.fr.locale, alias=True)
    login(client, person(None))
    ids = f"?id={content['schule'].pk}&id={alias.alias_of_id}"
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "move"]) + ids
    client.post(address, {"chooser": content["umwelt"].pk})
    for page in (content["schule"], content["ecole"], alias):
        assert parent_key(page) == content["umwelt"].translation_key
    assert Page.find_problems() == ([], [], [], [], [])


def test_a_page_that_stands_elsewhere_on_purpose_stays_there(content, site):
    ecole = Page.objects.get(pk=content["ecole"].pk)
    ecole.move(Page.objects.get(pk=site.fr.content.pk), pos="last-child")
    content["schule"].move(content["umwelt"], pos="last-child")
    assert parent_key(ecole) == site.fr.content.translation_key


def test_a_new_order_is_not_followed(content, site):
    content["umwelt"].move(content["leben"], pos="left")
    assert parent_key(content["ecole"]) == content["leben"].translation_key


# --- Deleting ----------------------------------------------------------------------------------


def test_deleting_takes_french_along_and_names_it_before(live, client):
    login(client, person(Role.MODERATOR))
    address = reverse("wagtailadmin_pages:delete", args=[live.page.pk])
    asked = client.get(address).content.decode()
    assert 'data-translations="follow"' in asked
    assert "FR Solardach" in beside_the_question(asked)
    client.post(address)
    assert not Page.objects.filter(pk__in=[live.page.pk, live.french.pk]).exists()


def test_without_a_right_french_stays_and_everybody_knows(live, client, mailoutbox, django_capture_on_commit_callbacks):
    translator = person(Role.TRANSLATOR)
    login(client, person(Role.EDITOR))
    address = reverse("wagtailadmin_pages:delete", args=[live.page.pk])
    asked = client.get(address).content.decode()
    assert "FR Solardach" in beside_the_question(asked)
    assert 'data-translations="stay"' in asked
    with django_capture_on_commit_callbacks(execute=True):
        client.post(address)
    assert not Page.objects.filter(pk=live.page.pk).exists()
    assert is_live(live.french)
    assert translator.email in {recipient for mail in mailoutbox for recipient in mail.to}


def test_a_translation_that_stands_elsewhere_is_unpublished_and_the_screen_says_so(
    live, site, client, django_capture_on_commit_callbacks
):
    """Wagtail deletes translations only where they stand below the translation of the parent."""
    live.french.move(site.fr.content, pos="last-child")
    login(client, person(Role.MODERATOR))
    address = reverse("wagtailadmin_pages:delete", args=[live.page.pk])
    said = beside_the_question(client.get(address).content.decode())
    assert [fate.end for fate in fates(live.page, "delete", person(None, "chief"))] == [End.UNPUBLISHED]
    assert "FR Solardach" in said
    with django_capture_on_commit_callbacks(execute=True):
        client.post(address)
    assert not Page.objects.filter(pk=live.page.pk).exists()
    assert not is_live(live.french)


def test_of_a_draft_that_stays_a_draft_nothing_is_said(live, client):
    live.french.unpublish()
    assert fates(live.page, "delete", person(Role.EDITOR)) == []
    assert fates(live.page, "unpublish", person(None, "chief")) == []


@pytest.mark.parametrize("action", ["delete", "unpublish"])
def test_a_translator_reads_that_the_original_stays(live, site, client, action):
    login(client, person(Role.TRANSLATOR))
    address = reverse(f"wagtailadmin_pages:{action}", args=[live.french.pk])
    asked = client.get(address).content.decode()
    assert 'data-translations="original"' in asked
    assert "Solardach für die Schule" in beside_the_question(asked)
    client.post(address)
    assert is_live(live.page)
    assert not Page.objects.filter(pk=live.french.pk, live=True).exists()


def test_an_original_has_no_original(live, client):
    login(client, person(Role.EDITOR))
    for action in ("delete", "unpublish"):
        asked = client.get(reverse(f"wagtailadmin_pages:{action}", args=[live.page.pk])).content.decode()
        assert 'data-translations="original"' not in asked


def test_deleting_in_bulk_unpublishes_french_but_deletes_nothing_translated(
    live, client, django_capture_on_commit_callbacks
):
    login(client, person(Role.MODERATOR))
    address = (
        reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"]) + f"?id={live.page.pk}&next=/admin/"
    )
    assert 'data-translations="follow"' in client.get(address).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        client.post(address)
    assert not Page.objects.filter(pk=live.page.pk).exists()
    assert not is_live(live.french)


def test_an_alias_goes_with_what_it_repeats(site, django_capture_on_commit_callbacks):
    page = german_project(site)
    alias = page.get_translation(site.fr.locale)
    with django_capture_on_commit_callbacks(execute=True):
        page.delete()
    assert not Page.objects.filter(pk=alias.pk).exists()


def test_an_alias_goes_in_the_admin_too_whoever_deletes(site, client, django_capture_on_commit_callbacks):
    page = german_project(site)
    alias = page.get_translation(site.fr.locale)
    login(client, person(Role.EDITOR))
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("wagtailadmin_pages:delete", args=[page.pk]))
    assert not Page.objects.filter(pk__in=[page.pk, alias.pk]).exists()


def test_an_alias_that_holds_translated_pages_is_only_unpublished(content, django_capture_on_commit_callbacks):
    alias = Page.objects.get(alias_of=content["leben"])
    with django_capture_on_commit_callbacks(execute=True):
        Page.objects.get(pk=content["leben"].pk).delete()
    assert Page.objects.filter(pk=content["ecole"].pk).exists()
    assert not is_live(alias)
    assert not is_live(content["ecole"])
