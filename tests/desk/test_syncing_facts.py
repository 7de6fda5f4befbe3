"""Facts go to the public French page by themselves; texts never do."""

import pytest

from cms.desk.overview.states import State, state_of
from cms.desk.publishing import publish
from cms.desk.segments import segments_of, write
from cms.desk.starting import start
from projects.models import Contact, ProjectGoal, ProjectPage
from tests.desk.helpers import in_translation, person, translate_all
from tests.pictures import make_picture


@pytest.fixture
def live(site, django_capture_on_commit_callbacks):
    made = in_translation(site)
    made.boss = person(None)
    translate_all(made.translation, made.boss)
    publish(made.translation, made.boss, accept_warnings=True)

    def change(**values):
        page = ProjectPage.objects.get(pk=made.page.pk)
        for name, value in values.items():
            setattr(page, name, value)
        with django_capture_on_commit_callbacks(execute=True):
            page.save_revision(user=made.boss).publish()

    made.change = change
    return made


def french(made) -> ProjectPage:
    return ProjectPage.objects.get(pk=made.alias.pk)


def test_years_and_places_reach_the_french_page_and_texts_do_not(live):
    teaser = next(segment for segment in segments_of(live.translation) if segment.path == "teaser")
    write(live.translation, teaser, "Une phrase à venir.", user=live.boss)
    live.change(end_year=2031, country="DE", title="Neuer Titel", teaser="Neuer Satz.")
    page = french(live)
    assert (page.end_year, page.country) == (2031, "DE")
    assert (page.title, page.teaser) == ("FR Solardach für die Schule", "FR Strom vom Dach.")
    assert page.slug == "fr-solardach-fur-die-schule"


def test_a_fact_alone_leaves_the_translation_current(live):
    live.change(end_year=2031)
    assert state_of(live.translation).state == State.CURRENT


def test_a_goal_without_a_reason_comes_and_a_goal_goes(live, site):
    german = site.de.goal_by_number
    live.change(
        goals=[ProjectGoal(goal=german[number], is_main=number == 5, locale=site.de.locale) for number in (5, 7)]
    )
    rows = list(french(live).goals.all())
    assert [(row.goal.title, row.is_main, row.locale) for row in rows] == [
        ("Objectif 5", True, site.fr.locale),
        ("Objectif 7", False, site.fr.locale),
    ]
    german_rows = ProjectGoal.objects.filter(page=live.page)
    assert {row.translation_key for row in rows} == {row.translation_key for row in german_rows}


def test_a_row_with_a_german_text_waits_for_its_translation(live, site):
    rows = list(ProjectPage.objects.get(pk=live.page.pk).goals.all())
    new = ProjectGoal(goal=site.de.goal_by_number[7], reason="Weil die Sonne scheint.", locale=site.de.locale)
    live.change(goals=[*rows, new])
    assert [row.goal.title for row in french(live).goals.all()] == ["Objectif 3"]
    assert state_of(live.translation).state == State.INCOMPLETE


def test_a_french_reason_stays_when_the_facts_of_its_row_change(live, site):
    row = ProjectPage.objects.get(pk=live.page.pk).goals.get()
    french_row = french(live).goals.get()
    french_row.reason = "Parce que le soleil brille."
    french_row.save()
    row.target, row.is_confirmed = "3.1", False
    live.change(goals=[row])
    french_row.refresh_from_db()
    assert (french_row.target, french_row.is_confirmed) == ("3.1", False)
    assert french_row.reason == "Parce que le soleil brille."


def test_another_contact_is_the_french_one_of_it(live, site):
    contact = Contact.objects.create(unit="Stelle", locale=site.de.locale)
    live.change(contact=contact)
    # Shown newly, it was started, and so exists in French.
    assert french(live).contact == contact.get_translation(site.fr.locale)
    assert french(live).contact.locale == site.fr.locale
    live.change(contact=None)
    assert french(live).contact is None


