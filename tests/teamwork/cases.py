"""Rows of every kind that two people may change at once, and where each is changed."""

from dataclasses import dataclass
from typing import Any

from django.core.files.base import ContentFile
from django.urls import reverse
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Locale

from cms.desk.models import Term
from cms.media.models import MediaDocument
from cms.office.models import Banner
from projects.models import Contact, Partner
from sdg.models import Goal
from tests.office.forms import form_data
from tests.pictures import make_picture


@dataclass
class Case:
    """A row, where it is changed, a field of text in it and another one with two values."""

    row: Any
    address: str
    text: str
    other: str = ""
    values: tuple = ()

    def stored(self, name: str = ""):
        return getattr(type(self.row).objects.get(pk=self.row.pk), name or self.text)


def snippet(row, *fields) -> Case:
    return Case(row, reverse(row.snippet_viewset.get_url_name("edit"), args=[row.pk]), *fields)


def partner() -> Case:
    row = Partner.objects.create(name="Alt", url="https://example.org/", locale=Locale.get_default())
    return snippet(row, "name", "url", ("https://example.org/anna", "https://example.org/bert"))


def contact() -> Case:
    row = Contact.objects.create(unit="Alt", email="alt@example.org", locale=Locale.get_default())
    return snippet(row, "unit", "email", ("anna@example.org", "bert@example.org"))


def goal() -> Case:
    row = Goal.objects.filter(locale=Locale.get_default()).first()
    row = row or Goal.objects.create(number=3, title="Alt", colour="#112233", locale=Locale.get_default())
    return snippet(row, "title", "description", ("Von Anna beschrieben", "Von Bert beschrieben"))


def banner() -> Case:
    return snippet(Banner.objects.create(text="Alt"), "text", "level", ("warning", "info"))


def picture() -> Case:
    row = make_picture("Alt", source="Archiv")
    address = reverse("wagtailimages:edit", args=[row.pk])
    return Case(row, address, "title", "source", ("Archiv von Anna", "Archiv von Bert"))


def document() -> Case:
    row = MediaDocument.objects.create(title="Alt", file=ContentFile(b"Ein Text.", "alt.txt"))
    return Case(row, reverse("wagtaildocs:edit", args=[row.pk]), "title", "source", ("Anna", "Bert"))


def term() -> Case:
    german, french = Locale.get_default(), Locale.objects.get(language_code="fr")
    row = Term.objects.create(
        source_locale=german, target_locale=french, source_text="Kreis", preferred="arrondissement"
    )
    return Case(row, reverse("desk_terms:edit", args=[row.pk]), "preferred", "source_text", ("Landkreis", "Kreise"))


def redirect() -> Case:
    row = Redirect.objects.create(old_path="/alt", redirect_link="https://example.org/")
    links = ("https://example.org/anna", "https://example.org/bert")
    return Case(row, reverse("wagtailredirects:edit", args=[row.pk]), "old_path", "redirect_link", links)


KINDS = (partner, contact, goal, banner, picture, document, term, redirect)


def form_of(html: str, field: str) -> dict:
    """As a browser reads it: the first line of a textarea begins after the line break that templates write."""
    return {name: value.removeprefix("\n") for name, value in form_data(html, field).items()}


def text(case: Case, who: str) -> str:
    return f"/von-{who.lower()}" if isinstance(case.row, Redirect) else f"Von {who}"
