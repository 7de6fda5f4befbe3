"""Imports a TMX file of any size into the translation memory."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from wagtail.models import Locale

from cms.desk.memory.importing import import_tmx
from cms.desk.memory.tmx_reading import NotTmx


class Command(BaseCommand):
    help = "Imports a TMX file into the translation memory; for files that are too large for the admin."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--from", dest="source", default="de", help="language of the source texts (default: de)")
        parser.add_argument("--to", dest="target", default="fr", help="language of the translations (default: fr)")

    def handle(self, *args, file: Path, source: str, target: str, **options):
        try:
            locales = [Locale.objects.get(language_code=code) for code in (source, target)]
            report = import_tmx(file.read_bytes(), file.name, *locales)
        except Locale.DoesNotExist as error:
            raise CommandError(f"There is no such language here: {source} or {target}.") from error
        except OSError as error:
            raise CommandError(f"The file cannot be read: {error}") from error
        except NotTmx as error:
            raise CommandError("This is not a TMX file.") from error
        self.stdout.write(f"{report.imported} new, {report.unchanged} known already, {report.left_out_count} left out.")
