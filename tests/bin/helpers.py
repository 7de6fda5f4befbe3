"""A page with all that can hang at one, and the whole database as it stands."""

from __future__ import annotations

from types import SimpleNamespace

from django.apps import apps
from django.core import serializers
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Comment, Page, PageSubscription, Workflow

from cms.accounts.roles import Role
from cms.desk.publishing import publish
from home.models import ContentPage
from projects.models import ProjectPage, UpdatePage
from tests.desk.helpers import in_translation, person, translate_all
from tests.factories import publish as publish_page

#: What is written anew, or only ever added to.
LEFT_OUT = {
    "wagtailcore.pagelogentry",
    "wagtailcore.modellogentry",
    "wagtailcore.referenceindex",
    "wagtailsearch.indexentry",
    "wagtailsearch.sqliteftsindexentry",
    "sessions.session",
    "contenttypes.contenttype",
    "auth.permission",
    "bin.binentry",
    "wagtailimages.rendition",
}


def everything() -> dict[str, dict]:
    """All rows of all tables, by model and id."""
    found = {}
    for model in apps.get_models(include_auto_created=True):
        label = model._meta.label_lower
        if label in LEFT_OUT or not model._meta.managed or model._meta.proxy:
            continue
        own = [field.name for field in model._meta.local_fields]
        for row in serializers.serialize("python", model._base_manager.all(), fields=own):
            found[f"{label} {row['pk']}"] = row["fields"]
    return found


def differences(before: dict, after: dict) -> dict:
    """What is not the same, for a test that shows it."""
    keys = [key for key in {*before, *after} if before.get(key) != after.get(key)]
    return {key: (before.get(key), after.get(key)) for key in sorted(keys)}


def rich_project(site, text: str = "Zebrafink") -> SimpleNamespace:
    """A project that is public in both languages, with news below, an older version, moderation and the rest."""
    made = in_translation(site, title=f"{text} Solardach")
    made.boss = person(None)
    translate_all(made.translation, made.boss)
    publish(made.translation, made.boss, accept_warnings=True)
    made.page = ProjectPage.objects.get(pk=made.page.pk)
    made.french = ProjectPage.objects.get(pk=made.alias.pk)
    news = UpdatePage(title=f"{text} Richtfest", slug="richtfest", teaser="Kurz.", locale=site.de.locale)
    made.news = publish_page(made.page, news)
    made.news_alias = made.news.copy_for_translation(site.fr.locale, alias=True)
    made.page.teaser = "Ein Entwurf."
    revision = made.page.save_revision(user=made.boss)
    Comment.objects.create(page=made.page, user=made.boss, text="Stimmt das?", contentpath="title")
    PageSubscription.objects.create(page=made.page, user=made.boss, comment_notifications=True)
    Redirect.objects.create(old_path="/alt", site=site.site, redirect_page=made.page)
    Workflow.objects.first().start(made.page, person(Role.EDITOR, "submitter"))
    made.revision = revision
    made.linking = publish_page(
        site.de.content,
        ContentPage(
            title="Verweist",
            slug="verweist",
            teaser="Kurz.",
            locale=site.de.locale,
            body=[{"type": "paragraph", "value": f'<p><a linktype="page" id="{made.page.pk}">Mehr</a></p>'}],
        ),
    )
    made.page = ProjectPage.objects.get(pk=made.page.pk)
    return made


def tree(language_home: Page) -> list[str]:
    """The pages below a home page in their order."""
    return [page.url_path for page in Page.objects.descendant_of(language_home).order_by("path")]


def changed_fields(before: dict, after: dict) -> dict:
    """`differences`, field by field."""
    found = {}
    for key, (old, new) in differences(before, after).items():
        if old is None or new is None:
            found[key] = "new" if old is None else "gone"
        else:
            found[key] = {name: (old[name], new.get(name)) for name in old if old[name] != new.get(name)}
    return found
