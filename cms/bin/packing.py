"""Everything that is deleted with pages, as plain rows.

Two ways find it. Django's own collector names, before anything happens, all that hangs at the pages by key:
revisions, children, comments, moderation, rights, redirects; and the keys elsewhere that are emptied. What other
apps delete in answer (wagtail-localize takes sentences, translations and their records along, the desk its
questions) is noted while it is being deleted. So a model that an app adds later is kept without a word here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.contrib.contenttypes.models import ContentType
from django.core import serializers
from django.db import DEFAULT_DB_ALIAS
from django.db.models import Model, Q
from django.db.models.deletion import Collector
from django.db.models.signals import pre_delete
from wagtail.models import Page, ReferenceIndex, Site

#: Made anew when a page comes back.
LEFT_OUT = ("wagtailsearch.", "wagtailcore.referenceindex")

_recorder: ContextVar[Recorder | None] = ContextVar("bin_recorder", default=None)


class HoldsSite(Exception):
    """The page is the home page of a site, which would be gone with it."""


class Recorder:
    """Notes rows as they were, each once."""

    def __init__(self) -> None:
        self.rows: dict[tuple[str, str], dict] = {}
        #: Keys elsewhere that are emptied: model, id, field, value.
        self.updates: list[list] = []

    def note(self, instance: Model) -> None:
        """Keep this row. What was noted first stays: it is nearer to how things were."""
        label = instance._meta.concrete_model._meta.label_lower
        key = (label, str(instance.pk))
        if key in self.rows or label.startswith(LEFT_OUT):
            return
        own = [field.name for field in instance._meta.concrete_model._meta.local_fields]
        self.rows[key] = serializers.serialize("python", [instance], fields=own)[0]
        for field in instance._meta.many_to_many:
            through = field.remote_field.through
            if through._meta.auto_created:  # Django deletes these rows without a signal
                for row in through._base_manager.filter(**{field.m2m_field_name(): instance.pk}):
                    self.note(row)

    def note_update(self, instance: Model, field) -> None:
        """Keep a key that is emptied in a row that stays."""
        label = instance._meta.label_lower
        if (label, str(instance.pk)) not in self.rows and not label.startswith(LEFT_OUT):
            self.updates.append([label, str(instance.pk), field.attname, getattr(instance, field.attname)])


def _before_deletion(instance: Model, **_kwargs) -> None:
    recorder = _recorder.get()
    if recorder is not None:
        recorder.note(instance)


def connect() -> None:
    """Listen to deletions from now on."""
    pre_delete.connect(_before_deletion, dispatch_uid="bin.recorder")


@contextmanager
def recording() -> Iterator[Recorder]:
    """Note everything that is deleted inside."""
    recorder = Recorder()
    token = _recorder.set(recorder)
    try:
        yield recorder
    finally:
        _recorder.reset(token)


def below(roots: Iterable[Page]) -> Q:
    """A condition on pages: these and all below them."""
    condition = Q(pk__in=[])
    for root in roots:
        condition |= Q(path__startswith=root.path)
    return condition


def gather(recorder: Recorder, roots: list[Page]) -> list[Page]:
    """Note all that hangs at these pages and those below them. Out: the pages, from the top.

    Raises HoldsSite; ProtectedError and RestrictedError where something that stays must not lose them.
    """
    pages = list(Page.objects.filter(below(roots)).order_by("path"))
    collector = Collector(using=DEFAULT_DB_ALIAS)
    collector.collect(pages)
    if collector.data.get(Site):
        raise HoldsSite
    for instances in [*collector.data.values(), *collector.fast_deletes]:
        for instance in instances:
            recorder.note(instance)
    for (field, _value), querysets in collector.field_updates.items():
        for instances in querysets:
            for instance in instances:
                recorder.note_update(instance, field)
    return pages


def references(pages: list[Page]) -> tuple[list[str], list[list[str]]]:
    """What the pages point to, and what points to them: ``model:id``, and ``[model, id]`` of what stays."""
    kind = ContentType.objects.get_for_model(Page)
    ids = [str(page.pk) for page in pages]
    labels: dict[int, str] = {}

    def label(pk: int) -> str:
        if pk not in labels:
            row = ContentType.objects.get_for_id(pk)
            labels[pk] = f"{row.app_label}.{row.model}"
        return labels[pk]

    uses = ReferenceIndex.objects.filter(base_content_type=kind, object_id__in=ids)
    used = ReferenceIndex.objects.filter(to_content_type=kind, to_object_id__in=ids)
    used = used.exclude(base_content_type=kind, object_id__in=ids)
    return (
        sorted({f"{label(k)}:{pk}" for k, pk in uses.values_list("to_content_type_id", "to_object_id")}),
        sorted([label(k), pk] for k, pk in set(used.values_list("base_content_type_id", "object_id"))),
    )
