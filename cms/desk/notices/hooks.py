"""What this part hooks into Wagtail: the choice in the profile."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.views.account import BaseSettingsPanel, notifications_tab

from ..permissions import locales_of
from .forms import NoticeForm
from .people import chosen_by


class NoticesPanel(BaseSettingsPanel):
    """Which mails of the translation desk a person wants."""

    name = "translation_notices"
    title = _("Translation")
    tab = notifications_tab
    order = 200

    def is_active(self) -> bool:
        return bool(locales_of(self.user))

    def get_form(self) -> NoticeForm:
        data = self.request.POST if self.request.method == "POST" else None
        return NoticeForm(data, instance=chosen_by(self.user), prefix=self.name)


@hooks.register("register_account_settings_panel")
def register_notices_panel(request, user, profile) -> NoticesPanel:
    return NoticesPanel(request, user, profile)
