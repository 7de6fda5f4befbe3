"""Values that are no sentences (pictures, documents, pages, addresses): shown as what they are, and replaced."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator, URLValidator
from django.db import models, transaction
from django.utils.translation import gettext as _
from wagtail.blocks import ChooserBlock, EmailBlock, FieldBlock, PageChooserBlock, URLBlock
from wagtail.coreutils import resolve_model_string
from wagtail.documents import get_document_model
from wagtail.documents.models import AbstractDocument
from wagtail.images import get_image_model
from wagtail.images.blocks import ImageBlock
from wagtail.images.models import AbstractImage
from wagtail.models import Page
from wagtail.permissions import policy_registry
from wagtail_localize.models import OverridableSegment, SegmentOverride

from ..guards.choosers import choosable_pages
from ..guards.values import override_error
from ..permissions import freeze_of, target_of
from ..segments import Frozen
from .markup import short_address
from .places import Place, Places

SCHEMES = ("http", "https", "mailto", "tel")
#: What kind of value → what can be chosen for it.
CHOOSERS = {"image": get_image_model, "document": get_document_model, "page": lambda: Page}


@dataclass(frozen=True)
class Shown:
    """A value as people know it. ``is_gone``: it points to something that has been deleted."""

    text: str
    url: str = ""
    picture: Any = None
    is_gone: bool = False


@dataclass
class Value:
    """One value: that of the source, and the one that stands in its place, if any."""

    id: int
    context_id: int
    place: Place
    kind: str
    source: Any
    replaced: Any = None
    is_replaced: bool = False
    error: str = ""
    source_shown: Shown | None = None
    replaced_shown: Shown | None = None
    page_types: str = field(default="wagtailcore.page")

    @property
    def can_be_chosen(self) -> bool:
        return self.kind in CHOOSERS

    @property
    def address(self) -> str:
        """What the field for an address holds at first."""
        return str(self.replaced if self.is_replaced else self.source)


def values_of(translation) -> list[Value]:
    """All values in the order of the form. At most five queries, and one for each kind of thumbnail."""
    places = Places(translation.source)
    overrides = {
        row.context_id: row
        for row in SegmentOverride.objects.filter(
            locale_id=translation.target_locale_id, context__object_id=translation.source.object_id
        ).select_related("context")
    }
    values = []
    seen = set()
    rows = OverridableSegment.objects.filter(source_id=translation.source_id).select_related("context")
    for row in rows.order_by("order", "pk"):
        if row.context_id in seen:
            continue
        seen.add(row.context_id)
        place = places.place(row.context.path, row.context.field_path)
        source = _data(row)
        value = Value(row.pk, row.context_id, place, _kind(place, source), source, page_types=_page_types(place))
        override = overrides.get(row.context_id)
        if override is not None:
            value.replaced, value.is_replaced = _data(override), True
            value.error = _error(override)
        values.append(value)
    values.sort(key=lambda value: value.place.rank)
    _show(values)
    return values


def _error(override: SegmentOverride) -> str:
    """Why a value is not used, in the reader's language; what is stored is in that of whoever chose it."""
    if not override.has_error:
        return ""
    return override_error(override) or override.get_error() or _("This value cannot be used.")


def replace(translation, value: Value, new: Any, user) -> None:
    """Put another value in the place of the source's. Raises Frozen, or ValidationError with a sentence."""
    checked = _checked(value, new, user)
    _write(translation, user)
    with transaction.atomic():
        SegmentOverride.objects.update_or_create(
            locale_id=translation.target_locale_id,
            context_id=value.context_id,
            defaults={
                "data_json": json.dumps(checked),
                "last_translated_by": user,
                "has_error": False,
                "field_error": "",
            },
        )


def set_back(translation, value: Value, user) -> None:
    """Use the value of the source again. Raises Frozen."""
    _write(translation, user)
    SegmentOverride.objects.filter(locale_id=translation.target_locale_id, context_id=value.context_id).delete()


def _write(translation, user) -> None:
    freeze = freeze_of(target_of(translation), user)
    if freeze is not None:
        raise Frozen(freeze)


def _data(row) -> Any:
    try:
        return json.loads(row.data_json)
    except ValueError:
        return ""


