"""Keeps the table of links: written anew when a page is published or a snippet saved, and once a night for all."""

from __future__ import annotations

from urllib.parse import urlsplit

import structlog
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Model, QuerySet
from wagtail.models import Page

from .finding import Found, links_of
from .holders import Holder, holders, links_held_by
from .models import Address, Kind, PageLink
from .own import check_own

log = structlog.get_logger("weblinks")

SCHEMES = ("http", "https")


def scan(page: Page) -> None:
    """Write down the links of this page as it is published. In: a specific page."""
    _write(page, PageLink.objects.filter(page_id=page.pk), {"page_id": page.pk}, is_empty=bool(page.alias_of_id))


def scan_holder(holder: Holder, row: Model) -> None:
    """Write down the links of a snippet or setting as it is saved."""
    values = {
        "holder_type": ContentType.objects.get_for_model(row),
        "holder_id": row.pk,
        "holder_title": holder.title(row)[:255],
        "holder_language": holder.language(row),
        "mended_at": holder.mended_at(row),
        "until": holder.ends(row),
    }
    _write(row, links_held_by(row), values)


def _write(row: Model, before: QuerySet, values: dict, is_empty: bool = False) -> None:
    with transaction.atomic():
        found = [] if is_empty else [one for one in links_of(row) if _counts(one)]
        addresses = _addresses(list(dict.fromkeys(one.url for one in found if one.url)))
        before.delete()
        PageLink.objects.bulk_create(
            [
                PageLink(
                    **values,
                    kind=one.kind,
                    target_id=one.target_id,
                    address=addresses.get(one.url),
                    text=one.text,
                    field=one.field[:100],
                    block=one.block[:64],
                )
                for one in found
            ],
            500,
        )
    check_own([address for address in addresses.values() if address.is_ours])


def scan_safely(page: Page) -> None:
    """As `scan`, but a page whose links cannot be read is logged and published all the same."""
    try:
        scan(page)
    except Exception:
        log.exception("links_not_read", page=page.pk)


def scan_holder_safely(holder: Holder, row: Model) -> None:
    """As `scan_holder`, but a row whose links cannot be read is logged and saved all the same."""
    try:
        scan_holder(holder, row)
    except Exception:
        log.exception("links_not_read", model=row._meta.label, row=row.pk)


def _counts(one: Found) -> bool:
    """Not mail and telephone, which nobody can follow from here."""
    if one.kind != Kind.ADDRESS:
        return True
    return one.url.startswith("/") or one.url.split(":", 1)[0].lower() in SCHEMES


def _addresses(urls: list[str]) -> dict[str, Address]:
    if not urls:
        return {}
    digests = {Address.digest_of(url): url for url in urls}
    known = set(Address.objects.filter(digest__in=digests).values_list("digest", flat=True))
    fresh = [
        Address(url=url, digest=digest, host=host_of(url), is_ours=is_ours(url))
        for digest, url in digests.items()
        if digest not in known
    ]
    Address.objects.bulk_create(fresh, 500, ignore_conflicts=True)
    return {address.url: address for address in Address.objects.filter(digest__in=digests)}


def host_of(url: str) -> str:
    """The host of an address, in small letters; nothing if it has none."""
    try:
        return (urlsplit(url).hostname or "").lower()[:255]
    except ValueError:
        return ""


def is_ours(url: str) -> bool:
    """Whether an address is written out but leads to this site."""
    if url.startswith("/") and not url.startswith("//"):
        return True
    return bool(host_of(url)) and host_of(url) == host_of(settings.BASE_URL)


def scan_all() -> None:
    """All published pages, snippets and settings, and an end of addresses that nothing links to any more."""
    pages = Page.objects.live().filter(depth__gt=1, alias_of__isnull=True).order_by("pk")
    for page in pages.specific(defer=False).iterator(chunk_size=100):
        scan_safely(page)
    for holder in holders():
        for row in holder.model._default_manager.order_by("pk").iterator(chunk_size=100):
            scan_holder_safely(holder, row)
        kind = ContentType.objects.get_for_model(holder.model)
        gone = PageLink.objects.filter(holder_type=kind)
        gone.exclude(holder_id__in=holder.model._default_manager.values("pk")).delete()
    Address.objects.filter(links__isnull=True).delete()
