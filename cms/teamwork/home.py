"""What an author finds first in the admin: his or her projects, and where to begin to write."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.translation import get_language, get_language_info, gettext
from wagtail.admin.ui.components import Component
from wagtail.models import Page, WorkflowState
from wagtail.permissions import policy_registry

from cms.desk.overview.hooks import works_with_pages

from .models import Assignment


@dataclass
class Place:
    """A project with an address to begin a report in each language, and the person's own reports below it."""

    title: str
    begin: list[tuple[str, str]] = field(default_factory=list)
    reports: list[Report] = field(default_factory=list)


@dataclass(frozen=True)
class Report:
    """One report of the author's own and what has become of it."""

    title: str
    url: str
    language: str
    state: str


class AuthorPanel(Component):
    """The author's projects, first on the home page of the admin. Shows nothing to anybody else."""

    name = "author_projects"
    template_name = "teamwork/home_panel.html"
    order = 30

    def get_context_data(self, parent_context):
        user = parent_context["request"].user
        places = places_of(user)
        # Whoever has no pages at all is an author whom nobody has assigned a project yet.
        return {"places": places, "waits": not places and not works_with_pages(user)}


def places_of(user) -> list[Place]:
    """The projects of an author, by title; empty for everybody who is none."""
    keys = _keys_of(user)
    if not keys:
        return []
    pages = Page.objects.filter(translation_key__in=keys).select_related("locale").order_by("locale_id")
    places: dict = {}
    paths: dict[str, Place] = {}
    for page in pages:
        place = places.setdefault(page.translation_key, Place(page.get_admin_display_title()))
        if page.locale.language_code == get_language():
            place.title = page.get_admin_display_title()
        paths[page.path] = place
        address = reverse("wagtailadmin_pages:add_subpage", args=[page.pk])
        place.begin.append((_language(page), address))
    own = policy_registry.get_by_type(Page).instances_user_has_permission_for(user, "change").filter(owner=user)
    own = (
        own.filter(depth__gt=1)
        .select_related("locale")
        .prefetch_workflow_states()
        .order_by("-latest_revision_created_at")
    )
    for page in own:
        place = next((place for path, place in paths.items() if page.path.startswith(path)), None)
        if place is not None:
            place.reports.append(
                Report(
                    page.get_admin_display_title(),
                    reverse("wagtailadmin_pages:edit", args=[page.pk]),
                    _language(page),
                    state_of(page),
                )
            )
    return sorted(places.values(), key=lambda place: place.title.casefold())


def _keys_of(user) -> set:
    if user.is_superuser or not user.is_active:
        return set()
    return set(Assignment.objects.filter(group__user=user).values_list("translation_key", flat=True))


def state_of(page: Page) -> str:
    """Where a page stands, in words for whoever wrote it."""
    workflow = page.current_workflow_state
    if workflow is not None and workflow.status == WorkflowState.STATUS_NEEDS_CHANGES:
        return gettext("The office asks for changes")
    if workflow is not None:
        return gettext("Submitted: the office reads it")
    if not page.live:
        return gettext("Draft: not submitted yet")
    return (
        gettext("Published, with changes not submitted yet") if page.has_unpublished_changes else gettext("Published")
    )


def _language(page: Page) -> str:
    try:
        return gettext(get_language_info(page.locale.language_code)["name"])
    except KeyError:
        return page.locale.language_code
