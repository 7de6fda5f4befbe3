"""French typography of a sentence, with the corrected text.

Agrees with `cms.typography`, which turns ordinary spaces into no-break spaces when text is
printed: an ordinary space before ``: ; ! ?`` is therefore right. Said is only what printing
cannot mend, above all a space that is not there.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

NO_BREAK = "\N{NO-BREAK SPACE}"
NARROW_NO_BREAK = "\N{NARROW NO-BREAK SPACE}"
_SPACES = f" {NO_BREAK}{NARROW_NO_BREAK}\N{THIN SPACE}"
_TAG = r"<[^<>]*>"
_ENTITY = r"&(?!(?:quot|apos|nbsp|#39|#x27|#34|#160|#xa0|#8239|#x202f);)(?:\w+|#\d+|#x[0-9a-f]+);"
_ADDRESS = (
    r"(?:https?://|www\.|mailto:)[^\s<>«»]*[^\s<>«».,;:!?)]"
    r"|(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}"
    r"|(?<![\w.-])[\w-]{1,63}(?:\.[\w-]{1,63}){0,8}\.(?:de|org|com|net|eu|ci|fr|int|info)/[^\s<>«»]*[^\s<>«».,;:!?)]"
)
_VERBATIM = re.compile(f"{_TAG}|{_ENTITY}|{_ADDRESS}", re.I)
_WRITTEN_ENTITIES = {
    "&quot;": '"',
    "&#34;": '"',
    "&apos;": "'",
    "&#39;": "'",
    "&#x27;": "'",
    "&nbsp;": NO_BREAK,
    "&#160;": NO_BREAK,
    "&#xa0;": NO_BREAK,
    "&#8239;": NARROW_NO_BREAK,
    "&#x202f;": NARROW_NO_BREAK,
}
#: Tags and addresses are put away as single characters of the private use area while rules are applied,
#: tags that open something in the second half of it.
_FIRST, _FIRST_OPENING, _LAST = 0xE000, 0xF000, 0xF8FF
_MASK = "\ue000-\uf8ff"
_OPENING = "\uf000-\uf8ff"


@dataclass(frozen=True)
class Typography:
    """The codes of what is wrong, and the whole text put right."""

    problems: tuple[str, ...]
    fixed: str


#: A tag that begins right before a sign, after a space: "Oui <b>!</b>".
_NOT_AFTER_SPACED_TAG = rf"(?<![{_SPACES}][{_OPENING}])"
#: Every run of spaces is looked at from its beginning only: ten thousand of them must not take seconds.
_RUN = f"(?<![{_SPACES}])"


#: code, pattern, replacement; in this order, since later ones build on earlier ones.
_RULES: list[tuple[str, re.Pattern, str]] = [
    ("apostrophe", re.compile(rf"(?<=[^\W\d_])'(?=[\w«{_MASK}])"), "’"),
    ("ellipsis", re.compile(r"(?<!\.)\.\.\.(?!\.)"), "…"),
    ("quotation_marks", re.compile(r"„([^„“”\"«»]*)[“”\"]"), f"«{NO_BREAK}\\1{NO_BREAK}»"),
    # Inside guillemets “ ” are right.
    ("quotation_marks", re.compile(r"“([^„“”\"«»]*)”(?![^«]*»)"), f"«{NO_BREAK}\\1{NO_BREAK}»"),
    ("quotation_marks", re.compile(r"(?<![\d\w])\"(?=\S)([^\"«»]*?)(?<=\S)\"(?![\w])"), f"«{NO_BREAK}\\1{NO_BREAK}»"),
    ("quotation_marks", re.compile(r"»([^\s«»](?:[^«»]*[^\s«»])?)«"), f"«{NO_BREAK}\\1{NO_BREAK}»"),
    ("space_missing", re.compile(rf"«(?=[^{_SPACES}])(?![{_MASK}][{_SPACES}])"), f"«{NO_BREAK}"),
    ("space_missing", re.compile(rf"(?<=[^{_SPACES}]){_NOT_AFTER_SPACED_TAG}»"), f"{NO_BREAK}»"),
    (
        "space_missing",
        re.compile(rf"(?<=[^{_SPACES}\n(\[/!?:;.…]){_NOT_AFTER_SPACED_TAG}(?=[;!?]+(?:$|[\s){_MASK}»,.\]]))"),
        NARROW_NO_BREAK,
    ),
    (
        "space_missing",
        re.compile(rf"(?<=[^{_SPACES}\n(\[/!?:;]){_NOT_AFTER_SPACED_TAG}(?=:(?:$|[\s»{_MASK}]))"),
        NO_BREAK,
    ),
    ("space_missing", re.compile(r"(?<=\d)(?=[%€])"), NO_BREAK),
    ("space_before_comma", re.compile(rf"(?<=[\w)»{_MASK}])[{_SPACES}]+(?=[,.](?:$|\s))"), ""),
    (
        "double_space",
        re.compile(rf"{_RUN}(?:[{_SPACES}]*{NARROW_NO_BREAK}[{_SPACES}]+|[{_SPACES}]+{NARROW_NO_BREAK})"),
        NARROW_NO_BREAK,
    ),
    ("double_space", re.compile(rf"{_RUN}(?:[{_SPACES}]*{NO_BREAK}[{_SPACES}]+|[{_SPACES}]+{NO_BREAK})"), NO_BREAK),
    ("double_space", re.compile(r"(?<=\S) {2,}(?=\S)"), " "),
]
_ANY_LANGUAGE = frozenset(["double_space"])


def look(text: str, language: str) -> Typography:
    """What is wrong with a sentence (with markup) of this language."""
    for written, sign in _WRITTEN_ENTITIES.items():
        text = text.replace(written, sign) if written in text else text
    if re.search(f"[{_MASK}]", text):
        return Typography((), text)
    kept: dict[str, str] = {}
    free = {False: iter(range(_FIRST, _FIRST_OPENING)), True: iter(range(_FIRST_OPENING, _LAST + 1))}

    def put_away(match: re.Match) -> str:
        number = next(free[match[0][0] == "<" and match[0][1] != "/"], None)
        if number is None:
            return match[0]
        kept[chr(number)] = match[0]
        return chr(number)

    masked = _VERBATIM.sub(put_away, text)
    if len(kept) < len(_VERBATIM.findall(text)):  # more than there are signs for
        return Typography((), text)
    problems = []
    for code, pattern, replacement in _RULES:
        if language != "fr" and code not in _ANY_LANGUAGE:
            continue
        changed = pattern.sub(replacement, masked)
        if changed != masked:
            problems.append(code)
            masked = changed
    fixed = re.sub(f"[{_MASK}]", lambda match: kept[match[0]], masked)
    return Typography(tuple(dict.fromkeys(problems)), fixed)
