"""Files from before a change of the original: what has moved is found, what has changed is kept as a suggestion."""

import uuid

from wagtail.models import Page
from wagtail_localize.models import TranslationSource

from cms.desk.memory.lookup import matches, previous
from cms.desk.segments import Status
from tests.desk.exchange.helpers import SCHOOL, TITLE, entry, reasons, sentence, upload


def sync(made, **fields) -> None:
    """Publish German with other values, and bring the source up to date as a sync does."""
    page = type(made.page).objects.get(pk=made.page.pk)
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision().publish()
    TranslationSource.objects.get_for_instance(page).update_from_db()


def test_a_changed_sentence_is_reported_and_kept_as_suggestion(client, boss, made, po, site):
    body = [("paragraph", "<p>Der Strom reicht für die ganze Schule.</p>")]
    sync(made, body=[(kind, value) for kind, value in body])
    page = type(made.page).objects.get(pk=made.page.pk)
    raw = [{"type": "paragraph", "id": made.page.body.raw_data[0]["id"], "value": body[0][1]}]
    sync(made, body=page.body.stream_block.to_python(raw))
    entry(po, TITLE).msgstr = "Toit solaire"
    report = upload(client, str(po))
    assert report.imported == 1
    assert reasons(report)["changed_since"] == [SCHOOL]
    changed = sentence(made.translation, "Der Strom reicht für die ganze Schule.")
    assert changed.status == Status.OPEN
    found = previous(made.translation, changed)
    assert (found.source, found.target) == (SCHOOL, "Le courant suffit.")
    assert matches(SCHOOL, site.de.locale, site.fr.locale)[0].target == "Le courant suffit."


def test_a_changed_title_goes_into_the_memory_and_not_into_the_admin(client, boss, made, po, site):
    entry(po, TITLE).msgstr = "Toit solaire"
    sync(made, title="Solardach für die Schulen")
    report = upload(client, str(po))
    assert reasons(report)["changed_since"] == [TITLE]
    assert matches(TITLE, site.de.locale, site.fr.locale)[0].target == "Toit solaire"
    assert not Page.objects.filter(draft_title="Toit solaire").exists()


def test_a_sentence_that_moved_to_a_new_block_is_found_again(client, boss, made, po):
    value = made.page.body.raw_data[0]["value"]
    raw = [{"type": "paragraph", "id": str(uuid.uuid4()), "value": value}]
    sync(made, body=made.page.body.stream_block.to_python(raw))
    report = upload(client, str(po))
    assert report.imported == 1
    assert sentence(made.translation, SCHOOL).target == "Le courant suffit."


def test_a_text_that_never_stood_there_is_unknown(client, boss, made, po):
    entry(po, SCHOOL).msgid = "Das stand nie hier."
    report = upload(client, str(po))
    assert reasons(report)["unknown_sentence"] == ["Das stand nie hier."]
