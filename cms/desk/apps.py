"""The app of the translators' desk."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

#: The parts that listen to signals; each has a module ``signals`` with a function ``connect``.
LISTENERS = ("guards", "syncing", "notices", "memory", "machine")


class DeskConfig(AppConfig):
    name = "cms.desk"
    label = "desk"
    verbose_name = _("Translation desk")

    def ready(self) -> None:
        from cms.todo import register

        from .overview.todo import NOT_CURRENT

        register(NOT_CURRENT)
        import_module("cms.desk.guards.system_checks")
        for part in LISTENERS:
            import_module(f"cms.desk.{part}.signals").connect()
