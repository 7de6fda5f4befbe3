"""The translations of many pages or snippets in three queries, for lists with a button in each row."""

from __future__ import annotations

from collections import defaultdict

from django.db.models import Model
from wagtail.models import Locale, Page
from wagtail_localize.models import Translation

from ..permissions import may_start


class Records:
    """In: translation keys, as a list or a query, and the model they belong to."""

    def __init__(self, keys, model: type[Model]):
        self.locales = list(Locale.objects.all())
        self.taken: dict = defaultdict(set)
        self.sources: dict = defaultdict(list)
        rows = Translation.objects.filter(source__object_id__in=keys, enabled=True)
        for key, source_id, source_locale, target_locale in rows.values_list(
            "source__object_id", "source_id", "source__locale_id", "target_locale_id"
        ):
            self.taken[key].add(target_locale)
            self.sources[key, source_locale].append((source_id, target_locale))
        written = model._default_manager.filter(translation_key__in=keys)
        if issubclass(model, Page):
            written = written.filter(alias_of__isnull=True)
        for key, locale_id in written.values_list("translation_key", "locale_id"):
            self.taken[key].add(locale_id)

    def languages_to_start(self, user, instance: Model) -> list[Locale]:
        """The languages into which this person may have this translated, and which are not begun yet.

        A page counts as begun when it has a translation, or when somebody has written a page of that
        language by hand: that one must not be overwritten. An alias is neither, and stands for its source.
        """
        taken = self.taken[instance.translation_key]
        free = [locale for locale in self.locales if locale.pk not in taken]
        if not free:
            return []
        source = getattr(instance, "alias_of", None) or instance
        if source.translation_key != instance.translation_key:
            # An alias in the same language has a key of its own.
            return records_of(source).languages_to_start(user, source)
        return [locale for locale in free if locale.pk != source.locale_id and may_start(user, source, locale)]

    def source_to_sync(self, user, instance: Model) -> int | None:
        """The id of the source record, if this person may bring one of its translations up to date."""
        by_id = {locale.pk: locale for locale in self.locales}
        for source_id, locale_id in self.sources[instance.translation_key, instance.locale_id]:
            if may_start(user, instance, by_id[locale_id]):
                return source_id
        return None


def records_of(instance: Model) -> Records:
    """For one page or snippet."""
    return Records([instance.translation_key], Page if isinstance(instance, Page) else type(instance))


def records_beside(user, instance: Model) -> Records:
    """For all that stands in a list with this page or snippet. Read once for each user object, so each request."""
    model = Page if isinstance(instance, Page) else type(instance)
    place = instance.path[: -instance.steplen] if model is Page else instance.locale_id
    known = user.__dict__.setdefault("_desk_records", {})
    if (model, place) not in known:
        rows = model._default_manager.all()
        beside = (
            rows.filter(path__startswith=place, depth=instance.depth) if model is Page else rows.filter(locale_id=place)
        )
        known[model, place] = Records(beside.values("translation_key"), model)
    return known[model, place]
