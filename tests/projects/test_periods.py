"""How a period is put into words: open ends in the past and in the future, in both languages."""

import pytest
from django.utils import translation

from projects.cards import period_text, years_text
from projects.models import ProjectPage
from projects.status import today


@pytest.mark.parametrize(
    ("start", "end", "german", "french"),
    [
        (2018, 2018, "2018", "2018"),
        (2025, 2027, "2025–2027", "2025–2027"),
        (2020, None, "seit 2020", "depuis 2020"),
        (today().year + 1, None, f"ab {today().year + 1}", f"à partir de {today().year + 1}"),
        (None, None, "", ""),
    ],
)
def test_years(start, end, german, french):
    with translation.override("de"):
        assert years_text(start, end) == german
    with translation.override("fr"):
        assert years_text(start, end) == french


@pytest.mark.django_db
def test_exact_dates_read_as_sentences_of_the_language():
    page = ProjectPage(start_date=today().replace(2020, 5, 2))
    later = ProjectPage(start_date=today().replace(today().year + 1, 5, 2))
    both = ProjectPage(start_date=today().replace(2020, 5, 2), end_year=2021)
    with translation.override("de"):
        assert period_text(page) == "seit 2. Mai 2020"
        assert period_text(later) == f"ab 2. Mai {today().year + 1}"
        assert period_text(both) == "2. Mai 2020 bis 2021"
    with translation.override("fr"):
        assert period_text(page) == "depuis le 2 mai 2020"
        assert period_text(later) == f"à partir du 2 mai {today().year + 1}"
        assert period_text(both) == "2 mai 2020\N{NO-BREAK SPACE}– 2021"
