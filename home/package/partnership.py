"""Reads ``partnership.yaml``: the overview, the relevance page, easy language, organisations."""

from __future__ import annotations

from projects.countries import COUNTRY_NAMES
from projects.models.snippets import IATI_ORGANISATION_TYPES, PartnerKind

from .blocks import heading_block, paragraph_block
from .projects_file import read_projects
from .reading import Cursor
from .specs import Block, Package, PageSpec, Snippet
from .texts import Text

FILE = "partnership.yaml"
KNOWN = (
    "meta",
    "organisations",
    "links_named_by_source",
    "images_of_source",
    "pages",
    "projects",
    "cross_cutting",
)


def read_partnership(root: Cursor, package: Package) -> None:
    """Adds everything the file says to the package."""
    root.only(*KNOWN)
    organisations = root.need("organisations")
    for entry in organisations.items() if organisations else ():
        read_organisation(entry, package)
    links = read_links(root.get("links_named_by_source"))
    pages = root.need("pages")
    if pages:
        pages.only("overview", "sdg_relevance", "leichte_sprache")
        if overview := pages.need("overview"):
            package.pages.append(read_overview(overview, links))
        if relevance := pages.need("sdg_relevance"):
            package.pages.append(read_relevance(relevance, links))
        if easy := pages.get("leichte_sprache"):
            package.pages.append(read_easy_language(easy))
    if projects := root.need("projects"):
        package.pages += read_projects(projects)


# --- Organisations ----------------------------------------------------------------------------


def read_organisation(entry: Cursor, package: Package) -> None:
    """A partner, or the contact where the entry says ``contact: true``."""
    entry.only(
        "id",
        "named_by_source",
        "name",
        "iati_org_type",
        "parent",
        "since",
        "collective",
        "kind",
        "country",
        "contact",
        "organisation",
    )
    identifier, name = entry.need("id"), entry.need("name")
    if identifier is None or name is None:
        return
    key = identifier.string(60)
    contact = entry.get("contact")
    if contact and contact.boolean():
        organisation = entry.need("organisation")
        values = {"unit": name.text(), "organisation": organisation.text() if organisation else Text("", "")}
        package.snippets.append(Snippet("projects.Contact", f"contact:{key}", values, entry.place))
        return
    kind, country, iati = entry.need("kind"), entry.get("country"), entry.get("iati_org_type")
    collective = entry.get("collective")
    values = {
        "name": name.text(),
        "kind": kind.choice(PartnerKind.values) if kind else PartnerKind.OTHER,
        "country": country.choice(tuple(COUNTRY_NAMES)) if country else "",
        "is_collective": collective.boolean() if collective else False,
        "iati_organisation_type": iati.choice([code for code, _label in IATI_ORGANISATION_TYPES]) if iati else "",
    }
    package.snippets.append(Snippet("projects.Partner", f"partner:{key}", values, entry.place))


# --- Pages ------------------------------------------------------------------------------------


def read_links(cursor: Cursor | None) -> dict[str, tuple[Text, str, str]]:
    """Links by name: label, address (often not known), language of the target."""
    links = {}
    for entry in cursor.items() if cursor else ():
        entry.only("id", "label", "url", "publisher", "hreflang", "opened_new_tab_at_source", "used_on")
        identifier, label = entry.need("id"), entry.need("label")
        if identifier is None or label is None:
            continue
        url, language = entry.get("url"), entry.get("hreflang")
        address = url.string(500) if url else ""
        if url and not address.startswith(("https://", "http://")):
            url.fail("An address begins with https://.")
        links[identifier.string(60)] = (
            label.text(maximum=200),
            address,
            language.choice(("de", "fr", "en")) if language else "",
        )
    return links


def link_blocks(page: Cursor, links: dict[str, tuple[Text, str, str]]) -> list[Block]:
    """The links a page names. Without an address the label stands there as text: none is invented."""
    wanted = page.get("links")
    chosen = []
    for entry in wanted.items() if wanted else ():
        key = entry.string(60)
        if key not in links:
            entry.fail(f"There is no link “{key}” in links_named_by_source.")
        else:
            chosen.append(links[key])
    blocks = []
    heading = page.get("links_heading")
    if heading and chosen:
        blocks.append(heading_block("links-heading", heading.text(maximum=200)))
    if labels := [label for label, address, _language in chosen if not address]:
        blocks.append(paragraph_block("links-without-address", labels, is_list=True))
    if ready := [
        {"title": label, "page": None, "url": address, "language": language, "description": ""}
        for label, address, language in chosen
        if address
    ]:
        blocks.append(Block("links", "links", {"heading": "", "links": ready}))
    return blocks


