"""Tells those who edit a page that a translation of it has been published."""

from __future__ import annotations

from django.core.cache import cache
from django.urls import reverse
from django_tasks import task
from wagtail.models import Page
from wagtail_localize.models import Translation

from ..permissions import source_of
from .mailing import absolute, send_to
from .people import chosen_by, editors_of

#: Whoever mends a comma and publishes again does not tell everybody a second time.
PAUSE = 60 * 60


def translation_behind(page: Page) -> Translation | None:
    """The translation that a page is the target of; None for sources, aliases and pages on their own."""
    if page.alias_of_id:
        return None
    return (
        Translation.objects.filter(
            source__object_id=page.translation_key, target_locale_id=page.locale_id, enabled=True
        )
        .select_related("source__locale", "source__specific_content_type", "target_locale")
        .first()
    )


@task()
def tell_editors(page_id: int, by_id: int | None) -> int:
    """In: the published page, and who published it. Out: mails taken."""
    page = Page.objects.filter(pk=page_id, live=True).first()
    translation = translation_behind(page) if page is not None else None
    source = source_of(translation) if translation is not None else None
    if source is None:
        return 0
    people = [user for user in editors_of(source) if user.pk != by_id and chosen_by(user).published]
    people = [user for user in people if cache.add(f"desk-published-{page_id}-{user.pk}", 1, PAUSE)]
    context = {
        "title": str(getattr(source, "title", "") or source),
        "translated_title": page.title,
        "language_code": translation.target_locale.language_code,
        "url": page.full_url or absolute(reverse("wagtailadmin_pages:edit", args=[page.pk])),
    }
    return send_to(people, "published", "published", lambda user: context)
