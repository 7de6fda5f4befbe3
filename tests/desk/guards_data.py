"""What the tests of the guards share: wagtail-localize's own views, and pages to try them on."""

from __future__ import annotations

import json
from types import SimpleNamespace

from django.contrib.auth.models import Permission
from django.contrib.messages.storage.fallback import FallbackStorage
from django.test import RequestFactory
from wagtail_localize.models import Translation

from cms.desk.guards import tolerance
from cms.desk.segments import segments_of
from home.models import ContentPage
from projects.models import ProjectPage
from tests.desk.helpers import (
    begin,
    german_project,
    in_translation,
    only_admin_access,
    person,
    publish_french,
    translate_all,
)
from tests.factories import publish

ADMIN = "/admin/localize/"
BODY = [
    {"type": "heading", "id": "11111111-1111-4111-8111-111111111111", "value": {"text": "Titel", "level": "h2"}},
    {"type": "paragraph", "id": "22222222-2222-4222-8222-222222222222", "value": "<p>Ein <b>Satz</b>.</p>"},
]


def stock(view, user, method: str = "post", data: dict | None = None, **arguments):
    """Call a view of wagtail-localize itself."""
    request = getattr(RequestFactory(), method)("/admin/", data or {})
    request.user = user
    request.session = {}
    request._messages = FallbackStorage(request)
    request._dont_enforce_csrf_checks = True
    return view(request, **arguments)


def submitter(name: str = "submitter"):
    """Somebody who may ask for translations and has no right on any page."""
    user = only_admin_access(name)
    user.user_permissions.add(Permission.objects.get(codename="submit_translation"))
    return user


def live_in_french(site) -> SimpleNamespace:
    """A German project whose French page is live; every sentence has a newer translation that is not published."""
    made = in_translation(site)
    made.french = publish_french(made.translation)
    translate_all(made.translation, person(None))
    return made


def german_draft(site) -> ProjectPage:
    """A German page that nobody outside may know of yet."""
    page = german_project(site, title="Geheimes Vorhaben")
    page.get_translations().first().delete()
    page.unpublish()
    return page


def title(page) -> str:
    return type(page).objects.get(pk=page.pk).title


def content_page(site, body=None, **values) -> tuple[ContentPage, Translation]:
    """A German page with a body, and its translation."""
    body = json.dumps(BODY if body is None else body)
    page = publish(site.de.home, ContentPage(title="Seite", slug="seite", locale=site.de.locale, body=body, **values))
    page.copy_for_translation(site.fr.locale, alias=True)
    return page, begin(site, page)


def segment_at(translation, start: str):
    found = [segment for segment in segments_of(translation) if segment.path.startswith(start)]
    assert found, [segment.path for segment in segments_of(translation)]
    return found[0]


def built(translation):
    return tolerance.build(translation.source, translation.target_locale)
