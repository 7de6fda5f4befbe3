"""The accessibility statement: written from fields, no gap for visitors, empty fields named to editors."""

import re
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from wagtail_localize.fields import get_translatable_fields

from cms.accounts.roles import Role
from cms.desk.publishing import bring_live
from cms.desk.segments import segments_of
from cms.publishing import PublishingRefused
from cms.todo import items
from home.models import AccessibilityException, AccessibilityPage
from home.statement import WANTED, empty_fields, gaps, old_statements, with_empty_fields
from projects.models import Contact
from tests.desk.helpers import person
from tests.showcase import fill_statement


@pytest.fixture
def full(site):
    """The German statement with all its fields."""
    contact = Contact.objects.create(unit="Büro", email="b@example.org", phone="+49 1", locale=site.de.locale)
    fill_statement(site.de, contact)
    return AccessibilityPage.objects.get(pk=site.de.accessibility.pk)


def main(client, page) -> str:
    return client.get(page.get_url()).content.decode().split("<main")[1].split("<footer")[0]


def test_every_field_is_on_the_page(full, client):
    html = main(client, full)
    for words in (
        "Kreis möchte, dass alle",
        "https://a.example/",
        "https://b.example/",
        "Grundlage sind: BGG NRW.",
        "Diese Website erfüllt die Anforderungen teilweise.",
        "Maßstab ist die Norm EN 301 549 V1.",
        "Noch nicht barrierefrei",
        "Unverhältnismäßige Belastung",
        "Vom Gesetz nicht erfasst",
        "Inhalt burden",
        "1.2.2",
        "Anruf.",
        "1. Januar 2027",
        "2. Januar 2026",
        "4. März 2026",
        "Prüfung durch Dritte: Prüfstelle",
        "bericht.pdf",
        "https://c.example/report",
        "b@example.org",
        "/de/barrierefreiheit/barriere-melden/",
        "Ombudsstelle",
        "12345 Stadt",
        "o@example.org",
        "https://d.example/",
    ):
        assert words in html, words
    assert empty_fields(full) == []


@pytest.mark.parametrize(("status", "words"), [("full", "vollständig."), ("none", "noch nicht."), ("", None)])
def test_the_result_in_plain_words(full, client, status, words):
    full.status = status
    full.save()
    html = main(client, full)
    assert ("Diese Website erfüllt" in html) is bool(words)
    assert words is None or f"Anforderungen {words}" in html


def test_an_empty_statement_shows_no_gap_and_names_all_to_editors(site, client):
    html = main(client, site.de.accessibility)
    for word in ("None", "noch einzutragen", "<dd></dd>", "<p></p>", "<ul></ul>", "<dl></dl>"):
        assert word not in html
    assert "§ 10d BGG NRW" in html
    assert len(empty_fields(site.de.accessibility)) == len(WANTED)
    admin = person(Role.EDITOR)
    client.force_login(admin)
    editor = client.get(f"/admin/pages/{site.de.accessibility.pk}/edit/").content.decode()
    assert "Das Gesetz verlangt auch diese Angaben." in editor
    for _label, field in gaps(site.de.accessibility):
        assert f'<a href="#at-{field}">' in editor
        assert f'name="{field}"' in editor, "a link leads to a field of the form"


def test_what_an_exception_or_a_third_party_lacks_is_named(full):
    full.assessor = full.report_url = ""
    full.report_document = None
    full.exceptions = [AccessibilityException(content="Karte", reason="burden", locale=full.locale)]
    assert empty_fields(full) == ["geprüft durch", "Prüfbericht", "Anforderung bei „Karte“", "Alternative bei „Karte“"]
    full.exceptions = []
    assert empty_fields(full)[-1] == "was nicht barrierefrei ist"


def test_a_statement_cannot_be_reviewed_before_it_was_made(full):
    full.reviewed_on, full.made_on = timezone.localdate() - timedelta(days=9), timezone.localdate()
    with pytest.raises(ValidationError):
        full.full_clean()


@pytest.mark.parametrize("name", ["made_on", "reviewed_on"])
def test_a_day_to_come_is_a_slip_unless_the_page_begins_then(full, name):
    tomorrow = timezone.now() + timedelta(days=1)
    full.made_on, full.reviewed_on = None, None
    setattr(full, name, timezone.localdate(tomorrow))
    with pytest.raises(ValidationError) as refused:
        full.full_clean()
    assert list(refused.value.message_dict) == [name]
    full.go_live_at = tomorrow
    full.full_clean()


@pytest.mark.parametrize(
    ("name", "value"),
    [("ombuds_phone", "gibt es nicht"), ("ombuds_url", "ftp://d.example/"), ("report_url", "ftp://d.example/")],
)
def test_what_nobody_can_dial_or_open_is_refused(full, name, value):
    setattr(full, name, value)
    with pytest.raises(ValidationError) as refused:
        full.full_clean()
    assert name in refused.value.message_dict