def _kind(place: Place, source: Any) -> str:
    """image, document, page, mail, address or text."""
    holder = place.holder
    if place.is_link:
        return "address"
    model = None
    if isinstance(holder, ImageBlock):
        model = get_image_model()
    elif isinstance(holder, PageChooserBlock):
        return "page"
    elif isinstance(holder, ChooserBlock):
        model = resolve_model_string(holder.target_model)
    elif isinstance(holder, models.ForeignKey):
        model = holder.related_model
    if model is not None:
        for name, base in (("image", AbstractImage), ("document", AbstractDocument), ("page", Page)):
            if issubclass(model, base):
                return name
        return "object"
    if isinstance(holder, EmailBlock | models.EmailField):
        return "mail"
    if isinstance(holder, URLBlock | models.URLField):
        return "address"
    if isinstance(holder, FieldBlock | models.Field) or holder is not None:
        return "text"
    return "unknown"


def number_in(data: Any) -> int | None:
    """The key of a row that somebody sent or stored; None for all that cannot be one."""
    text = str(data)
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def _page_types(place: Place) -> str:
    targets = getattr(place.holder, "target_models", None) or []
    return ",".join(model._meta.label_lower for model in targets) or "wagtailcore.page"


def _checked(value: Value, new: Any, user) -> Any:
    """The new value as it is stored. Raises ValidationError."""
    if value.kind in CHOOSERS:
        number = number_in(new)
        if number is None or not _choosable(value.kind, user).filter(pk=number).exists():
            raise ValidationError(_("This is no longer there. Please choose something else."))
        return number
    text = str(new).strip()
    if value.kind == "mail":
        EmailValidator()(text)
        return text
    if value.kind != "address":
        raise ValidationError(_("This value cannot be replaced here."))
    return checked_address(text)


def _choosable(kind: str, user):
    """What this person is offered in Wagtail's window. For pages it shows all of them to everybody in the admin."""
    model = CHOOSERS[kind]()
    if model is Page:
        return choosable_pages(Page.objects.filter(depth__gt=1), user)
    return policy_registry.get_by_type(model).instances_user_has_permission_for(user, "choose")


def checked_address(text: str) -> str:
    """A web, mail or telephone address. Raises ValidationError for any other: ``javascript:`` is one."""
    message = _("Enter an address that begins with https://, http://, mailto: or tel:.")
    try:
        parts = urlsplit(text)
    except ValueError as error:
        raise ValidationError(message) from error
    scheme = parts.scheme.lower()
    if scheme not in SCHEMES or any(ord(sign) <= 32 for sign in text):
        raise ValidationError(message)
    if scheme in ("http", "https"):
        URLValidator(schemes=["http", "https"])(text)
    elif scheme == "mailto":
        EmailValidator()(parts.path)
    elif parts.path.strip("+0123456789-.()/") or not any(sign.isdigit() for sign in parts.path):
        raise ValidationError(message)
    return text


def _show(values: list[Value]) -> None:
    """Fill in how the values look: one query for each kind, whatever their number."""
    wanted: dict[str, set[int]] = {kind: set() for kind in CHOOSERS}
    for value in values:
        if value.kind in CHOOSERS:
            numbers = (number_in(data) for data in (value.source, value.replaced))
            wanted[value.kind].update(number for number in numbers if number is not None)
    found: dict[str, dict[int, Any]] = {}
    for kind, keys in wanted.items():
        queryset = CHOOSERS[kind]().objects.all()
        if kind == "image":
            queryset = queryset.prefetch_renditions("max-165x165")
        found[kind] = {row.pk: row for row in queryset.filter(pk__in=keys)} if keys else {}
    for value in values:
        value.source_shown = _one(value, value.source, found)
        value.replaced_shown = _one(value, value.replaced, found) if value.is_replaced else None


def _one(value: Value, data: Any, found: dict[str, dict[int, Any]]) -> Shown:
    if value.kind not in CHOOSERS:
        text = str(data)
        return Shown(short_address(text) if value.kind == "address" else text, text if _is_web(text) else "")
    row = found[value.kind].get(number_in(data))
    if row is None:
        return Shown(_("This has been deleted."), is_gone=True)
    return Shown(str(row.title), picture=row if value.kind == "image" else None)


def _is_web(text: str) -> bool:
    return text.lower().startswith(("http://", "https://"))
