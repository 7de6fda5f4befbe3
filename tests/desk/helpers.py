"""A small site with one German project in translation, and a person for each role."""

from __future__ import annotations

from types import SimpleNamespace

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.test import Client
from wagtail.models import Page
from wagtail_localize.models import Translation, TranslationSource

from cms.accounts.roles import Role, ensure_roles
from cms.desk.segments import Segment, segments_of, write
from tests.factories import make_project

PASSWORD = "a-long-password-for-tests"


def person(role: Role | str | None, name: str = ""):
    """A user with one role (None: a superuser; "": no group, admin access only through nothing)."""
    name = name or (str(role).lower() if role else "boss" if role is None else "nobody")
    model = get_user_model()
    if role is None:
        return model.objects.create_superuser(name, email=f"{name}@example.org", password=PASSWORD)
    user = model.objects.create_user(name, email=f"{name}@example.org", password=PASSWORD)
    if role:
        user.groups.add(ensure_roles()[role])
    return user


def german_project(site, title: str = "Solardach für die Schule", **values) -> Page:
    """A published German project with a French alias, as the admin leaves it behind."""
    page = make_project(site.de, title, teaser="Strom vom Dach.", **values)
    if not page.get_translations().filter(locale=site.fr.locale).exists():
        page.copy_for_translation(site.fr.locale, copy_parents=True, alias=True)
    return type(page).objects.get(pk=page.pk)


def begin(site, page) -> Translation:
    """The record of a translation that has been started; the French page is still an alias."""
    source, _created = TranslationSource.update_or_create_from_instance(page)
    translation, _created = Translation.objects.get_or_create(source=source, target_locale=site.fr.locale)
    return translation


def translate_all(translation: Translation, user, text: str = "FR {source}") -> list[Segment]:
    """Fill every sentence. In: a pattern with ``{source}``."""
    return [
        write(translation, segment, text.format(source=segment.source), user=user)
        for segment in segments_of(translation)
    ]


def in_translation(site, **values) -> SimpleNamespace:
    """``page`` (German), ``alias`` (French), ``translation`` (started)."""
    page = german_project(site, **values)
    translation = begin(site, page)
    return SimpleNamespace(page=page, alias=page.get_translation(site.fr.locale), translation=translation)


def only_admin_access(name: str = "visitor"):
    """A user who may enter the admin and nothing else."""
    user = person("", name)
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    return user


def log_in(client, role: Role | str | None, name: str = "marie"):
    """Let the client be somebody with this role. Out: the user."""
    user = person(role, name)
    client.force_login(user)
    return user


def client_of(user) -> Client:
    """A browser of one's own, logged in."""
    client = Client()
    client.force_login(user)
    return client


def publish_french(translation: Translation, title: str = "Toit solaire") -> Page:
    """The French page as a live page of its own, without the desk's way of publishing."""
    page = translation.get_target_instance()
    page.alias_of = None
    page.title = page.draft_title = title
    page.save_revision().publish()
    return type(page).objects.get(pk=page.pk)


def outcome(response) -> str:
    """What became of a request: its status, or "refused" for whatever Wagtail does without rights."""
    if response.status_code == 403:
        return "refused"
    if response.status_code == 302 and (response.url == "/admin/" or response.url.startswith("/admin/login/")):
        return "refused"
    return str(response.status_code)
