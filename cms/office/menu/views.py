"""The screen “Menu”."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from wagtail.models import Page

from cms.desk.permissions import grants_of

from ...language import SOURCE_LANGUAGE
from .changing import MAXIMUM_TITLE, move, set_listed, set_short_title
from .reading import DEPTH, MOST_ENTRIES, languages, may_change

ACTIONS = ("up", "down", "add", "remove", "title")


def sees_menu(user) -> bool:
    """Whether the screen is of use to this person: who may publish pages of any language sees it."""
    return user.is_superuser or any(grant.permission.codename == "publish_page" for grant in grants_of(user))


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Menu and footer in all languages. Raises PermissionDenied."""
    if not sees_menu(request.user):
        raise PermissionDenied
    found = languages(request)
    german = next((one for one in found if one.code == SOURCE_LANGUAGE), None)
    context = {
        "languages": found,
        "german": german,
        "most": MOST_ENTRIES,
        "maximum_title": MAXIMUM_TITLE,
        "may_change": german is not None and any(entry.may_change for entry in german.entries),
        "focus": request.GET.get("page", ""),
    }
    return TemplateResponse(request, "office/menu/index.html", context)


@require_POST
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """One change of one German page of the first level. Raises Http404, PermissionDenied."""
    page = Page.objects.filter(pk=pk, depth=DEPTH, locale__language_code=SOURCE_LANGUAGE, alias_of=None).first()
    action = request.POST.get("action", "")
    if page is None or action not in ACTIONS:
        raise Http404("There is no such page in the menu.")
    if not may_change(request.user, page):
        raise PermissionDenied
    if action in ("add", "remove"):
        set_listed(page, action == "add", request.user)
        text = _("“%(title)s” is in the menu now.") if action == "add" else _("“%(title)s” has left the menu.")
        messages.success(request, text % {"title": page.title})
    elif action in ("up", "down"):
        # The order of the tree is a matter of the page above, as in Wagtail.
        if not page.get_parent().permissions_for_user(request.user).can_reorder_children():
            raise PermissionDenied
        if move(page, -1 if action == "up" else 1, request.user):
            messages.success(request, _("“%(title)s” has been moved.") % {"title": page.title})
    else:
        _title(request, page)
    response = redirect("office:menu")
    response["Location"] += f"?page={page.pk}#entry-{page.pk}"
    return response


def _title(request: HttpRequest, page: Page) -> None:
    title = " ".join(request.POST.get("title", "").replace("\0", "").split())
    try:
        set_short_title(page, title, request.user)
    except ValueError:
        messages.error(request, _("A short title has at most %(number)d characters.") % {"number": MAXIMUM_TITLE})
    else:
        messages.success(request, _("The short title has been saved."))
