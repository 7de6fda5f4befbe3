"""Texts that nobody can see, and texts without end."""

import pytest
from django.urls import reverse

from cms.desk.segments import Status, segments_of, write
from cms.desk.texts import LONGEST, MOST_TAGS, TooLong, clean
from tests.desk.helpers import in_translation, person


@pytest.mark.parametrize("text", ["\u200b", "\x07\x1b", "\u202e\ufffe", " \u2066 \ufeff\n"])
def test_what_nobody_can_see_is_no_translation(site, text):
    made = in_translation(site)
    written = write(made.translation, segments_of(made.translation)[0], text, user=person(None))
    assert written.status == Status.OPEN


def test_what_can_be_seen_stays():
    text = "L’eau :\u00a0«\u00a0été\u202f!\u00a0»\tet\nde\u00adux"
    assert clean(f"  {text}\x07\u200b ") == text


def test_a_text_without_end_is_refused_and_the_old_one_stays(site, client):
    made = in_translation(site)
    boss = person(None)
    segment = segments_of(made.translation)[0]
    write(made.translation, segment, "Toit solaire", user=boss)
    client.force_login(boss)
    address = reverse("desk:segment", args=[made.translation.pk, segment.id])
    answer = client.post(address, {"text": "x" * (LONGEST + 1)}, headers={"accept": "application/json"})
    assert answer.status_code == 413
    assert segments_of(made.translation)[0].target == "Toit solaire"
    with pytest.raises(TooLong):
        write(made.translation, segment, "x" * (LONGEST + 1), user=boss)


def test_without_a_text_nothing_is_deleted(site, client):
    made = in_translation(site)
    boss = person(None)
    segment = segments_of(made.translation)[0]
    write(made.translation, segment, "Toit solaire", user=boss)
    client.force_login(boss)
    address = reverse("desk:segment", args=[made.translation.pk, segment.id])
    answer = client.post(address, {}, headers={"accept": "application/json"})
    assert answer.status_code == 400
    assert segments_of(made.translation)[0].target == "Toit solaire"


@pytest.mark.parametrize("text", ["<b>" * 3000, "<b>" * 1400 + "x" + "</b>" * 1400, "<a id='a1'>" * 800])
def test_tags_within_tags_without_end_are_refused(site, client, text):
    """Parsers call themselves for each of them, until Python ends it."""
    made = in_translation(site)
    client.force_login(person(None))
    address = reverse("desk:segment", args=[made.translation.pk, segments_of(made.translation)[0].id])
    answer = client.post(address, {"text": text}, headers={"accept": "application/json"})
    assert answer.status_code == 413


def test_as_many_tags_as_are_allowed_can_be_judged(site):
    made = in_translation(site)
    segment = segments_of(made.translation)[0]
    written = write(made.translation, segment, "<b>" * MOST_TAGS, user=person(None))
    assert written.status == Status.ERROR
