"""What must stand before any page: the languages, the root of the tree, the default site."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.conf import settings
from wagtail.models import Locale, Page, Site
from wagtail_localize.models import LocaleSynchronization

from cms.language import SOURCE_LANGUAGE
from cms.office.models import Office, OfficeWords

from ..models import HomePage
from .planning import SiteSpec
from .records import ContentPackageItem
from .specs import stable_id

SYNCHRONISATION = "synchronisation"


class OtherSite(Exception):
    """The database holds a home page that no load has made."""


def wanted_site() -> SiteSpec:
    """Host and port as BASE_URL names them."""
    address = urlsplit(settings.BASE_URL)
    port = address.port or (443 if address.scheme == "https" else 80)
    return SiteSpec(address.hostname or "localhost", port, settings.WAGTAIL_SITE_NAME)


def check_empty() -> None:
    """Raises OtherSite if a home page stands there that is not the package's."""
    other = HomePage.objects.exclude(translation_key=stable_id("page:home")).first()
    if other is not None:
        raise OtherSite(
            f"There is a home page already, “{other.title}”, that did not come from the content package. "
            "Load the package into an empty database."
        )


def ensure_locales() -> tuple[Locale, Locale]:
    """German and French, made where they are missing."""
    german, _created = Locale.objects.get_or_create(language_code=SOURCE_LANGUAGE)
    french, _created = Locale.objects.get_or_create(language_code="fr")
    return german, french


def ensure_synchronisation(german: Locale, french: Locale) -> None:
    """New German pages get an alias under /fr/. Set up once: an administrator may switch it off."""
    _record, created = ContentPackageItem.objects.get_or_create(
        key=SYNCHRONISATION, language="fr", defaults={"package": "", "content": ""}
    )
    if created:
        # Saving it makes aliases of all pages that are not in French by now.
        LocaleSynchronization.objects.get_or_create(locale=french, defaults={"sync_from": german})


def set_site(spec: SiteSpec, home: Page) -> Site:
    """The default site shows the home page."""
    site = Site.objects.filter(is_default_site=True).first() or Site(is_default_site=True)
    site.hostname, site.port, site.site_name, site.root_page = spec.hostname, spec.port, spec.name, home
    site.full_clean()
    site.save()
    return site


def ensure_office() -> None:
    """The site details with what is known of the publisher. Filled in once: they belong to the editors then."""
    if Office.objects.exists():
        return
    office = Office.objects.create(publisher="Kreis Düren", legal_form="Körperschaft des öffentlichen Rechts")
    OfficeWords.objects.create(
        office=office,
        language="fr",
        publisher="Kreis Düren (arrondissement de Düren, Allemagne)",
        legal_form="collectivité de droit public",
    )


def remove_welcome_page() -> None:
    """Wagtail's own first page goes, if nobody has made anything of it."""
    for page in Page.objects.filter(depth=2, content_type__model="page", numchild=0, latest_revision=None):
        if not Site.objects.filter(root_page=page).exists():
            page.delete()
