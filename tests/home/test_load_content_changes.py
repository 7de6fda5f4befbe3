"""Loads after somebody has changed something: the files, an editor, a translator."""

import pytest
from django.core.management import call_command
from wagtail.models import Page
from wagtail_localize.models import StringTranslation, TranslationSource

from home.package import loader
from home.package.planning import Decision
from projects.models import Contact
from sdg.models import Goal

from .package_data import french_of, german, replace, snapshot

OLD = "Maniok gab dem Projekt den Namen"
OLD_FRENCH = "Le manioc a donné son nom au projet"


def decisions(report) -> dict[str, Decision]:
    return {unit.name: unit.decision for unit in report.plan.units if unit.decision != Decision.UNCHANGED}


def change_body(content) -> None:
    replace(content, "partnership.yaml", f'"{OLD}: Der', '"Die Maniok-Halle: Der')


class TestFilesChange:
    def test_untouched_page_follows_in_both_languages(self, loaded, content):
        change_body(content)
        replace(content, "partnership.yaml", f'"{OLD_FRENCH} : la', '"La halle à manioc : la')
        report = loader.load(content)
        assert decisions(report) == {
            "page:p6-maniok-halle (de)": Decision.UPDATE,
            "page:p6-maniok-halle (fr)": Decision.UPDATE,
        }
        page = german("maniok-halle")
        assert page.plain_text().count("Die Maniok-Halle:") == 1
        assert page.revisions.count() == 2
        assert "La halle à manioc\u00a0: la" in french_of(page).plain_text()
        translation = TranslationSource.objects.get_for_instance(page).translations.get()
        assert translation.get_progress()[0] == translation.get_progress()[1]
        assert not loader.load(content).has_work

    def test_a_number_reaches_the_french_page(self, loaded, content):
        replace(content, "partnership.yaml", "period: {start: 2019, end: 2020}", "period: {start: 2019, end: 2021}")
        loader.load(content)
        assert french_of(german("maniok-halle")).end_year == 2021

    def test_goal_rows_keep_their_identity(self, loaded, content):
        before = {row.translation_key: row.pk for row in german("maniok-halle").goals.all()}
        replace(content, "partnership.yaml", "Maniok ist ein Nahrungsmittel.", "Maniok ist Nahrung.")
        loader.load(content)
        page = german("maniok-halle")
        assert {row.translation_key: row.pk for row in page.goals.all()} == before
        assert "Maniok ist Nahrung." in [row.reason for row in page.goals.all()]

    def test_a_new_page_is_added_and_gets_its_french(self, loaded, content):
        text = (content / "pages.yaml").read_text()
        addition = """
  - id: neu
    type: content
    slug: {de: neu, fr: nouveau}
    title: {de: "Neu", fr: "Nouveau"}
"""
        (content / "pages.yaml").write_text(text + addition)
        assert set(decisions(loader.load(content)).values()) == {Decision.CREATE}
        assert french_of(german("neu")).slug == "nouveau"

    def test_a_german_page_becomes_french(self, loaded, content):
        """An alias turns into a page of its own when its text arrives."""
        lines = (content / "partnership.yaml").read_text()
        start, end = lines.index("  leichte_sprache:"), lines.index("projects:\n")
        (content / "partnership.yaml").write_text(lines[:start] + lines[end:])
        addition = """
  - id: leichte-sprache
    type: content
    purpose: easy_language
    slug: {de: leichte-sprache, fr: langage-facile}
    title: {de: "Leichte Sprache", fr: "Langage facile"}
"""
        (content / "pages.yaml").write_text((content / "pages.yaml").read_text() + addition)
        loader.load(content)
        page = french_of(german("leichte-sprache"))
        assert page.alias_of is None
        assert (page.title, page.slug) == ("Langage facile", "langage-facile")

    def test_a_snippet_follows(self, loaded, content):
        replace(content, "sdg.yaml", "Bonne santé et bien-être", "Santé et bien-être")
        loader.load(content)
        assert Goal.objects.get(number=3, locale__language_code="fr").title == "Santé et bien-être"


