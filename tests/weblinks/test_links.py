"""Links of pages: found when a page is published, broken as soon as the target is gone, and the nightly round."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from cms.accounts.roles import Role
from cms.media.models import MediaDocument
from cms.weblinks import nightly
from cms.weblinks.asking import Answer
from cms.weblinks.models import Address, Kind, PageLink, Problem
from cms.weblinks.nightly import check_outside, note, run, run_slice
from cms.weblinks.reading import broken
from tests.desk.helpers import person
from tests.factories import make_project


def text(html, block_id="b1"):
    return {"type": "paragraph", "value": html, "id": block_id}


def write(page, *blocks):
    page = Page.objects.get(pk=page.pk).specific
    page.body = list(blocks)
    page.save_revision().publish()
    return page


def is_broken(page):
    return [(link.kind, link.text) for link in broken().filter(page=page)]


@pytest.fixture
def target(site):
    return make_project(site.de, "Ziel")


@pytest.fixture
def linking(site, target):
    page = write(site.de.content, text(f'<p>Siehe <a linktype="page" id="{target.pk}">das <b>Projekt</b></a>.</p>'))
    assert is_broken(page) == []
    return page


def test_a_link_to_a_page_that_is_taken_off_is_broken_at_once_and_whole_again_with_it(linking, target):
    target.unpublish()
    assert is_broken(linking) == [(Kind.PAGE, "das Projekt")]
    target.save_revision().publish()
    assert is_broken(linking) == []


def test_a_link_to_a_page_that_is_deleted_is_broken_at_once(linking, target):
    target.delete()
    assert is_broken(linking) == [(Kind.PAGE, "das Projekt")]


def test_a_link_survives_the_move_of_its_target(linking, target, site):
    target.move(site.de.content, "last-child")
    assert is_broken(linking) == []


def test_who_takes_the_link_out_is_done(linking, target):
    target.delete()
    write(linking, text("<p>Nichts.</p>"))
    assert is_broken(linking) == []


def test_pages_that_are_not_published_are_left_alone(linking, target):
    target.delete()
    linking.unpublish()
    assert not broken().exists()


def test_links_in_all_blocks_are_found(site, target):
    document = MediaDocument.objects.create(title="Bericht")
    link = {"title": "Außen", "page": None, "url": "https://example.org/x", "language": "", "description": ""}
    write(
        site.de.content,
        text(f'<p><a linktype="document" id="{document.pk}">Bericht</a> <a href="mailto:a@b.de">Mail</a></p>'),
        {"type": "links", "id": "b2", "value": {"heading": "", "links": [{"type": "item", "id": "i", "value": link}]}},
        {"type": "links", "id": "b3", "value": {"heading": "", "links": [
            {"type": "item", "id": "j", "value": {**link, "page": target.pk, "url": ""}}]}},
        {"type": "downloads", "id": "b4", "value": {"heading": "", "documents": [
            {"type": "item", "id": "k", "value": {"title": "", "document": document.pk}}]}},
    )  # fmt: skip
    found = PageLink.objects.filter(page=site.de.content).order_by("pk").values_list("kind", "block")
    assert list(found) == [("document", "b1"), ("address", "b2"), ("page", "b3"), ("document", "b4")]
    document.delete()
    assert is_broken(site.de.content) == [(Kind.DOCUMENT, "Bericht"), (Kind.DOCUMENT, "")]


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("/de/relevanz/", True), ("/de/relevanz", True), ("/de/gibt-es-nicht/", False), ("/de/", True), ("/", True),
        ("/de/ziele/3/", True), ("/de/suche/", True), ("/documents/999/x.pdf", False),
        ("http://testserver.example/de/gibt-es-nicht/", False), ("/fr/pertinence/", True), ("/de/alt/", True),
        ("/de/%00/", False), ("/nirgends/", False),
    ],
)  # fmt: skip
def test_written_out_addresses_of_this_site_are_looked_at_without_asking_anybody(site, settings, url, expected):
    settings.BASE_URL = "http://testserver.example"
    Redirect.add_redirect("/de/alt", site.de.content)
    write(site.de.imprint, text(f'<p><a href="{url}">Wort</a></p>'))
    assert (is_broken(site.de.imprint) == []) is expected


def test_a_written_out_address_breaks_when_its_page_goes(site, target, django_capture_on_commit_callbacks):
    page = write(site.de.content, text(f'<p><a href="{target.get_url()}">Wort</a></p>'))
    assert is_broken(page) == []
    with django_capture_on_commit_callbacks(execute=True):
        target.unpublish()
    assert is_broken(page) == [(Kind.ADDRESS, "Wort")]


# --- Outside -----------------------------------------------------------------------------------------


@pytest.fixture
def outside(site):
    write(site.de.content, text('<p><a href="https://example.org/a">Wort</a></p>'))
    return Address.objects.get()


def fail(url):
    return Answer(Problem.MISSING, 404)


def nights(number, asking=fail):
    """So many nights, one after the other: the address is as old as it would be then."""
    for _night in range(number):
        Address.objects.update(next_at=None, checked_at=timezone.now() - timedelta(days=1))
        check_outside(asking, sleep=lambda seconds: None)


def test_only_the_third_night_complains(outside, site):
    nights(2)
    assert is_broken(site.de.content) == []
    nights(1)
    assert is_broken(site.de.content) == [(Kind.ADDRESS, "Wort")]
    nights(1, lambda url: Answer())
    assert is_broken(site.de.content) == []


def test_a_failure_counts_once_a_day(outside):
    for _time in range(5):
        Address.objects.update(next_at=None)
        check_outside(fail, sleep=lambda seconds: None)
    outside.refresh_from_db()
    assert outside.failures == 1


def test_what_is_right_by_a_persons_word_is_neither_asked_nor_reported(outside, site):
    nights(3)
    Address.objects.update(ignored_at=timezone.now())
    assert is_broken(site.de.content) == []
    assert check_outside(fail, sleep=lambda seconds: None) == 0


def test_an_address_that_answers_is_left_alone_for_a_fortnight(outside):
    check_outside(lambda url: Answer(), sleep=lambda seconds: None)
    outside.refresh_from_db()
    assert outside.next_at > timezone.now() + timedelta(days=13)
    assert check_outside(fail, sleep=lambda seconds: None) == 0


def test_a_host_that_asks_for_rest_is_not_asked_again_and_has_not_failed(site):
    urls = [f"https://example.org/{number}" for number in range(4)]
    write(site.de.content, *(text(f'<p><a href="{url}">x</a></p>') for url in urls))
    asked = []

    def tired(url):
        asked.append(url)
        return Answer(Problem.FAULT, 503, timedelta(days=3))

    check_outside(tired, sleep=lambda seconds: None)
    assert len(asked) == 1
    assert Address.objects.filter(failures__gt=0).count() == 0
    assert Address.objects.filter(next_at__gt=timezone.now() + timedelta(days=2)).count() == 4


def test_between_two_requests_to_a_host_there_is_a_pause_and_hosts_take_turns(site):
    urls = ["https://a.example/1", "https://a.example/2", "https://b.example/1"]
    write(site.de.content, *(text(f'<p><a href="{url}">x</a></p>') for url in urls))
    happened = []

    def asking(url):
        happened.append(url)
        return Answer()

    check_outside(asking, sleep=lambda seconds: happened.append("pause"))
    assert happened == [urls[0], urls[2], "pause", urls[1]]


def test_no_more_than_so_many_are_asked(site):
    write(site.de.content, *(text(f'<p><a href="https://h{n}.example/">x</a></p>') for n in range(9)))
    assert check_outside(lambda url: Answer(), sleep=lambda seconds: None, most=5) == 5


def test_an_error_in_one_address_does_not_keep_the_others_from_being_asked(site):
    write(site.de.content, *(text(f'<p><a href="https://h{n}.example/">x</a></p>') for n in range(3)))

    def strange(url):
        raise RuntimeError

    assert check_outside(strange, sleep=lambda seconds: None) == 3


def at(hour):
    return datetime(2026, 11, 23, hour, 30, tzinfo=UTC)


@pytest.mark.parametrize(("on", "hour", "asked"), [(False, 2, 0), (True, 2, 1), (True, 12, 0)])
def test_nothing_is_asked_unless_it_is_switched_on_and_night(outside, settings, monkeypatch, on, hour, asked):
    settings.CHECK_OUTSIDE_LINKS = on
    monkeypatch.setattr(nightly, "ask", lambda url: pytest.fail("asked"))
    monkeypatch.setattr(nightly, "check_outside", lambda most: 1)
    assert run_slice(at(hour)) == asked


def test_the_nightly_reading_asks_nobody_and_forgets_addresses_without_links(outside, site, monkeypatch):
    monkeypatch.setattr("socket.getaddrinfo", lambda *args, **kwargs: pytest.fail("looked up"))
    Address.objects.create(url="https://gone.example/", digest="x", host="gone.example")
    PageLink.objects.all().delete()
    run()
    assert [address.url for address in Address.objects.all()] == [outside.url]
    assert PageLink.objects.count() == 1


# --- Buttons -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("role", "status"),
    [(None, 302), (Role.EDITOR, 302), (Role.MODERATOR, 302), (Role.TRANSLATOR, 302), (Role.REVIEWER, 302)],
)
def test_only_who_may_change_the_page_may_use_the_buttons(outside, site, client, role, status):
    nights(3)
    link = PageLink.objects.get()
    client.force_login(person(role, "someone"))
    assert client.post(f"/admin/links/{link.pk}/ignore/", {"next": "/admin/todo/links/"}).status_code == status
    outside.refresh_from_db()
    allowed = role in (None, Role.EDITOR, Role.MODERATOR)
    assert bool(outside.ignored_at) is allowed


@pytest.mark.parametrize("name", ["check", "ignore"])
def test_a_get_changes_nothing(outside, client, name):
    client.force_login(person(None))
    assert client.get(f"/admin/links/{PageLink.objects.get().pk}/{name}/").status_code == 405


def test_checking_again_by_hand_counts_at_once(outside, client, settings, monkeypatch, site):
    settings.CHECK_OUTSIDE_LINKS = True
    client.force_login(person(None))
    link = PageLink.objects.get()
    monkeypatch.setattr("cms.weblinks.views.ask", fail)
    client.post(f"/admin/links/{link.pk}/check/")
    assert is_broken(site.de.content)
    monkeypatch.setattr("cms.weblinks.views.ask", lambda url: Answer())
    client.post(f"/admin/links/{link.pk}/check/")
    assert not is_broken(site.de.content)


def test_without_the_setting_nobody_is_asked_by_hand_either(outside, client, settings, monkeypatch):
    settings.CHECK_OUTSIDE_LINKS = False
    monkeypatch.setattr("cms.weblinks.views.ask", lambda url: pytest.fail("asked"))
    client.force_login(person(None))
    assert client.post(f"/admin/links/{PageLink.objects.get().pk}/check/").status_code == 302


def test_a_note_keeps_failures_in_their_bounds(outside):
    outside.failures = 1000
    note(outside, Answer(Problem.SILENT))
    assert outside.failures == 1000
