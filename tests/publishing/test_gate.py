"""No way of publishing leads past the gate: pictures without rights, values that are missing."""

import json
from datetime import timedelta

import pytest
from django.utils import timezone
from django.utils.translation import gettext
from wagtail.models import Page, PageLogEntry, WorkflowState
from wagtail.test.utils.form_data import streamfield

from cms import todo
from cms.forms import IN_THE_BLOCKS
from cms.publishing import PublishingRefused, problems_of
from cms.publishing.gate import HELD_BACK
from home.models import ContentPage
from projects.models import ProjectPage
from tests.factories import add_live, publish
from tests.pictures import FAULTS, make_picture, mend

from .ways import WAYS, by_approval, by_clock, edit_url, form_data


def draft(site, image, *, parent=None, **values) -> ContentPage:
    """A content page that has never been public, with a lead image."""
    page = ContentPage(
        title="Mit Bild",
        slug="mit-bild",
        teaser="Kurz.",
        lead_image=image,
        locale=site.de.locale,
        live=False,
        **{"lead_image_alt": "Ein Feld", **values},
    )
    (parent or site.de.home).add_child(instance=page)
    page.save_revision()
    return ContentPage.objects.get(pk=page.pk)


def is_live(page) -> bool:
    return Page.objects.get(pk=page.pk).live


@pytest.fixture
def moderated(site):
    """The workflow that Wagtail's first migration makes, for the whole tree."""
    from wagtail.models import Workflow, WorkflowPage

    WorkflowPage.objects.update_or_create(page=site.root, defaults={"workflow": Workflow.objects.first()})


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("way", WAYS)
def test_a_picture_without_rights_is_not_published(site, moderated, admin_client, way, fault):
    image = make_picture("Feldarbeit", fault)
    page = draft(site, image)
    response = WAYS[way](page, admin_client)
    assert not is_live(page)
    assert response is None or response.status_code < 500
    # The same way is open once the picture is mended.
    mend(image)
    WorkflowState.objects.all().delete()
    WAYS[way](ContentPage.objects.get(pk=page.pk), admin_client)
    assert is_live(page)


@pytest.mark.parametrize("way", WAYS)
def test_values_that_are_missing_stop_every_way(site, moderated, admin_client, way):
    page = draft(site, make_picture(), lead_image_alt="")
    response = WAYS[way](page, admin_client)
    assert not is_live(page)
    assert response is None or response.status_code < 500


def test_the_form_names_each_picture_and_keeps_the_text(site, admin_client):
    image = make_picture("Feldarbeit", "no licence")
    page = draft(site, image)
    response = admin_client.post(edit_url(page), form_data(page, title="Neuer Titel", **{"action-publish": "1"}))
    html = response.content.decode()
    assert response.status_code == 200
    assert "Feldarbeit" in html
    assert f'<a href="/admin/images/{image.pk}/" target="_blank" rel="noopener">' in html
    assert "&lt;a href" not in html
    assert "Neuer Titel" in html


BLOCKS_WITH_FAULTS = {
    "struct": {"type": "heading", "value": {"text": "", "level": "h2"}},
    "list in a struct": {
        "type": "links",
        "value": {
            "heading": "",
            "links": {
                "count": "1",
                "0": {
                    "deleted": "",
                    "order": "0",
                    "id": "",
                    "value": {"title": "", "page": "", "url": "https://a.example/", "language": "", "description": ""},
                },
            },
        },
    },
    "table without a choice": {"type": "table", "value": json.dumps({"data": [["a"]], "table_caption": "b"})},
}


@pytest.mark.parametrize("fault", BLOCKS_WITH_FAULTS)
def test_beside_a_fault_in_the_text_the_banner_has_no_word_of_wagtails_own(site, admin_client, fault):
    page = draft(site, make_picture("Feldarbeit", "no licence"))
    block = BLOCKS_WITH_FAULTS[fault]
    body = streamfield([(block["type"], block["value"])])
    html = admin_client.post(edit_url(page), form_data(page, body=body, **{"action-publish": "1"})).content.decode()
    assert "Feldarbeit" in html
    assert f"Text: {IN_THE_BLOCKS}" in html
    assert "Validation error" not in html
    assert "blockErrors" in html, "at the block stands what is wrong with it"


