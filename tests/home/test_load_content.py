"""The content package in the database: the whole tree in both languages, and a second load that changes nothing."""

import re

from django.core.management import call_command
from wagtail.models import Locale, Page, PageLogEntry, Site
from wagtail_localize.models import LocaleSynchronization, StringTranslation, Translation, TranslationSource

from home.models import ContentPage, HomePage
from home.package import loader
from home.package.fingerprints import digest
from home.package.planning import Decision
from projects.models import Contact, Partner, ProjectPage
from sdg.models import Goal

from .package_data import french_of, german, snapshot

#: Common German words that no French sentence contains.
GERMAN = re.compile(r"\b(und|oder|nicht|eine?|wird|werden|ist|sind|mit|auf|noch einzutragen|Sie|wir)\b")


class TestTree:
    def test_pages_are_published_with_one_revision_each(self, loaded):
        pages = Page.objects.filter(locale__language_code="de", depth__gt=1)
        assert pages.count() == 19
        for page in pages:
            assert page.live, page
            assert page.revisions.count() == 1, page
            assert not page.has_unpublished_changes, page
            assert page.live_revision_id == page.latest_revision_id, page

    def test_addresses(self, loaded, client):
        for path in (
            "/de/",
            "/de/projekte/",
            "/de/projekte/geburtshilfestation-assikoi/",
            "/de/ziele/3/",
            "/de/relevanz-fuer-kommunen/",
            "/de/kontakt/",
            "/de/leichte-sprache/",
            "/de/gebaerdensprache/",
            "/de/impressum/",
            "/de/bildnachweis/",
            "/de/datenschutz/",
            "/de/barrierefreiheit/",
            "/de/barrierefreiheit/barriere-melden/",
            "/fr/",
            "/fr/projets/",
            "/fr/projets/maternite-assikoi/",
            "/fr/objectifs/3/",
            "/fr/pourquoi-les-communes/",
            "/fr/contact/",
            "/fr/langue-des-signes/",
            "/fr/mentions-legales/",
            "/fr/protection-des-donnees/",
            "/fr/accessibilite/",
            "/fr/accessibilite/signaler-un-obstacle/",
        ):
            assert client.get(path).status_code == 200, path

    def test_menu_order_and_short_title(self, loaded, client):
        menu = client.get("/fr/").context["frame"].menu
        assert [link.title for link in menu] == ["Projets", "Objectifs", "Pourquoi les communes\u202f?", "Contact"]

    def test_site_and_home(self, loaded, settings):
        site = Site.objects.get()
        assert site.is_default_site
        assert site.root_page.specific == HomePage.objects.get(locale__language_code="de")
        assert site.site_name == "Düren – La Mé"
        assert not Page.objects.filter(depth=2, content_type__model="page").exists()

    def test_project_fields(self, loaded):
        page = german("geburtshilfestation-assikoi")
        assert (page.start_year, page.end_year, page.country, page.geonames_id) == (2025, 2027, "CI", 2596952)
        assert (str(page.latitude), str(page.longitude)) == ("5.99326", "-3.80923")
        assert page.place_name == "Assikoi, La Mé"
        assert page.dac_sector == "13020"
        assert page.in_iati
        assert "Budget" in page.open_facts
        assert [(row.goal.number, row.target, row.is_main) for row in page.goals.all()] == [
            (3, "3.1", True),
            (5, "5.6", False),
            (17, "17.17", False),
        ]
        assert all(row.reason for row in page.goals.all())

    def test_the_conference_has_no_invented_place(self, loaded):
        page = german("partnerschaftskonferenz-2025")
        assert (page.country, page.region, page.place, page.latitude) == ("", "", "", None)
        assert not page.in_iati

    def test_an_optional_goal_is_only_a_suggestion(self, loaded, client):
        rows = {row.goal.number: row.is_confirmed for row in german("ausbildungszentrum").goals.all()}
        assert rows == {4: True, 8: True, 2: True, 15: False}
        unconfirmed = ProjectPage.objects.filter(goals__is_confirmed=False).values_list("slug", flat=True)
        assert set(unconfirmed) == {"ausbildungszentrum", "centre-de-formation"}
        assert client.get("/de/ziele/15/").context["total"] == 0

    def test_purposes_and_contact(self, loaded):
        purposes = ContentPage.objects.filter(locale__language_code="de").values_list("purpose", flat=True)
        assert set(purposes) == {"", "imprint", "privacy", "easy_language", "sign_language", "picture_credits"}
        contact = german("kontakt").contacts.get().contact
        assert contact.unit == "Koordinationsstelle kommunale Entwicklungspolitik"
        assert contact.is_empty
        assert german("barriere-melden").contact == contact

    def test_empty_facts_are_named_and_none_is_invented(self, loaded):
        # The facts of the imprint are fields of the site details: its text names no gap.
        assert "einzutragen" not in german("impressum").plain_text()
        for slug in ("datenschutz", "barrierefreiheit", "barriere-melden", "kontakt"):
            text = german(slug).plain_text()
            # What is a field is named in the admin while it is empty, and shows no gap; the rest is named in the text.
            assert "Diese Angaben fehlen noch" not in text, slug
            assert ("noch einzutragen" in text) is (slug == "datenschutz"), slug
            assert "@" not in text, slug
            assert not re.search(r"\b\d{5}\b|\+49|\b0\d{3,}", text), f"an address or a number in {slug}"

    def test_the_statement_names_its_empty_fields_to_editors(self, loaded):
        from home.statement import empty_fields

        page = german("barrierefreiheit")
        assert (page.status, page.ombuds_address, page.made_on) == ("", "", None)
        assert {"Ergebnis", "erstellt am", "Anschrift"} <= set(empty_fields(page))
        assert page.exceptions.count() == 2

    def test_the_history_leads_back_to_the_first_version(self, loaded):
        page = german("impressum")
        entry = PageLogEntry.objects.get(page=page, action="wagtail.edit")
        assert entry.revision_id == page.live_revision_id

    def test_links_without_address_are_text(self, loaded):
        body = german("relevanz-fuer-kommunen").body
        assert "links" not in {block.block_type for block in body}
        assert "17 Nachhaltigkeitsziele der Vereinten Nationen" in german("relevanz-fuer-kommunen").plain_text()

    def test_streams_stand_up_to_validation(self, loaded):
        for page in Page.objects.filter(depth__gt=1).specific():
            if hasattr(page, "body"):
                page.body.stream_block.clean(page.body)

    def test_entries_of_lists_carry_identifiers(self, loaded):
        """Bare lists are not translated by wagtail-localize (translation.md, section 2)."""
        keys = [block["id"] for page in (german("kontakt"), german("impressum")) for block in page.body.raw_data]
        assert all(keys)
        assert len(keys) == len(set(keys))


