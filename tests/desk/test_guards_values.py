"""What does not fit is marked where it is stored, and what is gone does not spoil the page (translation.md §5)."""

from __future__ import annotations

import pytest
from wagtail_localize.models import (
    StringTranslation,
)

from cms.desk.guards import tolerance
from cms.desk.guards.links import is_safe_link
from cms.desk.segments import Status, write
from cms.desk.starting import begin as begin_translation
from home.models import ContentPage
from projects.models import ProjectPage
from sdg.models import Goal
from tests.desk.guards_data import BODY, built, content_page, segment_at
from tests.desk.helpers import begin, german_project, in_translation, person, publish_french

# --- Length -------------------------------------------------------------------------------------


@pytest.fixture
def project(site):
    """A project in translation that has text in a field, in a row of its own and in its address."""
    page = german_project(site)
    goal = page.goals.first()
    goal.reason = "Weil es hilft."
    page.goals = [goal]
    page.save_revision().publish()
    return begin(site, page)


@pytest.mark.parametrize(("place", "limit"), [("title", 255), ("goals.", 300), ("slug", 250), ("seo_title", 255)])
def test_text_of_a_page_that_is_too_long_is_marked(site, project, place, limit):
    if place == "seo_title":
        page = ProjectPage.objects.get(translation_key=project.source.object_id, locale=site.de.locale)
        page.seo_title = "Kurz"
        page.save_revision().publish()
        project.source.update_from_db()
    segment, user = segment_at(project, place), person(None)
    assert write(project, segment, "x" * limit, user=user).status is Status.DONE
    long = write(project, segment, "x" * (limit + 1), user=user)
    assert long.status is Status.ERROR
    assert str(limit) in long.error
    assert str(limit + 1) in long.error
    # It is left out, so nothing over-long reaches the database.
    project.save_target(user=user, publish=True)
    assert write(project, segment, "kurz", user=user).status is Status.DONE


def test_text_of_a_snippet_that_is_too_long_is_marked(site):
    goal = site.de.goal_by_number[7]
    Goal.objects.filter(locale=site.fr.locale, number=7).delete()
    translation = begin_translation(goal, site.fr.locale)
    segment = segment_at(translation, "title")
    assert write(translation, segment, "x" * 150, user=None).status is Status.DONE
    assert write(translation, segment, "x" * 151, user=None).status is Status.ERROR


def test_text_of_a_block_that_is_too_long_is_marked(site):
    from cms.desk.guards.places import definition_at, limit_of

    _page, translation = content_page(site)
    segment = segment_at(translation, f"body.{BODY[0]['id']}")
    limit = limit_of(definition_at(ContentPage, segment.field_path))
    assert limit, "headings have a limit"
    assert write(translation, segment, "x" * limit, user=None).status is Status.DONE
    assert write(translation, segment, "x" * (limit + 1), user=None).status is Status.ERROR


def test_length_is_that_of_the_text_and_not_of_its_markup(project):
    segment = segment_at(project, "title")
    assert write(project, segment, "&amp;" * 255, user=None).status is Status.DONE
    assert write(project, segment, "é" * 255, user=None).status is Status.DONE
    assert write(project, segment, "&amp;" * 256, user=None).status is Status.ERROR


@pytest.mark.parametrize("good_first", [True, False])
def test_however_it_is_written(project, good_first):
    """Files and machines write rows in their own ways, some with ``update_fields`` and without naming the mark."""
    segment = segment_at(project, "title")
    place = {
        "translation_of_id": segment.string_id,
        "locale_id": project.target_locale_id,
        "context_id": segment.context_id,
    }
    if good_first:
        StringTranslation.objects.create(**place, data="Court", translation_type="manual")
    StringTranslation.objects.update_or_create(**place, defaults={"data": "x" * 256, "translation_type": "machine"})
    assert segment_at(project, "title").status is Status.ERROR
    StringTranslation.objects.update_or_create(**place, defaults={"data": "Court"})
    assert segment_at(project, "title").status is not Status.ERROR