def test_a_draft_may_lack_everything(site, admin_client):
    page = draft(site, make_picture("Feldarbeit", "no licence"))
    response = admin_client.post(edit_url(page), form_data(page, title="Neuer Titel"))
    assert response.status_code == 302
    assert ContentPage.objects.get(pk=page.pk).get_latest_revision_as_object().title == "Neuer Titel"


def test_a_new_page_that_is_refused_stays_a_draft(site):
    """Wagtail's form adds a page as a live one before it publishes it."""
    page = ContentPage(
        title="Neu",
        slug="neu",
        lead_image=make_picture(fault="no author"),
        lead_image_alt="Feld",
        locale=site.de.locale,
    )
    with pytest.raises(PublishingRefused):
        publish(site.de.home, page)
    assert not is_live(page)


def test_a_live_page_keeps_its_text_when_the_new_one_is_refused(site, admin_client):
    image = make_picture()
    page = draft(site, image)
    page.get_latest_revision().publish()
    image.author = ""
    image.save()
    page = ContentPage.objects.get(pk=page.pk)
    page.title = "Neu"
    page.save_revision()
    with pytest.raises(PublishingRefused):
        page.get_latest_revision().publish()
    page.refresh_from_db()
    assert (page.title, page.live) == ("Mit Bild", True)


def test_approval_at_the_dashboard_leads_to_the_form_and_stays_in_moderation(site, moderated, admin_client):
    page = draft(site, make_picture("Feldarbeit", "no author"))
    response = by_approval(page, admin_client)
    assert json.loads(response.content) == {"step": "success", "redirect": edit_url(page)}
    assert "Feldarbeit" in admin_client.get(edit_url(page)).content.decode()
    assert WorkflowState.objects.get().status == WorkflowState.STATUS_IN_PROGRESS


def test_a_moderator_may_send_back_what_is_incomplete(site, moderated, admin_client):
    page = draft(site, make_picture(fault="no author"))
    page.get_workflow().start(page, None)
    data = {"action-workflow-action": "true", "workflow-action-name": "reject"}
    data["workflow-action-extra-data"] = json.dumps({"comment": "Bitte den Urheber nennen."})
    admin_client.post(edit_url(page), form_data(page, **data))
    assert WorkflowState.objects.get().status == WorkflowState.STATUS_NEEDS_CHANGES


def test_the_clock_goes_on_with_the_others_and_tells(site, admin_user):
    image = make_picture("Feldarbeit", "no author")
    page = draft(site, image)
    other = ContentPage(title="Andere", slug="andere", locale=site.de.locale, live=False)
    site.de.home.add_child(instance=other)
    revision = other.save_revision()
    revision.approved_go_live_at = timezone.now() - timedelta(minutes=1)
    revision.save()
    page.revisions.update(approved_go_live_at=timezone.now() - timedelta(minutes=5))
    for _minute in range(3):
        by_clock_again()
    assert is_live(other)
    assert not is_live(page)
    assert PageLogEntry.objects.filter(page=page.pk, action=HELD_BACK).count() == 1
    item = next(item for item in todo.items() if item.key == "publishing-held-back")
    rows = item.rows(admin_user)
    assert [row.object_id for row in rows] == [str(page.pk)]
    (entry,) = item.present(rows, admin_user)
    assert (entry.title, entry.url) == ("Mit Bild", edit_url(page))
    assert "Feldarbeit" in entry.detail
    mend(image)
    by_clock_again()
    assert is_live(page)
    assert not item.rows(admin_user).exists()


def by_clock_again():
    from cms.periodic.jobs import publish_scheduled

    publish_scheduled()


def test_a_licence_that_ends_before_the_page_goes_live_is_refused_when_it_is_scheduled(site, admin_client):
    image = make_picture(licence_valid_until=timezone.localdate() + timedelta(days=10))
    later = timezone.now() + timedelta(days=20)
    page = draft(site, image)
    assert problems_of(page) == []
    page.go_live_at = later
    assert len(problems_of(page)) == 1
    response = admin_client.post(
        edit_url(page), form_data(page, go_live_at=later.strftime("%d.%m.%Y %H:%M"), **{"action-publish": "1"})
    )
    assert response.status_code == 200
    assert not page.revisions.filter(approved_go_live_at__isnull=False).exists()


