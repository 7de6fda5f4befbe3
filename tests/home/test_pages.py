"""Home page, content pages and the rules of the page tree."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail.models import Page
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from cms.forms import RESERVED_SLUGS
from home.models import AccessibilityPage, BarrierReportPage, ContactPage, ContentPage, HomePage, Purpose
from home.presentation import timeline_of
from projects.models import ProjectIndexPage, ProjectPage, UpdatePage
from projects.status import today
from sdg.models import GoalIndexPage
from tests.factories import add_live, make_project
from tests.pictures import make_picture

#: Exactly what an editor can create where, and nothing else.
ALLOWED = {
    Page: {HomePage},
    HomePage: {ProjectIndexPage, GoalIndexPage, ContentPage, ContactPage, AccessibilityPage},
    ContentPage: {ContentPage},
    ProjectIndexPage: {ProjectPage},
    ProjectPage: {UpdatePage},
    UpdatePage: set(),
    GoalIndexPage: set(),
    ContactPage: set(),
    AccessibilityPage: {BarrierReportPage},
    BarrierReportPage: set(),
}


@pytest.mark.parametrize("parent", ALLOWED, ids=lambda model: model.__name__)
def test_parents_and_children_are_restricted(parent):
    ours = set(ALLOWED) - {Page}
    assert set(parent.allowed_subpage_models()) & ours == ALLOWED[parent]


def test_there_is_one_home_page_and_one_list(site):
    assert not HomePage.can_create_at(site.root)
    assert not ProjectIndexPage.can_create_at(site.de.home)
    assert not GoalIndexPage.can_create_at(site.de.home)
    assert ContentPage.can_create_at(site.de.home)


def test_home_shows_figures_projects_and_goals(site, client):
    make_project(site.de, "Laufend", goals=(3, 5), start_year=2020, end_year=None)
    make_project(site.de, "Vergangen", goals=(3,), start_year=2018, end_year=2018)
    make_project(site.fr, "Maternité", goals=(9,))
    context = client.get("/de/").context
    assert [figure["value"] for figure in context["figures"]] == [2018, 2, 1, 2]
    assert [card.title for card in context["current_projects"]] == ["Laufend"]
    assert [card.title for card in context["past_projects"]] == ["Vergangen"]
    assert len(context["goals"]) == 17


def test_empty_home_page_still_stands(site, client):
    response = client.get("/de/")
    assert response.status_code == 200
    assert response.context["timeline"] is None


def test_timeline_places_threads_by_year(site, client):
    make_project(site.de, "Lang", goals=(3, 5), start_year=2019, end_year=2020, short_title="L")
    make_project(site.de, "Später", goals=(), start_year=2022, end_year=2022)
    timeline = client.get("/de/").context["timeline"]
    assert timeline.years == [2019, 2020, 2021, 2022]
    assert [(row.short_title, row.x, row.width) for row in timeline.rows] == [("L", 0, 2), ("Später", 3, 1)]
    assert timeline_of([]) is None


def test_home_page_of_many_years_shows_the_last_ones(site, client):
    make_project(site.de, "Uralt", start_year=1995, end_year=1996)
    make_project(site.de, "Lange Zeit", start_year=1998, end_year=2026)
    timeline = client.get("/de/").context["timeline"]
    assert len(timeline.years) == 12
    assert [(row.card.title, row.x, row.width) for row in timeline.rows] == [("Lange Zeit", 0, 12)]


def add_content_page(client, parent, **values):
    data = {
        "title": "Neu",
        "slug": "neu",
        "teaser": "",
        "menu_title": "",
        "purpose": "",
        "seo_title": "",
        "search_description": "",
        "lead_image": "",
        "lead_image_alt": "",
        "checked_on": "",
        "checked_by": "",
        "body": streamfield([]),
        "comments": inline_formset([]),
        **values,
    }
    url = reverse("wagtailadmin_pages:add", args=("home", "contentpage", parent.pk))
    return client.post(url, nested_form_data(data))


PUBLISH = {"action-publish": "action-publish"}


def test_an_end_far_ahead_does_not_hide_the_present(site, client):
    this_year = today().year
    make_project(site.de, "Ewig", start_year=this_year - 1, end_year=2099)
    make_project(site.de, "Irgendwann", start_year=2090, end_year=2091)
    timeline = client.get("/de/").context["timeline"]
    assert timeline.years == list(range(this_year - 1, this_year + 6))
    assert timeline.this_year == 1
    assert [(row.card.title, row.x, row.width) for row in timeline.rows] == [("Ewig", 0, 7)]


@pytest.mark.parametrize("slug", sorted(RESERVED_SLUGS))
def test_the_address_of_the_search_is_reserved(site, admin_client, slug):
    response = add_content_page(admin_client, site.de.home, slug=slug, **PUBLISH)
    assert "slug" in response.context["form"].errors
    # Further down nothing is in the way.
    assert add_content_page(admin_client, site.de.content, slug=slug, **PUBLISH).status_code == 302


def test_reserved_addresses_are_those_of_the_search():
    from cms.views import search_addresses

    assert {address.strip("/").split("/")[1] for address in search_addresses().values()} == RESERVED_SLUGS


def test_a_purpose_belongs_to_one_page(site):
    second = ContentPage(title="Zweites Impressum", locale=site.de.locale, purpose=Purpose.IMPRINT)
    with pytest.raises(ValidationError) as error:
        site.de.home.add_child(instance=second)
    assert "purpose" in error.value.message_dict


def test_easy_language_names_its_check_only_whole(site, client):
    page = ContentPage(title="Leichte Sprache", locale=site.de.locale, purpose=Purpose.EASY_LANGUAGE)
    add_live(site.de.home, page)
    assert "Entwurf" in client.get(page.url).content.decode()
    page.checked_by = "Prüfgruppe"
    assert set(page.missing_values()) == {"checked_on"}


def test_footer_links_to_the_fixed_pages(site, client):
    frame = client.get("/de/projekte/").context["frame"]
    assert [(link.key, link.url) for link in frame.footer] == [
        ("contact", "/de/kontakt/"),
        ("imprint", "/de/impressum/"),
        ("accessibility", "/de/barrierefreiheit/"),
        # The form offers the page that one comes from as the place of the barrier.
        ("barrier_report", "/de/barrierefreiheit/barriere-melden/?seite=/de/projekte/"),
    ]


def test_menu_marks_page_and_section_and_uses_short_titles(site, client):
    page = make_project(site.de, "Projekt")
    ContentPage.objects.filter(pk=site.de.content.pk).update(menu_title="Warum?")
    menu = client.get(page.url).context["frame"].menu
    assert [(link.title, link.is_current, link.is_section) for link in menu] == [
        ("Projekte", False, True),
        ("Ziele", False, False),
        ("Warum?", False, False),
    ]
    assert client.get("/de/projekte/").context["frame"].menu[0].is_current


def test_lead_image_needs_an_alternative_text_or_a_decision(site, admin_client):
    image = make_picture()
    chosen = {"lead_image": str(image.pk)}
    response = add_content_page(admin_client, site.de.home, slug="eins", **chosen, **PUBLISH)
    assert "lead_image_alt" in response.context["form"].errors
    # A draft may still lack it.
    assert add_content_page(admin_client, site.de.home, slug="zwei", **chosen).status_code == 302
    decided = {**chosen, "lead_image_decorative": "on"}
    assert add_content_page(admin_client, site.de.home, slug="drei", **decided, **PUBLISH).status_code == 302


def test_every_stream_of_every_page_type_is_printed(site, client):
    from wagtail.fields import StreamField

    def body(field, text):
        return field.stream_block.to_python([{"type": "paragraph", "value": f"<p>{text}</p>", "id": text}])

    project = make_project(site.de, "Projekt")
    update = add_live(project, UpdatePage(title="Meldung", locale=site.de.locale))
    pages = [*(p.specific for p in Page.objects.filter(path__startswith=site.de.home.path)), project, update]
    assert {type(page) for page in pages} == set(ALLOWED) - {Page}
    for page in pages:
        markers = []
        for field in page._meta.get_fields():
            if isinstance(field, StreamField):
                markers.append(f"Kennwort{page.pk}{field.name}")
                setattr(page, field.name, body(field, markers[-1]))
        page.save()
        html = client.get(page.url).content.decode()
        assert markers, page
        assert all(marker in html for marker in markers), page


def test_home_shows_some_of_each_status_and_a_way_to_the_rest(site, client):
    for number in range(14):
        make_project(site.de, f"Laufend {number}", start_year=2020, end_year=None)
    make_project(site.de, "Vergangen", start_year=2018, end_year=2018)
    response = client.get("/de/")
    assert len(response.context["current_projects"]) == 4
    assert [card.title for card in response.context["past_projects"]] == ["Vergangen"]
    assert 'href="/de/projekte/">' in response.content.decode().split("<main")[1]


def test_translation_policy_keeps_numbers_out_of_translators_hands():
    from wagtail_localize.fields import get_translatable_fields

    policy = {field.field_name: field for field in get_translatable_fields(ProjectPage)}
    for name in ("start_year", "end_year", "start_date", "end_date", "latitude", "longitude", "grant", "dac_sector"):
        assert not policy[name].is_translated(None), name
        assert not policy[name].overridable, name
    for name in ("title", "slug", "teaser", "place", "region", "body", "results", "goals", "partners", "documents"):
        assert policy[name].is_translated(None), name
