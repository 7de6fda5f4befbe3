"""The form of every page: what may be missing in a draft, but not on the site."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminPageForm

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
        if self.is_deferred_validation:
            return
        for field, message in self.instance.missing_values().items():
            if field in self.fields and field not in self.errors:
                self.add_error(field, message)
