"""One page of every type and state, in both languages, with every block: for the tests that look at them all.

Pictures are rows with all their renditions, as many and as long-named as real ones, and one small
file stands behind them: encoding real ones would take longer than all the rest.
"""

from __future__ import annotations

from datetime import date
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace

from django.conf import settings
from PIL import Image as Raster
from wagtail.images.models import Filter

from cms.media.models import MediaImage, MediaRendition
from cms.media.pictures import PRESETS
from home.models import AccessibilityException, ContactPageContact, ContentPage, HomePage, Purpose
from projects.models import Contact, Partner, ProjectDocument, ProjectGoal, ProjectPage, ProjectPartner, UpdatePage
from projects.status import today

from .every_block import every_block, make_document
from .factories import make_project, publish

SUBJECTS = ("geburtshilfestation", "partnerschaftskonferenz", "frauenkooperative", "maniok-halle")


def make_pictures(number: int) -> list[MediaImage]:
    """Images 2000 × 1333 with the renditions of every preset; the files are six pixels large."""
    images = MediaImage.objects.bulk_create(
        MediaImage(
            title=f"Bild {n}",
            file=f"original_images/p{n}-{SUBJECTS[n % 4]}.webp",
            width=2000,
            height=1333,
            author="Düren – La Mé",
            licence="cc-by-4.0" if n % 2 else "own-work",
            consent="none-shown",
        )
        for n in range(number)
    )
    buffer = BytesIO()
    Raster.new("RGB", (3, 2), "#19486A").save(buffer, "PNG")
    rows = []
    for image in images:
        for spec in {spec for preset in PRESETS.values() for spec in preset.all_specs}:
            row = _rendition(image, spec)
            path = Path(settings.MEDIA_ROOT) / row.file.name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(buffer.getvalue())
            rows.append(row)
    MediaRendition.objects.bulk_create(rows)
    return images


def _rendition(image: MediaImage, spec: str) -> MediaRendition:
    operation, *rest = spec.split("|")
    kind, _dash, size = operation.partition("-")
    width, _x, height = size.partition("x")
    extension = rest[0].removeprefix("format-")
    stem = Path(image.file.name).stem
    return MediaRendition(
        image=image,
        filter_spec=spec,
        focal_point_key=Filter(spec=spec).get_cache_key(image),
        file=f"images/{stem}.2e16d0ba.{spec.replace('|', '.')}.{extension}",
        width=int(width),
        height=int(height) if kind == "fill" else int(width) * 2 // 3,
    )


def _neighbours(part: SimpleNamespace, images: list[MediaImage]) -> list[ProjectPage]:
    """One project of each status, the current one with a picture, and one without an end."""
    year = today().year
    periods = [("A", year - 1, year + 2), ("B", year + 2, year + 3), ("C", year - 6, year - 6), ("D", year - 2, None)]
    return [
        make_project(
            part,
            f"Partnerschaft {name}",
            goals=(3, 5, 8, number + 10),
            start_year=start,
            end_year=end,
            teaser="Gemeinsam für Gesundheit und Bildung.",
            lead_image=images[number],
            lead_image_alt="Ein Feld.",
        )
        for number, (name, start, end) in enumerate(periods)
    ]


def _full_project(part: SimpleNamespace, images, neighbour: ProjectPage, contact: Contact, key) -> ProjectPage:
    project = ProjectPage(
        title="Volles Projekt" if part.locale.language_code == "de" else "Projet complet",
        teaser="Ein Projekt mit allem, was es gibt.",
        locale=part.locale,
        start_year=today().year - 1,
        end_year=today().year + 1,
        country="CI",
        region="La Mé",
        place="Assikoi",
        latitude="6.1",
        longitude="-3.8",
        lead_image=images[0],
        lead_image_alt="Ein Feld.",
        body=every_block(part, images, neighbour, "A"),
        results=every_block(part, images, neighbour),
        contact=contact,
        grant=50000,
        own_share=5000,
        instrument="Nakopa",
        money_is_public=True,
    )
    if key:
        project.translation_key = key
    project.goals = [
        ProjectGoal(
            goal=part.goal_by_number[number],
            target=target,
            reason="Weil es hilft.",
            is_main=number == 3,
            is_confirmed=number != 13,
            locale=part.locale,
            sort_order=number,
        )
        for number, target in ((3, "3.1"), (5, "5.6"), (13, ""), (17, "17.9"))
    ]
    partners = [
        Partner.objects.create(name="Kreis", kind="public", url="https://example.org/", locale=part.locale),
        Partner.objects.create(name="Verein", kind="association", locale=part.locale),
    ]
    project.partners = [
        ProjectPartner(partner=partner, role=role, locale=part.locale)
        for partner, role in zip([*partners, partners[0]], ("funding", "implementing", "accountable"), strict=True)
    ]
    project.documents = [
        ProjectDocument(document=make_document("plan.pdf", language), locale=part.locale) for language in ("de", "fr")
    ]
    return publish(part.projects, project)


