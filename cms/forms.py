"""The form of every page: what may be missing in a draft, but not on the site."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.text import capfirst, slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.blocks import BlockField
from wagtail.coreutils import find_available_slug

from .publishing import problems_of
from .publishing.problems import BlocksRefused, Problem

#: Addresses below the home page that the site itself answers (cms.urls).
RESERVED_SLUGS = frozenset({"suche", "recherche"})
HOME_DEPTH = 2
#: For the number behind a slug that is taken.
ROOM = 5
#: What Wagtail's script spells out, and Django's `slugify` leaves out, so that both make the same address.
SPELLED_OUT = str.maketrans({"ß": "ss", "œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae"})
#: In the banner, after the name of a field made of blocks; what exactly is wrong stands at the block itself.
IN_THE_BLOCKS = gettext_lazy("Something in this field is not right yet. What to do is written there.")


class BasePageForm(WagtailAdminPageForm):
    """Asks the page what is missing, unless a draft is saved (Wagtail defers required fields then)."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # Wagtail's script writes it as the title is typed. A title that is pasted or dropped leaves it empty until
        # the field is left, and until then nothing could be saved by itself.
        if "slug" in self.fields and self.instance.first_published_at is None:
            self.fields["slug"].required = False

    def add_error(self, field, error):
        """As Django's. An error that is a bundle of errors of blocks gets words that people may read."""
        # Beside an error of the whole page Wagtail lists those of all fields in its banner
        # (https://github.com/wagtail/wagtail/pull/3440), and a bundle is called "Validation error in StreamBlock"
        # there, in every language. At the blocks only its parts are printed.
        if hasattr(error, "as_json_data") and not isinstance(error, BlocksRefused):
            error.message = IN_THE_BLOCKS
        super().add_error(field, error)

    def clean(self):
        data = super().clean()
        # Wagtail refuses only an end before the beginning; with both at once the page would never be seen.
        begins, ends = data.get("go_live_at"), data.get("expire_at")
        if begins and begins == ends:
            self.add_error("expire_at", _("The end must come after the beginning."))
        return data

    def clean_slug(self):
        slug = self.cleaned_data["slug"] or self._slug_of_title() or self.instance.slug
        # Two reports may well be called “A visit”. Nobody has written this address, so nobody is asked for another.
        if self.instance.first_published_at is None and slug == self._words_of_title():
            slug = self._slug_of_title() or slug
        if not slug:
            raise ValidationError(self.fields["slug"].error_messages["required"], code="required")
        if slug in RESERVED_SLUGS and self.parent_page is not None and self.parent_page.depth == HOME_DEPTH:
            raise ValidationError(_("The site uses this address for its search. Choose another one."))
        return slug

    def _slug_of_title(self) -> str:
        """A free one, or none for a title of which nothing is left."""
        words = self._words_of_title()
        if not words or self.parent_page is None:
            return ""
        return find_available_slug(self.parent_page, words, ignore_page_id=self.instance.pk)

    def _words_of_title(self) -> str:
        """What Wagtail's script makes of the title."""
        title = str(self.cleaned_data.get("title") or "").translate(SPELLED_OUT)
        words = slugify(title, allow_unicode=settings.WAGTAIL_ALLOW_UNICODE_SLUGS)
        return words[: self.fields["slug"].max_length - ROOM].strip("-")

    def _post_clean(self):
        super()._post_clean()
        if self.is_deferred_validation or self._sends_back():
            return
        for field, message in self.instance.missing_values().items():
            if field in self.fields and field not in self.errors:
                self.add_error(field, message)
        # The gate asks the same once more (cms.publishing); here nothing has been saved yet.
        sound = self.fields.keys() - self.errors.keys()
        by_field: dict[str | None, list[Problem]] = {}
        for problem in problems_of(self.instance, self.for_user):
            if not problem.field:
                by_field.setdefault(problem.place if problem.place in sound else None, []).append(problem)
        for field, problems in by_field.items():
            if field and isinstance(self.fields[field], BlockField):
                self.add_error(field, BlocksRefused(problems))
                continue
            for problem in problems:
                self.add_error(field, ValidationError(problem.as_html()))

    def refusal(self) -> str:
        """What has not been done if these data are refused, as a sentence that names the page; empty for a draft."""
        if self._sends_back():
            return ""
        title = str(self.data.get("title") or "").strip() or self.instance.get_admin_display_title()
        values = {"title": title or capfirst(str(self.instance._meta.verbose_name))}
        if self.data.get("action-publish"):
            return _("“%(title)s” has not been published.") % values
        if self.data.get("action-submit") or self.data.get("action-restart-workflow"):
            return _("“%(title)s” has not been submitted.") % values
        if self.data.get("action-workflow-action"):
            return _("“%(title)s” has not been approved.") % values
        return ""

    def _sends_back(self) -> bool:
        """Whether a moderator only sends the page back, or its workflow is ended: it may be incomplete then."""
        if self.data.get("action-cancel-workflow"):
            return True
        return bool(self.data.get("action-workflow-action")) and self.data.get("workflow-action-name") == "reject"
