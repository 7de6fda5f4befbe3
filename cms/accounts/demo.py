"""Demo accounts, one for each role, with passwords made at random on the first run."""

from __future__ import annotations

import json
import os
import secrets
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import transaction
from wagtail.users.models import UserProfile

from .roles import Role, ensure_roles

#: Without 0 and O, 1, l and I: these passwords are typed off a terminal.
ALPHABET = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789"
LENGTH = 16


@dataclass(frozen=True)
class Account:
    """A demo account: its user name, its role as a name, its group (none for the administrator), the
    language of its admin."""

    username: str
    name: str
    role: Role | None
    language: str = "de"

    @property
    def person(self) -> dict[str, str]:
        """What Wagtail's account page asks for."""
        return {"first_name": self.name, "last_name": "(Demo)", "email": f"{self.username}@example.org"}


ACCOUNTS = (
    Account("administrator", "Administration", None),
    Account("moderator", "Moderation", Role.MODERATOR),
    Account("editor", "Redaktion", Role.EDITOR),
    Account("translator", "Übersetzung", Role.TRANSLATOR, "fr"),
    Account("reviewer", "Prüfung", Role.REVIEWER, "fr"),
    Account("author", "Autorenschaft", Role.AUTHOR, "fr"),
)


@dataclass
class Outcome:
    """Accounts made or given a new password, and those whose password nobody knows any more."""

    created: list[str] = field(default_factory=list)
    reset: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    file: Path = Path()


class UnreadableFile(Exception):
    """The file of accounts is not what this command has written."""


def accounts_file() -> Path:
    return Path(settings.VAR_DIR) / "accounts.json"


def read_file(path: Path) -> dict[str, dict[str, str]]:
    """What the file says; empty if there is none. Raises UnreadableFile."""
    if not path.exists():
        return {}
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        return {role: {"username": entry["username"], "password": entry["password"]} for role, entry in data.items()}
    except (ValueError, TypeError, KeyError, AttributeError, OSError) as error:
        raise UnreadableFile(f"{path} cannot be read as the list of accounts.") from error


def write_file(path: Path, accounts: dict[str, dict[str, str]]) -> None:
    """Readable for this user only, from the first byte on; complete or not at all."""
    draft = path.with_suffix(".new")
    draft.unlink(missing_ok=True)
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
        json.dump(accounts, stream, indent=2, ensure_ascii=False)
        stream.write("\n")
    draft.replace(path)


def new_password() -> str:
    return "".join(secrets.choice(ALPHABET) for _position in range(LENGTH))


def create_accounts(reset: bool = False) -> Outcome:
    """Make the accounts that are missing; passwords of existing ones stay, unless ``reset``.

    Raises UnreadableFile if the file is damaged and ``reset`` is not given.
    """
    outcome = Outcome(file=accounts_file())
    try:
        known = read_file(outcome.file)
    except UnreadableFile:
        if not reset:
            raise
        known = {}
    with transaction.atomic():
        existing = {user.username: user for user in get_user_model().objects.filter(username__in=names())}
        if not reset and len(existing) == len(ACCOUNTS):
            outcome.unknown = [name for name in existing if name not in known]
            return outcome
        groups = ensure_roles()
        for account in ACCOUNTS:
            user = existing.get(account.username)
            if user is not None and not reset:
                if account.username not in known:
                    outcome.unknown.append(account.username)
                continue
            password = new_password()
            if user is None:
                make_user(account, password, groups)
                outcome.created.append(account.username)
            else:
                user.set_password(password)
                user.save(update_fields=["password"])
                outcome.reset.append(account.username)
            known[account.username] = {"username": account.username, "password": password}
        # Inside the transaction: no account without its password written down.
        write_file(outcome.file, known)
    return outcome


def names() -> list[str]:
    return [account.username for account in ACCOUNTS]


def make_user(account: Account, password: str, groups: dict) -> None:
    model = get_user_model()
    if account.role is None:
        user = model.objects.create_superuser(account.username, password=password, **account.person)
    else:
        user = model.objects.create_user(account.username, password=password, **account.person)
        user.groups.add(groups[account.role])
    UserProfile.objects.update_or_create(user=user, defaults={"preferred_language": account.language})
