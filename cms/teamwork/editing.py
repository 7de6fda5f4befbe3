"""Two people, or two windows, at one page: a save that would go over a newer version is asked about first.

Wagtail refuses such a save when it is the automatic one, and has the browser ask when it knows in time. Between
two of its looks, or without script, the older window would simply win, and publish what the other person had
replaced. Here the server says so, shows the form with everything that was written, and takes the next press of
the button as the answer. The other version stays in the history of the page either way.
"""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.utils import get_user_display_name
from wagtail.admin.views.pages.create import CreateView
from wagtail.admin.views.pages.edit import EditView

#: An automatic save may still be on its way for this long.
IN_FLIGHT = timedelta(seconds=10)


class NamesFaultsMixin:
    """For the forms of a page: an automatic save that is refused says which fields are at fault."""

    def json_error_response(self, error_code, error_message):
        """Why nothing is saved automatically: Wagtail only says that something is wrong, not what and where."""
        if error_code == "validation_error" and (places := self._wrong_places()):
            error_message = _("Not right yet: %(places)s. Until it is, nothing more is saved automatically.") % {
                "places": ", ".join(places)
            }
        return super().json_error_response(error_code, error_message)

    def _wrong_places(self) -> list[str]:
        """Tabs of the form, each with the names of its fields and lists of rows that have errors."""
        places = []
        for tab in self.edit_handler.children:
            options = tab.get_form_options()
            wrong = [self.form.fields[name].label for name in options.get("fields", ()) if name in self.form.errors]
            for name in options.get("formsets", ()):
                rows = self.form.formsets.get(name)  # that of comments has another name
                if rows is not None and not rows.is_valid():
                    wrong.append(capfirst(rows.model._meta.verbose_name_plural))
            if wrong:
                places.append(f"{', '.join(map(str, wrong))} ({tab.heading})")
        return places


class NamingCreateView(NamesFaultsMixin, CreateView):
    """The form of a page that is not there yet."""


class CarefulEditView(NamesFaultsMixin, EditView):
    """The form of a page."""

    #: Whether the form that is shown asks whether to save over a newer version.
    asks = False

    def post(self, request, *args, **kwargs):
        if self.expects_json_response or self.page.alias_of_id or self.locked_for_user or not self.is_out_of_date:
            return super().post(request, *args, **kwargs)
        if self._is_of_this_form():
            return super().post(request, *args, **kwargs)
        self.form = self._form_for(self.page)
        messages.warning(request, self._warning(), buttons=[self._history_button()])
        self.has_unsaved_changes = self.asks = True
        # The form now names the newer version as the one it was loaded from: the next press is the answer.
        return self.render_to_response(self.get_context_data())

    def _form_for(self, page):
        """What was sent, for this page, with the leniency of a draft."""
        form = self.form_class(
            self.request.POST,
            self.request.FILES,
            instance=page,
            subscription=self.subscription,
            parent_page=self.parent,
            for_user=self.request.user,
        )
        form.defer_required_fields()
        form.is_valid()
        form.restore_required_fields()
        return form

    def _is_of_this_form(self) -> bool:
        """Whether the newer version can only be what this form itself has saved automatically.

        Whoever presses a button right after a word overtakes the automatic save of that word: it is this
        person's, and either some seconds old or the same as what is sent now.
        """
        newest = self.latest_revision
        if newest.user_id != self.request.user.pk:
            return False
        if timezone.now() - newest.created_at < IN_FLIGHT:
            return True
        page = newest.as_object()
        before = page.serializable_data()
        form = self._form_for(page)
        if not form.is_valid():  # rows included, which ``errors`` leaves out
            return False
        form.save(commit=False)
        return page.serializable_data() == before

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
