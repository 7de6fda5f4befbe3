"""The tabs of a page's form: first what the page says, then the other language, last what is rarely needed."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import ObjectList, Panel
from wagtail.models import Page
from wagtail.utils.decorators import cached_classmethod

from .facts import Fact
from .panels import EditorTabs, Foldable, TranslationPanel

TITLE = Fact(_("Give the page a title."), ("title",), needed=True)
TEASER = Fact(_("Write a teaser: it opens the page and stands in lists."), ("teaser",))
PICTURE = Fact(_("Choose a lead image."), ("lead_image",), target="lead_image-chooser")
ALTERNATIVE = Fact(
    _("Describe the lead image, or mark it as decoration."),
    ("lead_image_alt",),
    when=("lead_image",),
    unless=("lead_image_decorative",),
    needed=True,
)


@cached_classmethod
def get_edit_handler(cls):
    """The form of a page type, in place of Wagtail's own of this name.

    A class may bring ``edit_handler``, or ``content_tabs``: a list of `ObjectList` for what the page says. All
    others have one tab with their ``content_panels``.
    """
    if hasattr(cls, "edit_handler"):
        return cls.edit_handler.bind_to_model(cls)
    content = getattr(cls, "content_tabs", None) or [ObjectList(cls.content_panels, heading=_("Text and pictures"))]
    handler = editor_tabs(content, promote=cls.promote_panels, settings=cls.settings_panels)
    return handler.bind_to_model(cls)


def editor_tabs(
    content: Sequence[Panel],
    *,
    promote: Sequence[Panel] = Page.promote_panels,
    settings: Sequence[Panel] = Page.settings_panels,
    more: Sequence[Panel] = (),
    facts: Sequence[Fact] = (TITLE, ALTERNATIVE, TEASER),
) -> EditorTabs:
    """Tabs of content, then translation and what is rarely needed.

    In: tabs of what the page says; panels for search engines and menus; settings; what else is rarely needed;
    the facts to be asked for.
    """
    own_settings = [panel for panel in settings if panel not in Page.settings_panels]
    rare = [*more, *own_settings, *promote]
    return EditorTabs(
        [
            *content,
            ObjectList([TranslationPanel(heading=_("The other language"))], heading=_("Translation")),
            ObjectList(rare, heading=_("More")),
            # Wagtail's dialog for scheduling and its comments: they show no tab of their own.
            ObjectList(Page.settings_panels, heading=_("Settings")),
        ],
        facts=facts,
    )


def folded(panels: Sequence[Panel], heading, **options) -> Foldable:
    """A folded group for details that few pages need."""
    return Foldable(list(panels), heading=heading, **options)
