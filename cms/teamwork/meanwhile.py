"""Two people, or two windows, at one snippet, picture or document: what was saved meanwhile is not written over unseen.

Rows have no versions as pages have (`editing`), so the form carries what its fields held when it was opened: a short
hash of each, and when that was. A save that finds something else stored is answered with the form: everything that
was written stands in it, fields that this person has not touched are brought up to date, and a notice says who saved
meanwhile, when, and what is stored now. The next press of the button saves. A form without that mark is not checked.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from datetime import UTC, datetime

from django import forms
from django.core.exceptions import FieldDoesNotExist
from django.db import models, transaction
from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.formats import date_format, localize
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.utils import get_user_display_name
from wagtail.log_actions import registry

#: The hidden field with what the form was loaded from.
LOADED = "loaded_state"
#: Wagtail keeps the focal point of a picture in four hidden fields, which mean nothing apart.
FOCUS = "focal_point"


@dataclass(frozen=True)
class Loaded:
    """What the fields of a form held, as hashes, and when."""

    at: str
    fields: dict[str, str]

    @classmethod
    def of(cls, form: forms.ModelForm, row: models.Model) -> Loaded:
        """In: a form, and the row as it is stored."""
        return cls(timezone.now().isoformat(), {name: _hash(text_of(row, name)) for name in names_of(form)})

    @classmethod
    def read(cls, text: str | None) -> Loaded | None:
        """What `written` has written; None for anything else."""
        try:
            values = json.loads(text or "")
            loaded = cls(str(values["at"]), dict(values["fields"]))
            return loaded if parse_datetime(loaded.at).tzinfo else None
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
            return None

    def written(self) -> str:
        """For the hidden field."""
        return json.dumps(asdict(self))

    def differs(self, name: str, text: str) -> bool:
        """Whether a field held something else. What is not known of did not."""
        return name in self.fields and self.fields[name] != _hash(text)


class LoadedField(forms.CharField):
    """Carries that along; no value of the row, and never a change."""

    widget = forms.HiddenInput

    def clean(self, value) -> str:
        return ""

    def has_changed(self, initial, data) -> bool:
        return False


class CarefulRowMixin:
    """For Wagtail's generic edit views: mixed in before them."""

    #: Whether the form that is shown asks whether to save over what is stored.
    asks = False

    def get_form(self, *args, **kwargs):
        form = super().get_form(*args, **kwargs)
        form.fields[LOADED] = LoadedField(required=False)
        if not form.is_bound:
            form.initial[LOADED] = Loaded.of(form, self.object).written()
        return form

    def get_form_kwargs(self):
        kwargs = super().get_form_kwargs()
        if self.asks:
            kwargs["files"] = {}  # a file would be stored as soon as the form is looked at
        return kwargs

    def post(self, request, *args, **kwargs):
        if not hasattr(self, "object"):
            self.object = self.get_object()
        return self._asked() or super().post(request, *args, **kwargs)

    def form_valid(self, form):
        with transaction.atomic():
            # Two presses in the same moment: the later one waits here, and looks again.
            type(self.object)._base_manager.select_for_update().filter(pk=self.object.pk).values_list("pk").first()
            return self._asked() or super().form_valid(form)

    def get_success_json(self):
        """What is sent next by the same form was loaded from what has just been saved."""
        result = super().get_success_json()
        if LOADED in self.form.data and (stored := self._stored()) is not None:
            result.setdefault("field_updates", {})[LOADED] = Loaded.of(self.form, stored).written()
        return result

    def _stored(self) -> models.Model | None:
        return type(self.object)._base_manager.filter(pk=self.object.pk).first()

    def _asked(self):
        """The answer to a save that would go over something newer; None if there is nothing to ask."""
        loaded = Loaded.read(self.request.POST.get(LOADED))
        if loaded is None or (stored := self._stored()) is None:
            return None
        before = self.object
        changed = [name for name in names_of(self.get_form()) if loaded.differs(name, text_of(stored, name))]
        if not changed:
            return None
        self.object, self.asks = self._stored(), True
        form = self.get_form()
        form.is_valid()
        sent = {name: sent_of(form, name, self.request.FILES) for name in changed}
        differing = [name for name in changed if sent[name] != text_of(stored, name)]
        if not differing:  # both wrote the same, or a button was pressed twice
            self.object, self.asks = before, False
            return None
        untouched = [n for n in differing if sent[n] is not None and not loaded.differs(n, sent[n])]
        for name in untouched:
            bring_up_to_date(form, name, stored)
        form.data = form.data.copy()
        form.data[LOADED] = Loaded.of(form, stored).written()
        return self._answer(form, stored, loaded, differing, untouched)

    def logged(self, stored: models.Model) -> QuerySet:
        """What the history says of a row."""
        return registry.get_logs_for_instance(stored)

    def _answer(self, form, stored, loaded: Loaded, differing: list[str], untouched: list[str]):
        who = who_saved(self.logged(stored), loaded, self.request.user)
        if self.expects_json_response:
            return self.json_error_response("invalid_revision", who)
        pairs = {name: (label_of(form, name), value_of(stored, name)) for name in differing}
        context = {
            "who": who,
            "both": [pairs[name] for name in differing if name not in untouched],
            "theirs": [pairs[name] for name in untouched],
            "has_files": bool(self.request.FILES),
        }
        messages.warning(self.request, render_to_string("teamwork/meanwhile.html", context))
        self.form = form
        return self.render_to_response(self.get_context_data(form=form))


