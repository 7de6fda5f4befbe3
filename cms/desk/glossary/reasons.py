"""Why a term of a file was left out, in words (see `cms.desk.exchange.reasons`)."""

from django.utils.translation import gettext_lazy as _

from ..exchange.reasons import register

register(
    "term_kept",
    _("The glossary has another translation"),
    _(
        "The term stands here with “%(here)s”, in the file with “%(file)s”. Ours was kept. To take the file’s, import "
        "it again with that choice."
    ),
)
register(
    "term_incomplete",
    _("The term or its translation is missing"),
    _("A row needs a term and a translation. Complete it and import the file again."),
)
register(
    "term_too_long",
    _("The term is too long"),
    _("A term and its translation may have %(limit)s characters each. Long explanations belong into the note."),
)
register(
    "term_twice",
    _("The term stands in the file twice"),
    _("The file has two different translations for the same term. The first one was taken."),
)
register(
    "term_other_language",
    _("Not in the languages you have chosen"),
    _("The entry has no term in %(source)s or none in %(target)s."),
    important=False,
)
register(
    "term_deprecated",
    _("Marked as outdated"),
    _("The file says that this word should not be used any more."),
    important=False,
)
register("term_columns", _("The row has too many columns"), _("Is a quotation mark missing in this row?"))
