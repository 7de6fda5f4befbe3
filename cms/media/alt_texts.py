"""What makes a poor alternative text, and what could stand there instead.

A suggestion is only shown, with a button to take it over (issue 4, point 5): what a picture says depends
on the page that shows it, and a text that nobody has looked at is worse than a question.
"""

from __future__ import annotations

import re

from django.utils.translation import gettext as _

#: Endings and counters of files: "IMG_1234", "DSC00012.JPG", "foto-3.webp", "WhatsApp Image 2025-01-02".
FILE_NAME = re.compile(
    r"^\S+\.(jpe?g|png|gif|webp|avif|heic|tiff?|bmp|svg)$"
    r"|^(img|dsc[nf]?|dcim|pict|p|image|bild|foto|photo|scan|screenshot|bildschirmfoto|whatsapp image)"
    r"[\s_-]*\d[\d\s_.:-]*$",
    re.IGNORECASE,
)
#: Words that say only that there is a picture.
EMPTY_WORDS = {
    *("bild", "bilder", "titelbild", "foto", "fotos", "fotografie", "grafik", "abbildung", "aufmacher", "platzhalter"),
    *("photo", "photos", "photographie", "image", "images", "graphique", "illustration"),
    *("logo", "icon", "alt", "alternativtext", "test"),
}
BEGINNINGS = re.compile(
    r"^(das |ein |eine |une |la |le |l’|l')?(bild|foto|photo|image|aufnahme)\s+(von|zeigt|de|montre|d’|d')\b",
    re.IGNORECASE,
)
#: Screen readers read it in one go.
LONG = 250


def weaknesses(text: str, caption: str = "") -> list[str]:
    """Sentences on what is wrong with an alternative text; nothing for an empty one, which other rules ask for."""
    text = " ".join(text.split())
    if not text:
        return []
    found = []
    words = re.findall(r"\w+", text.casefold())
    if FILE_NAME.match(text):
        found.append(_("This looks like the name of a file. Say in a sentence what is to be seen."))
    elif not words or all(word in EMPTY_WORDS or word.isdecimal() for word in words):
        found.append(_("This says only that there is a picture. Say what is to be seen."))
    elif BEGINNINGS.match(text):
        found.append(_("Screen readers say that it is a picture. Begin with what is to be seen."))
    if caption and _same(text, caption):
        found.append(_("The caption says the same, so it would be read out twice. Describe what is to be seen."))
    if len(text) > LONG:
        found.append(_("This is long to listen to. Say the most important things, and the rest in the text."))
    return found


def _same(one: str, other: str) -> bool:
    def plain(text: str) -> str:
        return " ".join(re.findall(r"\w+", text.casefold()))

    return plain(one) == plain(other)
