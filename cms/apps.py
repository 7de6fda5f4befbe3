"""The platform's own app: system checks, shared templates, styles and template tags."""

from django.apps import AppConfig


class CmsConfig(AppConfig):
    name = "cms"
    verbose_name = "CMS"

    def ready(self) -> None:
        from . import (  # noqa: F401
            careful,
            catalogues,
            checks,
            late_words,
            lost_targets,
            nameless,
            ordinals,
            restrictions,
            signals,
            unreadable,
        )
        from .publishing import alt_texts, banner, gate, late, pictures  # noqa: F401 - some add their rule

        catalogues.connect()
        late_words.look_up_late()
        nameless.give_names()
        ordinals.connect()
        lost_targets.connect()
        restrictions.connect()
        unreadable.connect()
        careful.connect()
        gate.connect()
        late.connect()
        banner.connect()
