"""The screens of files: who may see what, what a file holds, and what is said about it."""

import uuid

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import resolve, reverse
from django.utils import translation as language
from wagtail.models import GroupPagePermission, Page

from cms.accounts.roles import Role
from cms.desk.exchange.incoming import LARGEST_FILE
from cms.desk.models import ImportReport
from tests.desk.exchange.helpers import as_po, download, upload, upload_error
from tests.desk.helpers import begin, german_project, person, translate_all

FILES = "desk:files"


@pytest.fixture
def translator(client, site):
    user = person(Role.TRANSLATOR)
    client.force_login(user)
    return user


def export(client, **query):
    return client.get(reverse("desk:export"), {"language": "fr", "which": "all", "format": "po", **query})


def objects_in(response) -> set[str]:
    assert response.status_code == 200, response.url
    po = as_po(b"".join(response.streaming_content))
    return {entry.msgctxt.partition(":")[0] for entry in po}


def key(translation) -> str:
    return str(translation.source.object_id)


# --- Rights --------------------------------------------------------------------------------------


def addresses(made, report) -> list[str]:
    return [
        reverse(FILES),
        reverse("desk:export") + "?language=fr&scope=language&which=all&format=po",
        reverse("desk:export_po", args=[made.translation.pk]),
        reverse("desk:export_xliff", args=[made.translation.pk]),
        reverse("desk:import_report", args=[report.pk]),
    ]


def test_the_address_is_ours():
    assert resolve(reverse(FILES)).func.__wrapped__ is not None
    assert reverse(FILES) == "/admin/desk/files/"
    assert resolve("/admin/desk/files/").view_name == FILES


def test_nobody_gets_anything_without_logging_in(client, made):
    report = ImportReport.objects.create(filename="a.po", kind="po")
    for address in addresses(made, report):
        answer = client.get(address)
        assert answer.status_code == 302
        assert "/login/" in answer.url


def test_people_who_translate_nothing_get_nothing(client, made):
    group = Group.objects.create(name="Nur Bilder")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    user = person("", name="bilder")
    user.groups.add(group)
    client.force_login(user)
    report = ImportReport.objects.create(filename="a.po", kind="po")
    for address in addresses(made, report):
        answer = client.get(address)
        assert (answer.status_code, answer.url) == (302, "/admin/"), address
    file = SimpleUploadedFile("a.po", b"")
    assert client.post(reverse("desk:import_file"), {"file": file}).url == "/admin/"


def test_german_editors_take_and_bring_no_french_files(client, made):
    editor = person(Role.EDITOR)
    client.force_login(editor)
    page = client.get(reverse(FILES))
    assert page.status_code == 200
    assert made.page.title not in page.content.decode()
    assert client.get(reverse("desk:export_po", args=[made.translation.pk])).status_code == 302
    assert export(client, scope="language").status_code == 302
    text = str(made.translation.export_po())
    assert upload_error(client, text)


def test_only_pages_of_their_own_part_of_the_tree(client, made, site):
    other = begin(site, german_project(site, title="Brunnen"))
    group = Group.objects.create(name="Nur eine Seite")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    right = Permission.objects.get(codename="change_page", content_type__app_label="wagtailcore")
    GroupPagePermission.objects.create(group=group, page=made.alias, permission=right)
    user = person("", name="eine-seite")
    user.groups.add(group)
    client.force_login(user)
    assert "Brunnen" not in client.get(reverse(FILES)).content.decode()
    assert objects_in(export(client, scope="language")) == {key(made.translation)}
    assert export(client, scope="page", translation=other.pk).status_code == 302
    assert client.get(reverse("desk:export_po", args=[other.pk])).url == "/admin/"


def test_a_report_is_for_its_user_and_superusers(client, made, translator):
    report = ImportReport.objects.create(filename="a.po", kind="po", user=translator)
    address = reverse("desk:import_report", args=[report.pk])
    assert client.get(address).status_code == 200
    client.force_login(person(Role.MODERATOR))
    assert client.get(address).url == "/admin/"
    assert "a.po" not in client.get(reverse(FILES)).content.decode()
    client.force_login(person(None))
    assert client.get(address).status_code == 200
    assert "a.po" in client.get(reverse(FILES)).content.decode()


def test_bringing_a_file_needs_the_token_and_post(made, client, translator):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(translator)
    file = SimpleUploadedFile("a.po", b"x")
    assert strict.post(reverse("desk:import_file"), {"file": file}).status_code == 403
    assert client.get(reverse("desk:import_file")).url == reverse(FILES)
    assert client.post(reverse(FILES)).status_code == 405
    assert client.post(reverse("desk:export_po", args=[made.translation.pk])).status_code == 405


def test_unknown_ids_are_not_found(client, made, translator):
    assert client.get(reverse("desk:export_po", args=[987654])).status_code == 404
    assert client.get(reverse("desk:import_report", args=[uuid.uuid4()])).status_code == 404
    for strange in ("987654", "x", "-1", "9" * 30, "1'", "²"):
        assert client.get(reverse(FILES), {"translation": strange, "language": strange}).status_code == 200


# --- What goes out ---------------------------------------------------------------------------------


def test_one_page_a_part_of_the_tree_or_everything(client, made, site, translator):
    index = begin(site, site.de.projects)
    content = begin(site, site.de.content)
    french = Page.objects.get(pk=made.alias.pk)
    assert french.is_descendant_of(site.fr.projects)
    assert objects_in(export(client, scope="page", translation=index.pk)) == {key(index)}
    assert objects_in(export(client, scope="subtree", translation=index.pk)) == {key(index), key(made.translation)}
    assert objects_in(export(client, scope="language")) == {key(index), key(made.translation), key(content)}


