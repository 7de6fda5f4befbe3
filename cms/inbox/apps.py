from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class InboxConfig(AppConfig):
    name = "cms.inbox"
    label = "inbox"
    verbose_name = _("Inbox")

    def ready(self) -> None:
        from cms import periodic, todo
        from cms.accounts.roles import Role, register_rights

        from . import outbox, retention, waiting

        register_rights(
            (Role.EDITOR, Role.MODERATOR), *(f"inbox.{verb}_message" for verb in ("view", "change", "delete"))
        )
        periodic.register("inbox_mails", periodic.Every(minutes=1), outbox.run, turn="mails")
        periodic.register("inbox_retention", periodic.Daily(hour=3), retention.delete_expired)
        for item in waiting.ITEMS:
            todo.register(item)
