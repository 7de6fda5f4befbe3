"""Demo accounts: made once, written down for this user only, never changed behind anybody's back."""

import json
import stat

import pytest
from django.contrib.auth import authenticate, get_user_model
from django.core.management import CommandError, call_command
from django.urls import reverse

from cms.accounts import demo
from cms.accounts.roles import Role

NAMES = {"administrator", "moderator", "editor", "translator", "reviewer", "author"}


@pytest.fixture
def folder(settings, tmp_path):
    settings.VAR_DIR = tmp_path
    return tmp_path


def stored(folder) -> dict:
    return json.loads((folder / "accounts.json").read_text(encoding="utf-8"))


def passwords() -> dict[str, str]:
    return dict(get_user_model().objects.values_list("username", "password"))


def test_accounts_and_file(site, folder, capsys):
    call_command("create_demo_accounts")
    accounts = stored(folder)
    assert set(accounts) == NAMES
    for role, entry in accounts.items():
        assert set(entry) == {"username", "password"}
        assert authenticate(None, username=entry["username"], password=entry["password"]), role
        assert len(entry["password"]) >= 16
        assert entry["password"] not in capsys.readouterr().out
    assert len({entry["password"] for entry in accounts.values()}) == len(NAMES)
    assert stat.S_IMODE((folder / "accounts.json").stat().st_mode) == 0o600


def test_roles_and_languages(site, folder):
    call_command("create_demo_accounts")
    users = {user.username: user for user in get_user_model().objects.all()}
    assert [name for name, user in users.items() if user.is_superuser] == ["administrator"]
    for role in Role:
        name = role.name.lower()
        assert [group.name for group in users[name].groups.all()] == [role]
    languages = {name: user.wagtail_userprofile.preferred_language for name, user in users.items()}
    assert languages == dict.fromkeys(NAMES, "de") | {"translator": "fr", "reviewer": "fr", "author": "fr"}


def test_again_changes_nothing(site, folder):
    call_command("create_demo_accounts")
    before, text = passwords(), (folder / "accounts.json").read_text()
    call_command("create_demo_accounts")
    assert passwords() == before
    assert (folder / "accounts.json").read_text() == text


def test_a_changed_password_stays(site, folder):
    call_command("create_demo_accounts")
    user = get_user_model().objects.get(username="editor")
    user.set_password("my own words")
    user.save()
    call_command("create_demo_accounts")
    assert authenticate(None, username="editor", password="my own words")


def test_a_missing_account_is_added_beside_the_others(site, folder):
    call_command("create_demo_accounts")
    before = stored(folder)
    get_user_model().objects.get(username="translator").delete()
    call_command("create_demo_accounts")
    after = stored(folder)
    assert after["editor"] == before["editor"]
    assert after["translator"]["password"] != before["translator"]["password"]
    assert authenticate(None, **after["translator"])


def test_a_lost_file_is_named_and_how_to_mend_it(site, folder, capsys):
    call_command("create_demo_accounts")
    before = passwords()
    (folder / "accounts.json").unlink()
    call_command("create_demo_accounts")
    message = capsys.readouterr().err
    assert "--reset" in message
    assert all(name in message for name in NAMES)
    assert passwords() == before
    assert not (folder / "accounts.json").exists()


def test_reset(site, folder):
    call_command("create_demo_accounts")
    before = passwords()
    (folder / "accounts.json").unlink()
    call_command("create_demo_accounts", reset=True)
    assert set(stored(folder)) == NAMES
    assert all(password != before[name] for name, password in passwords().items())
    assert authenticate(None, **stored(folder)["editor"])


@pytest.mark.parametrize("text", ["", "[]", "{", '{"editor": 1}', '{"editor": {"username": "x"}}'])
def test_a_damaged_file(site, folder, text):
    call_command("create_demo_accounts")
    (folder / "accounts.json").write_text(text)
    with pytest.raises(CommandError, match="--reset"):
        call_command("create_demo_accounts")
    call_command("create_demo_accounts", reset=True)
    assert set(stored(folder)) == NAMES


def test_no_account_without_its_password_written_down(site, folder, monkeypatch):
    def fail(*args):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(demo, "write_file", fail)
    with pytest.raises(CommandError, match="No space left"):
        call_command("create_demo_accounts")
    assert not get_user_model().objects.exists()


@pytest.mark.parametrize("name", sorted(NAMES))
def test_the_account_page_can_be_saved_as_it_is(site, folder, client, name):
    call_command("create_demo_accounts")
    user = get_user_model().objects.get(username=name)
    assert user.first_name
    assert user.last_name
    assert user.email.endswith("@example.org")
    client.force_login(user)
    address = reverse("wagtailadmin_account")
    panels = client.get(address).context_data["panels_by_tab"]
    values = {}
    for panel in (panel for panels in panels.values() for panel in panels):
        form = panel.get_form()
        values |= {form[field].html_name: form[field].value() or "" for field in form.fields}
    assert client.post(address, values).status_code == 302