def section_blocks(page: Cursor) -> list[Block]:
    """Heading and paragraph for each section."""
    blocks, seen = [], set()
    sections = page.need("sections")
    for section in sections.items() if sections else ():
        section.only("id", "heading", "text")
        identifier, heading, text = section.need("id"), section.need("heading"), section.need("text")
        if not (identifier and heading and text):
            continue
        key = identifier.string(60)
        if key in seen:
            identifier.fail(f"The id “{key}” stands twice on this page.")
        seen.add(key)
        blocks.append(heading_block(f"{key}-heading", heading.text(maximum=200)))
        blocks.append(paragraph_block(key, [text.text(maximum=1200)]))
    return blocks


def frame_of(page: Cursor, languages: tuple[str, ...] = ("de", "fr")) -> tuple[Text, Text]:
    """Slug and title of a page."""
    slug, title = page.need("slug"), page.need("title")
    return (
        slug.text(languages, 100, slug=True) if slug else Text(""),
        title.text(languages, 200) if title else Text(""),
    )


def optional_text(page: Cursor, name: str, maximum: int, languages: tuple[str, ...] = ("de", "fr")) -> Text | str:
    cursor = page.get(name)
    return cursor.text(languages, maximum) if cursor else ""


def read_overview(page: Cursor, links: dict) -> PageSpec:
    """The home page."""
    page.only(
        "slug",
        "title",
        "seo_description",
        "lead",
        "sections",
        "list_heading",
        "list_intro",
        "links",
        "links_heading",
        "image",
    )
    slug, title = frame_of(page)
    image = page.get("image")
    return PageSpec(
        model="home.HomePage",
        key="page:home",
        parent="",
        slug=slug,
        title=title,
        place=page.place,
        values={
            "teaser": optional_text(page, "lead", 300),
            "search_description": optional_text(page, "seo_description", 300),
            "list_heading": optional_text(page, "list_heading", 150),
            "list_intro": optional_text(page, "list_intro", 300),
            "lead_image": image.string(60) if image else "home",
        },
        streams={"body": section_blocks(page) + link_blocks(page, links)},
    )


def read_relevance(page: Cursor, links: dict) -> PageSpec:
    """Why all this concerns municipalities."""
    page.only("slug", "title", "menu_title", "lead", "sections", "links", "links_heading")
    slug, title = frame_of(page)
    return PageSpec(
        model="home.ContentPage",
        key="page:relevanz",
        parent="page:home",
        slug=slug,
        title=title,
        place=page.place,
        values={
            "teaser": optional_text(page, "lead", 300),
            "menu_title": optional_text(page, "menu_title", 40),
            "show_in_menus": True,
        },
        streams={"body": section_blocks(page) + link_blocks(page, links)},
    )


def read_easy_language(page: Cursor) -> PageSpec:
    """The easy-language draft: German only, one sentence a line."""
    page.only("slug", "title", "checked_by_pruefgruppe", "blocks")
    german = ("de",)
    slug, title = frame_of(page, german)
    blocks = []
    entries = page.need("blocks")
    for entry in entries.items() if entries else ():
        entry.only("id", "heading", "lines")
        identifier, heading, lines = entry.need("id"), entry.need("heading"), entry.need("lines")
        if identifier and heading and lines:
            key = identifier.string(60)
            blocks.append(heading_block(f"{key}-heading", heading.text(german, 200)))
            blocks.append(paragraph_block(key, [line.text(german, 300) for line in lines.items()]))
    return PageSpec(
        model="home.ContentPage",
        key="page:leichte-sprache",
        parent="page:home",
        slug=slug,
        title=title,
        place=page.place,
        languages=german,
        values={"purpose": "easy_language"},
        streams={"body": blocks},
    )
