"""The project's rules as system checks, so that a machine holds them and not memory.

Ids: ``cms.E001`` to ``E005``; each message says what to do.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.apps import apps
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.db.models import Field, Model
from modelcluster.fields import ParentalKey
from wagtail.models import Page, TranslatableMixin

from .pages import BasePage

#: Apps whose models these rules are about; those of others follow their own.
OWN_APPS = ("cms", "sdg", "projects", "home")
#: Properties of a form element that a field of the same name would replace (HTML, "form-associated elements").
FORM_PROPERTIES = frozenset({"action", "elements", "enctype", "length", "method", "reset", "submit", "target"})
UNSAFE_SOURCES = ("'unsafe-inline'", "'unsafe-eval'", "*", "http:", "https:", "data:")


def own(model: type[Model]) -> bool:
    return model.__module__.split(".")[0] in OWN_APPS


@register(Tags.models)
def check_page_types(app_configs=None, page_models: Iterable[type[Page]] | None = None, **kwargs) -> list[CheckMessage]:
    """E001, E002: every page type of ours is a BasePage, and says where it may stand and what below it."""
    errors = []
    for model in apps.get_models() if page_models is None else page_models:
        if not (issubclass(model, Page) and own(model)):
            continue
        if not issubclass(model, BasePage):
            errors.append(Error("A page type must inherit from cms.pages.BasePage.", obj=model, id="cms.E001"))
        errors.extend(
            Error(
                f"A page type must name its {name}, else an editor can build a broken tree.", obj=model, id="cms.E002"
            )
            for name in ("parent_page_types", "subpage_types")
            if not any(name in base.__dict__ for base in model.__mro__ if own(base) and base is not BasePage)
        )
    return errors


@register(Tags.models)
def check_form_names(app_configs=None, page_models: Iterable[type[Page]] | None = None, **kwargs) -> list[CheckMessage]:
    """E006: no field of a page hides what scripts ask of its form. With one called ``method`` nothing autosaves."""
    return [
        Error(
            f"A field of a page must not be called {field.name}: it hides form.{field.name} from scripts.",
            obj=model,
            id="cms.E006",
        )
        for model in (apps.get_models() if page_models is None else page_models)
        if issubclass(model, Page) and own(model)
        for field in model._meta.local_fields
        if field.name in FORM_PROPERTIES
    ]


def translatable_text(model: type[Model]) -> list[Field]:
    """The fields of a model that hold text a reader sees."""
    return [
        field
        for field in model._meta.local_fields
        if field.get_internal_type() in ("CharField", "TextField") and field.editable and not field.choices
    ]


@register(Tags.models)
def check_children(app_configs=None, models: Iterable[type[Model]] | None = None, **kwargs) -> list[CheckMessage]:
    """E003: ordered rows below a page are translatable, else wagtail-localize copies their text unseen."""
    errors = []
    for model in apps.get_models() if models is None else models:
        parental = any(
            isinstance(field, ParentalKey) and issubclass(field.related_model, Page)
            for field in model._meta.get_fields()
        )
        if own(model) and parental and translatable_text(model) and not issubclass(model, TranslatableMixin):
            errors.append(
                Error("A row below a page with text of its own must be a TranslatableMixin.", obj=model, id="cms.E003")
            )
    return errors


@register(Tags.security)
def check_policy(app_configs=None, **kwargs) -> list[CheckMessage]:
    """E004: the policy of public pages allows nothing inline and nothing from anywhere."""
    directives = getattr(settings, "CONTENT_SECURITY_POLICY", {}).get("DIRECTIVES", {})
    errors = []
    if "cms.middleware.SecurityPolicyMiddleware" not in settings.MIDDLEWARE:
        errors.append(Error("No middleware sends the Content-Security-Policy.", id="cms.E004"))
    for name in ("default-src", "script-src", "style-src", "object-src", "base-uri"):
        sources = [str(source) for source in directives.get(name, ["*"])]
        if unsafe := [source for source in sources if source in UNSAFE_SOURCES]:
            errors.append(Error(f"{name} of CONTENT_SECURITY_POLICY must not hold {', '.join(unsafe)}.", id="cms.E004"))
    return errors


@register(Tags.database)
def check_sqlite(app_configs=None, **kwargs) -> list[CheckMessage]:
    """E005: SQLite waits for a lock instead of failing, and readers go on while one writes."""
    database = settings.DATABASES["default"]
    if database["ENGINE"] != "django.db.backends.sqlite3":
        return []
    options = database.get("OPTIONS", {})
    rules = {
        "transaction_mode must be IMMEDIATE": options.get("transaction_mode") == "IMMEDIATE",
        "timeout must be at least 5 seconds": options.get("timeout", 5) >= 5,
        "init_command must set journal_mode=WAL": "journal_mode=wal" in options.get("init_command", "").lower(),
    }
    return [Error(f"SQLite: {rule}.", id="cms.E005") for rule, kept in rules.items() if not kept]