@pytest.mark.parametrize(
    "blocks",
    [
        [{"type": "picture", "value": {"image": {"image": 0, "alt_text": "Feld"}, "caption": ""}}],
        [{"type": "picture", "value": {"image": 0, "caption": ""}}],
        [
            {
                "type": "gallery",
                "value": {
                    "heading": "",
                    "pictures": [{"type": "item", "value": {"image": {"image": 0, "alt_text": "x"}, "caption": ""}}],
                },
            }
        ],
    ],
    ids=["picture", "bare id", "gallery"],
)
def test_pictures_are_found_in_blocks(site, blocks):
    image = make_picture(fault="no author")
    raw = json.loads(json.dumps(blocks).replace('"image": 0', f'"image": {image.pk}'))
    page = ContentPage(title="Bilder", locale=site.de.locale, body=json.dumps(raw))
    assert [image.title in problem.message for problem in problems_of(page) if not problem.field] == [True]


@pytest.mark.parametrize(
    ("value", "is_fine"),
    [
        ({"alt_text": "Ein Feld", "decorative": False}, True),
        ({"alt_text": "", "decorative": True}, True),
        ({"alt_text": " ", "decorative": False}, False),
        ({"alt_text": None}, False),
    ],
)
def test_a_picture_in_the_text_is_described_or_decoration(site, value, is_fine):
    raw = [{"type": "picture", "value": {"image": {"image": make_picture().pk, **value}, "caption": ""}}]
    page = ContentPage(title="Bilder", locale=site.de.locale, body=json.dumps(raw))
    assert (problems_of(page) == []) == is_fine
    if not is_fine:
        with pytest.raises(PublishingRefused):
            publish(site.de.home, page)


def test_pictures_are_found_in_rich_text(site):
    image = make_picture(fault="no author")
    embed = f'<p>Text</p><embed alt="x" embedtype="image" format="left" id="{image.pk}"/>'
    page = ContentPage(title="Bilder", locale=site.de.locale, body=json.dumps([{"type": "paragraph", "value": embed}]))
    assert len(problems_of(page)) == 1


def test_rubbish_in_a_stream_is_no_fault(site):
    raw = [{"type": "picture", "value": {"image": {"image": "x\x00"}}}, {"type": "gone", "value": 3}]
    page = ContentPage(title="Alt", locale=site.de.locale, body=json.dumps(raw))
    assert [problem.field for problem in problems_of(page)] == ["body"]


def test_who_may_not_change_the_picture_is_told_whom_to_ask(site):
    from cms.accounts.roles import Role
    from tests.desk.helpers import person

    page = draft(site, make_picture(fault="no author"))
    (problem,) = problems_of(page, person(Role.TRANSLATOR))
    assert problem.url == ""
    assert gettext("Please ask the editorial office to complete its details.") in problem.message
    (problem,) = problems_of(page, person(Role.EDITOR))
    assert problem.url


def test_the_gate_costs_one_query_however_many_pictures(site, admin_user, django_assert_max_num_queries):
    for number in (1, 8):
        images = [make_picture(f"Bild {number}-{n}") for n in range(number)]
        raw = [{"type": "picture", "value": {"image": {"image": i.pk, "alt_text": "x"}, "caption": ""}} for i in images]
        page = ContentPage(title="Bilder", locale=site.de.locale, body=json.dumps(raw))
        with django_assert_max_num_queries(1):
            assert problems_of(page, admin_user) == []


def test_a_project_without_a_year_is_refused_for_programs_too(site):
    page = ProjectPage(title="Ohne Jahr", locale=site.de.locale)
    with pytest.raises(PublishingRefused):
        publish(site.de.projects, page)
    add_live(site.de.projects, ProjectPage(title="Alt", locale=site.de.locale))
    by_clock(draft(site, make_picture()), None)
