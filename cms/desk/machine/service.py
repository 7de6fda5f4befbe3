"""Which machine translates between two languages, by what the environment says."""

from __future__ import annotations

from typing import Protocol

from django.conf import settings
from wagtail.models import Locale

from .problems import MachineError, Problem, TooMuch

__all__ = ["Machine", "MachineError", "Problem", "TooMuch", "machine_for"]


class Machine(Protocol):
    """A service that translates sentences with markup from one language into another."""

    #: As it is shown to people and stored with the texts.
    name: str
    #: The most it is given at once, in signs. (The most sentences are `jobs.SENTENCES`.)
    most_signs: int

    def prepare(self) -> Problem | None:
        """Whatever is to be done before the first sentence. Out: what it will have to do without."""

    def translate(self, texts: list[str]) -> list[str]:
        """One answer for each text, in the same order. One request; raises MachineError and nothing else."""


def machine_for(source_locale: Locale, target_locale: Locale) -> Machine | None:
    """The machine for these languages, or None if none is set up. Asks no service.

    LibreTranslate goes first where both are set up: it runs in our own house, so the texts stay there.
    """
    if source_locale.pk == target_locale.pk:
        return None
    if settings.LIBRETRANSLATE_URL:
        from .libretranslate import LibreTranslate

        return LibreTranslate(source_locale, target_locale)
    if settings.DEEPL_API_KEY:
        from .deepl_service import DeepL

        return DeepL(source_locale, target_locale)
    return None
