"""The app of the bin."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BinConfig(AppConfig):
    name = "cms.bin"
    label = "bin"
    verbose_name = _("Bin")

    def ready(self) -> None:
        from cms.periodic import Daily, register

        from . import emptying, packing

        packing.connect()
        register("bin.empty", Daily(hour=3), emptying.delete_expired)
