"""A site where something of every kind is to be done."""

from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import Page

from home.models import ContentPage, Purpose
from projects.models import Contact
from tests.desk.helpers import german_project
from tests.factories import add_live, make_project


@pytest.fixture
def work(site):
    """Something of every kind."""
    add_live(site.de.home, ContentPage(title="Datenschutz", slug="d", locale=site.de.locale, purpose=Purpose.PRIVACY))
    imprint = site.de.imprint
    imprint.body = [{"type": "paragraph", "id": "b", "value": "<p>Mail: noch einzutragen, Telefon: noch einzutragen</p>"
                     '<p><a linktype="page" id="99999">Weg</a></p>'}]  # fmt: skip
    imprint.save_revision().publish()
    over = german_project(site, "Vorbei", start_year=2019, end_year=2020)
    project = make_project(site.de, "Mit Vorschlag")
    project.goals.update(is_confirmed=False)
    Contact.objects.create(unit="Stelle", locale=site.de.locale)
    Page.objects.filter(pk__in=[site.de.content.pk, site.fr.content.pk]).update(
        last_published_at=timezone.now() - timedelta(days=400)
    )
    site.over = over
    return site
