"""What has a time set goes live and ends, whatever its type, and one failure keeps nothing else back."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, Revision

from cms.accounts.roles import Role, ensure_roles
from cms.periodic import clock, jobs
from cms.periodic.scheduled import ScheduledWorkFailed, publish_and_expire
from home.models import ContentPage
from projects.models import UpdatePage
from tests.desk.helpers import person
from tests.factories import make_project, publish
from tests.forms import sent_back


def every_page(site) -> list[Page]:
    """One page of each type, all live."""
    project = make_project(site.de)
    update = publish(project, UpdatePage(title="Bericht", locale=site.de.locale))
    part = site.de
    return [
        part.home,
        part.projects,
        part.goals,
        part.content,
        part.contact,
        part.accessibility,
        part.barrier_report,
        project,
        update,
    ]


def in_the_past(minutes: int = 1):
    return timezone.now() - timedelta(minutes=minutes)


def schedule(page: Page, title: str, user=None) -> Revision:
    """A new title that is due, as the admin leaves it behind: published with a time that has come by now."""
    page = Page.objects.get(pk=page.pk).specific
    page.title = title
    page.go_live_at = timezone.now() + timedelta(hours=1)
    revision = page.save_revision(user=user)
    revision.publish(user=user)
    # The hour has passed: for the revision, and in it.
    revision.refresh_from_db()
    revision.approved_go_live_at = in_the_past()
    revision.content["go_live_at"] = revision.approved_go_live_at.isoformat()
    revision.save()
    return revision


def titles(pages) -> set[str]:
    return set(Page.objects.filter(pk__in=[page.pk for page in pages]).values_list("title", flat=True))


@pytest.mark.parametrize("action", [{}, {"action-publish": "1"}], ids=["draft", "publish"])
@pytest.mark.parametrize(("minutes", "is_right"), [(-1, False), (0, False), (1, True)])
@pytest.mark.parametrize("kind", ["content", "project"])
def test_a_page_ends_after_it_has_begun(site, admin_client, kind, minutes, is_right, action):
    page = make_project(site.de) if kind == "project" else site.de.content
    begins = timezone.localtime() + timedelta(days=3)
    times = {"go_live_at": begins, "expire_at": begins + timedelta(minutes=minutes)}
    typed = {name: time.strftime("%d.%m.%Y %H:%M") for name, time in times.items()}
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    answer = admin_client.post(address, sent_back(admin_client.get(address)) | typed | action)
    assert (answer.status_code == 302) is is_right
    if not is_right:
        assert "expire_at" in answer.context["form"].errors
    assert bool(Page.objects.get(pk=page.pk).get_latest_revision_as_object().expire_at) is is_right


def test_there_is_no_type_that_is_left_out(site):
    from wagtail.models import get_page_models

    ours = {model for model in get_page_models() if model is not Page}
    assert {page.specific_class for page in every_page(site)} == ours


def test_every_type_goes_live_at_its_time(site):
    pages = every_page(site)
    for page in pages:
        schedule(page, "Nach Plan")
    assert titles(pages) != {"Nach Plan"}
    [job] = [job for job in jobs() if job.name == "publish_scheduled"]
    assert job.schedule.minutes == 1
    assert clock.run_due(chosen=[job]) == ["publish_scheduled"]
    assert titles(pages) == {"Nach Plan"}
    assert not Revision.objects.filter(approved_go_live_at__isnull=False).exists()


def test_every_type_ends_at_its_time(site):
    pages = every_page(site)
    Page.objects.filter(pk__in=[page.pk for page in pages]).update(expire_at=in_the_past())
    assert publish_and_expire() > 0
    rows = Page.objects.filter(pk__in=[page.pk for page in pages])
    assert not rows.filter(live=True).exists()
    assert not rows.filter(expired=False).exists()


def test_what_lies_in_the_future_waits(site):
    pages = every_page(site)
    Page.objects.filter(pk=pages[3].pk).update(expire_at=timezone.now() + timedelta(minutes=1))
    assert publish_and_expire() == 0


def test_one_failure_is_logged_keeps_no_other_back_and_is_tried_again(site, monkeypatch, caplog):
    bad, good, ending = make_project(site.de, "Schlecht"), make_project(site.de, "Gut"), make_project(site.de, "Endet")
    first = schedule(bad, "Schlecht neu")
    Revision.objects.filter(pk=first.pk).update(approved_go_live_at=in_the_past(5))
    schedule(good, "Gut neu")
    Page.objects.filter(pk=ending.pk).update(expire_at=in_the_past())
    publish_revision = Revision.publish

    def fail(revision, *args, **values):
        if revision.object_id == str(bad.pk):
            raise ValueError("damaged")
        return publish_revision(revision, *args, **values)

    monkeypatch.setattr(Revision, "publish", fail)
    with pytest.raises(ScheduledWorkFailed, match="1 of"):
        publish_and_expire()
    assert "scheduled_work_failed" in caplog.text
    assert titles([bad, good]) == {"Schlecht", "Gut neu"}
    assert not Page.objects.get(pk=ending.pk).live
    monkeypatch.undo()
    assert publish_and_expire() >= 1
    assert titles([bad]) == {"Schlecht neu"}


def test_the_clock_goes_on_after_a_failure(site, monkeypatch):
    from cms.models import PeriodicRun

    monkeypatch.setattr("cms.periodic.scheduled.publish_and_expire", lambda: 1 / 0)
    [job] = [job for job in jobs() if job.name == "publish_scheduled"]
    clock.tick()
    assert PeriodicRun.objects.get(name=job.name).finished_at is None


@pytest.mark.parametrize("left", ["role", "account", "row"])
def test_what_was_approved_goes_live_though_its_publisher_has_left(site, left):
    ensure_roles()
    user = person(Role.MODERATOR, "mo")
    page = make_project(site.de, "Alt")
    schedule(page, "Neu", user)
    if left == "role":
        user.groups.clear()
    elif left == "account":
        user.is_active = False
        user.save()
    else:
        user.delete()
    assert publish_and_expire() == 1
    assert titles([page]) == {"Neu"}


def test_a_translation_ends_with_its_page(site):
    project = make_project(site.de)
    alias = project.get_translations().filter(locale=site.fr.locale).first()
    Page.objects.filter(pk=project.pk).update(expire_at=in_the_past())
    publish_and_expire()
    assert alias is None or not Page.objects.get(pk=alias.pk).live


def test_pages_of_today_can_be_scheduled_twice(site):
    """The later revision wins over the earlier one, whatever the order of the minutes."""
    page = publish(site.de.home, ContentPage(title="Eins", locale=site.de.locale))
    schedule(page, "Zwei")
    schedule(page, "Drei")
    publish_and_expire()
    assert titles([page]) == {"Drei"}
