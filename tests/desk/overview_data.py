"""Many pages in translation, in all states, written in a handful of queries: for ceilings and benchmarks."""

from __future__ import annotations

import uuid
from datetime import timedelta

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from wagtail.models import Page
from wagtail_localize.models import (
    String,
    StringSegment,
    StringTranslation,
    TranslatableObject,
    Translation,
    TranslationContext,
    TranslationLog,
    TranslationSource,
)

from projects.models import ProjectPage
from tests.factories import make_projects

#: What is made of every page in turn. "never" has no translation record.
RECIPES = ("current", "changed", "incomplete", "machine", "ready", "faulty", "behind", "never", "current", "current")


def make_translated_projects(site, number: int, sentences: int = 20, user=None) -> None:
    """German projects with French pages. In: a site without projects; `sentences` each at a place of its own."""
    make_projects(site.de, number)
    make_projects(site.fr, number)
    german = list(Page.objects.child_of(site.de.projects).order_by("path"))
    french = list(Page.objects.child_of(site.fr.projects).order_by("path"))
    now = timezone.now()
    kind = ContentType.objects.get_for_model(ProjectPage)
    page_kind = ContentType.objects.get_for_model(Page)
    plan = [RECIPES[position % len(RECIPES)] for position in range(number)]
    for page, other, recipe in zip(german, french, plan, strict=True):
        other.translation_key = page.translation_key
        other.title = other.draft_title = page.title.replace("Projekt", "Projet")
        other.alias_of_id = page.pk if recipe in ("never", "incomplete") else None
    Page.objects.bulk_update(french, ["translation_key", "title", "draft_title", "alias_of_id"], 200)
    begun = [(page, recipe) for page, recipe in zip(german, plan, strict=True) if recipe != "never"]
    TranslatableObject.objects.bulk_create(
        [TranslatableObject(translation_key=page.translation_key, content_type=page_kind) for page, _recipe in begun]
    )
    sources = TranslationSource.objects.bulk_create(
        [
            TranslationSource(
                object_id=page.translation_key,
                specific_content_type=kind,
                locale=site.de.locale,
                object_repr=page.title,
                content_json="{}",
                last_updated_at=now if recipe == "behind" else now - timedelta(days=3),
            )
            for page, recipe in begun
        ]
    )
    Translation.objects.bulk_create(
        [Translation(source=source, target_locale=site.fr.locale, uuid=uuid.uuid4()) for source in sources]
    )
    TranslationLog.objects.bulk_create(
        [
            TranslationLog(source=source, locale=site.fr.locale)
            for source, (_page, recipe) in zip(sources, begun, strict=True)
            if recipe != "incomplete"
        ]
    )
    TranslationLog.objects.update(created_at=now - timedelta(days=1))
    _write(site, sources, [recipe for _page, recipe in begun], sentences, user, now)


def _write(site, sources, recipes, sentences: int, user, now) -> None:
    places, strings, old = [], [], []
    for number, source in enumerate(sources):
        for position in range(sentences):
            path = f"body.{number}.{position}"
            places.append(
                TranslationContext(
                    object_id=source.object_id,
                    path=path,
                    path_id=TranslationContext._get_path_id(path),
                    field_path="body",
                )
            )
            strings.append(_string(site, f"Satz {position} auf der Seite {number}."))
        old.append(_string(site, f"Alter Satz auf der Seite {number}."))
    places = TranslationContext.objects.bulk_create(places, 500)
    strings = String.objects.bulk_create(strings, 500)
    old = String.objects.bulk_create(old, 500)
    segments, written = [], []
    for number, (source, recipe) in enumerate(zip(sources, recipes, strict=True)):
        for position in range(sentences):
            index = number * sentences + position
            segments.append(
                StringSegment(source=source, context=places[index], string=strings[index], order=position, attrs="{}")
            )
            text = _text(site, strings[index], places[index], user)
            if position == 0 and recipe in ("changed", "incomplete"):
                if recipe == "incomplete":
                    continue
                text = _text(site, old[number], places[index], user)
            if position == 0 and recipe == "machine":
                text.translation_type = StringTranslation.TRANSLATION_TYPE_MACHINE
            text.has_error = position == 0 and recipe == "faulty"
            written.append(text)
    StringSegment.objects.bulk_create(segments, 500)
    written = StringTranslation.objects.bulk_create(written, 500)
    StringTranslation.objects.update(updated_at=now - timedelta(days=2))
    fresh = [source.object_id for source, recipe in zip(sources, recipes, strict=True) if recipe == "ready"]
    StringTranslation.objects.filter(context__object_id__in=fresh).update(updated_at=now)


def _string(site, text: str) -> String:
    return String(locale=site.de.locale, data=text, data_hash=String._get_data_hash(text))


def _text(site, string: String, place: TranslationContext, user) -> StringTranslation:
    return StringTranslation(
        translation_of=string,
        locale=site.fr.locale,
        context=place,
        data=f"FR {string.data}",
        translation_type=StringTranslation.TRANSLATION_TYPE_MANUAL,
        last_translated_by=user,
    )
