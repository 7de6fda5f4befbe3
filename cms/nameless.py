"""Labels that Wagtail makes of the names of its variables: "Site name", in every language.

``tests/cms/test_nameless.py`` says when one of the fields is no longer there.
"""

from functools import wraps

from django.utils.translation import gettext_lazy as _


def _label_when_made(form: type, **labels) -> None:
    """For fields that a form gets only when it is made."""
    start = form.__init__

    @wraps(start)
    def started(self, *args, **kwargs):
        start(self, *args, **kwargs)
        for name, label in labels.items():
            if name in self.fields:
                self.fields[name].label = label

    form.__init__ = started


def _label(form: type, **labels) -> None:
    for name, label in labels.items():
        form.base_fields[name].label = label


def give_names() -> None:
    from wagtail.admin.forms import choosers
    from wagtail.admin.forms.workflows import TaskChooserSearchForm
    from wagtail.admin.views.pages.bulk_actions.page_bulk_action import DefaultPageForm
    from wagtail.models.pages import PAGE_PERMISSION_TYPES
    from wagtail.sites.views import IndexView as SiteList
    from wagtail.users.forms import PagePermissionsForm
    from wagtail.users.views.bulk_actions.assign_role import RoleForm
    from wagtail_localize.models import LocaleSynchronizationModelForm

    _label(choosers.ExternalLinkChooserForm, link_text=_("Link text"))
    _label(choosers.AnchorLinkChooserForm, url=_("Anchor"), link_text=_("Link text"))
    _label(choosers.PhoneLinkChooserForm, phone_number=_("Telephone number"), link_text=_("Link text"))
    _label(
        choosers.EmailLinkChooserForm,
        email_address=_("E-mail address"),
        link_text=_("Link text"),
        subject=_("Subject"),
        body=_("Text"),
    )
    _label(DefaultPageForm, include_descendants=_("The pages below as well"))
    _label(RoleForm, role=_("Role"))
    _label_when_made(TaskChooserSearchForm, task_type=_("Kind"))
    _label_when_made(LocaleSynchronizationModelForm, enabled=_("Switched on"), sync_from=_("Copy from"))
    titles = {"port": _("Port"), "site_name": _("Name of the site"), "root_page": _("Home page")}
    for column in SiteList.columns:
        column.label = titles.get(column.name, column.label)
    rights = {f"{name}_page": right for name, _short, right in PAGE_PERMISSION_TYPES}
    boxes = PagePermissionsForm.base_fields["permissions"]
    boxes.label_from_instance = lambda right: rights.get(right.codename, right.name)
