"""The form of every page: what may be missing in a draft, but not on the site."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminPageForm

from .publishing import problems_of

#: Addresses below the home page that the site itself answers (cms.urls).
RESERVED_SLUGS = frozenset({"suche", "recherche"})
HOME_DEPTH = 2


class BasePageForm(WagtailAdminPageForm):
    """Asks the page what is missing, unless a draft is saved (Wagtail defers required fields then)."""

    def clean_slug(self):
        slug = self.cleaned_data["slug"]
        if slug in RESERVED_SLUGS and self.parent_page is not None and self.parent_page.depth == HOME_DEPTH:
            raise ValidationError(_("The site uses this address for its search. Choose another one."))
        return slug

    def _post_clean(self):
        super()._post_clean()
        if self.is_deferred_validation or self._sends_back():
            return
        for field, message in self.instance.missing_values().items():
            if field in self.fields and field not in self.errors:
                self.add_error(field, message)
        # The gate asks the same once more (cms.publishing); here nothing has been saved yet.
        for problem in problems_of(self.instance, self.for_user):
            if not problem.field:
                self.add_error(None, ValidationError(problem.as_html()))

    def _sends_back(self) -> bool:
        """Whether a moderator only sends the page back, or its workflow is ended: it may be incomplete then."""
        if self.data.get("action-cancel-workflow"):
            return True
        return bool(self.data.get("action-workflow-action")) and self.data.get("workflow-action-name") == "reject"
