"""Writes the German objects: snippets, and pages published with a revision."""

from __future__ import annotations

from django.apps import apps
from wagtail.models import Page
from wagtail_localize.models import LocaleSynchronization, TranslationSource
from wagtail_localize.synctree import create_aliases_for_new_page

from .building import Finder, build, fill_content, fill_fields, fill_page
from .planning import Decision, Unit
from .specs import PageSpec, Snippet, stable_id


def write_snippet(unit: Unit, finder: Finder) -> None:
    spec: Snippet = unit.spec
    if unit.decision == Decision.CREATE:
        instance = build(spec, "de", finder)
    else:
        instance = apps.get_model(spec.model).objects.get(translation_key=spec.translation_key, locale=finder.locale)
        fill_fields(instance, spec.values, "de", finder)
    instance.full_clean()
    instance.save()
    refresh_source(instance)


def place_page(unit: Unit, finder: Finder) -> None:
    """A new page takes its place in the tree, not yet published: others may now link to it."""
    spec: PageSpec = unit.spec
    if unit.decision != Decision.CREATE:
        return
    page = apps.get_model(spec.model)(locale=finder.locale, translation_key=spec.translation_key, live=False)
    fill_page(page, spec, "de", finder)
    parent = (
        Page.objects.get(translation_key=stable_id(spec.parent), locale=finder.locale)
        if spec.parent
        else Page.get_first_root_node()
    )
    parent.add_child(instance=page)


def publish_page(unit: Unit, finder: Finder) -> None:
    """The page gets its content and is published, with one revision."""
    spec: PageSpec = unit.spec
    page = apps.get_model(spec.model).objects.get(translation_key=spec.translation_key, locale=finder.locale)
    if unit.decision == Decision.UPDATE:
        fill_page(page, spec, "de", finder)
    fill_content(page, spec, "de", finder)
    # Logged, or the history would offer no way back to it.
    page.save_revision(clean=True, log_action=True).publish()
    refresh_source(page)


def refresh_source(instance) -> None:
    """Translators see that the German has changed; nothing French is published."""
    if TranslationSource.objects.get_for_instance_or_none(instance):
        TranslationSource.update_or_create_from_instance(instance)


def make_alias(unit: Unit, finder: Finder) -> bool:
    """A page without French answers under /fr/ with its German text. Out: whether an alias was made."""
    page = Page.objects.filter(translation_key=unit.spec.translation_key, locale=finder.locale).first()
    if page is None or Page.objects.filter(translation_key=page.translation_key).count() > 1:
        return False
    if not LocaleSynchronization.objects.filter(sync_from=finder.locale).exists():
        return False
    create_aliases_for_new_page(page.specific)
    return True
