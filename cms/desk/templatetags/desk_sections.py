"""The parts of the desk as tabs, at the head of each of them."""

from django import template
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ..glossary.rights import target_ids

register = template.Library()

SECTIONS = (
    ("index", _("What is to be done")),
    ("questions", _("Questions")),
    ("files", _("Files")),
    ("glossary", _("Glossary")),
    ("memory", _("Translation memory")),
)


#: These are for people who translate into a language; editors of the source see the list and the questions.
FOR_TRANSLATORS = frozenset({"files", "glossary", "memory"})


@register.inclusion_tag("desk/_sections.html", takes_context=True)
def desk_sections(context, current: str) -> dict:
    """In: the name of the part one is in. Out: what its tabs need.

    A view that knows already whether this person translates says so as ``shows_translators_parts`` in its context.
    """
    translates = context.get("shows_translators_parts")
    if translates is None:
        translates = bool(target_ids(context["request"].user))
    return {
        "sections": [
            {"label": label, "address": reverse(f"desk:{name}"), "current": name == current}
            for name, label in SECTIONS
            if translates or name not in FOR_TRANSLATORS
        ]
    }