class TestFrench:
    def test_every_segment_is_translated(self, loaded):
        translations = Translation.objects.select_related("source")
        assert translations.count() == 18 + 23
        for translation in translations:
            total, done = translation.get_progress()
            assert total == done, translation.source.object_repr
            assert total or translation.source.specific_content_type.model == "goal"
        assert not StringTranslation.objects.filter(has_error=True).exists()

    def test_pages_are_published_and_no_aliases(self, loaded):
        pages = Page.objects.filter(locale__language_code="fr", alias_of=None)
        assert pages.count() == 18
        for page in pages:
            assert page.live, page
            assert not page.has_unpublished_changes, page
            assert page.draft_title == page.title
            assert page.live_revision_id == page.latest_revision_id
            assert page.get_translation(Locale.objects.get(language_code="de"))

    def test_the_easy_language_page_is_an_alias(self, loaded, client):
        page = Page.objects.get(locale__language_code="fr", slug="leichte-sprache")
        assert page.alias_of.specific == german("leichte-sprache")
        assert client.get("/fr/leichte-sprache/").context["frame"].is_fallback
        assert TranslationSource.objects.get_for_instance_or_none(german("leichte-sprache")) is None

    def test_new_german_pages_will_get_aliases(self, loaded):
        row = LocaleSynchronization.objects.get()
        assert (row.locale.language_code, row.sync_from.language_code) == ("fr", "de")

    def test_no_redirects_from_addresses_that_never_were(self, loaded):
        from wagtail.contrib.redirects.models import Redirect

        assert not Redirect.objects.exists()

    def test_no_german_sentence_on_a_french_page(self, loaded):
        own_names = re.compile(
            r"Gestaltung und Nutzen kommunaler Partnerschaften|Eine[nr]? Welt|Amt für Schule und Bildung"
            r"|Datenschutz und Informationsfreiheit"
        )
        for page in Page.objects.filter(locale__language_code="fr", alias_of=None).specific():
            text = own_names.sub("", f"{page.title} {page.search_description} {page.plain_text()}")
            assert not GERMAN.search(text), f"{page.slug}: {GERMAN.search(text)}"
        for row in ProjectPage.objects.filter(locale__language_code="fr"):
            assert all(goal.goal.locale.language_code == "fr" for goal in row.goals.all())
            assert not any(GERMAN.search(goal.reason) for goal in row.goals.all())

    def test_numbers_are_those_of_the_german_page(self, loaded):
        source = german("geburtshilfestation-assikoi")
        page = french_of(source)
        assert (page.start_year, page.end_year, page.latitude, page.dac_sector) == (
            2025,
            2027,
            source.latitude,
            "13020",
        )
        assert [row.target for row in page.goals.all()] == ["3.1", "5.6", "17.17"]

    def test_french_spaces(self, loaded):
        """No ordinary space before ; : ! ? and inside « »."""
        texts = [page.plain_text() + page.title for page in Page.objects.filter(locale__language_code="fr").specific()]
        texts += Goal.objects.filter(locale__language_code="fr").values_list("title", flat=True)
        for text in texts:
            assert not re.search(r" [;:!?»]|« ", text), text

    def test_snippets(self, loaded):
        for model, number in ((Goal, 17), (Partner, 5), (Contact, 1)):
            assert model.objects.filter(locale__language_code="de").count() == number
            assert model.objects.filter(locale__language_code="fr").count() == number
        assert Goal.objects.get(number=3, locale__language_code="fr").title == "Bonne santé et bien-être"
        assert Goal.objects.get(number=3, locale__language_code="fr").colour == "#4C9F38"

    def test_a_translator_can_go_on(self, loaded):
        """A changed string comes out on the page by the usual way."""
        source = TranslationSource.objects.get_for_instance(german("kontakt"))
        row = StringTranslation.objects.get(context__object_id=source.object_id, context__path="title")
        row.data = "Nous contacter"
        row.save()
        translation = source.translations.get()
        source.get_ephemeral_translated_instance(translation.target_locale).save_revision().publish()
        assert french_of(german("kontakt")).title == "Nous contacter"


class TestSecondLoad:
    def test_nothing_changes(self, loaded, content_folder):
        before = snapshot()
        report = loader.load(content_folder)
        assert snapshot() == before
        assert report.count(Decision.UNCHANGED) == len(report.plan.units)
        assert not report.has_work

    def test_few_queries(self, loaded, content_folder, django_assert_max_num_queries):
        """`make run` loads at every start: 176 when written, most of them children of pages."""
        with django_assert_max_num_queries(220):
            loader.load(content_folder)

    def test_check_finds_nothing(self, loaded, content_folder, capsys):
        call_command("load_content", check=True, folder=content_folder)
        assert "0 would be created" in capsys.readouterr().out

    def test_fingerprints_do_not_depend_on_the_order_of_keys(self):
        assert digest({"a": 1, "b": [2]}) == digest({"b": [2], "a": 1})
