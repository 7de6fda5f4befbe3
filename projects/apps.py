from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProjectsConfig(AppConfig):
    name = "projects"
    verbose_name = _("Projects")

    def ready(self) -> None:
        from django.db.models import Q

        from cms.accounts.roles import Role, register_rights
        from cms.blocks.needs import register_loader
        from cms.frame import register_place
        from cms.teamwork.assignments import register_assignable
        from cms.todo import register
        from cms.weblinks.holders import Holder, register_holder, snippet_address
        from sdg.listing import register_goal_content

        from . import reports_elsewhere, search  # noqa: F401 - the second registers kinds of results
        from .goals import ProjectGoalContent
        from .models import Partner, ProjectPage
        from .teasers import load_teasers
        from .todo import ITEMS

        register_assignable(ProjectPage)
        reports_elsewhere.register_work()
        register_place("projects", Q(projectindexpage__isnull=False))
        register_loader("projects", load_teasers)
        register_goal_content(ProjectGoalContent())
        for item in ITEMS:
            register(item)
        register_holder(
            Holder(
                Partner,
                Partner._meta.verbose_name,
                mended_at=lambda partner: f"{snippet_address(partner)}#id_url",
                permission="projects.change_partner",
                language=lambda partner: partner.locale.language_code,
            )
        )
        rights = [f"projects.{verb}_{name}" for name in ("partner", "contact") for verb in ("add", "change", "delete")]
        register_rights((Role.EDITOR, Role.MODERATOR), *rights)
        register_rights((Role.TRANSLATOR, Role.REVIEWER), "projects.change_partner", "projects.change_contact")
