"""The generated page of picture credits."""

import pytest
from wagtail.models import PageViewRestriction

from cms.media.models import MediaRendition
from home.credits import PAGES_NAMED, PER_PAGE
from home.models import ContentPage, Purpose
from tests.factories import add_live, make_project
from tests.pictures import make_picture


@pytest.fixture
def credits(site):
    for part, slug in ((site.de, "bildnachweis"), (site.fr, "credits-photo")):
        page = ContentPage(title=slug, slug=slug, locale=part.locale, purpose=Purpose.PICTURE_CREDITS)
        part.credits = add_live(part.home, page)
    return site


def shown(client, site, page: int = 1) -> list:
    context = client.get(site.de.credits.url, {"seite": page} if page > 1 else {}).context
    return context["credits"]


def with_picture(part, title, image, **values):
    return make_project(part, title, lead_image=image, lead_image_alt="Ein Feld", **values)


def test_each_picture_stands_there_once_with_its_rights_and_its_pages(credits, client):
    image = make_picture("Feldarbeit", source="https://example.org/feld")
    with_picture(credits.de, "Eins", image)
    with_picture(credits.de, "Zwei", image)
    make_picture("Unbenutzt")
    (credit,) = shown(client, credits)
    assert (credit.title, credit.author, credit.licence) == ("Feldarbeit", "Maria Beispiel", "CC BY 4.0")
    assert [link.title for link in credit.uses] == ["Eins", "Zwei"]
    html = client.get(credits.de.credits.url).content.decode()
    assert 'href="https://creativecommons.org/licenses/by/4.0/"' in html
    assert 'href="https://example.org/feld" rel="external"' in html


def test_drafts_protected_pages_and_other_languages_do_not_count(credits, client):
    draft = with_picture(credits.de, "Entwurf", make_picture("Im Entwurf"))
    draft.unpublish()
    hidden = with_picture(credits.de, "Geschützt", make_picture("Geschützt"))
    PageViewRestriction.objects.create(page=hidden, restriction_type="login")
    with_picture(credits.fr, "Français", make_picture("Nur französisch"))
    live = with_picture(credits.de, "Öffentlich", make_picture("Öffentlich"))
    live.lead_image = make_picture("Neu im Entwurf")
    live.save_revision()
    assert [credit.title for credit in shown(client, credits)] == ["Öffentlich"]


def test_pictures_in_the_text_count(credits, client):
    image = make_picture("Im Text")
    body = [{"type": "picture", "value": {"image": {"image": image.pk, "alt_text": "Feld"}, "caption": ""}}]
    add_live(credits.de.home, ContentPage(title="Text", slug="text", locale=credits.de.locale, body=body))
    assert [credit.title for credit in shown(client, credits)] == ["Im Text"]


def test_the_source_of_own_work_is_a_note_for_the_office(credits, client):
    with_picture(credits.de, "Eins", make_picture(licence="own-work", source="p2-konferenz.svg"))
    assert "p2-konferenz.svg" not in client.get(credits.de.credits.url).content.decode()


@pytest.mark.parametrize("number", [1, PER_PAGE + 2])
def test_the_page_costs_the_same_whatever_it_lists(
    credits, client, number, django_assert_max_num_queries, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        for n in range(number):
            with_picture(credits.de, f"Projekt {n}", make_picture(f"Bild {n:03}", size=(60, 40)))
    from django.core.cache import cache

    cache.clear()
    made = MediaRendition.objects.count()
    with django_assert_max_num_queries(15):
        context = client.get(credits.de.credits.url).context
    assert MediaRendition.objects.count() == made, "a GET must not write"
    assert context["credits_total"] == number
    assert len(context["credits"]) == min(number, PER_PAGE)
    if number > PER_PAGE:
        assert context["pagination"].num_pages == 2
        assert len(shown(client, credits, 2)) == 2


def test_a_picture_on_many_pages_names_a_few(credits, client):
    image = make_picture("Überall")
    for n in range(PAGES_NAMED + 3):
        with_picture(credits.de, f"Projekt {n}", image)
    (credit,) = shown(client, credits)
    assert (len(credit.uses), credit.more_uses) == (PAGES_NAMED, 3)


def test_it_is_linked_in_the_footer_of_both_languages(credits, client):
    for part in (credits.de, credits.fr):
        footer = client.get(part.home.url).context["frame"].footer
        assert ("picture_credits", part.credits.url) in [(link.key, link.url) for link in footer]


@pytest.mark.parametrize("query", ["seite=0", "seite=x", "seite=99999999", "seite=%00"])
def test_odd_page_numbers_are_no_fault(credits, client, query):
    assert client.get(f"{credits.de.credits.url}?{query}").status_code == 200


def test_without_pictures_it_says_so(credits, client):
    assert client.get(credits.fr.credits.url).status_code == 200
