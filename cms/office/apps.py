"""The app of site settings, menu, notices and redirects."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OfficeConfig(AppConfig):
    name = "cms.office"
    label = "office"
    verbose_name = _("Office")

    def ready(self) -> None:
        from cms.accounts.roles import Role, register_rights

        from . import links, signals, work
        from .redirects import automatic

        signals.connect()
        automatic.connect()
        work.connect()
        links.connect()
        both = (Role.EDITOR, Role.MODERATOR)
        register_rights(both, "office.change_office")
        register_rights(both, *(f"office.{verb}_banner" for verb in ("add", "change", "delete")))
        register_rights(both, *(f"wagtailredirects.{verb}_redirect" for verb in ("add", "change", "delete")))
