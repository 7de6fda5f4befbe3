"""``manage.py create_demo_accounts``: one account for each role, passwords in ``var/accounts.json``."""

from django.core.management.base import BaseCommand, CommandError

from cms.accounts.demo import UnreadableFile, accounts_file, create_accounts

RESET = "python manage.py create_demo_accounts --reset"


class Command(BaseCommand):
    help = "Makes a demo account for each role. Existing ones stay as they are."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--reset", action="store_true", help="Give all demo accounts new passwords.")

    def handle(self, *args, reset: bool, verbosity: int, **options) -> None:
        try:
            outcome = create_accounts(reset)
        except UnreadableFile as error:
            raise CommandError(f"{error} Repair it, or make new passwords: {RESET}") from error
        except OSError as error:
            raise CommandError(
                f"{accounts_file()} cannot be written: {error.strerror}. No account was made."
            ) from error
        if outcome.created:
            self.stdout.write(f"Demo accounts made: {', '.join(outcome.created)}. Passwords: {outcome.file}")
        if outcome.reset:
            self.stdout.write(f"New passwords for: {', '.join(outcome.reset)}. They stand in {outcome.file}")
        if outcome.unknown:
            self.stderr.write(
                f"The passwords of these demo accounts are not in {outcome.file}: {', '.join(outcome.unknown)}. "
                f"To make new ones for all: {RESET}"
            )
        if verbosity and not (outcome.created or outcome.reset or outcome.unknown):
            self.stdout.write("The demo accounts are there already.")
