"""Spaces that must not break, set when text is printed.

Editors type ordinary spaces; French wants a no-break space before ``: ; ! ?`` and inside
guillemets, and no language wants a line to end between a number and its unit. The text in the
database stays as it was typed, so that search, translation memory and comparison see one form.
Only an ordinary space is ever replaced, none is added: setting a text twice changes nothing.
"""

from __future__ import annotations

import re

from django.utils.translation import gettext as _

NO_BREAK = "\N{NO-BREAK SPACE}"
NARROW_NO_BREAK = "\N{NARROW NO-BREAK SPACE}"

_UNITS = r"(?:%|€|°C|km²?|m²|ha|kg|kB|MB|GB|EUR|FCFA|XOF|Uhr|Euro|euros?)(?!\w)"
_EVERYWHERE = [
    (re.compile(rf"(?<=\d) +(?={_UNITS})"), NO_BREAK),
]
_BY_LANGUAGE = {
    "de": [
        (re.compile(r"(?<=\b[zdu]\.) (?=[BhaÄ]\.)"), NO_BREAK),  # z. B., d. h., u. a.
    ],
    "fr": [
        (re.compile(r"(?<!\s) +(?=[;!?])"), NARROW_NO_BREAK),
        (re.compile(r"(?<!\s) +(?=:(?![\w/]))"), NO_BREAK),
        (re.compile(r"(?<!\s) +(?=»)"), NO_BREAK),
        (re.compile(r"(?<=«) +(?!\s)"), NO_BREAK),
        (re.compile(r"(?<=\d) (?=\d{3}(?!\d))"), NARROW_NO_BREAK),  # 12 000
    ],
}
#: Indentation of templates: a line break alone says the same, and a page has a weight to keep.
_INDENTATION = re.compile(r"[ \t\r\n]*\n[ \t\r\n]*")
#: Elements whose text is shown or sent as it stands.
_VERBATIM = re.compile(r"(<(style|script|pre|code|textarea|kbd)\b.*?</\2\s*>|<!--.*?-->|<[^>]*>)", re.DOTALL | re.I)


def labelled(label: object, value: object) -> str:
    """A label and what it names, with the colon of the language in use."""
    return _("%(label)s: %(value)s") % {"label": label, "value": value}


def typeset(text: str, language: str) -> str:
    """A plain text with no-break spaces where its language wants them."""
    if " " not in text:
        return text
    for pattern, space in (*_EVERYWHERE, *_BY_LANGUAGE.get(language, ())):
        text = pattern.sub(space, text)
    return text


def french_spaces(text: str) -> str:
    """As `typeset`, for French."""
    return typeset(text, "fr")


def typeset_html(html: str, language: str) -> str:
    """As `typeset` for HTML, indentation left out: only text between tags is touched, never a tag, a script or code."""
    parts = _VERBATIM.split(html)
    # The pattern has two groups, so every third part is text.
    for position in range(0, len(parts), 3):
        text = parts[position]
        parts[position] = typeset(_INDENTATION.sub("\n", text) if "\n" in text else text, language)
        if position + 2 < len(parts):
            parts[position + 2] = ""  # the element's name, already part of the tag before it
    return "".join(parts)
