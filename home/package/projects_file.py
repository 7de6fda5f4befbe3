"""Reads the projects of ``partnership.yaml`` and the goals of ``sdg.yaml``."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from projects.countries import COUNTRY_NAMES
from projects.models.project import FIRST_YEAR, LAST_YEAR
from sdg.targets import GOAL_NUMBERS, goal_of

from .blocks import paragraph_block
from .reading import Cursor
from .specs import Block, PageSpec, Snippet
from .texts import Reference, Text, french_spaces

COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")
DAC_CODE = re.compile(r"\d{5}")
KNOWN = (
    "id",
    "slug",
    "title",
    "short_title",
    "period",
    "status",
    "place",
    "geo",
    "teaser",
    "body",
    "sdgs",
    "iati",
    "partners_named_by_source",
    "links_named_by_source",
    "open_facts",
    "image",
)


def read_goals(root: Cursor) -> list[Snippet]:
    """The 17 goals as snippets, each once."""
    snippets: dict[int, Snippet] = {}
    for entry in root.items():
        entry.only("n", "hex", "text", "de", "fr", "en")
        number, colour, text_colour = entry.need("n"), entry.need("hex"), entry.need("text")
        german, french = entry.need("de"), entry.need("fr")
        if not (number and colour and text_colour and german and french):
            continue
        found = number.number(int, 1, 17)
        if found in snippets:
            number.fail(f"Goal {found} stands here twice.")
        if found is None:
            continue
        both = {
            "title": Text(german.string(150), french_spaces(french.string(150))),
            "number": found,
            "colour": colour.string(7, COLOUR),
            "text_colour": text_colour.string(7, COLOUR),
        }
        snippets[found] = Snippet("sdg.Goal", f"goal:{found}", both, entry.place)
    missing = [str(number) for number in GOAL_NUMBERS if number not in snippets]
    if missing:
        root.fail(f"Goals are missing: {', '.join(missing)}.")
    return list(snippets.values())


def read_projects(cursor: Cursor) -> list[PageSpec]:
    """All projects, in the order of the file."""
    pages, seen = [], set()
    for entry in cursor.items():
        page = read_project(entry)
        if page is None:
            continue
        if page.key in seen:
            entry.fail(f"The id “{page.key.removeprefix('page:')}” stands here twice.")
        seen.add(page.key)
        pages.append(page)
    return pages


def read_project(entry: Cursor) -> PageSpec | None:
    entry.only(*KNOWN)
    identifier, slug, title = entry.need("id"), entry.need("slug"), entry.need("title")
    teaser, body = entry.need("teaser"), entry.need("body")
    if not (identifier and slug and title and teaser and body):
        return None
    key = identifier.string(60)
    facts = entry.get("open_facts")
    image, short_title = entry.get("image"), entry.get("short_title")
    values: dict[str, Any] = {
        "teaser": teaser.text(maximum=300),
        "short_title": short_title.text(maximum=60) if short_title else "",
        "lead_image": image.string(60) if image else key,
        "open_facts": "; ".join(fact.string(200) for fact in facts.items()) if facts else "",
    }
    values |= read_period(entry) | read_place(entry) | read_iati(entry)
    values["in_iati"] = bool(values["country"])  # IATI wants a recipient; the site does not guess one
    return PageSpec(
        model="projects.ProjectPage",
        key=f"page:{key}",
        parent="page:projekte",
        slug=slug.text(maximum=100, slug=True),
        title=title.text(maximum=200),
        place=entry.place,
        values=values,
        streams={"body": read_paragraphs(body)},
        children={"goals": read_project_goals(entry)},
    )


def read_period(entry: Cursor) -> dict[str, int | None]:
    period = entry.need("period")
    if period is None:
        return {}
    period.only("start", "end")
    start, end = period.need("start"), period.get("end")
    first = start.number(int, FIRST_YEAR, LAST_YEAR) if start else None
    last = end.number(int, FIRST_YEAR, LAST_YEAR) if end else None
    if first and last and last < first:
        end.fail(f"The end ({last}) lies before the start ({first}).")
    return {"start_year": first, "end_year": last}


def read_place(entry: Cursor) -> dict[str, Any]:
    """Country, region, place and, where known exactly, the point on the map."""
    values: dict[str, Any] = dict.fromkeys(("latitude", "longitude", "geonames_id"))
    values |= {"country": "", "region": "", "place": ""}
    if place := entry.get("place"):
        place.only("name", "named_by_source", "region", "country")
        name, region, country = place.get("name"), place.get("region"), place.get("country")
        # Names of places are the same in both languages, but a translator may change them.
        values["place"] = Text(name.string(150), name.string(150)) if name else ""
        values["region"] = Text(region.string(150), region.string(150)) if region else ""
        values["country"] = country.choice(tuple(COUNTRY_NAMES)) if country else ""
    if geo := entry.get("geo"):
        geo.only("lat", "lon", "geonames_id", "note", "level")
        latitude, longitude, number = geo.get("lat"), geo.get("lon"), geo.get("geonames_id")
        if (latitude is None) != (longitude is None):
            geo.fail("A point needs both lat and lon.")
        if latitude and longitude:
            values["latitude"] = coordinate(latitude, 90)
            values["longitude"] = coordinate(longitude, 180)
        if number:
            values["geonames_id"] = number.number(int, 1, 2**31 - 1)
    return values


def coordinate(cursor: Cursor, limit: int) -> str | None:
    """As a text with five decimals, so that it is the same in every database."""
    value = cursor.number(float, -limit, limit)
    return None if value is None else str(Decimal(str(value)).quantize(Decimal("0.00001")))


def read_iati(entry: Cursor) -> dict[str, str]:
    iati = entry.get("iati")
    if iati is None:
        return {"dac_sector": ""}
    iati.only("dac_sector", "dac_sector_alt", "activity_status", "recipient_note")
    sector = iati.get("dac_sector")
    return {"dac_sector": sector.string(5, DAC_CODE) if sector else ""}


def read_paragraphs(body: Cursor) -> list[Block]:
    """The body of a project: a list of paragraphs in each language, as many in French as in German."""
    body.only("de", "fr")
    german, french = body.need("de"), body.need("fr")
    if not (german and french):
        return []
    sources = [paragraph.string(1200) for paragraph in german.items()]
    targets = [french_spaces(paragraph.string(1200)) for paragraph in french.items()]
    if len(sources) != len(targets):
        french.fail(f"There are {len(sources)} paragraphs in German and {len(targets)} in French.")
        return []
    return [
        paragraph_block(f"paragraph-{position}", [Text(source, target)])
        for position, (source, target) in enumerate(zip(sources, targets, strict=True), start=1)
    ]


def read_project_goals(entry: Cursor) -> list[dict[str, Any]]:
    goals = entry.need("sdgs")
    rows, seen = [], set()
    for item in goals.items() if goals else ():
        item.only("goal", "primary", "target", "optional", "reason")
        number, reason, target = item.need("goal"), item.need("reason"), item.get("target")
        primary, optional = item.get("primary"), item.get("optional")
        if not (number and reason):
            continue
        goal = number.number(int, 1, 17)
        code = target.string(5) if target else ""
        if code and goal and goal_of(code) != goal:
            target.fail(f"“{code}” is not a target of goal {goal}.")
        if (goal, code) in seen:
            item.fail(f"Goal {goal} with this target stands here twice.")
        seen.add((goal, code))
        rows.append(
            {
                "id": f"goal-{goal}-{code}",
                "goal": Reference("goal", str(goal)),
                "target": code,
                "reason": reason.text(maximum=300),
                "is_main": primary.boolean() if primary else False,
                "is_confirmed": not (optional.boolean() if optional else False),
            }
        )
    return rows
