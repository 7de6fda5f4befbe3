"""The form of a picture: what is asked, in which groups, and with which examples.

Rights are asked at upload and may be left open there: whoever uploads twenty pictures need not know
everything at once. They are demanded when a page is to show the picture (`cms.publishing.pictures`).
"""

from __future__ import annotations

from dataclasses import dataclass

from django import forms
from django.utils.functional import Promise
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .licences import LICENCE_URLS, Licence
from .models import MediaImage
from .rights import lacks

#: What is asked of every picture alike, so that it can be answered for many at once.
RIGHTS_FIELDS = ("author", "licence", "licence_valid_until", "source", "consent")
#: The order of all fields; those of others (collection, tags) stand between the two groups.
ORDER = ("title", "file", *RIGHTS_FIELDS, "description", "collection", "tags")


@dataclass(frozen=True)
class Group:
    """Fields that belong together, with the sentence that says why."""

    key: str
    heading: str | Promise
    explanation: str | Promise
    fields: list


def licence_links() -> SafeString:
    """Links to the texts of all licences that have one."""
    links = format_html_join(
        ", ",
        '<a href="{}" target="_blank" rel="noopener license">{}</a>',
        ((url, Licence(code).label) for code, url in LICENCE_URLS.items()),
    )
    return format_html(
        "{} {} {}",
        _("Under which conditions the picture may be shown. “Own work” means that your office made it."),
        _("The texts of the licences (each opens in a new tab):"),
        links,
    )


class RightsFields:
    """Words and examples for the questions on rights, wherever they are asked."""

    def explain(self) -> None:
        """Give the fields their help, in the language of the person who reads it."""
        help_texts = {
            "author": _("The person or agency to be named at the picture, for example “Maria Beispiel / Kreis Düren”."),
            "source": _("Where the picture comes from, for example an address, an archive or a file number."),
            "licence_valid_until": _(
                "Leave empty if the licence does not run out. 60 days before this day you are reminded."
            ),
            "consent": _("A person is recognisable also from behind, by clothing or by a name in the caption."),
        }
        for name, text in help_texts.items():
            if name in self.fields:
                self.fields[name].help_text = text
        if "licence_valid_until" in self.fields:
            # The browser's own field for dates: it needs no script, which dialogues and uploads do not bring along.
            self.fields["licence_valid_until"].widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        if "licence" in self.fields:
            self.fields["licence"].help_text = licence_links()
            self.fields["licence"].choices = [("", _("Please choose")), *Licence.choices]
        if "consent" in self.fields:
            choices = [choice for choice in self.fields["consent"].choices if choice[0]]
            self.fields["consent"].choices = [("", _("Not answered yet")), *choices]
        if "description" in self.fields:
            self.fields["description"].label = _("Suggestion for the alternative text")
            self.fields["description"].help_text = _(
                "What is to be seen, in a sentence. It is offered wherever the picture is used, and never written "
                "in by itself: the right words depend on the page."
            )


class PictureQuestions(RightsFields):
    """Mixed into Wagtail's form of a picture: order, help and groups, for one picture, for many and in the chooser."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.explain()
        self.order_fields(ORDER)

    @property
    def groups(self) -> list[Group]:
        """The visible fields in groups, for templates that can show them so."""
        rights = [self[name] for name in RIGHTS_FIELDS if name in self.fields]
        own = [field for field in self.visible_fields() if field.name not in RIGHTS_FIELDS]
        first = [field for field in own if field.name in ("title", "file")]
        rest = [field for field in own if field not in first]
        explanation = gettext_lazy(
            "Author, licence and consent are needed before a page may show the picture in public. "
            "You can leave them for later: “What is to be done” on the home page reminds you."
        )
        groups = [
            Group("picture", gettext_lazy("Picture"), "", first),
            Group("rights", gettext_lazy("Rights"), explanation, rights),
            Group("finding", gettext_lazy("Describing and finding"), "", rest),
        ]
        return [group for group in groups if group.fields]

    @property
    def lacks(self) -> list[str]:
        """What the picture still lacks, for the notice above its form; nothing for a new one."""
        return lacks(self.instance) if self.instance.pk else []


class RightsForAllForm(RightsFields, forms.ModelForm):
    """The same questions once, for all pictures of an upload. Nothing is saved by this form itself."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, prefix="for-all", **kwargs)
        self.explain()
        for field in self.fields.values():
            field.required = False

    class Meta:
        model = MediaImage
        fields = RIGHTS_FIELDS
