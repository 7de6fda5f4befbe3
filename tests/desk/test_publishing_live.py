"""Publishing: what goes live, where, who may see it, and how many queries it takes."""

import json

from wagtail.models import PageLogEntry, PageViewRestriction, Revision
from wagtail_localize.models import OverridableSegment, SegmentOverride, TranslationLog

from cms.desk.publishing import publish
from cms.desk.segments import write
from cms.desk.starting import start
from cms.media.models import MediaImage
from cms.models import DerivedRestriction
from projects.models import Partner, UpdatePage
from tests.desk.helpers import in_translation, person, translate_all
from tests.desk.publishing_data import go, ready, sentence
from tests.factories import make_project
from tests.pictures import make_picture


def make_image(title: str) -> MediaImage:
    return make_picture(title)


def stream(blocks: list[tuple]) -> str:
    return json.dumps([{"type": kind, "value": value} for kind, value in blocks])


def test_publishing_turns_the_alias_into_a_french_page(site, client):
    made = ready(site)
    page = go(made)
    assert (page.pk, page.alias_of_id, page.live, page.has_unpublished_changes) == (made.alias.pk, None, True, False)
    assert page.title == "FR Solardach für die Schule"
    assert page.goals.get().goal.title == "Objectif 3"
    assert page.goals.get().locale == site.fr.locale
    assert page.slug == "fr-solardach-fur-die-schule"
    assert page.live_revision == page.latest_revision
    assert TranslationLog.objects.get(source=made.translation.source).revision == page.live_revision
    actions = set(PageLogEntry.objects.filter(page_id=page.pk).values_list("action", flat=True))
    assert {"wagtail.convert_alias", "wagtail.publish"} <= actions
    shown = client.get(page.get_url()).content.decode()
    assert "FR Strom vom Dach." in shown
    # Once translated it no longer follows the German text by itself.
    made.page.title = "Neuer Titel"
    made.page.save_revision().publish()
    page.refresh_from_db()
    assert page.title == "FR Solardach für die Schule"


def test_history_of_the_french_page_holds_no_german_revision(site):
    made = ready(site)
    page = go(made)
    assert [revision.content["title"] for revision in Revision.objects.for_instance(page)] == [page.title]


def test_a_taken_address_gets_a_number_and_a_strange_one_is_made_plain(site):
    make_project(site.fr, "Autre", slug="energie-eau")
    made = ready(site)
    write(made.translation, sentence(made, "slug"), "Énergie & Eau", user=made.boss)
    assert go(made).slug == "energie-eau-1"


def test_what_a_translator_chose_and_somebody_deleted_is_left_out(site):
    german, french = make_image("Dach"), make_image("Toit")
    picture = {"image": german.pk, "alt_text": "Ein Dach", "decorative": False}
    body = [("picture", {"image": picture, "caption": "Das Dach der Schule"})]
    made = ready(site, body=stream(body))
    segment = OverridableSegment.objects.get(source=made.translation.source, context__path__endswith=".image.image")
    SegmentOverride.objects.create(locale=site.fr.locale, context=segment.context, data_json=str(french.pk))
    assert go(made).body[0].value["image"].pk == french.pk
    french.delete()
    page = go(made)
    assert page.body[0].value["image"].pk == german.pk
    assert page.body[0].value["caption"] == "FR Das Dach der Schule"


def test_the_translation_of_a_protected_page_is_protected(site):
    made = ready(site)
    PageViewRestriction.objects.create(page=site.de.projects, restriction_type="login")
    page = go(made)
    assert page.alias_of_id is None
    assert [rule.restriction_type for rule in page.get_view_restrictions()] == ["login"]
    PageViewRestriction.objects.filter(page=site.de.projects).delete()
    go(made)
    assert not DerivedRestriction.objects.filter(restriction__page=page).exists()


def test_a_restriction_set_by_hand_on_the_french_page_stays(site):
    made = ready(site)
    page = go(made)
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    go(made)
    assert page.get_view_restrictions().count() == 1


def test_a_plain_snippet_is_published(site):
    boss = person(None)
    partner = Partner.objects.create(name="Schule Ost", description="Eine Schule.", locale=site.de.locale)
    translation = start(partner, site.fr.locale, boss)
    translate_all(translation, boss)
    french = publish(translation, boss, accept_warnings=True)
    assert french.description == "FR Eine Schule."
    assert Partner.objects.get(pk=french.pk).locale == site.fr.locale
    assert TranslationLog.objects.get(source=translation.source).revision is None


def test_as_many_queries_for_a_large_site_as_for_a_small_one(site, django_assert_max_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from tests.factories import make_projects

    made = ready(site)
    go(made)
    with CaptureQueriesContext(
        connection,
    ) as small:
        go(made)
    make_projects(site.fr, 30)
    make_projects(site.de, 30)
    # Looking up which slugs are taken is one query, whatever their number.
    with django_assert_max_num_queries(len(small) + 2):
        go(made)


def test_updates_of_a_project_are_published_below_its_alias(site):
    made = in_translation(site)
    update = UpdatePage(title="Neues", slug="neues", locale=site.de.locale, teaser="Kurz.")
    made.page.add_child(instance=update)
    update.save_revision().publish()
    boss = person(None)
    translation = start(update, site.fr.locale, boss)
    translate_all(translation, boss)
    french = publish(translation, boss, accept_warnings=True)
    assert french.get_parent().pk == made.alias.pk
    made.alias.refresh_from_db()
    assert made.alias.alias_of_id == made.page.pk
