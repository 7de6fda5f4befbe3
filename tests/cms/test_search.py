"""Search: what is found, in which order, and how it is shown. Runs on SQLite and PostgreSQL."""

import json

import pytest
from django.core.cache import cache
from wagtail.models import PageViewRestriction

from cms.excerpts import excerpt
from cms.search import match_words
from cms.searching import clean_query, folded_text, query_words
from home.models import ContentPage
from projects.models import ProjectPage, UpdatePage
from tests.factories import make_project, make_projects, publish


def rich(text: str) -> str:
    return json.dumps([{"type": "paragraph", "value": f"<p>{text}</p>"}])


def titles(client, q: str, language: str = "de", **parameters) -> list[str]:
    address = {"de": "/de/search/", "fr": "/fr/search/"}[language]
    response = client.get(address, {"q": q, **parameters})
    assert response.status_code == 200
    return [result.title for result in response.context["results"]]


# --- What is found ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "q",
    [
        "Geburt",
        "geburtshilfestation",
        "GEBURTSHILFEST",
        "Düren",
        "Duren",
        "dueren",
        "geburt assi",
        "Assikoi Geburt",
        "“Geburt”",
        "2026",
        "Elfenbein",
        "bienen",
        "d'Assikoi",
    ],
)
def test_words_are_found_by_their_beginning(site, client, q):
    make_project(
        site.de,
        "Geburtshilfestation Assikoi",
        place="Assikoi",
        teaser="Der Kreis Düren hilft; Elfenbeinküste.",
        body=rich("Auch <b>Bienen</b>zucht."),
    )
    make_project(site.de, "Maniok", start_year=2018, end_year=2018)
    assert titles(client, q) == ["Geburtshilfestation Assikoi"]


@pytest.mark.parametrize("q", ["maternite", "Maternité", "MATERN", "l'agriculture", "agriculture", "l’agricult", "Cœur", "coeur"])
def test_accents_and_elisions_do_not_matter(site, client, q):
    make_project(site.fr, "Une maternité", teaser="Pour l’agriculture, au cœur de La Mé.")
    assert titles(client, q, "fr") == ["Une maternité"]


@pytest.mark.parametrize("q", ["burt", "Geburt Kaninchen", "x" * 50, "***", "", "' OR 1=1 --", "NEAR(", "9 8 7 6 5"])
def test_what_does_not_fit_is_not_found(site, client, q):
    make_project(site.de, "Geburtshilfestation Assikoi")
    assert titles(client, q) == []


@pytest.mark.parametrize(
    "q",
    [
        'AND "(*:^`',
        "NEAR",
        "NOT",
        "a OR b",
        "autocomplete : x",
        "'",
        '"',
        ";--",
        "\\",
        "%",
        "%s",
        "{}",
        "&|!<->:*",
        "\x00",
        "a\x00b",
        "\ud800",
        "ı İ ß ﬁ",
        "ɔ̀",
        "\u0301",
        "a" * 9000,
        "wort " * 2000,
        "😀",
        "-geburt",
        "geburt*",
    ],
)
def test_odd_queries_never_fail(site, client, q):
    make_project(site.de, "Geburtshilfestation")
    if q != "\ud800":
        titles(client, q)
    assert list(ProjectPage.objects.filter(pk__in=match_words(q, ProjectPage))) is not None
    assert client.get("/de/projekte/", {"q": q.replace("\ud800", "?")}).status_code == 200


def test_project_list_filters_by_words(site, client):
    make_project(site.de, "Geburtshilfestation")
    make_project(site.de, "Kaninchen")
    response = client.get("/de/projekte/?q=geburt")
    assert response.context["total"] == 1