def test_all_open_work_leaves_out_what_is_done(client, made, site, translator):
    other = begin(site, german_project(site, title="Brunnen"))
    translate_all(made.translation, translator)
    assert objects_in(export(client, scope="language", which="open")) == {key(other)}
    translate_all(other, translator)
    answer = export(client, scope="language", which="open")
    assert answer.status_code == 302
    assert answer.url.startswith(reverse(FILES))
    shown = client.get(answer.url)
    assert [str(message) for message in shown.context["messages"]]


def test_files_are_named_clearly(client, made, translator):
    answer = client.get(reverse("desk:export_po", args=[made.translation.pk]), {"which": "open"})
    with language.override("de"):
        name = answer.headers["Content-Disposition"]
    assert 'attachment; filename="dueren-la-me-fr-solardach-fuer-die-schule-20' in name
    assert name.endswith('.po"')
    assert answer.headers["Content-Type"] == "text/x-gettext-translation; charset=utf-8"
    answer = client.get(reverse("desk:export_xliff", args=[made.translation.pk]))
    assert answer.headers["Content-Disposition"].endswith('.xlf"')
    assert answer.headers["Content-Type"] == "application/xliff+xml; charset=utf-8"


@pytest.mark.parametrize("query", [{}, {"scope": "page"}, {"scope": "all"}, {"scope": "page", "translation": "x"}])
def test_impossible_choices_are_explained(client, made, translator, query):
    answer = export(client, **query)
    assert (answer.status_code, answer.url) == (302, reverse(FILES))


def test_the_cost_of_a_file_grows_gently(client, site, translator, django_assert_max_num_queries):
    for number in range(6):
        begin(site, german_project(site, title=f"Projekt {number}"))
    # Six pages at about a dozen queries, and those of the request.
    with django_assert_max_num_queries(120):
        assert len(objects_in(export(client, scope="language"))) == 6
    with django_assert_max_num_queries(40):
        client.get(reverse(FILES))


# --- What is shown -----------------------------------------------------------------------------------


def test_a_page_can_be_chosen_by_its_address(client, made, translator):
    page = client.get(reverse(FILES), {"translation": made.translation.pk})
    assert f'<option value="{made.translation.pk}" selected>' in page.content.decode()
    assert page.context["export_form"].initial["scope"] == "page"
    assert page.context["import_form"].initial["translation"] == made.translation.pk


def test_text_from_files_is_escaped(client, made, translator):
    po = as_po(download(client, made.translation))
    po[0].msgid = "<img src=x onerror=alert(1)>"
    po[0].msgstr = "<script>alert(2)</script>"
    report = upload(client, str(po), name="<b>böse<b>.po")
    for address in (reverse("desk:import_report", args=[report.pk]), reverse(FILES)):
        shown = client.get(address).content.decode()
        assert "<img src=x" not in shown
        assert "<script>alert" not in shown
        assert "<b>böse" not in shown


def test_a_report_never_links_out(client, made, translator):
    rows = [
        {"place": "a", "text": "b", "reason": "fuzzy", "values": {"url": "//example.org/"}},
        {"place": "a", "text": "b", "reason": "of-a-later-version", "values": None},
        {"place": "a", "text": "b", "reason": "too_long", "values": {}},
        "nonsense",
    ]
    report = ImportReport.objects.create(filename="a.po", kind="po", user=translator, left_out=rows, left_out_count=3)
    shown = client.get(reverse("desk:import_report", args=[report.pk])).content.decode()
    assert "example.org" not in shown
    assert "of-a-later-version" in shown


def test_long_reports_have_pages(client, made, translator):
    rows = [{"place": "", "text": f"Satz {number}.", "reason": "empty", "values": {}} for number in range(1200)]
    report = ImportReport.objects.create(filename="a.po", kind="po", user=translator, left_out=rows)
    address = reverse("desk:import_report", args=[report.pk])
    first = client.get(address).content.decode()
    assert "Satz 49." in first
    assert "Satz 51." not in first
    assert "?reason=empty" in first
    last = client.get(address, {"reason": "empty", "p": "3"}).content.decode()
    assert "Satz 1199." in last
    assert client.get(address, {"reason": "nothing"}).url == address


def test_sizes_and_kinds_that_cannot_be_taken_are_explained(client, made, translator):
    assert upload_error(client, b"")
    assert upload_error(client, b"\n\n")
    assert "10" in upload_error(client, b"x" * (LARGEST_FILE + 1))
    assert "ZIP" in upload_error(client, b"PK\x03\x04rest", "a.zip")
    assert "MO" in upload_error(client, b"\xde\x12\x04\x95rest", "a.mo")
    answer = client.post(reverse("desk:import_file"), {})
    assert answer.context["import_form"].errors["file"]
    assert not ImportReport.objects.exists()


def test_strange_hidden_values_do_no_harm(client, made, translator):
    po = as_po(download(client, made.translation))
    po[0].msgstr = "Toit"
    assert upload(client, str(po), translation="9" * 40, language="xx").imported == 1
    assert upload(client, str(po), translation="x", language="").unchanged == 1


def test_the_history_is_the_persons_own(client, made, translator):
    po = as_po(download(client, made.translation))
    po[0].msgstr = "Toit"
    upload(client, str(po), name="meine.po")
    shown = client.get(reverse(FILES)).content.decode()
    assert "meine.po" in shown
    assert ImportReport.objects.get().user == translator
