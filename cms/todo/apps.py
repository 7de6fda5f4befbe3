"""The app of the panel "What is to be done?"."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TodoConfig(AppConfig):
    name = "cms.todo"
    label = "todo"
    verbose_name = _("To do")

    def ready(self) -> None:
        from .items import register
        from .looking import NOT_LOOKED_AT

        register(NOT_LOOKED_AT)