def names_of(form: forms.ModelForm) -> list[str]:
    """The fields of a form, and its lists of rows, that are stored with its row."""
    options, names = form.instance._meta, []
    for name in [*form.fields, *getattr(form, "formsets", {})]:
        name = FOCUS if name.startswith(f"{FOCUS}_") else name
        if name not in names and (name == FOCUS or _field(options, name) is not None):
            names.append(name)
    return names


def text_of(row: models.Model, name: str) -> str:
    """What a field holds, as text that is the same for the same value."""
    if name == FOCUS:
        return str([getattr(row, part.name) for part in _parts(row, name)])
    field = row._meta.get_field(name)
    if field.one_to_many:
        return str([_row_text(child, field) for child in getattr(row, name).all()])
    if _is_list(field):
        return _list_text(field.value_from_object(row))
    value = field.value_from_object(row)
    if isinstance(value, datetime) and timezone.is_aware(value):  # forms show minutes, in the time of their reader
        return value.astimezone(UTC).isoformat(timespec="minutes")
    return field.value_to_string(row).replace("\r\n", "\n")


def sent_of(form: forms.ModelForm, name: str, files) -> str | None:
    """The same for what was sent; None if that cannot be compared. In: a form that has been checked."""
    if name in files or name in form.errors:
        return None
    if name == FOCUS:
        return text_of(form.instance, name)
    field = form.instance._meta.get_field(name)
    if field.one_to_many:
        return text_of(form.save(commit=False), name) if form.is_valid() else None
    return _list_text(form.cleaned_data[name]) if _is_list(field) else text_of(form.instance, name)


def bring_up_to_date(form: forms.ModelForm, name: str, stored: models.Model) -> None:
    """Show what is stored in a field, whatever was sent."""
    for field in _parts(stored, name):
        if field.name in form.fields:
            form.fields[field.name].bound_data = lambda data, initial: initial
        if not field.one_to_many and not _is_list(field):
            setattr(form.instance, field.name, getattr(stored, field.name))


def label_of(form: forms.ModelForm, name: str) -> str:
    """What the form calls a field."""
    if name == FOCUS:
        return _("Focal point")
    field = form.instance._meta.get_field(name)
    label = form.fields[name].label if name in form.fields else field.related_model._meta.verbose_name_plural
    return capfirst(str(label))


def value_of(row: models.Model, name: str) -> str:
    """What a field holds, for people."""
    if name == FOCUS:
        return _("in another place") if row.has_focal_point() else _("(empty)")
    field = row._meta.get_field(name)
    if field.one_to_many:
        return "; ".join(str(child) for child in getattr(row, name).all()) or _("(empty)")
    if _is_list(field):
        return ", ".join(str(item) for item in field.value_from_object(row)) or _("(empty)")
    value = getattr(row, name)
    if isinstance(field, models.FileField):
        return value.name.rpartition("/")[2] or _("(empty)")
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if field.choices:
        value = dict(field.flatchoices).get(value, value)
    if isinstance(value, datetime) and timezone.is_aware(value):
        return date_format(timezone.localtime(value), "SHORT_DATETIME_FORMAT")
    return _("(empty)") if value in ("", None) else str(localize(value))


def who_saved(history: QuerySet, loaded: Loaded, reader) -> str:
    """Who has saved a row since a form was loaded, and when, as far as its history knows."""
    entries = history.filter(timestamp__gte=parse_datetime(loaded.at))
    entry = entries.select_related("user").order_by("-timestamp").first()
    if entry is None or entry.user is None:
        return _("Something else was saved here after you had opened this form.")
    moment = date_format(timezone.localtime(entry.timestamp), "SHORT_DATETIME_FORMAT")
    if entry.user == reader:
        return _("You saved something else here yourself on %(moment)s, perhaps in another window.") % {
            "moment": moment
        }
    names = {"name": get_user_display_name(entry.user), "moment": moment}
    return _("%(name)s saved something else here on %(moment)s, after you had opened this form.") % names


def _field(options, name: str):
    try:
        return options.get_field(name)
    except FieldDoesNotExist:
        return None


def _parts(row: models.Model, name: str) -> list:
    if name != FOCUS:
        return [row._meta.get_field(name)]
    return [field for field in row._meta.concrete_fields if field.name.startswith(f"{FOCUS}_")]


def _is_list(field) -> bool:
    """Tags, and other relations to many."""
    return bool(field.many_to_many)


def _list_text(items) -> str:
    return str(sorted(str(item) for item in items))


def _row_text(child: models.Model, relation) -> list[str]:
    fields = [field for field in child._meta.concrete_fields if not field.primary_key and field != relation.field]
    return [field.value_to_string(child) for field in fields]


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]
