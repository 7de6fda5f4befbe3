"""Search: what is found, in which order, and how it is shown. Runs on SQLite and PostgreSQL."""

import json

from django.core.cache import cache
from django.test import TestCase
from django.urls import reverse
from django.utils import translation
from wagtail.models import PageViewRestriction

from cms.excerpts import excerpt
from cms.search import match_words
from cms.searching import clean_query, folded_text, query_words
from home.models import ContentPage
from projects.models import ProjectPage, UpdatePage
from tests.factories import make_project, make_projects, make_site, publish


def rich(text: str) -> str:
    return json.dumps([{"type": "paragraph", "value": f"<p>{text}</p>"}])


def search(client, q: str, language: str = "de", **parameters):
    """The context of the search page."""
    response = client.get(search_url(language), {"q": q, **parameters})
    assert response.status_code == 200
    return response.context


def search_url(language: str = "de") -> str:
    with translation.override(language):
        return reverse("search")


def titles(client, q: str, language: str = "de", **parameters) -> list[str]:
    return [result.title for result in search(client, q, language, **parameters)["results"]]


# --- What is found ----------------------------------------------------------------------------


class WordsTest(TestCase):
    """Many queries on one small site, which is made once."""

    @classmethod
    def setUpTestData(cls):
        site = make_site()
        make_project(
            site.de,
            "Geburtshilfestation Assikoi",
            place="Assikoi",
            teaser="Der Kreis Düren hilft beim Bau.",
            body=rich("Auch <b>Bienen</b>zucht."),
        )
        make_project(site.de, "Maniok", start_year=2018, end_year=2018, country="DE")
        make_project(site.fr, "Une maternité", teaser="Pour l’agriculture, au cœur de La Mé.")

    def check(self, queries: list[str], expected: list[str], language: str = "de"):
        for q in queries:
            with self.subTest(q=q):
                assert titles(self.client, q, language) == expected

    def test_words_are_found_by_their_beginning(self):
        queries = ["Geburt", "geburtshilfestation", "GEBURTSHILFEST", "Düren", "Duren", "dueren", "geburt assi"]
        queries += ["Assikoi Geburt", "“Geburt”", "geburt*", "-geburt", "2026", "bienen", "d'Assikoi", "La Mé Geb"]
        self.check(queries, ["Geburtshilfestation Assikoi"])

    def test_accents_and_elisions_do_not_matter(self):
        queries = ["maternite", "Maternité", "MATERN", "l'agriculture", "agriculture", "l’agricult", "Cœur", "coeur"]
        self.check(queries, ["Une maternité"], "fr")

    def test_what_does_not_fit_is_not_found(self):
        queries = ["burt", "Geburt Kaninchen", "x" * 50, "***", "", "' OR 1=1 --", "NEAR(", "9 8 7 6 5", "maternite"]
        self.check(queries, [])

    def test_odd_queries_never_fail(self):
        queries = ['AND "(*:^`', "NEAR", "NOT", "a OR b", "autocomplete : x", "'", '"', ";--", "\\", "%", "%s", "{}"]
        queries += ["&|!<->:*", "\x00", "a\x00b", "\ufffd", "ı İ ß ﬁ", "ɔ̀", "\u0301", "😀", "a" * 9000, "wort " * 2000]
        for q in queries:
            with self.subTest(q=q[:20]):
                titles(self.client, q)
                assert self.client.get("/de/projekte/", {"q": q}).status_code == 200
        assert list(match_words("\ud800", ProjectPage)) == []


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
    source.copy_for_translation(site.fr.locale, copy_parents=True, alias=True)
    assert sorted(titles(client, "zebra")) == ["Zebra Seite", "Zebra lebt"]
    assert titles(client, "zebra", "fr") == []


def test_goals_are_offered(site, client):
    assert [result.url for result in search(client, "Ziel 3", art="ziel")["results"]] == ["/de/ziele/3/"]
    site.de.goal_by_number[3].description = "Gesundheit für alle"
    site.de.goal_by_number[3].save()
    result = search(client, "Gesund")["results"][0]
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
    assert [r.url for r in search(client, "zebra")["results"]] == ["/de/oben/zebra/"]
    ContentPage.objects.get(pk=page.pk).delete()
    assert titles(client, "zebra") == []


def test_a_published_translation_is_found_in_its_language(site, client, django_capture_on_commit_callbacks):
    from wagtail_localize.models import StringTranslation, Translation, TranslationSource

    page = publish(site.de.home, ContentPage(title="Zebra", slug="zebra", locale=site.de.locale))
    source, _created = TranslationSource.update_or_create_from_instance(page)
    task = Translation.objects.create(source=source, target_locale=site.fr.locale)
    for segment in source.stringsegment_set.all():
        StringTranslation.objects.create(
            translation_of=segment.string,
            context=segment.context,
            locale=site.fr.locale,
            data="zèbre" if segment.string.data == "zebra" else "Un zèbre",
        )
    with django_capture_on_commit_callbacks(execute=True):
        task.save_target(publish=True)
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
    context = search(client, "zebra", art="meldung")
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
    (result,) = search(client, "zebra", art="projekt")["results"]
    assert [goal.number for goal in result.goals] == [3]


def test_pages_of_results(site, client):
    make_projects(site.de, 25)
    context = search(client, "projekt", art="projekt", seite="3")
    assert context["total"] == 25
    assert len(context["results"]) == 5
    assert context["pagination"].previous_url == search_url() + "?q=projekt&art=projekt&seite=2"
    for odd in ("0", "-1", "999", "abc", "²", "1e9", "9" * 400):
        search(client, "projekt", seite=odd)


def test_help_without_query_and_without_result(site, client):
    for q in ("", " ", "gibtesnicht"):
        context = search(client, q)
        assert context["results"] == []
        assert [link.url for link in context["suggestions"]] == ["/de/projekte/", "/de/ziele/", "/de/relevanz/"]


def test_same_number_of_queries_for_few_and_many(site, client, django_assert_max_num_queries):
    make_projects(site.de, 7)
    search(client, "projekt")
    with django_assert_max_num_queries(15) as few:
        search(client, "projekt")
    make_projects(site.de, 60)
    with django_assert_max_num_queries(len(few)):
        search(client, "projekt")


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
    html = client.get(search_url(), {"q": "streifen"}).content.decode()
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
