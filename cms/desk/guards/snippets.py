"""Snippets in the admin, by language: Wagtail's views ask for the right on the model only (translation.md §4.6)."""

from __future__ import annotations

from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Model
from django.http import Http404, HttpRequest
from wagtail.models import Locale, TranslatableMixin
from wagtail.permissions import policy_registry
from wagtail.snippets.views import chooser
from wagtail.snippets.views.snippets import EditView, IndexView, InspectView, SnippetViewSet

from cms.bin.views.used import SnippetDeleteView
from cms.teamwork.meanwhile import CarefulRowMixin

from ..permissions import locales_of, may_change


def refuse_other_languages(request: HttpRequest, instance: Model) -> None:
    """Raises PermissionDenied if the snippet is not in a language of this person."""
    if isinstance(instance, TranslatableMixin) and not may_change(request.user, instance):
        raise PermissionDenied


def refuse_deletion_in_other_languages(request: HttpRequest, instances: list[Model]) -> None:
    """Raises PermissionDenied if one of the snippets is not in a language of this person."""
    for instance in instances:
        if isinstance(instance, TranslatableMixin) and instance.locale_id not in locales_of(request.user):
            raise PermissionDenied


def refuse_creation_in_other_languages(request: HttpRequest, model: type[Model]) -> None:
    """Raises PermissionDenied if the new snippet, or the one that is copied, is not in a language of this person."""
    if not issubclass(model, TranslatableMixin):
        return
    copied = request.resolver_match.kwargs.get("pk") if request.resolver_match else None
    if copied is not None:
        try:
            original = model._default_manager.filter(pk=unquote(str(copied))).first()
        except (ValueError, OverflowError, ValidationError) as error:
            raise Http404 from error
        locale_id = original.locale_id if original else None
    elif code := request.GET.get("locale"):
        locale_id = Locale.objects.filter(language_code=code).values_list("pk", flat=True).first()
    else:
        locale_id = Locale.get_default().pk
    # An unknown language or original is the view's business: it answers 404.
    if locale_id is not None and locale_id not in locales_of(request.user):
        raise PermissionDenied


class LanguageIndexView(IndexView):
    """The list offers to change only what may be changed, and opens in a language of the reader."""

    def get_locale(self):
        locale = super().get_locale()
        if locale is None or self.request.GET.get("locale"):
            return locale
        own = locales_of(self.request.user)
        if not own or locale.pk in own:
            return locale
        return Locale.objects.filter(pk__in=own).order_by("pk").first() or locale

    def _is_own(self, instance: Model) -> bool:
        return instance.locale_id in locales_of(self.request.user)

    def get_edit_url(self, instance):
        return super().get_edit_url(instance) if self._is_own(instance) else None

    def get_copy_url(self, instance):
        return super().get_copy_url(instance) if self._is_own(instance) else None

    def get_delete_url(self, instance):
        return super().get_delete_url(instance) if self._is_own(instance) else None

    def get_add_url(self):
        if self.locale is not None and self.locale.pk not in locales_of(self.request.user):
            return None
        return super().get_add_url()


class LanguageInspectView(InspectView):
    """The page about a snippet offers to change it only where that is allowed."""

    def get_edit_url(self):
        return super().get_edit_url() if may_change(self.request.user, self.object) else None

    def get_delete_url(self):
        return super().get_delete_url() if self.object.locale_id in locales_of(self.request.user) else None


class CarefulSnippetView(CarefulRowMixin, EditView):
    """The form asks before it saves over what somebody else has saved meanwhile.

    It leads to other languages only where the person may change something there.
    """

    def get_translations(self):
        own = locales_of(self.request.user)
        return [entry for entry in super().get_translations() if entry["locale"].pk in own]


class AnyRightMixin:
    """Choosers name snippets only to people with some right on them; Wagtail's do to everybody in the admin."""

    def dispatch(self, request, *args, **kwargs):
        policy = policy_registry.get_by_type(self.model_class)
        if not policy.user_has_any_permission(request.user, ("add", "change", "delete", "view", "choose")):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class ChooseView(AnyRightMixin, chooser.ChooseView):
    """All snippets of a model."""


class ChooseResultsView(AnyRightMixin, chooser.ChooseResultsView):
    """The same while somebody searches."""


class ChosenView(AnyRightMixin, chooser.SnippetChosenView):
    """The one that was chosen."""

    def get_object(self, pk):
        try:
            return super().get_object(pk)
        except (ValueError, OverflowError, ValidationError) as error:
            raise Http404 from error


class ChosenMultipleView(AnyRightMixin, chooser.SnippetChosenMultipleView):
    """Those that were chosen."""

    def get_objects(self, pks):
        return super().get_objects([pk for pk in pks if pk.isascii() and pk.isdecimal() and len(pk) < 19])


class CreateView(AnyRightMixin, chooser.SnippetCreateView):
    """Making one while choosing, where the chooser has a form for it. Wagtail's view fails without one."""

    def dispatch(self, request, *args, **kwargs):
        if self.get_creation_form_class() is None:
            raise Http404
        return super().dispatch(request, *args, **kwargs)


class RightfulChooserViewSet(chooser.SnippetChooserViewSet):
    """The choosers of our snippets."""

    choose_view_class = ChooseView
    choose_results_view_class = ChooseResultsView
    chosen_view_class = ChosenView
    chosen_multiple_view_class = ChosenMultipleView
    create_view_class = CreateView


class LanguageSnippetViewSet(SnippetViewSet):
    """For snippets with a row for each language."""

    chooser_viewset_class = RightfulChooserViewSet
    # A few dozen rows are searched in their table: the search backends fail on names of fields and on some signs.
    search_backend_name = None
    index_view_class = LanguageIndexView
    edit_view_class = CarefulSnippetView
    delete_view_class = SnippetDeleteView
    inspect_view_class = LanguageInspectView
