"""Project pages, list, goals and updates as a visitor gets them."""

import datetime

import pytest
from django.urls import reverse

from projects.models import Contact, Partner, ProjectPartner, UpdatePage
from tests.factories import add_live, make_project


def html_of(client, url):
    response = client.get(url)
    assert response.status_code == 200, url
    return response.content.decode()


def test_list_is_split_into_current_and_past(site, client):
    make_project(site.de, "Laufendes", start_year=2020, end_year=None)
    make_project(site.de, "Vergangenes", start_year=2018, end_year=2018)
    make_project(site.de, "Geplantes", start_year=2090, end_year=None)
    groups = client.get("/de/projekte/").context["groups"]
    assert {group["key"]: [card.title for card in group["cards"]] for group in groups} == {
        "current": ["Laufendes"],
        "planned": ["Geplantes"],
        "past": ["Vergangenes"],
    }


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("ziel=3", {"Geburtshilfe"}),
        ("ziel=2", {"Maniok", "Acker"}),
        ("stand=abgeschlossen", {"Maniok", "Acker"}),
        ("stand=laufend", {"Geburtshilfe"}),
        ("jahr=2019", {"Maniok"}),
        ("jahr=2020&ziel=2", {"Maniok"}),
        ("land=DE", {"Acker"}),
        ("q=geburt", {"Geburtshilfe"}),
        ("q=geburt&ziel=2", set()),
        ("", {"Geburtshilfe", "Maniok", "Acker"}),
        ("ziel=99&stand=xyz&jahr=abc&land=ZZ", {"Geburtshilfe", "Maniok", "Acker"}),
    ],
)
def test_filters(site, client, query, titles):
    make_project(site.de, "Geburtshilfe", goals=(3, 5), start_year=2025, end_year=None)
    make_project(site.de, "Maniok", goals=(2,), start_year=2019, end_year=2020)
    make_project(site.de, "Acker", goals=(2, 5), start_year=2024, end_year=2024, country="DE")
    context = client.get(f"/de/projekte/?{query}").context
    found = {card.title for group in context["groups"] for card in group["cards"]}
    assert found == titles
    assert context["total"] == len(titles)


def test_each_active_filter_can_be_dropped(site, client):
    make_project(site.de, "Geburtshilfe", goals=(3,), start_year=2025, end_year=None)
    filters = client.get("/de/projekte/?ziel=3&stand=laufend").context["filters"]
    assert [item.remove_url for item in filters.active] == ["/de/projekte/?stand=laufend", "/de/projekte/?ziel=3"]


def test_filter_words_of_the_other_language_are_understood(site, client):
    make_project(site.de, "Laufendes", start_year=2025, end_year=None)
    make_project(site.de, "Altes", start_year=2018, end_year=2018)
    assert client.get("/de/projekte/?stand=en-cours").context["total"] == 1


def test_project_page_shows_facts_goals_and_partners(site, client):
    page = make_project(site.de, "Geburtshilfe", goals=(3, 5), place="Assikoi", region="La Mé")
    partner = Partner.objects.create(name="Verein", locale=site.de.locale, url="https://example.org/")
    page.partners = [ProjectPartner(partner=partner, role="funding", locale=site.de.locale)]
    page.save_revision().publish()
    html = html_of(client, page.url)
    for text in ("2025–2027", "Assikoi, La Mé", "Côte d’Ivoire", "Ziel 3", "Ziel 5", "Verein", "https://example.org/"):
        assert text in html, text


def test_money_is_shown_only_when_public(site, client):
    page = make_project(site.de, "Geld", grant="12345.50", money_is_public=False)
    assert "12.345,50" not in html_of(client, page.url)
    page.money_is_public = True
    page.save_revision().publish()
    assert "12.345,50" in html_of(client, page.url)


def test_unconfirmed_goals_are_for_editors_only(site, client, admin_client):
    page = make_project(site.de, "Vorschlag", goals=(3, 15))
    row = page.goals.get(goal__number=15)
    row.is_confirmed = False
    page.goals = [page.goals.get(goal__number=3), row]
    page.save_revision().publish()
    response = client.get(page.url)
    assert "Ziel 15" not in response.content.decode().split("<main")[1].split("</main")[0]
    assert response.context["suggestions"] == []
    preview = admin_client.get(reverse("wagtailadmin_pages:view_draft", args=(page.pk,)))
    assert "Ziel 15" in preview.content.decode().split("<main")[1].split("</main")[0]


