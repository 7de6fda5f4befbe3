from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SdgConfig(AppConfig):
    name = "sdg"
    verbose_name = _("Sustainable Development Goals")

    def ready(self) -> None:
        from django.db.models import Q

        from cms.accounts.roles import INSIDERS, register_rights
        from cms.delivery.sitemap import register_suffixes
        from cms.frame import register_place

        from . import blocks, search  # noqa: F401 - they register what they offer
        from .listing import goal_suffixes

        register_place("goals", Q(goalindexpage__isnull=False))
        register_rights(INSIDERS, "sdg.change_goal")
        register_suffixes("sdg.goalindexpage", goal_suffixes)
