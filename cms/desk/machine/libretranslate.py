"""LibreTranslate, run by ourselves or by others: https://docs.libretranslate.com/."""

from __future__ import annotations

import requests
from django.conf import settings
from wagtail.models import Locale

from .problems import MachineError, Problem, TooMuch


class LibreTranslate:
    """Speaks to one LibreTranslate server. Only the texts and the two languages go out."""

    name = "LibreTranslate"
    #: A small server without graphics card translates about this much in ten seconds.
    most_signs = 5_000

    def __init__(self, source_locale: Locale, target_locale: Locale):
        self.source = source_locale.language_code.split("-")[0].lower()
        self.target = target_locale.language_code.split("-")[0].lower()

    def prepare(self) -> None:
        """Nothing to prepare: it knows no glossary."""

    def translate(self, texts: list[str]) -> list[str]:
        """See `Machine.translate`."""
        asked = {"q": texts, "source": self.source, "target": self.target, "format": "html"}
        if settings.LIBRETRANSLATE_API_KEY:
            asked["api_key"] = settings.LIBRETRANSLATE_API_KEY
        try:
            answer = requests.post(
                f"{settings.LIBRETRANSLATE_URL.rstrip('/')}/translate",
                json=asked,
                timeout=(10, settings.MACHINE_TRANSLATION_TIMEOUT),
                allow_redirects=False,  # the key is for this address only
            )
        except requests.Timeout as error:
            raise MachineError(Problem.TIMEOUT, passing=True) from error
        except requests.ConnectionError as error:
            raise MachineError(Problem.UNREACHABLE, passing=True) from error
        except (requests.RequestException, ValueError) as error:  # ValueError: an address that is none
            raise MachineError(Problem.UNREACHABLE) from error
        _refuse(answer)
        try:
            translated = answer.json()["translatedText"]
        except (ValueError, KeyError, TypeError) as error:
            raise MachineError(Problem.NONSENSE) from error
        if not isinstance(translated, list) or len(translated) != len(texts):
            raise MachineError(Problem.NONSENSE)
        return [text if isinstance(text, str) else "" for text in translated]


def _refuse(answer: requests.Response) -> None:
    """Raises for every answer that is no translation."""
    if answer.status_code == 200:
        return
    match answer.status_code:
        case 429:
            raise MachineError(Problem.BUSY, passing=True, retry_after=seconds(answer.headers.get("Retry-After")))
        case 401 | 403:
            raise MachineError(Problem.KEY_REFUSED)
        case 413:
            raise TooMuch
        case 400:
            reason = answer.text[:2000].lower()
            if "limit" in reason:
                raise TooMuch
            # "de is not supported", "Invalid request: ... language"
            raise MachineError(Problem.LANGUAGE if "support" in reason or "language" in reason else Problem.REFUSED)
        case status if status >= 500:
            raise MachineError(Problem.BROKEN, passing=True, retry_after=seconds(answer.headers.get("Retry-After")))
    raise MachineError(Problem.NONSENSE)


def seconds(header: str | None) -> float:
    """What a Retry-After header asks for. A date, or anything else that is no number, counts as nothing."""
    try:
        return max(0.0, float(header or 0))
    except ValueError:
        return 0.0
