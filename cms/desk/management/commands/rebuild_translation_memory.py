"""Fills the translation memory from the translations that exist."""

from django.core.management.base import BaseCommand

from cms.desk.memory.store import rebuild


class Command(BaseCommand):
    help = (
        "Puts every reviewed translation into the translation memory. Needed once for translations older than the "
        "memory, or after translations were written past Django's signals; may be repeated at any time."
    )

    def handle(self, *args, **options):
        looked_at, new = rebuild()
        self.stdout.write(f"{looked_at} translations read, {new} new pairs remembered.")