def test_an_empty_contact_invents_nothing(site, client):
    contact = Contact.objects.create(unit="Koordinationsstelle", locale=site.de.locale)
    page = make_project(site.de, "Kontakt", contact=contact)
    html = html_of(client, page.url)
    assert "Koordinationsstelle" in html
    assert "mailto:" not in html
    assert "tel:" not in html


def test_updates_stand_on_their_project_and_alone(site, client):
    page = make_project(site.de, "Projekt")
    update = add_live(
        page, UpdatePage(title="Richtfest", locale=site.de.locale, date=datetime.date(2026, 5, 3), teaser="Kurz")
    )
    draft = UpdatePage(title="Entwurf", locale=site.de.locale, live=False)
    page.add_child(instance=draft)
    html = html_of(client, page.url)
    assert "Richtfest" in html
    assert "Entwurf" not in html
    html = html_of(client, update.url)
    assert "3. Mai 2026" in html
    assert "Projekt" in html
    assert client.get(draft.url).status_code == 404


def test_goal_pages_list_their_projects(site, client):
    make_project(site.de, "Geburtshilfe", goals=(3,))
    make_project(site.fr, "Maternité", goals=(3,))
    assert "Geburtshilfe" in html_of(client, "/de/ziele/3/")
    assert "Maternité" not in html_of(client, "/de/ziele/3/")
    assert "Maternité" in html_of(client, "/fr/objectifs/3/")
    assert "Geburtshilfe" not in html_of(client, "/de/ziele/4/")
    counts = {tile.number: tile.count for tile in client.get("/de/ziele/").context["tiles"]}
    assert counts[3] == 1
    assert len(counts) == 17


@pytest.mark.parametrize("number", ["0", "18", "99999999999999", "3.1", "x", "-1"])
def test_what_is_no_goal_is_404(site, client, number):
    assert client.get(f"/de/ziele/{number}/").status_code == 404


def test_restricted_project_is_in_no_list(site, client):
    from wagtail.models import PageViewRestriction

    page = make_project(site.de, "Geheimes Vorhaben", goals=(3,))
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    for url in ("/de/", "/de/projekte/", "/de/ziele/3/"):
        assert "Geheimes Vorhaben" not in html_of(client, url)
    assert client.get(page.url).status_code == 302


def test_open_ends_come_first_then_the_latest(site):
    from projects.models import ProjectPage

    make_project(site.de, "alt", start_year=2018, end_year=2018)
    make_project(site.de, "offen", start_year=2019, end_year=None)
    make_project(site.de, "neu", start_year=2025, end_year=2027)
    assert list(ProjectPage.objects.latest_first().values_list("title", flat=True)) == ["offen", "neu", "alt"]


def test_a_goal_with_many_projects_leads_to_all_of_them(site, client):
    for number in range(13):
        make_project(site.de, f"Projekt {number}", goals=(3,))
    response = client.get("/de/ziele/3/")
    assert len(response.context["cards"]) == 12
    assert 'href="/de/projekte/?ziel=3"' in response.content.decode()
    assert client.get("/de/projekte/?ziel=3").context["total"] == 13


def test_password_of_a_protected_page_opens_it(site, client):
    from wagtail.models import PageViewRestriction

    page = make_project(site.de, "Geheimes Vorhaben")
    PageViewRestriction.objects.create(page=page, restriction_type="password", password="Sesam")
    response = client.get(page.url)
    html = response.content.decode()
    assert "Geheimes Vorhaben" not in html.split("<main")[1].split("</main")[0]
    assert "<style>" in html, "the question stands in the site's own frame"
    action = response.context["action"]
    wrong = client.post(action, {"password": "falsch", "return_url": page.url})
    assert wrong.status_code == 200
    right = client.post(action, {"password": "Sesam", "return_url": page.url})
    assert right.status_code == 302
    assert "Geheimes Vorhaben" in client.get(right.url).content.decode()


def test_a_page_for_staff_leads_to_the_login(site, client):
    from wagtail.models import PageViewRestriction

    page = make_project(site.de, "Intern")
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    response = client.get(page.url, follow=True)
    assert response.redirect_chain[0][0].startswith("/admin/login/")
    assert response.status_code == 200
