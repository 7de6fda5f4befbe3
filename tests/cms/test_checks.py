import pytest
from django.conf import settings
from django.core.checks import run_checks
from django.db import models
from django.test import override_settings
from django.test.utils import isolate_apps
from modelcluster.fields import ParentalKey
from wagtail.actions import action_registry
from wagtail.models import PAGE_MODEL_CLASSES, Orderable, Page, TranslatableMixin

from cms.checks import check_children, check_form_names, check_page_types, check_policy, check_sqlite


def ids(messages):
    return [message.id for message in messages]


def test_the_project_keeps_its_own_rules():
    assert [message for message in run_checks() if message.id.startswith("cms.")] == []


@pytest.fixture(autouse=True)
def _registers_put_back():
    """`isolate_apps` starts the apps anew: Wagtail's registers then hold the test's page types and its own actions."""
    known = list(PAGE_MODEL_CLASSES)
    actions = {model: dict(found) for model, found in action_registry.actions.items()}
    yield
    PAGE_MODEL_CLASSES[:] = known
    action_registry.actions = actions


@isolate_apps("home")
def test_a_page_type_without_base_page_and_without_places_is_an_error():
    class Loose(Page):
        class Meta:
            app_label = "home"

        __module__ = "home.models"

    assert ids(check_page_types(page_models=[Loose])) == ["cms.E001", "cms.E002", "cms.E002"]
    assert Loose in PAGE_MODEL_CLASSES, "if Wagtail no longer keeps such a list, the fixture can go"


@isolate_apps("home")
def test_no_field_hides_what_scripts_ask_of_the_form():
    class Hiding(Page):
        method = models.CharField(max_length=9)

        class Meta:
            app_label = "home"

        __module__ = "home.models"

    assert ids(check_form_names(page_models=[Hiding])) == ["cms.E006"]


@isolate_apps("home")
def test_page_types_of_libraries_are_left_alone():
    assert check_page_types(page_models=[Page]) == []


@pytest.mark.parametrize(("bases", "expected"), [((Orderable,), ["cms.E003"]), ((TranslatableMixin, Orderable), [])])
@isolate_apps("home", "wagtail")
def test_a_row_with_text_below_a_page_must_be_translatable(bases, expected):
    class Row(*bases):
        page = ParentalKey(Page, on_delete=models.CASCADE, related_name="+")
        text = models.CharField(max_length=20)

        __module__ = "home.models"

        class Meta:
            app_label = "home"
            abstract = False

    assert ids(check_children(models=[Row])) == expected


@pytest.mark.parametrize(
    ("directive", "source"), [("script-src", "'unsafe-inline'"), ("default-src", "*"), ("style-src", "https:")]
)
def test_an_unsafe_policy_is_an_error(settings, directive, source):
    directives = {**settings.CONTENT_SECURITY_POLICY["DIRECTIVES"], directive: [source]}
    settings.CONTENT_SECURITY_POLICY = {"DIRECTIVES": directives}
    [message] = check_policy()
    assert message.id == "cms.E004"
    assert directive in message.msg


def test_a_missing_policy_middleware_is_an_error(settings):
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if "SecurityPolicy" not in name]
    assert ids(check_policy()) == ["cms.E004"]


@pytest.mark.parametrize(
    ("name", "value"), [("transaction_mode", "DEFERRED"), ("timeout", 1), ("init_command", "PRAGMA synchronous=OFF")]
)
def test_sqlite_without_wal_or_waiting_is_an_error(name, value):
    options = {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": "PRAGMA journal_mode=WAL"}
    database = {"ENGINE": "django.db.backends.sqlite3", "NAME": "x", "OPTIONS": {**options, name: value}}
    with override_settings():
        settings.DATABASES = {"default": database}
        assert ids(check_sqlite()) == ["cms.E005"]


def test_postgresql_needs_no_sqlite_options():
    with override_settings():
        settings.DATABASES = {"default": {"ENGINE": "django.db.backends.postgresql", "NAME": "x"}}
        assert check_sqlite() == []
