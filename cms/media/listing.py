"""The list of pictures in the admin: how it stands with the rights of each, and a filter for it."""

from __future__ import annotations

from django.urls import path
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter
from wagtail.admin.ui.tables import BaseColumn
from wagtail.images.views.images import ImagesFilterSet, IndexView

from .models import MediaImage
from .rights import Rights, rights_q, state_of

ICONS = {
    Rights.MISSING: "warning",
    Rights.EXPIRED: "warning",
    Rights.EXPIRING: "time",
    Rights.COMPLETE: "check",
}


class PicturesFilterSet(ImagesFilterSet):
    rights = ChoiceFilter(label=_("Rights"), choices=Rights.choices, method="with_rights", empty_label=_("All"))

    def with_rights(self, queryset, name, value):
        # As a subquery: the search can filter by keys only.
        return queryset.filter(pk__in=MediaImage.objects.filter(rights_q(value)).values("pk"))

    class Meta(ImagesFilterSet.Meta):
        pass


class RightsColumn(BaseColumn):
    """Icon and word for the state of a picture's rights."""

    cell_template_name = "media/rights_cell.html"

    def get_cell_context_data(self, instance, parent_context):
        context = super().get_cell_context_data(instance, parent_context)
        return context | state_context(instance)


def state_context(image: MediaImage) -> dict:
    """Template variables for the state of one picture."""
    state = state_of(image)
    return {"state": state, "label": state.label, "icon": ICONS[state]}


class PicturesView(IndexView):
    """Wagtail's list, with one column and one filter more."""

    filterset_class = PicturesFilterSet

    @cached_property
    def columns(self):
        columns = super().columns
        return [*columns[:4], RightsColumn("rights", label=_("Rights"), width="14%"), *columns[4:]] if columns else []


def urls() -> list:
    """The addresses of Wagtail's list, to be found before its own."""
    return [
        path("images/", PicturesView.as_view(), name="picture_list"),
        path("images/results/", PicturesView.as_view(results_only=True), name="picture_list_results"),
    ]