def test_fully_accessible_with_requirements_not_met_is_not_published(full):
    full.status = "full"
    with pytest.raises(PublishingRefused) as refused:
        full.save_revision().publish()
    assert "vollständig barrierefrei" in refused.value.summary
    full.exceptions = [row for row in full.exceptions.all() if row.reason != "not_met"]
    full.save_revision().publish()
    assert AccessibilityPage.objects.get(pk=full.pk).status == "full"


def test_the_report_is_linked_with_its_kind_and_size(full, client):
    html = main(client, full)
    assert re.search(r"bericht\.pdf</a> <small>PDF, \d+", html)


@pytest.mark.parametrize(("days", "expected"), [(364, False), (366, True), (None, False)])
def test_a_year_after_the_last_review_it_is_old(full, days, expected):
    day = None if days is None else timezone.localdate() - timedelta(days=days)
    AccessibilityPage.objects.update(made_on=None, reviewed_on=day)
    assert old_statements().exists() is expected
    AccessibilityPage.objects.update(made_on=day, reviewed_on=None)
    assert old_statements().exists() is expected
    AccessibilityPage.objects.update(made_on=day, reviewed_on=timezone.localdate())
    assert not old_statements().exists()


def test_what_waits_is_named_to_those_who_edit_german(full):
    AccessibilityPage.objects.filter(pk=full.pk).update(law="", reviewed_on="2020-01-01", made_on="2020-01-01")
    ours = {item.key: item for item in items() if item.key in ("accessibility_old", "duties")}
    editor, translator = person(Role.EDITOR), person(Role.TRANSLATOR)
    for item in ours.values():
        assert list(item.rows(translator)) == []
        assert full.pk in [page.pk for page in item.rows(editor)]
    found = {entry.url: entry.detail for entry in ours["duties"].present(ours["duties"].rows(editor), editor)}
    assert found[f"/admin/pages/{full.pk}/edit/"] == "Leer: Rechtsgrundlage"


@pytest.mark.parametrize("name", [*WANTED, "email", "phone", "assessor", "report", "rows", "criterion", "planned_on"])
def test_the_database_and_the_form_agree_on_what_is_empty(full, name):
    """One gap at a time: what the editor is told of is what the panel counts."""
    assert not with_empty_fields().exists()
    if name in ("email", "phone"):
        Contact.objects.update(**{name: ""})
    elif name == "report":
        AccessibilityPage.objects.update(report_document=None, report_url="")
    elif name == "assessor":
        AccessibilityPage.objects.update(assessment="third_party", assessor="")
    elif name == "rows":
        AccessibilityPage.objects.update(status="partial")
        AccessibilityException.objects.all().delete()
    elif name in ("criterion", "planned_on"):
        AccessibilityException.objects.update(**{name: None if name == "planned_on" else "", "reason": "not_met"})
    else:
        field = AccessibilityPage._meta.get_field(name)
        AccessibilityPage.objects.update(**{name: None if field.null else ""})
    page = AccessibilityPage.objects.get(pk=full.pk)
    assert with_empty_fields().filter(pk=full.pk).exists() is bool(empty_fields(page)) is True


def test_a_long_list_of_empty_fields_is_cut(site):
    duties = next(item for item in items() if item.key == "duties")
    user = person(None)
    found = {entry.title: entry.detail for entry in duties.present(duties.rows(user), user)}
    assert found[site.de.accessibility.title].endswith(f"und {len(WANTED) - 4} weitere")
    assert found[site.de.barrier_report.title] == "Leer: zuständige Stelle"


def test_facts_are_carried_over_and_texts_are_translated():
    policy = {field.field_name: field for field in get_translatable_fields(AccessibilityPage)}
    for name in ("addresses", "status", "standard", "made_on", "reviewed_on", "assessment", "report_document"):
        assert not policy[name].is_translated(None), name
        assert not policy[name].overridable, name
    for name in ("body_covered", "law", "version", "exceptions", "ombuds_name", "assessor"):
        assert policy[name].is_translated(None), name
    rows = {field.field_name: field for field in get_translatable_fields(AccessibilityException)}
    assert {name for name, field in rows.items() if field.is_translated(None)} >= {
        "content",
        "criterion",
        "explanation",
        "alternative",
    }
    assert not rows["reason"].is_translated(None)
    assert not rows["planned_on"].is_translated(None)


def test_the_statement_in_french(full, site, client):
    from wagtail_localize.models import Translation, TranslationSource

    from cms.desk.segments import write

    full.contact = None  # has no French version here
    full.save_revision().publish()
    source, _created = TranslationSource.update_or_create_from_instance(full)
    translation = Translation.objects.create(source=source, target_locale=site.fr.locale)
    boss = person(None)
    for segment in segments_of(translation):
        write(translation, segment, f"Fr {segment.source}" if "slug" not in segment.path else "declaration", user=boss)
    bring_live(translation)
    page = AccessibilityPage.objects.get(locale=site.fr.locale)
    html = main(client, page)
    assert "Fr Inhalt burden" in html
    assert "Ce site satisfait en partie aux exigences." in html
    assert "1 janvier 2027" in html or "1er janvier 2027" in html
    assert page.status == "partial"
