"""``manage.py load_content``: the content package into the database. The work is in `home.package`."""

from __future__ import annotations

import sys
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from home.package import loader
from home.package.assembling import CONTENT
from home.package.ground import OtherSite
from home.package.planning import Decision
from home.package.reading import MalformedContent


class Command(BaseCommand):
    help = "Loads the content package. Run again, it changes only what nobody has edited since."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--check", action="store_true", help="Only report; exit code 1 if something would change.")
        parser.add_argument("--folder", type=Path, default=CONTENT, help="The folder with the content files.")

    def handle(self, *args, check: bool, folder: Path, verbosity: int, **options) -> None:
        try:
            if check:
                report = loader.check(folder)
            else:
                report = loader.load(folder, self.say if verbosity else lambda line: None)
        except MalformedContent as error:
            raise CommandError(
                "The content files have faults. Nothing was written.\n" + "\n".join(error.problems)
            ) from error
        except (OtherSite, loader.LoadFailed) as error:
            raise CommandError(f"{error}\nNothing was written.") from error
        self.print_report(report, check)
        if check and report.has_work:
            sys.exit(1)

    def say(self, line: str) -> None:
        self.stdout.write(f"  {line}")
        self.stdout.flush()

    def print_report(self, report: loader.Report, check: bool) -> None:
        for warning in report.warnings:
            self.stderr.write(f"  Warning: {warning}")
        for unit in report.left_alone():
            note = f" ({unit.note})" if unit.note else ""
            self.stdout.write(f"  {unit.name}: {unit.decision}{note}")
        if check:
            for unit in report.plan.units:
                if unit.writes:
                    self.stdout.write(f"  {unit.name}: would {unit.decision}")
            if report.renditions:
                self.stdout.write(f"  Sizes of {report.renditions} pictures would be made.")
            if report.roles:
                self.stdout.write("  The roles would be set up.")
        made, changed = ("would be created", "would be updated") if check else ("created", "updated")
        self.stdout.write(
            f"Content package: {report.count(Decision.CREATE)} {made}, {report.count(Decision.UPDATE)} {changed}, "
            f"{report.count(Decision.UNCHANGED)} unchanged, {len(report.left_alone())} left as they are."
        )