def _language(part: SimpleNamespace, images, keys: dict) -> dict[str, str]:
    """Builds one language. Out: name → address; notes translation keys so that pages are each other's translation."""
    code = part.locale.language_code
    german = code == "de"
    contact = Contact.objects.create(
        unit="Koordination" if german else "Coordination",
        name="N. N.",
        organisation="Kreis",
        street="Straße 1",
        postal_code="52351",
        city="Düren",
        phone="+49 2421 0",
        email="la-me@example.org",
        opening_hours="9–12",
        locale=part.locale,
    )
    neighbours = _neighbours(part, images)
    body = every_block(part, images, neighbours[0])
    project = _full_project(part, images, neighbours[0], contact, keys.get("project"))
    minimal = make_project(part, "Nur ein Titel" if german else "Seulement un titre", goals=(), teaser="", country="")
    update = UpdatePage(title="Neues" if german else "Du nouveau", teaser="Kurz.", body=body, lead_image=images[1])
    content = ContentPage(title="Alle Bausteine" if german else "Tous les blocs", teaser="Kurz.", body=body)
    content.lead_image, content.lead_image_alt, update.lead_image_alt = images[2], "Ein Feld.", "Ein Feld."
    easy = ContentPage(title="Leichte Sprache" if german else "Facile à lire", purpose=Purpose.EASY_LANGUAGE, body=body)
    for page, name, parent in ((update, "update", project), (content, "content", part.home), (easy, "easy", part.home)):
        page.locale = part.locale
        if name in keys:
            page.translation_key = keys[name]
        parent.refresh_from_db()
        publish(parent, page)
    for name, page in {"project": project, "update": update, "content": content, "easy": easy}.items():
        keys[name] = page.translation_key
    home = HomePage.objects.get(pk=part.home.pk)
    home.teaser, home.list_heading, home.list_intro = "Kurz.", "Projekte", "Alle auf einen Blick."
    home.lead_image, home.lead_image_alt, home.body = images[3], "Felder.", body
    home.save_revision().publish()
    part.contact.refresh_from_db()
    part.contact.contacts = [ContactPageContact(contact=contact, locale=part.locale)]
    part.contact.save_revision().publish()
    fill_statement(part, contact)
    part.barrier_report.refresh_from_db()
    part.barrier_report.contact = contact
    part.barrier_report.save_revision().publish()
    part.page = SimpleNamespace(project=project, minimal=minimal, update=update, content=content, easy=easy)
    listing, goals, search = (
        part.projects.get_url(),
        part.goals.get_url(),
        f"/{code}/{'suche' if german else 'recherche'}/",
    )
    return {
        "home": part.home.get_url(),
        "project list": listing,
        "filtered list": f"{listing}?ziel=3&stand={'laufend' if german else 'en-cours'}&q=partnerschaft",
        "empty list": f"{listing}?ziel=7",
        "full project": project.get_url(),
        "minimal project": minimal.get_url(),
        "update": update.get_url(),
        "goals": goals,
        "goal with projects": f"{goals}3/",
        "goal without projects": f"{goals}7/",
        "every block": content.get_url(),
        "easy language": easy.get_url(),
        "contact": part.contact.get_url(),
        "accessibility": part.accessibility.get_url(),
        "barrier report": part.barrier_report.get_url(),
        "empty page": part.imprint.get_url(),
        "search": search,
        "search with results": f"{search}?q=partnerschaft",
        "search without results": f"{search}?q=gibtesnicht",
        "404": f"/{code}/gibt-es-nicht/",
    }


def fill_statement(part: SimpleNamespace, contact: Contact) -> None:
    """An accessibility statement with all its fields, and exceptions with each reason."""
    page = part.accessibility
    page.refresh_from_db()
    page.body_covered, page.law, page.standard, page.version = "Kreis", "BGG NRW", "EN 301 549", "V1"
    page.addresses, page.status, page.assessment = "https://a.example/\nhttps://b.example/", "partial", "third_party"
    page.assessor, page.report_url = "Prüfstelle", "https://c.example/report"
    page.report_document = make_document("bericht.pdf", "de")
    page.made_on, page.reviewed_on, page.contact = date(2026, 1, 2), date(2026, 3, 4), contact
    page.ombuds_name, page.ombuds_address = "Ombudsstelle", "Straße 1\n12345 Stadt"
    page.ombuds_email, page.ombuds_phone, page.ombuds_url = "o@example.org", "+49 1", "https://d.example/"
    page.exceptions = [
        AccessibilityException(
            content=f"Inhalt {reason}",
            criterion="1.2.2",
            reason=reason,
            explanation="Kurz.",
            alternative="Anruf.",
            planned_on=date(2027, 1, 1),
            locale=part.locale,
        )
        for reason in ("not_met", "burden", "outside")
    ]
    page.save_revision().publish()


def make_showcase(site: SimpleNamespace) -> dict[str, dict[str, str]]:
    """Fills the site of `factories.make_site`. Out: language → name of the page → address."""
    images = make_pictures(4)
    keys: dict = {}
    addresses = {code: _language(getattr(site, code), images, keys) for code in ("de", "fr")}
    # A page that exists in German only: under /fr/ an alias shows the German text.
    only_german = ContentPage(title="Nur auf Deutsch", teaser="Kurz.", locale=site.de.locale)
    only_german.body = site.de.page.content.body
    site.de.home.refresh_from_db()
    publish(site.de.home, only_german)
    alias = only_german.copy_for_translation(site.fr.locale, copy_parents=True, alias=True)
    addresses["fr"]["untranslated page"] = alias.get_url()
    return addresses
