"""Sends the digests that are due, as the platform's clock does by itself."""

from django.core.management.base import BaseCommand, CommandParser

from cms.desk.notices.changes import Collector, untold
from cms.desk.notices.digests import send_due
from cms.desk.notices.people import chosen_by, translators


class Command(BaseCommand):
    help = "Send today's translation digests to all who have not had theirs. A second call on a day sends nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="only say who has how many sentences to hear of")

    def handle(self, *args, dry_run: bool = False, **options) -> None:
        if not dry_run:
            self.stdout.write(f"Mails sent: {send_due()}")
            return
        collector = Collector()
        for user in translators():
            news = collector.news_for(user, untold(user, chosen_by(user)))
            self.stdout.write(f"{user.get_username()}: {news.sentence_count} sentences on {news.page_count} pages")
