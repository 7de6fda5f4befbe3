"""What has to be asked before a page can come back."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminPageChooser
from wagtail.models import Page

from .models import BinEntry
from .places import Place, hindrance, place_of
from .rights import permissions_at


class RestoreForm(forms.Form):
    """Another place where the old one is gone, another address where the old one is taken; else nothing."""

    def __init__(self, *args, entry: BinEntry, place: Place, user, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.entry, self.place, self.user = entry, place, user
        model = entry.content_type.model_class() if entry.content_type_id else None
        if place.parent is None:
            self.fields["parent"] = forms.ModelChoiceField(
                Page.objects.filter(depth__gt=1, alias_of__isnull=True),
                label=_("New place"),
                help_text=_("Choose the page below which it is to stand."),
                widget=AdminPageChooser(target_models=model.allowed_parent_page_models() if model else None),
            )
        if place.parent is None or not place.is_free:
            self.fields["slug"] = forms.SlugField(
                label=_("Address"),
                max_length=255,
                initial=place.free_slug,
                help_text=_("The last part of the page’s address."),
            )

    def clean_parent(self) -> Page:
        parent = self.cleaned_data["parent"]
        if "add" not in permissions_at(self.user, parent):
            raise ValidationError(_("You may not add pages there."))
        if reason := hindrance(self.entry, parent):
            raise ValidationError(reason)
        return parent

    def clean(self) -> dict:
        cleaned = super().clean()
        parent = cleaned.get("parent") or self.place.parent
        slug = cleaned.get("slug")
        if parent is not None and slug and not place_of(self.entry, parent=parent, slug=slug).is_free:
            free = place_of(self.entry, parent=parent, slug=slug).free_slug
            self.add_error(
                "slug",
                ValidationError(
                    _("This address is taken there. Still free is, for example, “%(slug)s”."), params={"slug": free}
                ),
            )
        return cleaned