def test_only_live_public_pages_of_the_language_that_are_no_alias(site, client):
    make_project(site.de, "Zebra lebt")
    make_project(site.de, "Zebra Entwurf").unpublish()
    hidden = make_project(site.de, "Zebra geschützt")
    PageViewRestriction.objects.create(page=hidden, restriction_type=PageViewRestriction.LOGIN)
    source = publish(site.de.home, ContentPage(title="Zebra Seite", slug="zebra", locale=site.de.locale))
    source.create_alias(parent=site.fr.home, update_slug="zebre", update_locale=site.fr.locale)
    assert sorted(titles(client, "zebra")) == ["Zebra Seite", "Zebra lebt"]
    assert titles(client, "zebra", "fr") == []


def test_goals_are_offered(site, client):
    assert titles(client, "Ziel 3", art="ziel") == ["Goal 3: Ziel 3"]
    site.de.goal_by_number[3].description = "Gesundheit für alle"
    site.de.goal_by_number[3].save()
    result = client.get("/de/search/?q=Gesund").context["results"][0]
    assert result.url == "/de/ziele/3/"
    assert result.excerpt_html == "<mark>Gesund</mark>heit für alle"


# --- Freshness --------------------------------------------------------------------------------


def test_drafts_are_not_findable_until_published(site, client):
    page = make_project(site.de, "Alter Titel", teaser="Alt.")
    page.title, page.teaser = "Neuer Titel", "Frisch."
    revision = page.save_revision()
    assert titles(client, "neuer") == []
    assert titles(client, "frisch") == []
    assert titles(client, "alter") == ["Alter Titel"]
    revision.publish()
    assert titles(client, "neuer") == ["Neuer Titel"]
    assert titles(client, "alter") == []


def test_index_follows_unpublish_republish_move_and_delete(site, client):
    parent = publish(site.de.home, ContentPage(title="Oben", slug="oben", locale=site.de.locale))
    page = publish(site.de.home, ContentPage(title="Zebra", slug="zebra", locale=site.de.locale))
    page.unpublish()
    assert titles(client, "zebra") == []
    page.save_revision().publish()
    assert titles(client, "zebra") == ["Zebra"]
    page.refresh_from_db()
    page.move(parent, "last-child")
    cache.clear()
    assert [r.url for r in client.get("/de/search/?q=zebra").context["results"]] == ["/de/oben/zebra/"]
    ContentPage.objects.get(pk=page.pk).delete()
    assert titles(client, "zebra") == []


def test_a_published_translation_is_found_in_its_language(site, client):
    from wagtail_localize.models import StringTranslation, Translation, TranslationSource

    page = publish(site.de.home, ContentPage(title="Zebra", slug="zebra", locale=site.de.locale))
    source, _created = TranslationSource.update_or_create_from_instance(page)
    translation = Translation.objects.create(source=source, target_locale=site.fr.locale)
    for segment in source.stringsegment_set.all():
        StringTranslation.objects.create(
            translation_of=segment.string,
            context=segment.context,
            locale=site.fr.locale,
            data="zèbre" if segment.string.data == "zebra" else "Un zèbre",
        )
    translation.save_target(publish=True)
    assert titles(client, "zebre", "fr") == ["Un zèbre"]


# --- Order, kinds, pages ----------------------------------------------------------------------


def test_title_hits_come_first(site, client):
    make_project(site.de, "Anderes", teaser="Hier steht Wasser im Text.")
    make_project(site.de, "Wasserwerk")
    make_project(site.de, "Wasser")
    make_project(site.de, "Noch eines", teaser="Wasser.")
    assert titles(client, "wasser")[:2] == ["Wasser", "Wasserwerk"]


