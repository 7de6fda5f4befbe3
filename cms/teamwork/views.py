"""The screens on which the office says which authors report from which projects."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods
from wagtail.admin import messages
from wagtail.models import Page
from wagtail.permissions import policy_registry

from cms.accounts.roles import Role
from cms.desk.permissions import grants_of, language_codes
from cms.typography import labelled

from . import assignments
from .forms import AuthorsForm, PagesForm

ICON = "group"


@dataclass(frozen=True)
class Row:
    """An author, and the pages that he or she writes for, by title."""

    person: object
    pages: list[Page]


def pages_in_reach(user) -> QuerySet[Page]:
    """The pages to which this person may assign authors: those that he or she may change as a whole."""
    pages = assignments.assignable_pages()
    if user.is_superuser and user.is_active:
        return pages
    policy = policy_registry.get_by_type(Page)
    roots = [grant.page for grant in policy.get_cached_permissions_for_user(user) if grants_change(grant)]
    found = pages.none()
    for root in roots:
        found |= pages.descendant_of(root, inclusive=True)
    return found


def grants_change(grant) -> bool:
    return grant.permission.codename == "change_page"


def may_assign(user) -> bool:
    """Whether this person may assign authors at all. Asks nothing of the database that the menu has not asked."""
    if user.is_superuser or not user.is_active:
        return user.is_active
    places = [grant.page.locale_id for grant in grants_of(user) if grants_change(grant)]
    return bool(places) and any(language_codes(user).get(place) == settings.LANGUAGE_CODE for place in places)


def _refuse_others(user) -> None:
    if not may_assign(user):
        raise PermissionDenied


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """All authors with their projects."""
    _refuse_others(request.user)
    keys = assignments.keys_by_author()
    pages = {page.translation_key: page for page in assignments.assignable_pages()}
    rows = []
    for person in assignments.candidates():
        own = [pages[key] for key in keys.get(person.pk, ()) if key in pages]
        rows.append(Row(person, sorted(own, key=lambda page: page.get_admin_display_title().casefold())))
    may_add = request.user.has_perm("accounts.add_user")
    context = {**_frame(_("Authors")), "rows": rows, "role": Role.AUTHOR, "may_add": may_add}
    return TemplateResponse(request, "teamwork/authors.html", context)


@require_http_methods(["GET", "POST"])
def person(request: HttpRequest, user_id: int) -> HttpResponse:
    """The projects of one author."""
    _refuse_others(request.user)
    author = get_object_or_404(assignments.candidates(), pk=user_id)
    pages = pages_in_reach(request.user)
    keys = assignments.keys_by_author().get(author.pk, set())
    form = PagesForm(pages=pages, initial={"pages": pages.filter(translation_key__in=keys)})
    if request.method == "POST":
        form = PagesForm(request.POST, pages=pages)
        if form.is_valid():
            assignments.assign_pages(author, form.cleaned_data["pages"], pages, request.user)
            messages.success(request, _("The projects of %(name)s have been saved.") % {"name": _name(author)})
            return redirect("teamwork:authors")
    title = _("Projects of %(name)s") % {"name": _name(author)}
    help_text = _("%(name)s can write reports below the projects ticked here, in both languages.") % {
        "name": _name(author)
    }
    context = {**_frame(title), "form": form, "help_text": help_text, "back": reverse("teamwork:authors")}
    return TemplateResponse(request, "teamwork/choose.html", context | {"is_empty": not pages.exists()})


@require_http_methods(["GET", "POST"])
def page(request: HttpRequest, page_id: int) -> HttpResponse:
    """The authors of one project. A translation leads to the same list as its original."""
    _refuse_others(request.user)
    chosen = get_object_or_404(Page, pk=page_id)
    source = pages_in_reach(request.user).filter(translation_key=chosen.translation_key).first()
    if source is None:
        if chosen.permissions_for_user(request.user).can_edit():
            raise Http404("Authors cannot be assigned to a page of this type.")
        raise PermissionDenied
    people = assignments.candidates()
    form = AuthorsForm(people=people, initial={"authors": assignments.authors_of(source)})
    if request.method == "POST":
        form = AuthorsForm(request.POST, people=people)
        if form.is_valid():
            assignments.assign(source, form.cleaned_data["authors"], request.user)
            title = source.get_admin_display_title()
            messages.success(request, _("The authors of “%(title)s” have been saved.") % {"title": title})
            return redirect("wagtailadmin_explore", source.pk)
    help_text = _("Whoever is ticked here can write reports below this project, in both languages.")
    context = {
        **_frame(_("Authors"), source.get_admin_display_title()),
        "form": form,
        "help_text": help_text,
        "back": reverse("wagtailadmin_explore", args=[source.pk]),
        "is_empty": not people.exists(),
        "role": Role.AUTHOR,
        "may_add": request.user.has_perm("accounts.add_user"),
    }
    return TemplateResponse(request, "teamwork/choose.html", context)


def _name(user) -> str:
    return user.get_full_name() or user.get_username()


def _frame(title: str, subtitle: str = "") -> dict:
    return {
        "page_title": title,
        "page_subtitle": subtitle,
        "header_title": labelled(title, subtitle) if subtitle else title,  # the heading for screen readers
        "header_icon": ICON,
        "breadcrumbs_items": [
            {"url": reverse("wagtailadmin_home"), "label": _("Home")},
            {"url": "", "label": title, "sublabel": subtitle},
        ],
    }
