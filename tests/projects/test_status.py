"""Planned, current, past: the property and the filter state the same rule."""

from datetime import UTC, date, datetime

import pytest
from django.utils import timezone

from projects.models import ProjectPage
from projects.status import Status, status_of, status_q
from tests.factories import make_project

DAY = date(2026, 11, 22)
PERIODS = [
    # start_year, end_year, start_date, end_date, expected on DAY
    (2018, 2018, None, None, Status.PAST),
    (2025, 2025, None, None, Status.PAST),
    (2025, 2026, None, None, Status.CURRENT),
    (2025, 2027, None, None, Status.CURRENT),
    (2026, 2026, None, None, Status.CURRENT),
    (2027, 2028, None, None, Status.PLANNED),
    (2020, None, None, None, Status.CURRENT),
    (2027, None, None, None, Status.PLANNED),
    (2026, 2026, date(2026, 11, 22), date(2026, 11, 22), Status.CURRENT),
    (2026, 2026, date(2026, 11, 23), None, Status.PLANNED),
    (2026, 2026, None, date(2026, 11, 21), Status.PAST),
    (2026, 2027, date(2026, 1, 1), date(2026, 11, 21), Status.PAST),
    (2026, None, date(2026, 11, 22), None, Status.CURRENT),
    (2024, 2026, date(2024, 5, 1), None, Status.CURRENT),
]


@pytest.mark.parametrize(("start_year", "end_year", "start_date", "end_date", "expected"), PERIODS)
def test_status_and_filter_agree(site, start_year, end_year, start_date, end_date, expected):
    page = make_project(
        site.de, "P", start_year=start_year, end_year=end_year, start_date=start_date, end_date=end_date
    )
    assert status_of(page.starts, page.ends, DAY) == expected
    found = {status for status in Status if ProjectPage.objects.filter(status_q(status, DAY)).exists()}
    assert found == {expected}


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        (datetime(2026, 12, 31, 22, 59, tzinfo=UTC), Status.CURRENT),
        # 23:30 in London is already the new year in Düren.
        (datetime(2026, 12, 31, 23, 30, tzinfo=UTC), Status.PAST),
    ],
)
def test_the_year_ends_in_berlin(site, monkeypatch, moment, expected):
    page = make_project(site.de, "P", start_year=2026, end_year=2026)
    monkeypatch.setattr(timezone, "now", lambda: moment)
    assert page.status == expected
    assert list(ProjectPage.objects.with_status(expected)) == [page]


def test_year_filter_counts_every_year_of_a_project(site):
    make_project(site.de, "lang", start_year=2019, end_year=2021)
    make_project(site.de, "offen", start_year=2020, end_year=None)
    make_project(site.de, "genau", start_year=2018, end_year=2018)

    def titles(year):
        return set(ProjectPage.objects.in_year(year).values_list("title", flat=True))

    assert titles(2018) == {"genau"}
    assert titles(2019) == {"lang"}
    assert titles(2020) == {"lang", "offen"}
    assert titles(2022) == {"offen"}
    assert titles(2017) == set()


def test_unconfirmed_goals_are_not_found(site):
    page = make_project(site.de, "P", goals=(3, 5))
    row = page.goals.get(goal__number=5)
    row.is_confirmed = False
    row.save()
    assert list(ProjectPage.objects.for_goal(3)) == [page]
    assert list(ProjectPage.objects.for_goal(5)) == []
