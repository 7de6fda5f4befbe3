"""The list of terms in Wagtail's look: search, filter, edit, delete, history.

Wagtail's generic views ask for the right on the model only, so each view here looks for its term
among those of the person's languages; a term of another language is 404.
"""

from __future__ import annotations

import django_filters
from django.db.models import Q
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.admin.views import generic
from wagtail.admin.views.generic import history
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets.button import Button
from wagtail.models import Locale

from cms.language import SOURCE_LANGUAGE
from cms.teamwork.meanwhile import CarefulRowMixin

from ..models import Term
from .forms import TermForm
from .rights import policy, target_ids, targets_of


class TermFilterSet(WagtailFilterSet):
    """By language (where a person has several) and by who changed a term last."""

    target_locale = django_filters.ModelChoiceFilter(
        label=gettext_lazy("Translated into"), queryset=lambda request: _locales(request)
    )

    class Meta:
        model = Term
        fields = []


def _locales(request):
    return Locale.objects.filter(pk__in=target_ids(request.user)) if request else Locale.objects.none()


class OwnTerms:
    """Only terms of the person's languages are there."""

    def get_queryset(self):
        return policy.instances_user_has_any_permission_for(self.request.user, ["view", "change", "delete"])


class TranslationColumn(Column):
    """The preferred translation with all that is to be known about it: three narrow columns fit no phone."""

    cell_template_name = "desk/glossary/translation_cell.html"

    def get_cell_context_data(self, instance, parent_context):
        context = super().get_cell_context_data(instance, parent_context)
        context["term"] = instance
        context["variants"] = instance.accepted[1:]
        context["language"] = instance.target_locale.language_code
        context["source_language"] = instance.source_locale.language_code
        return context


class ChangedColumn(Column):
    """When a term was changed last, and by whom."""

    cell_template_name = "desk/glossary/changed_cell.html"

    def get_cell_context_data(self, instance, parent_context):
        return {**super().get_cell_context_data(instance, parent_context), "term": instance}


class TermList(generic.IndexView):
    """The list."""

    any_permission_required = ["view", "add", "change", "delete"]
    search_fields = ["source_text", "preferred", "variants", "note"]
    default_ordering = "source_text"
    page_title = gettext_lazy("Glossary")
    add_item_label = gettext_lazy("Add a term")

    def get_base_queryset(self):
        terms = policy.instances_user_has_any_permission_for(self.request.user, ["view", "change"])
        return terms.select_related("source_locale", "target_locale", "updated_by", "updated_by__wagtail_userprofile")

    def search_queryset(self, queryset):
        if not self.is_searching:
            return queryset
        # SQLite does not know that Ä and ä are one letter.
        words = {self.search_query, self.search_query.lower(), self.search_query.capitalize()}
        query = Q()
        for field in self.search_fields:
            for word in words:
                query |= Q(**{f"{field}__icontains": word})
        return queryset.filter(query)

    @cached_property
    def columns(self):
        columns = [
            self._get_title_column("source_text", label=_("Term"), width="30%", link_attrs={"lang": SOURCE_LANGUAGE}),
            TranslationColumn("preferred", label=_("Translation"), sort_key="preferred"),
        ]
        if len(targets_of(self.request.user)) > 1:
            columns.append(Column("language", label=_("Language"), accessor=lambda term: str(term.target_locale)))
        columns.append(ChangedColumn("updated_at", label=_("Last changed"), sort_key="updated_at", width="18%"))
        return columns

    def _get_title_column(self, field_name, column_class=generic.models.TitleColumn, **kwargs):
        column_class = self._get_title_column_class(column_class)
        return column_class(field_name, sort_key=field_name, get_url=self.get_edit_url, **kwargs)

    @cached_property
    def header_more_buttons(self):
        buttons = list(super().header_more_buttons)
        if self.user_has_permission("add") and self.user_has_permission("change"):
            buttons.append(
                Button(_("Import a file"), url=reverse("desk:glossary_import"), icon_name="upload", priority=20)
            )
        locale = self.request.GET.get("target_locale", "")
        query = f"?language={locale}" if locale.isdecimal() else ""
        for kind, label in (("csv", _("Download as CSV")), ("tbx", _("Download as TBX"))):
            url = reverse("desk:glossary_export", args=[kind]) + query
            buttons.append(Button(label, url=url, icon_name="download", priority=30))
        return buttons


class TermAdd(generic.CreateView):
    """A new term."""

    def save_instance(self):
        self.form.instance.updated_by = self.request.user
        return super().save_instance()


class TermEdit(CarefulRowMixin, OwnTerms, generic.EditView):
    """A term is changed."""

    def save_instance(self):
        self.form.instance.updated_by = self.request.user
        return super().save_instance()


class TermDelete(OwnTerms, generic.DeleteView):
    """A term is deleted, after a question."""


class TermHistory(history.HistoryView):
    """Who has changed a term, and when."""

    any_permission_required = ["view", "change"]

    def get_base_object_queryset(self):
        return policy.instances_user_has_any_permission_for(self.request.user, ["view", "change"])


class TermViewSet(ModelViewSet):
    """All views of terms below ``/admin/desk/glossary/``."""

    model = Term
    name = "desk_terms"
    url_prefix = "desk/glossary"
    icon = "list-ul"
    add_to_admin_menu = False
    add_to_reference_index = False
    copy_view_enabled = False
    inspect_view_enabled = False
    list_per_page = 50
    index_view_class = TermList
    index_template_name = "desk/glossary/index.html"
    add_view_class = TermAdd
    edit_view_class = TermEdit
    delete_view_class = TermDelete
    history_view_class = TermHistory

    def get_form_class(self, for_update=False):
        return TermForm

    def get_index_view_kwargs(self, **kwargs):
        return super().get_index_view_kwargs(
            **{"filterset_class": TermFilterSet, "search_fields": TermList.search_fields, **kwargs}
        )

    def get_urlpatterns(self):
        # A term is referred to by nothing: Wagtail's list of usages would only be one door more.
        return [pattern for pattern in super().get_urlpatterns() if pattern.name != "usage"]

    def get_common_view_kwargs(self, **kwargs):
        return super().get_common_view_kwargs(**{"usage_url_name": None, **kwargs})


viewset = TermViewSet()
