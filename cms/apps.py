"""The platform's own app: system checks, shared templates, styles and template tags."""

from django.apps import AppConfig


class CmsConfig(AppConfig):
    name = "cms"
    verbose_name = "CMS"

    def ready(self) -> None:
        from . import checks, signals  # noqa: F401
