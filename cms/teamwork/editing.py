"""Two people, or two windows, at one page: a save that would go over a newer version is asked about first.

Wagtail refuses such a save when it is the automatic one, and has the browser ask when it knows in time. Between
two of its looks, or without script, the older window would simply win, and publish what the other person had
replaced. Here the server says so, shows the form with everything that was written, and takes the next press of
the button as the answer. The other version stays in the history of the page either way.
"""

from __future__ import annotations

from django.utils.html import format_html
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.utils import get_user_display_name
from wagtail.admin.views.pages.edit import EditView


class CarefulEditView(EditView):
    """The form of a page."""

    #: Whether the form that is shown asks whether to save over a newer version.
    asks = False

    def post(self, request, *args, **kwargs):
        if self.expects_json_response or self.page.alias_of_id or self.locked_for_user or not self.is_out_of_date:
            return super().post(request, *args, **kwargs)
        self.form = self.form_class(
            request.POST,
            request.FILES,
            instance=self.page,
            subscription=self.subscription,
            parent_page=self.parent,
            for_user=request.user,
        )
        self.form.defer_required_fields()
        self.form.is_valid()
        self.form.restore_required_fields()
        messages.warning(request, self._warning(), buttons=[self._history_button()])
        self.has_unsaved_changes = self.asks = True
        # The form now names the newer version as the one it was loaded from: the next press is the answer.
        return self.render_to_response(self.get_context_data())

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        if self.asks:
            context["autosave_enabled"] = False  # it would give the answer by itself
        return context

    def _warning(self) -> str:
        user = self.latest_revision.user
        if user is not None and user == self.request.user:
            who = _("You saved a newer version of this page in another window.")
        else:
            name = get_user_display_name(user) if user is not None else _("Somebody")
            who = _("%(name)s has saved a newer version of this page.") % {"name": name}
        rest = _(
            "Nothing of yours is lost: it stands below and is not saved yet. Compare the two in the history, "
            "or press the button again to save yours over it. The other version stays in the history."
        )
        return format_html("{} {}", who, rest)

    def _history_button(self):
        return messages.button(self.get_history_url(), _("History"), new_window=True)