class TestEditorsChange:
    def publish(self, page, **values):
        for name, value in values.items():
            setattr(page, name, value)
        page.save_revision().publish()

    def test_a_changed_page_is_left_alone_and_named(self, loaded, content, capsys):
        self.publish(german("maniok-halle"), title="Die Halle")
        change_body(content)
        call_command("load_content", folder=content)
        page = german("maniok-halle")
        assert page.title == "Die Halle"
        assert OLD in page.plain_text()
        assert "page:p6-maniok-halle (de): changed by an editor" in capsys.readouterr().out

    def test_its_french_is_left_to_the_translators(self, loaded, content):
        self.publish(german("maniok-halle"), title="Die Halle")
        replace(content, "partnership.yaml", f'"{OLD_FRENCH} : la', '"La halle à manioc : la')
        report = loader.load(content)
        assert decisions(report)["page:p6-maniok-halle (fr)"] == Decision.BLOCKED
        assert OLD_FRENCH in french_of(german("maniok-halle")).plain_text()

    def test_it_is_reported_without_new_files_too(self, loaded, content_folder):
        self.publish(german("maniok-halle"), title="Die Halle")
        assert decisions(loader.load(content_folder)) == {"page:p6-maniok-halle (de)": Decision.EDITED}

    def test_a_draft_counts(self, loaded, content):
        page = german("maniok-halle")
        page.title = "Entwurf"
        page.save_revision()
        change_body(content)
        loader.load(content)
        page = german("maniok-halle")
        assert page.get_latest_revision_as_object().title == "Entwurf"
        assert OLD in page.plain_text()

    def test_publishing_without_a_change_does_not_count(self, loaded, content):
        self.publish(german("maniok-halle"))
        change_body(content)
        assert decisions(loader.load(content))["page:p6-maniok-halle (de)"] == Decision.UPDATE

    @pytest.mark.parametrize("how", ["delete", "move", "unpublish"])
    def test_deleted_moved_and_unpublished_pages_stay_so(self, loaded, content, how):
        page = german("impressum")
        if how == "delete":
            page.delete()
        elif how == "move":
            page.move(german("kontakt"), pos="last-child")
        else:
            page.unpublish()
        replace(content, "legal.yaml", "wie Sie uns erreichen", "wie Sie uns finden")
        report = loader.load(content)
        assert "page:impressum (de)" in decisions(report)
        assert not any(unit.writes for unit in report.plan.units)
        found = Page.objects.filter(locale__language_code="de", slug="impressum").first()
        if how == "delete":
            assert found is None
        elif how == "move":
            assert found.get_parent().slug == "kontakt"
        else:
            assert not found.live

    def test_a_page_with_the_same_address_is_respected(self, loaded, content):
        from home.models import ContentPage

        home = german("zusammenarbeit-la-me")
        own = ContentPage(title="Unsere Seite", slug="neu", locale=home.locale)
        home.add_child(instance=own)
        (content / "pages.yaml").write_text(
            (content / "pages.yaml").read_text()
            + '\n  - {id: neu, type: content, slug: {de: neu, fr: nouveau}, title: {de: "Neu", fr: "Nouveau"}}\n'
        )
        assert set(decisions(loader.load(content)).values()) == {Decision.BLOCKED}
        assert german("neu").title == "Unsere Seite"

    def test_a_filled_contact_stays(self, loaded, content):
        Contact.objects.filter(locale__language_code="de").update(city="Düren")
        replace(content, "partnership.yaml", 'de: "Kreis Düren, Amt für Schule und Bildung"', 'de: "Kreis Düren"')
        loader.load(content)
        assert Contact.objects.get(locale__language_code="de").organisation == "Kreis Düren, Amt für Schule und Bildung"

    def test_a_translators_string_stays(self, loaded, content):
        page = german("maniok-halle")
        rows = StringTranslation.objects.filter(context__object_id=page.translation_key, context__path="teaser")
        row = rows.get()
        row.data = "Une halle pour le manioc."
        row.save()
        replace(content, "partnership.yaml", f'"{OLD_FRENCH} : la', '"La halle à manioc : la')
        report = loader.load(content)
        assert decisions(report) == {"page:p6-maniok-halle (fr)": Decision.EDITED}
        assert rows.get().data == "Une halle pour le manioc."
        assert OLD_FRENCH in french_of(page).plain_text()

    def test_new_german_text_below_a_translators_hand_shows_as_open(self, loaded, content):
        """German follows the files; the French page keeps its text, and the translator sees what is new."""
        page = german("maniok-halle")
        StringTranslation.objects.filter(context__object_id=page.translation_key, context__path="teaser").update(
            data="Une halle pour le manioc."
        )
        change_body(content)
        loader.load(content)
        total, done = (
            TranslationSource.objects.get_for_instance(german("maniok-halle")).translations.get().get_progress()
        )
        assert done == total - 1
        assert OLD_FRENCH in french_of(page).plain_text()


class TestCheck:
    def test_it_reports_and_writes_nothing(self, loaded, content, capsys):
        change_body(content)
        before = snapshot()
        with pytest.raises(SystemExit) as stop:
            call_command("load_content", check=True, folder=content)
        assert stop.value.code == 1
        assert "page:p6-maniok-halle (de): would update" in capsys.readouterr().out
        assert snapshot() == before

    def test_what_an_editor_changed_is_no_work(self, loaded, content_folder, capsys):
        page = german("maniok-halle")
        page.title = "Die Halle"
        page.save_revision().publish()
        call_command("load_content", check=True, folder=content_folder)
        assert "page:p6-maniok-halle (de): changed by an editor" in capsys.readouterr().out
