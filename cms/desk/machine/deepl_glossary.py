"""The glossary as DeepL holds it: it cannot be changed there, so it is made anew when the terms change."""

from __future__ import annotations

import contextlib
from hashlib import sha256

import deepl
from django.conf import settings
from wagtail.models import Locale

from cms.language import SOURCE_LANGUAGE
from cms.office.mail import site_name

from ..models import DeepLGlossary, Term


def glossary_id_for(client: deepl.Translator, source_locale: Locale, target_locale: Locale) -> str | None:
    """The id of a glossary at DeepL that holds our terms as they are now; None if there are no terms.

    Makes a new one if the terms, or the account, have changed, and deletes the old one.
    Raises what the package raises.
    """
    pair = {"source_locale": source_locale, "target_locale": target_locale}
    entries = entries_for(source_locale, target_locale)
    fingerprint = _fingerprint(entries)
    held = DeepLGlossary.objects.filter(**pair).first()
    if held is not None and held.fingerprint == fingerprint and entries:
        return held.glossary_id
    made = None
    if entries:
        made = client.create_glossary(
            f"{site_name(SOURCE_LANGUAGE)} {source_locale.language_code}-{target_locale.language_code}",
            source_locale.language_code.split("-")[0],
            target_locale.language_code.split("-")[0],
            entries,
        ).glossary_id
        DeepLGlossary.objects.update_or_create(**pair, defaults={"glossary_id": made, "fingerprint": fingerprint})
    if held is not None:
        if made is None:
            held.delete()
        # A leftover there does no harm, and it may be gone, or belong to an account we had before.
        with contextlib.suppress(deepl.DeepLException, ValueError):
            client.delete_glossary(held.glossary_id)
    return made


def lose(source_locale: Locale, target_locale: Locale) -> None:
    """Forget which glossary DeepL holds, so that the next job makes one."""
    DeepLGlossary.objects.filter(source_locale=source_locale, target_locale=target_locale).delete()


def entries_for(source_locale: Locale, target_locale: Locale) -> dict[str, str]:
    """The terms as DeepL takes them: term and preferred translation, without those it would refuse."""
    rows = Term.objects.filter(source_locale=source_locale, target_locale=target_locale).order_by("source_text", "pk")
    entries: dict[str, str] = {}
    for term, preferred in rows.values_list("source_text", "preferred"):
        term, preferred = " ".join(term.split()), " ".join(preferred.split())
        if term and preferred:
            with contextlib.suppress(ValueError):
                deepl.util.validate_glossary_term(term)
                deepl.util.validate_glossary_term(preferred)
                entries[term] = preferred
    return entries


def _fingerprint(entries: dict[str, str]) -> str:
    lines = [settings.DEEPL_API_URL, settings.DEEPL_API_KEY, *(f"{term}\t{entries[term]}" for term in sorted(entries))]
    return sha256("\n".join(lines).encode()).hexdigest()
