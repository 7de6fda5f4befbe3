"""Which pages a file reaches: rights, locks, other sites, stopped translations and other languages."""

import uuid

import pytest
from django.utils import timezone
from wagtail.models import Locale, Page
from wagtail_localize.models import StringTranslation

from cms.accounts.roles import Role
from cms.desk.segments import Status, segments_of
from tests.desk.exchange.helpers import SCHOOL, as_po, download, entry, reasons, sentence, upload, upload_error
from tests.desk.helpers import begin, german_project, person


def test_what_is_right_is_taken_even_if_another_page_is_locked(client, boss, made, site):
    other = begin(site, german_project(site, title="Brunnen"))
    files = [as_po(download(client, translation)) for translation in (made.translation, other)]
    entry(files[0], SCHOOL).msgstr = "Le courant suffit."
    entry(files[1], "Brunnen").msgstr = "Puits"
    both = str(files[0]) + "".join(f"\n{each}" for each in files[1])
    alias = Page.objects.get(translation_key=made.page.translation_key, locale=site.fr.locale)
    alias.locked, alias.locked_by, alias.locked_at = True, person(Role.MODERATOR), timezone.now()
    alias.save()
    client.force_login(person(Role.TRANSLATOR))
    report = upload(client, both)
    assert report.imported == 1
    assert SCHOOL in reasons(report)["locked"]
    assert sentence(other, "Brunnen").target == "Puits"
    assert sentence(made.translation, SCHOOL).target == ""
    assert [page["title"] for page in report.pages] == ["Brunnen"]


def test_a_page_without_rights_is_left_out_without_its_title(client, made, po, site):
    from django.contrib.auth.models import Group, Permission
    from wagtail.models import GroupPagePermission

    other = begin(site, german_project(site, title="Brunnen"))
    file = as_po(download(client, other))
    entry(file, "Brunnen").msgstr = "Puits"
    group = Group.objects.create(name="Nur eine Seite")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    GroupPagePermission.objects.create(
        group=group,
        page=made.alias,
        permission=Permission.objects.get(codename="change_page", content_type__app_label="wagtailcore"),
    )
    user = person("", name="eine-seite")
    user.groups.add(group)
    client.force_login(user)
    report = upload(client, str(po) + "".join(f"\n{each}" for each in file))
    assert report.imported == 1
    assert "Brunnen" in reasons(report)["no_permission"]
    assert {row["place"] for row in report.left_out if row["reason"] == "no_permission"} == {""}
    assert sentence(other, "Brunnen").target == ""


def test_files_of_other_sites_are_reported_entry_by_entry(client, boss, made, po):
    strange = str(uuid.uuid4())
    for each in po:
        each.msgctxt = each.msgctxt.replace(str(made.translation.source.object_id), strange)
    report = upload(client, str(po))
    assert report.imported == 0
    assert report.left_out_count == len(po)
    assert set(reasons(report)) == {"unknown_page"}


def test_stopped_and_deleted_translations(client, boss, made, po, site):
    begin(site, german_project(site, title="Brunnen"))
    made.translation.enabled = False
    made.translation.save()
    assert set(reasons(upload(client, str(po)))) == {"stopped"}
    made.translation.enabled = True
    made.translation.save()
    Page.objects.get(pk=made.alias.pk).delete()
    assert set(reasons(upload(client, str(po)))) <= {"target_gone", "unknown_page"}


@pytest.mark.parametrize("language", ["en", "de", "es_ES", "xx", "../../etc"])
def test_files_in_another_language_are_refused(client, boss, made, po, language):
    Locale.objects.get_or_create(language_code="en")
    po.metadata["Language"] = language
    assert language in upload_error(client, str(po))
    assert not StringTranslation.objects.exclude(data="").exists()


@pytest.mark.parametrize("language", ["fr_FR", "fr-FR.UTF-8", "FR", "fr@euro", ""])
def test_usual_spellings_of_french_are_understood(client, boss, made, po, language):
    po.metadata["Language"] = language
    assert upload(client, str(po)).imported == 1


def test_nothing_is_published_and_segments_are_counted_right(client, boss, made, po):
    before = Page.objects.get(pk=made.alias.pk)
    upload(client, str(po))
    after = Page.objects.get(pk=made.alias.pk)
    assert (after.alias_of_id, after.latest_revision_id, after.live) == (
        before.alias_of_id,
        before.latest_revision_id,
        before.live,
    )
    assert sum(segment.status == Status.DONE for segment in segments_of(made.translation)) == 1
