"""Every way of deleting pages in the admin and the APIs, with the bin at its end."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db.models import ProtectedError, RestrictedError
from django.http import HttpRequest
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail import hooks
from wagtail.actions.delete_page import DeletePageAction, DeletePagePermissionError
from wagtail.admin import messages
from wagtail.admin.views.pages.bulk_actions.delete import DeleteBulkAction
from wagtail.admin.views.pages.delete import DeleteView
from wagtail.admin.views.pages.utils import type_to_delete_confirmation
from wagtail.log_actions import LogContext
from wagtail.models import Page, Site

from cms.desk.guards.bulk import Discreet
from cms.desk.locks import is_locked

from ..messages import say_deleted
from ..packing import HoldsSite
from ..putting import aliases_of, put

REFUSALS = (HoldsSite, ProtectedError, RestrictedError)


def refusal(error: Exception, title: str) -> str:
    """Why a page could not be deleted, for the person who tried."""
    if isinstance(error, HoldsSite):
        return _("“%(title)s” is the home page of the site. It cannot be deleted.") % {"title": title}
    return _("“%(title)s” cannot be deleted, because something else needs it. Please ask an administrator.") % {
        "title": title
    }


class BinView(DeleteView):
    """Wagtail's question, and the bin instead of the end."""

    template_name = "bin/confirm_delete.html"

    def post(self, request: HttpRequest, *args, **kwargs):
        if self.usage.is_protected:
            raise PermissionDenied
        if not type_to_delete_confirmation(request):
            return self.render_to_response(self.get_context_data())
        title = self.page.get_admin_display_title()
        parent_id = self.page.get_parent().pk
        try:
            entry = put(self.page, request.user, self.pages_to_delete)
        except REFUSALS as error:
            messages.error(request, refusal(error, title))
            return redirect("wagtailadmin_explore", self.page.pk)
        say_deleted(request, [entry], _("“%(title)s” is in the bin.") % {"title": title})
        for function in hooks.get_hooks("after_delete_page"):
            result = function(request, self.page)
            if hasattr(result, "status_code"):
                return result
        return redirect(self.next_url) if self.next_url else redirect("wagtailadmin_explore", parent_id)

    def get_context_data(self, **kwargs):
        own = {
            "days": settings.BIN_DAYS,
            "is_home": Site.objects.filter(root_page=self.page).exists(),
            # Those of other languages follow their translations, which are named already.
            "aliases": [alias for alias in aliases_of([self.page]) if alias.locale_id == self.page.locale_id],
        }
        return {**super().get_context_data(**kwargs), **own}


class BulkBinAction(Discreet, DeleteBulkAction):
    """Many at once: an entry for each, so that each can come back by itself."""

    template_name = "bin/bulk_delete_pages.html"

    def __init__(self, request, model):
        super().__init__(request, model)
        self.entries: list = []
        self.refused: list[str] = []

    def get_context_data(self, **kwargs):
        return {**super().get_context_data(**kwargs), "days": settings.BIN_DAYS}

    def get_execution_context(self):
        return {**super().get_execution_context(), "entries": self.entries, "refused": self.refused}

    @classmethod
    def execute_action(cls, objects, user=None, entries=None, refused=None, **kwargs):
        entries = [] if entries is None else entries
        for page in sorted(objects, key=lambda page: page.path):
            if not Page.objects.filter(pk=page.pk).exists():
                continue  # below one of the others, or the alias of one
            try:
                entries.append(put(page, user))
            except REFUSALS as error:
                if refused is not None:
                    refused.append(refusal(error, page.specific_deferred.get_admin_display_title()))
        return len(entries), sum(entry.below for entry in entries)

    def get_success_message(self, num_parent_objects, num_child_objects):
        for text in self.refused:
            messages.error(self.request, text)
        if self.entries:
            text = ngettext("%(number)d page is in the bin.", "%(number)d pages are in the bin.", len(self.entries))
            say_deleted(self.request, self.entries, text % {"number": len(self.entries)})


class BinAction(DeletePageAction):
    """What the APIs delete lies in the bin as well. Programs that call ``page.delete()`` delete for good."""

    def check(self, skip_permission_checks: bool = False) -> None:
        super().check(skip_permission_checks)
        if self.user and not skip_permission_checks and is_locked(self.page, self.user, "delete"):
            raise DeletePagePermissionError("This page, or one below it, is locked.")

    def execute(self, *args, skip_permission_checks=False, **kwargs):
        self.check(skip_permission_checks=skip_permission_checks)
        with LogContext(user=self.user):  # whoever follows a deletion has to know who it was
            try:
                put(self.page, self.user)
            except REFUSALS as error:
                raise PermissionDenied(refusal(error, self.page.title)) from error
