from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    name = "home"
    verbose_name = _("Pages")

    def ready(self) -> None:
        from django.db.models import Q

        from cms import todo
        from cms.frame import register_menu_title, register_place
        from cms.inbox import recipients
        from cms.publishing.rules import register_rule
        from cms.todo import register

        from . import offices, statement, waiting
        from .todo import DUTIES

        for purpose in ("imprint", "privacy", "easy_language", "sign_language", "picture_credits"):
            register_place(purpose, Q(contentpage__purpose=purpose))
        register_place("contact", Q(contactpage__isnull=False))
        register_place("accessibility", Q(accessibilitypage__isnull=False))
        register_place("barrier_report", Q(barrierreportpage__isnull=False))
        register_menu_title("contentpage__menu_title")
        register(DUTIES)
        register_rule("statement", statement.contradictions)
        recipients.register("barrier", offices.for_barriers)
        recipients.register("contact", offices.for_messages)
        for item in waiting.ITEMS:
            todo.register(item)
