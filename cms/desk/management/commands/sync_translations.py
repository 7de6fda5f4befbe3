"""``manage.py sync_translations``: after a deployment, and to mend what failed. Changes no text in public."""

from __future__ import annotations

import logging
from collections import Counter

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.db.models import Exists, OuterRef
from wagtail.models import Page
from wagtail_localize.models import LocaleSynchronization, Translation, TranslationSource

from cms.desk.syncing.aliases import ensure_aliases
from cms.desk.syncing.facts import carry_facts
from cms.desk.syncing.sync import SyncResult, sync_source

logger = logging.getLogger(__name__)


class WouldChange(Exception):
    """Rolls back what was only tried."""


class Command(BaseCommand):
    help = (
        "Brings the sentences of all pages and snippets that are translated up to date with what is published of "
        "them, makes missing aliases and starts the translation of snippets that are shown newly. Publishes nothing. "
        "Run it after each deployment; a second run changes nothing."
    )

    def add_arguments(self, parser) -> None:
        parser.add_argument(
            "--check",
            action="store_true",
            help="Change nothing; end with exit code 1 if there is something to do or a source fails.",
        )

    def handle(self, *args, check: bool, **options) -> None:
        self.check_only = check
        self.counts: Counter[str] = Counter()
        self.failures: list[str] = []
        aliases = self._in_transaction(self._make_aliases)
        for source in TranslationSource.objects.filter(
            Exists(Translation.objects.filter(source=OuterRef("pk"), enabled=True))
        ).order_by("pk"):
            self._bring_up_to_date(source)
        self._report(aliases or 0)

    def _in_transaction(self, work):
        """Run it, and take it back if only asked. Out: its result."""
        result = None
        try:
            with transaction.atomic():
                result = work()
                if self.check_only:
                    raise WouldChange
        except WouldChange:
            pass
        return result

    def _make_aliases(self) -> int:
        made = 0
        for follower in LocaleSynchronization.objects.select_related("locale"):
            present = Page.objects.filter(translation_key=OuterRef("translation_key"), locale_id=follower.locale_id)
            pages = Page.objects.filter(locale_id=follower.sync_from_id, depth__gt=1, live=True)
            for page in pages.exclude(Exists(present)).order_by("depth", "path").specific():
                try:
                    with transaction.atomic():
                        made += len(ensure_aliases(page))
                except Exception as error:
                    self._failed(f"alias of page {page.pk} “{page}”", error)
        return made

    def _bring_up_to_date(self, source: TranslationSource) -> None:
        try:
            result = self._in_transaction(lambda: self._one(source))
        except Exception as error:
            self._failed(f"source {source.pk} “{source.object_repr}”", error)
            return
        self.counts["sources"] += 1
        if result is not None and not result.is_empty:
            self.counts["changed"] += 1

    def _one(self, source: TranslationSource) -> SyncResult:
        result = sync_source(source)
        self.counts["added"] += len(result.added)
        self.counts["removed"] += len(result.removed)
        self.counts["carried"] += result.carried
        self.counts["started"] += result.started
        for translation in source.translations.filter(enabled=True).select_related("source", "target_locale"):
            facts = carry_facts(translation)
            self.counts["facts"] += bool(facts)
        return result

    def _failed(self, what: str, error: Exception) -> None:
        logger.error("sync_translations: %s failed", what, exc_info=error)
        self.failures.append(f"{what}: {type(error).__name__}: {error}")

    def _report(self, aliases: int) -> None:
        counts = self.counts
        self.stdout.write(
            f"{counts['sources']} sources looked at, {counts['changed']} changed: {counts['added']} sentences new, "
            f"{counts['removed']} gone, {counts['carried']} translations carried over, "
            f"{counts['started']} snippets started, {counts['facts']} translations with new facts. "
            f"{aliases} aliases made."
        )
        for failure in self.failures:
            self.stderr.write(f"Failed: {failure}")
        to_do = aliases or any(counts[name] for name in ("changed", "facts"))
        if self.failures:
            raise CommandError(f"{len(self.failures)} could not be brought up to date.", returncode=1)
        if self.check_only and to_do:
            raise CommandError("There is something to do. Run sync_translations without --check.", returncode=1)