def test_what_was_written_past_the_models_is_found_before_building(project):
    segment = segment_at(project, "title")
    write(project, segment, "Court", user=None)
    StringTranslation.objects.filter(context_id=segment.context_id).update(data="x" * 300)
    assert tolerance.recheck(project) == 1
    assert segment_at(project, "title").status is Status.ERROR


# --- Damaged text -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "Une <b>phrase",
        "Une phrase</b>",
        "<i><b>x</i></b>",
        "<script>alert(1)</script>",
        "<b onclick='x'>y</b>",
        '<a href="javascript:x">y</a>',
        '<a id="a9">y</a>',
        "<p>x</p>",
    ],
)
def test_damaged_markup_is_marked_and_left_out(site, text):
    _page, translation = content_page(site)
    segment = segment_at(translation, f"body.{BODY[1]['id']}")
    written = write(translation, segment, text, user=None)
    assert written.status is Status.ERROR
    assert written.error
    assert "Ein <b>Satz</b>" in str(built(translation).instance.body)


@pytest.mark.parametrize(
    "text", ["3 &lt; 4 &amp; 5", "Une <b>phrase</b><br/>et une autre", "<br>x", "a < b", "« oui »"]
)
def test_good_markup_passes(site, text):
    _page, translation = content_page(site)
    assert write(translation, segment_at(translation, f"body.{BODY[1]['id']}"), text, user=None).status is Status.DONE


def test_a_character_that_cannot_be_stored_is_left_out(project):
    assert write(project, segment_at(project, "title"), "Le\x00 titre", user=None).target == "Le titre"


def test_an_address_needs_a_letter(project):
    segment = segment_at(project, "slug")
    assert write(project, segment, "!!!", user=None).status is Status.ERROR
    assert write(project, segment, "énergie & eau", user=None).status is Status.DONE


# --- Titles -------------------------------------------------------------------------------------


def test_a_title_shows_in_the_admin_only_for_a_page_of_its_own(site):
    made = in_translation(site)
    segment = segment_at(made.translation, "title")
    write(made.translation, segment, "Toit", user=None)
    made.alias.refresh_from_db()
    assert made.alias.draft_title == made.page.title
    french = publish_french(made.translation)
    write(made.translation, segment, "Le soleil &amp; nous", user=None)
    french.refresh_from_db()
    assert (french.title, french.draft_title) == ("Toit solaire", "Le soleil & nous")
    write(made.translation, segment, "x" * 256, user=None)
    french.refresh_from_db()
    assert french.draft_title == "Le soleil & nous"
    write(made.translation, segment, "", user=None)
    french.refresh_from_db()
    assert french.draft_title == french.title


def test_a_row_without_a_place_is_no_error(project):
    segment = segment_at(project, "title")
    row = StringTranslation.objects.create(
        translation_of_id=segment.string_id, locale_id=project.target_locale_id, context=None, data="Orphelin"
    )
    row.delete()


@pytest.mark.parametrize(
    ("address", "is_safe"),
    [
        ("https://example.org/a?b=c#d", True),
        ("HTTP://example.org", True),
        ("mailto:a@example.org", True),
        ("tel:+49242122", True),
        ("/fr/projets/", True),
        ("#contact", True),
        ("//example.org", False),
        ("/\\example.org", False),
        ("example.org", False),
        ("javascript:alert(1)", False),
        ("JAVASCRIPT:alert(1)", False),
        ("\x01javascript:alert(1)", False),
        ("java\nscript:alert(1)", False),
        ("data:text/html;base64,x", False),
        ("file:///etc/passwd", False),
        ("https://", False),
        ("http://[", False),
        ("", False),
    ],
)
def test_safe_links(address, is_safe):
    assert is_safe_link(address) is is_safe