def test_kinds_with_counts(site, client):
    project = make_project(site.de, "Zebra")
    publish(project, UpdatePage(title="Zebra Meldung", slug="m", locale=site.de.locale))
    publish(site.de.home, ContentPage(title="Zebra Seite", slug="z", locale=site.de.locale))
    context = client.get("/de/search/?q=zebra&art=meldung").context
    assert [(kind["value"], kind["count"], kind["selected"]) for kind in context["kind"]] == [
        ("", 3, False),
        ("projekt", 1, False),
        ("meldung", 1, True),
        ("seite", 1, False),
    ]
    (update,) = context["results"]
    assert update.title == "Zebra Meldung"
    assert update.date == UpdatePage.objects.get().date
    assert titles(client, "zebra", art="unsinn") == titles(client, "zebra")
    assert titles(client, "zebra", art="projet") == ["Zebra"]
    (result,) = client.get("/de/search/?q=zebra&art=projekt").context["results"]
    assert [goal.number for goal in result.goals] == [3]


def test_pages_of_results(site, client):
    make_projects(site.de, 25)
    context = client.get("/de/search/?q=projekt&art=projekt&seite=3").context
    assert context["total"] == 25
    assert len(context["results"]) == 5
    assert context["pagination"].previous_url == "/de/search/?q=projekt&art=projekt&seite=2"
    for odd in ("0", "-1", "999", "abc", "²", "1e9", "9" * 400):
        assert client.get("/de/search/", {"q": "projekt", "seite": odd}).status_code == 200


def test_help_without_query_and_without_result(site, client):
    for address in ("/de/search/", "/de/search/?q=", "/de/search/?q=gibtesnicht"):
        context = client.get(address).context
        assert context["results"] == []
        assert [link.url for link in context["suggestions"]] == ["/de/projekte/", "/de/ziele/", "/de/relevanz/"]


def test_same_number_of_queries_for_few_and_many(site, client, django_assert_max_num_queries):
    make_projects(site.de, 7)
    client.get("/de/search/?q=projekt")
    with django_assert_max_num_queries(15) as few:
        client.get("/de/search/?q=projekt")
    make_projects(site.de, 60)
    with django_assert_max_num_queries(len(few)):
        client.get("/de/search/?q=projekt")


# --- Text -------------------------------------------------------------------------------------


def test_excerpt_is_escaped_and_marks_the_original_spelling():
    assert excerpt("Die Maternité <b>& mehr", ["maternite"]) == "Die <mark>Maternité</mark> &lt;b&gt;&amp; mehr"
    assert excerpt("In Düren.", ["dueren"]) == "In <mark>Düren</mark>."
    assert excerpt("In Düren.", ["dur"]) == "In <mark>Dür</mark>en."
    assert excerpt("Größe", ["gross"]) == "<mark>Größ</mark>e"
    assert excerpt("Mate\u0301rnite", ["mate"]) == "<mark>Maté</mark>rnite".replace("Maté", "Mat\xe9")
    assert excerpt("", ["x"]) == ""


def test_excerpt_is_cut_round_the_first_hit_at_word_ends():
    text = "Anfang " * 100 + "Treffer " + "Ende " * 100
    found = excerpt(text, ["treff"])
    assert found.startswith("… Anfang ")
    assert "<mark>Treff</mark>er" in found
    assert found.endswith("Ende …")
    assert len(found) < 300
    assert excerpt("kurz " * 100, ["nichts"]).startswith("kurz")


def test_markup_of_editors_does_not_reach_the_excerpt(site, client):
    make_project(site.de, "Zebra", teaser="<script>alert(1)</script> Streifen")
    html = client.get("/de/search/?q=streifen").content.decode()
    assert "<script>alert" not in html
    assert "<mark>Streifen</mark>" in html


def test_queries_are_cut():
    assert len(clean_query("wort " * 3000)) <= 200
    assert clean_query(" a \x00\n b ") == "a b"
    assert len(query_words(" ".join(f"w{n}" for n in range(100)))) == 8
    assert query_words("l’eau et d'Ivoire") == ["eau", "et", "ivoire"]


def test_umlauts_are_indexed_in_both_spellings():
    assert folded_text("Düren") == "duren dueren"
    assert folded_text("Straße") == "strasse"
    assert folded_text("x" * 10**6) == "x" * 200_000
