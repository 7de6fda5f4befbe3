"""Query ceilings: every public page from cold, with 7 projects and with 2,000 (house.md, "Budgets")."""

import json

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Site

from cms.media.models import MediaDocument, MediaImage
from home.models import ContactPageContact, ContentPage
from projects.models import Contact, Partner, ProjectDocument, ProjectPartner, UpdatePage
from tests.factories import make_project, make_projects, publish

CEILING = 15
MANY = 2000


def make_images(number: int) -> list[MediaImage]:
    return [
        MediaImage.objects.create(
            title=f"Bild {n}",
            file=get_test_image_file(f"{n}.png", size=(900, 600)),
            author="A",
            licence="own-work",
            consent="none-shown",
        )
        for n in range(number)
    ]


def make_document(name: str) -> MediaDocument:
    return MediaDocument.objects.create(title=name, file=ContentFile(b"x", name=name))


def every_block(site, images, project) -> str:
    """A stream with each block, several of those that read from the database."""
    pdf, film, captions = (make_document(name) for name in ("a.pdf", "b.mp4", "c.vtt"))
    picture = {"image": images[0].pk, "alt_text": "x", "decorative": False}
    pictures = [{"image": {**picture, "image": image.pk}, "caption": "x"} for image in images]
    links = [{"title": "", "page": page.pk} for page in (site.de.contact, site.de.goals, project)]
    blocks = [
        ("heading", {"text": "x", "level": "h2"}),
        ("paragraph", f'<p><a linktype="page" id="{site.de.contact.pk}">x</a></p>'),
        ("paragraph", f'<p><a linktype="page" id="{site.de.goals.pk}">x</a></p>'),
        ("paragraph", f'<p><a linktype="document" id="{pdf.pk}">x</a></p>'),
        ("quote", {"text": "x", "name": "y"}),
        ("notice", {"tone": "info", "text": "<p>x</p>"}),
        ("accordion", {"items": [{"title": "x", "text": "<p>x</p>"}]}),
        ("facts", {"items": [{"value": "1", "label": "x"}]}),
        ("table", {"data": [["a"]], "table_caption": "x", "first_row_is_table_header": True}),
        ("picture", pictures[0]),
        ("picture", pictures[1]),
        ("gallery", {"pictures": pictures}),
        (
            "video",
            {
                "title": "x",
                "file": film.pk,
                "poster": picture,
                "duration": "1:00",
                "captions": [{"language": "de", "file": captions.pk}],
                "transcript": "<p>x</p>",
            },
        ),
        ("links", {"links": links}),
        ("call_to_action", {"heading": "x", "page": site.de.contact.pk}),
        ("downloads", {"documents": [{"title": "", "document": pdf.pk}, {"title": "", "document": film.pk}]}),
        ("project_teaser", {"project": project.pk}),
        ("goals_strip", {"goals": [goal.pk for goal in site.de.goal_by_number.values()]}),
    ]
    return json.dumps([{"type": kind, "value": value} for kind, value in blocks])


@pytest.fixture
def addresses(site) -> dict[str, str]:
    """What is measured: name → address."""
    images = make_images(4)
    locale = site.de.locale
    contact = Contact.objects.create(unit="Koordination", locale=locale)
    others = [make_project(site.de, f"Nachbar {n}", lead_image=images[n % 4], lead_image_alt="x") for n in range(4)]
    body = every_block(site, images, others[0])
    # A project shows its goals and its neighbours itself, the home page all goals and many projects.
    most = json.dumps([block for block in json.loads(body) if block["type"] not in ("project_teaser", "goals_strip")])
    project = make_project(
        site.de,
        "Volles Projekt",
        goals=(1, 3, 5, 17),
        lead_image=images[0],
        lead_image_alt="x",
        contact=contact,
        body=most,
        results=most,
        money_is_public=True,
        grant=5,
    )
    project.partners = [
        ProjectPartner(partner=Partner.objects.create(name=f"P{n}", locale=locale), role=role, locale=locale)
        for n, role in enumerate(("funding", "accountable", "implementing"))
    ]
    project.documents = [ProjectDocument(document=make_document(f"{n}.pdf"), locale=locale) for n in range(3)]
    project.save_revision().publish()
    updates = [
        publish(
            project,
            UpdatePage(title=f"M{n}", slug=f"m{n}", locale=locale, body=body, lead_image=images[1], lead_image_alt="x"),
        )
        for n in range(3)
    ]
    content = publish(
        site.de.home,
        ContentPage(title="Alles", slug="alles", locale=locale, body=body, lead_image=images[2], lead_image_alt="x"),
    )
    for page in (site.de.home, site.de.projects, site.de.contact, site.de.accessibility, site.de.barrier_report):
        page.refresh_from_db()
    site.de.home.lead_image, site.de.home.lead_image_alt, site.de.home.body = images[3], "x", most
    site.de.home.save_revision().publish()
    site.de.contact.contacts = [ContactPageContact(contact=contact, locale=locale)]
    site.de.contact.body = body
    site.de.contact.save_revision().publish()
    alias = content.copy_for_translation(site.fr.locale, copy_parents=True, alias=True)
    search = Client().get("/de/").context["frame"].search_url
    return {
        "start": "/",
        "home": "/de/",
        "French home": "/fr/",
        "list": "/de/projekte/",
        "filtered list": "/de/projekte/?ziel=3&stand=laufend&jahr=2025&land=CI&q=projekt",
        "second page": "/de/projekte/?seite=2",
        "project": project.get_url(),
        "update": updates[0].get_url(),
        "goals": "/de/ziele/",
        "goal": "/de/ziele/3/",
        "content": content.get_url(),
        "untranslated": alias.get_url(),
        "contact": "/de/kontakt/",
        "accessibility": "/de/barrierefreiheit/",
        "barrier report": "/de/barrierefreiheit/barriere-melden/",
        "imprint": "/de/impressum/",
        "search": f"{search}?q=projekt",
        "empty search": search,
        "nothing found": f"{search}?q=gibtesnicht",
        "404": "/de/gibt-es-nicht/",
        "sitemap": "/sitemap.xml",
    }


def count_from_cold(address: str) -> list[str]:
    """The queries of one request by a process that has just started."""
    cache.clear()
    ContentType.objects.clear_cache()
    Site.clear_site_root_paths_cache()
    with CaptureQueriesContext(
        connection,
    ) as queries:
        response = Client().get(address)
        getattr(response, "content", None)
    assert response.status_code in (200, 302, 404), address
    return [query["sql"] for query in queries.captured_queries]


def test_every_public_page_stays_below_the_ceiling_for_few_and_many_projects(site, addresses):
    make_projects(site.de, 7)
    for address in addresses.values():
        Client().get(address)  # renditions of test pictures are made once; publishing makes those of real ones
    few = {name: count_from_cold(address) for name, address in addresses.items()}
    writes = [sql for queries in few.values() for sql in queries if sql.startswith(("INSERT", "UPDATE", "DELETE"))]
    assert not writes, "a GET must not write"
    too_many = {name: len(queries) for name, queries in few.items() if len(queries) > CEILING}
    assert not too_many, "\n".join(
        f"{name}: {len(few[name])}\n  " + "\n  ".join(sql[-400:] for sql in few[name]) for name in too_many
    )
    make_projects(site.de, MANY)
    many = {name: len(count_from_cold(address)) for name, address in addresses.items()}
    # Fewer is possible: projects with pictures are pushed off the first page by others.
    more = {name: (len(few[name]), number) for name, number in many.items() if number > len(few[name])}
    assert not more, "the number of queries grows with the number of projects"
