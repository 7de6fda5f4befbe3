from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MediaConfig(AppConfig):
    name = "cms.media"
    label = "media"
    verbose_name = _("Media")

    def ready(self) -> None:
        from . import policy, todo
        from .uploads import todo as upload_todo

        policy.register_policies()
        todo.connect()
        upload_todo.connect()
