"""Two people, or two windows, at the site details: what the other one has saved meanwhile is not written over unseen.

Settings have no revisions, so the form carries what it showed when it was opened. If something else is stored by
now, the two are put together: a field that only the other person changed takes the new value, one that this person
changed keeps it. The form is shown with both, says where they differ, and the next press of the button saves it.
"""

from __future__ import annotations

import json
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.http import QueryDict
from django.utils.html import format_html, format_html_join
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.utils import get_user_display_name
from wagtail.contrib.settings.views import EditView
from wagtail.log_actions import registry

from cms.typography import labelled

from .models import Office
from .panels import SHOWN

LINKS = "social_links"
State = dict[str, Any]


def state_of(office: Office) -> State:
    """What the form shows, as plain values; the links as pairs of name and address."""
    fields = [field for field in office._meta.fields if field.editable and not field.primary_key]
    values = {field.name: field.value_from_object(office) for field in fields}
    values[LINKS] = [[link.name, link.url] for link in office.social_links.all()]
    return json.loads(json.dumps(values, cls=DjangoJSONEncoder))


def stored_state(pk: int) -> State:
    """The same as it stands in the database now."""
    return state_of(Office.objects.get(pk=pk))


def read_shown(text: str) -> State | None:
    """What the form carries; None if it is missing or none of ours."""
    try:
        shown = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return shown if isinstance(shown, dict) else None


class CarefulOfficeView(EditView):
    """The form of the site details."""

    def post(self, request, *args, **kwargs):
        shown, stored = read_shown(request.POST.get(SHOWN, "")), stored_state(self.object.pk)
        if shown is None or shown == stored:
            return super().post(request, *args, **kwargs)
        mine = self._sent()
        if mine is None or mine == stored:
            return super().post(request, *args, **kwargs)
        data, lost = together(request.POST, shown, stored, mine)
        self.object = Office.objects.get(pk=self.object.pk)
        self.form = self.get_form_class()(data, request.FILES, instance=self.object, for_user=request.user)
        self.form.is_valid()
        messages.warning(request, self._warning(lost))
        return self.render_to_response(self.get_context_data(form=self.form))

    def _sent(self) -> State | None:
        """What was sent as plain values; None if it is not valid: then Wagtail's view shows the form again anyway."""
        office = Office.objects.get(pk=self.object.pk)
        form = self.get_form_class()(self.request.POST, self.request.FILES, instance=office, for_user=self.request.user)
        return state_of(form.save(commit=False)) if form.is_valid() else None

    def _warning(self, lost: list[tuple[str, str]]) -> str:
        entry = registry.get_logs_for_instance(self.object).order_by("-timestamp").first()
        user = entry.user if entry is not None else None
        if user is not None and user == self.request.user:
            who = _("You saved the site details in another window meanwhile.")
        else:
            name = get_user_display_name(user) if user is not None else _("Somebody")
            who = _("%(name)s has saved the site details meanwhile.") % {"name": name}
        rest = _("Both changes stand below and are not saved yet. Please look them over and press the button again.")
        if not lost:
            return format_html("{} {}", who, rest)
        both = _("You have both changed these fields. Yours stand below; the other person wrote:")
        items = format_html_join("", "<li>{}</li>", ((labelled(label, value),) for label, value in lost))
        return format_html("{} {} {}<ul>{}</ul>", who, rest, both, items)


def together(sent: QueryDict, shown: State, stored: State, mine: State) -> tuple[QueryDict, list[tuple[str, str]]]:
    """Both changes in one form. Out: its data, and what the other person wrote in fields that both have changed."""
    data, lost = sent.copy(), []
    for name, theirs in stored.items():
        before, own = shown.get(name), mine[name]
        if theirs in (before, own):
            continue
        if name == LINKS:
            _put_links(data, mine[LINKS] if own != before else [])
        elif own == before:
            data.setlist(name, _as_sent(theirs))
        else:
            label = capfirst(str(Office._meta.get_field(name).verbose_name))
            lost.append((label, _shown_to_people(name, theirs)))
    return data, lost


def _as_sent(value) -> list[str]:
    if isinstance(value, bool):
        return ["on"] if value else []
    return ["" if value is None else str(value)]


def _shown_to_people(name: str, value) -> str:
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    choices = dict(Office._meta.get_field(name).flatchoices)
    return str(choices.get(value, value)) if value not in ("", None) else _("(empty)")


def _put_links(data: QueryDict, own: list[list[str]]) -> None:
    """Rows of the stored links, and below them those of this person's that are not among them."""
    stored = list(Office.objects.get().social_links.all())
    known = [[link.name, link.url] for link in stored]
    rows = [(str(link.pk), link.name, link.url) for link in stored]
    rows += [("", name, url) for name, url in own if [name, url] not in known]
    for key in [key for key in data if key.startswith(f"{LINKS}-")]:
        del data[key]
    totals = {"TOTAL_FORMS": len(rows), "INITIAL_FORMS": len(stored), "MIN_NUM_FORMS": 0, "MAX_NUM_FORMS": 6}
    for key, number in totals.items():
        data[f"{LINKS}-{key}"] = str(number)
    for number, (pk, name, url) in enumerate(rows):
        prefix = f"{LINKS}-{number}"
        data[f"{prefix}-id"], data[f"{prefix}-name"], data[f"{prefix}-url"] = pk, name, url
        data[f"{prefix}-ORDER"], data[f"{prefix}-DELETE"] = str(number + 1), ""
