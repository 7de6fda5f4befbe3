"""The app of the team's work."""

from django.apps import AppConfig
from django.db.models.signals import post_save
from django.utils.translation import gettext_lazy as _


class TeamworkConfig(AppConfig):
    name = "cms.teamwork"
    label = "teamwork"
    verbose_name = _("Teamwork")

    def ready(self) -> None:
        from cms.accounts.roles import register_step

        from . import approval, assignments, notices, policy, todo

        policy.register_policy()
        register_step("approval", approval.set_up)
        register_step("assignments", assignments.ensure_assignments)
        post_save.connect(assignments.page_added, dispatch_uid="teamwork_assignments")
        todo.register_work()
        notices.connect()
