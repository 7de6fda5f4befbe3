"""DeepL, by its own package: https://developers.deepl.com/."""

from __future__ import annotations

import deepl
import requests
from deepl import http_client
from django.conf import settings
from wagtail.models import Locale

from .deepl_glossary import glossary_id_for, lose
from .problems import MachineError, Problem, TooMuch

#: Languages for which DeepL wants to know which of its kinds is meant when it is translated into.
_KINDS = {"en": "EN-GB", "pt": "PT-PT"}
_KNOWN_KINDS = ("en-gb", "en-us", "pt-br", "pt-pt", "zh-hans", "zh-hant")


class DeepL:
    """Speaks to DeepL. Only the texts, the two languages and the glossary go out."""

    name = "DeepL"
    most_signs = 30_000

    def __init__(self, source_locale: Locale, target_locale: Locale):
        self.source_locale, self.target_locale = source_locale, target_locale
        self.source = source_locale.language_code.split("-")[0].upper()
        self.target = _target(target_locale.language_code.lower())
        self._glossary_id: str | None = None

    def prepare(self) -> Problem | None:
        """Bring the glossary there up to date. Without it the texts are translated all the same."""
        try:
            self._glossary_id = glossary_id_for(self._client(), self.source_locale, self.target_locale)
        except (deepl.DeepLException, *_NONSENSE) as error:
            failure = _failure(error)
            if failure.problem in (Problem.KEY_REFUSED, Problem.QUOTA) or failure.passing:
                raise failure from error
            return Problem.NO_GLOSSARY
        return None

    def translate(self, texts: list[str]) -> list[str]:
        """See `Machine.translate`."""
        try:
            answers = self._client().translate_text(
                texts,
                source_lang=self.source,
                target_lang=self.target,
                tag_handling="xml",
                formality=deepl.Formality.PREFER_MORE,
                glossary=self._glossary_id,
            )
        except (deepl.DeepLException, *_NONSENSE) as error:
            if self._glossary_id and getattr(error, "http_status_code", None) in (400, 404):
                # Somebody has deleted it there. It is made anew before the next attempt.
                lose(self.source_locale, self.target_locale)
                raise MachineError(Problem.REFUSED, passing=True) from error
            raise _failure(error) from error
        if not isinstance(answers, list) or len(answers) != len(texts):
            raise MachineError(Problem.NONSENSE)
        return [answer.text if isinstance(answer.text, str) else "" for answer in answers]

    def _client(self) -> deepl.Translator:
        # Jobs wait and try again by themselves; the package would do so with the request waiting.
        http_client.max_network_retries = 0
        http_client.min_connection_timeout = float(settings.MACHINE_TRANSLATION_TIMEOUT)
        return deepl.Translator(
            settings.DEEPL_API_KEY, server_url=settings.DEEPL_API_URL or None, send_platform_info=False
        )


#: What the package lets through when an answer is not what it expects.
_NONSENSE = (ValueError, KeyError, TypeError, AttributeError, IndexError)


def _target(code: str) -> str:
    return code.upper() if code in _KNOWN_KINDS else _KINDS.get(code.split("-")[0], code.split("-")[0].upper())


def _failure(error: Exception) -> MachineError:
    """What an exception of the package means."""
    match error:
        case deepl.AuthorizationException():
            return MachineError(Problem.KEY_REFUSED)
        case deepl.QuotaExceededException():
            return MachineError(Problem.QUOTA)
        case deepl.TooManyRequestsException():
            return MachineError(Problem.BUSY, passing=True)
        case deepl.exceptions.ConnectionException():
            late = isinstance(error.__cause__, requests.Timeout) or "timed out" in str(error).lower()
            return MachineError(Problem.TIMEOUT if late else Problem.UNREACHABLE, passing=True)
        case deepl.DeepLException():
            return _by_status(error)
        case _:
            return MachineError(Problem.NONSENSE)


def _by_status(error: deepl.DeepLException) -> MachineError:
    status = error.http_status_code or 0
    if status == 413:
        return TooMuch()
    if status >= 500:
        return MachineError(Problem.BROKEN, passing=True)
    if status == 401:
        return MachineError(Problem.KEY_REFUSED)
    if status == 400:
        return MachineError(Problem.LANGUAGE if "_lang" in str(error) else Problem.REFUSED)
    return MachineError(Problem.NONSENSE)