def test_drafts_and_revisions_of_the_french_page_are_left_alone(live):
    page = french(live)
    page.teaser = "Un brouillon."
    draft = page.save_revision()
    live.change(end_year=2031)
    page = french(live)
    assert (page.end_year, page.teaser, page.latest_revision) == (2031, "FR Strom vom Dach.", draft)
    draft.refresh_from_db()
    assert draft.content["teaser"] == "Un brouillon."
    assert page.has_unpublished_changes


def test_a_draft_of_the_german_page_reaches_nobody(live, django_capture_on_commit_callbacks):
    page = ProjectPage.objects.get(pk=live.page.pk)
    page.end_year = 2040
    with django_capture_on_commit_callbacks(execute=True):
        page.save_revision()
    assert french(live).end_year == 2027


def test_an_unpublished_french_page_is_left_alone(live):
    french(live).unpublish()
    live.change(end_year=2031)
    assert french(live).end_year == 2027


def test_a_telephone_number_reaches_the_french_contact(site, django_capture_on_commit_callbacks):
    contact = Contact.objects.create(unit="Stelle", phone="+49 1", opening_hours="Mo", locale=site.de.locale)
    start(contact, site.fr.locale, person(None))
    contact.phone, contact.opening_hours = "+49 2", "Di"
    with django_capture_on_commit_callbacks(execute=True):
        contact.save()
    translated = contact.get_translation(site.fr.locale)
    assert (translated.phone, translated.opening_hours) == ("+49 2", "Mo")


def test_it_is_written_into_the_history(live):
    from wagtail.models import PageLogEntry

    live.change(end_year=2031)
    entry = PageLogEntry.objects.get(page_id=live.alias.pk, action="desk.facts")
    assert entry.data["fields"] == ["end_year"]
    assert str(entry.formatter.label)


# --- A picture and its description -----------------------------------------------------------


@pytest.fixture
def pictured(live):
    """A live page in both languages with a picture that each language describes."""
    live.old, live.new = make_picture("alt"), make_picture("neu")
    live.change(lead_image=live.old, lead_image_alt="Ein Haus & ein Baum.")
    translate_all(live.translation, live.boss)
    publish(live.translation, live.boss, accept_warnings=True)
    assert shown(live) == ("alt", "FR Ein Haus & ein Baum.", False)
    return live


def shown(made) -> tuple[str, str, bool]:
    page = french(made)
    return page.lead_image and page.lead_image.title, page.lead_image_alt, page.lead_image_decorative


def test_a_first_picture_waits_for_its_description(live):
    live.change(lead_image=make_picture("neu"), lead_image_alt="Ein Haus.")
    assert shown(live) == (None, "", False)
    assert state_of(live.translation).state != State.CURRENT


def test_a_new_picture_comes_with_its_new_description(pictured):
    pictured.change(lead_image=pictured.new, lead_image_alt="Ein Dach.")
    assert shown(pictured) == ("alt", "FR Ein Haus & ein Baum.", False)
    assert state_of(pictured.translation).state != State.CURRENT
    translate_all(pictured.translation, pictured.boss)
    assert shown(pictured)[0] == "alt", "translated, not published"
    publish(pictured.translation, pictured.boss, accept_warnings=True)
    assert shown(pictured) == ("neu", "FR Ein Dach.", False)


def test_a_better_version_of_the_same_picture_comes_at_once(pictured):
    pictured.change(lead_image=pictured.new)
    assert shown(pictured) == ("neu", "FR Ein Haus & ein Baum.", False)


def test_a_picture_that_says_nothing_comes_at_once_and_one_that_is_gone_goes(pictured):
    pictured.change(lead_image=pictured.new, lead_image_decorative=True)
    assert shown(pictured)[::2] == ("neu", True)
    pictured.change(lead_image=None, lead_image_decorative=False)
    assert shown(pictured)[0] is None
