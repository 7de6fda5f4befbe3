"""Cleans pictures and examines documents that were stored before the site did so by itself."""

from django.core.management.base import BaseCommand
from django.utils import translation

from cms.media.uploads.cleaning import clean_pictures, examine_documents


class Command(BaseCommand):
    help = (
        "Takes places, names and cameras out of stored pictures, and looks for what makes stored PDFs hard to read. "
        "Does only what has not been done; files that would be refused today are named and left as they are."
    )

    def add_arguments(self, parser) -> None:
        parser.add_argument("--all", action="store_true", help="look at every file again")
        parser.add_argument("--dry-run", action="store_true", help="change nothing, only say what would be done")

    def handle(self, *args, **options) -> None:
        choice = {"everything": options["all"], "dry_run": options["dry_run"]}
        with translation.override("en"):
            for name, found in (("Picture", clean_pictures(**choice)), ("Document", examine_documents(**choice))):
                counts: dict[str, int] = {}
                for instance, outcome in found:
                    if outcome in ("clean", "cleaned", "examined"):
                        counts[outcome] = counts.get(outcome, 0) + 1
                    else:
                        counts["left as they are"] = counts.get("left as they are", 0) + 1
                        self.stderr.write(f"{name} {instance.pk} “{instance.title}”: {outcome}")
                told = ", ".join(f"{number} {outcome}" for outcome, number in counts.items()) or "nothing to do"
                self.stdout.write(f"{name}s: {told}.")
