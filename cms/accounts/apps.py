from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate, post_save
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "cms.accounts"
    label = "accounts"
    verbose_name = _("Accounts")

    def ready(self) -> None:
        from . import step_names
        from .languages import home_page_added

        step_names.connect()
        post_migrate.connect(_after_migrate, dispatch_uid="accounts_roles")
        post_save.connect(home_page_added, dispatch_uid="accounts_languages")


def _after_migrate(app_config, **kwargs) -> None:
    """Set the roles up once, after the last app: only then do all permissions exist."""
    from .languages import set_up_after_migrate

    last = [config for config in apps.get_app_configs() if config.models_module is not None][-1]
    if app_config.name == last.name:
        set_up_after_migrate(**kwargs)
