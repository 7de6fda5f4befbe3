"""``sync_translations`` mends everything, publishes nothing, and a second run finds nothing to do."""

import logging
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from wagtail.models import Page
from wagtail_localize.models import LocaleSynchronization, StringSegment, TranslationSource

from cms.desk.models import SourceChange
from cms.desk.publishing import publish
from projects.models import Partner, ProjectPage, ProjectPartner
from tests.desk.helpers import in_translation, person, translate_all
from tests.factories import make_project


def run(*options) -> str:
    out, err = StringIO(), StringIO()
    try:
        call_command("sync_translations", *options, stdout=out, stderr=err)
    finally:
        run.errors = err.getvalue()
    return out.getvalue()


def everything(made) -> tuple:
    return (
        ProjectPage.objects.filter(pk=made.alias.pk).values().get(),
        list(TranslationSource.objects.order_by("pk").values()),
        list(StringSegment.objects.order_by("pk").values()),
        SourceChange.objects.count(),
        Page.objects.count(),
    )


@pytest.fixture
def behind(site):
    """A translated page whose source changed while nobody listened, and a page without alias."""
    LocaleSynchronization.objects.create(locale=site.fr.locale, sync_from=site.de.locale)
    made = in_translation(site)
    made.boss = person(None)
    translate_all(made.translation, made.boss)
    publish(made.translation, made.boss, accept_warnings=True)
    partner = Partner.objects.create(name="Schule Ost", locale=site.de.locale)
    page = ProjectPage.objects.get(pk=made.page.pk)
    page.teaser, page.end_year = "Licht für alle.", 2031
    page.partners = [ProjectPartner(partner=partner, locale=site.de.locale)]
    page.save_revision().publish()
    make_project(site.de, "Ohne Gegenstück")
    made.partner = partner
    return made


def test_it_mends_and_says_what_it_did(behind, site):
    said = run()
    assert "1 sentences new" in said
    assert "1 aliases made" in said
    assert behind.partner.has_translation(site.fr.locale)
    french = ProjectPage.objects.get(pk=behind.alias.pk)
    assert (french.teaser, french.end_year) == ("FR Strom vom Dach.", 2031)
    assert SourceChange.objects.get().added == ["Licht für alle."]


def test_a_second_run_changes_nothing(behind):
    run()
    before = everything(behind)
    said = run()
    assert everything(behind) == before
    assert " 0 changed: 0 sentences new, 0 gone, 0 translations carried over" in said
    assert run("--check")


def test_the_check_changes_nothing_and_ends_with_an_error(behind):
    before = everything(behind)
    with pytest.raises(CommandError) as caught:
        run("--check")
    assert caught.value.returncode == 1
    assert everything(behind) == before


def test_a_source_that_fails_is_named_and_the_others_go_on(behind, site, monkeypatch):
    from cms.desk.syncing import sync

    other = in_translation(site, title="Ein zweites")
    take_over = sync._take_over

    def fail(source):
        if source.pk == behind.translation.source_id:
            raise ValueError("broken block")
        return take_over(source)

    monkeypatch.setattr(sync, "_take_over", fail)
    logging.disable(logging.CRITICAL)
    try:
        with pytest.raises(CommandError):
            run()
    finally:
        logging.disable(logging.NOTSET)
    assert "Solardach" in run.errors
    assert "ValueError: broken block" in run.errors
    assert "Ein zweites" not in run.errors
    assert other.translation.source.stringsegment_set.exists()


def test_new_code_reads_the_same_fields_anew(behind):
    """After a deployment the schema is older than the code even if no page was published since."""
    run()
    source = behind.translation.source
    TranslationSource.objects.filter(pk=source.pk).update(schema_version="0001_old")
    StringSegment.objects.filter(source=source, context__path="title").delete()
    run()
    source.refresh_from_db()
    assert not source.schema_out_of_date()
    assert source.stringsegment_set.filter(context__path="title").exists()
