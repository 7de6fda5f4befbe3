"""Compares the files, the records of the last load and the database: what is left to do?"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from wagtail.models import Page

from .fingerprints import digest, read_fingerprints
from .glossary import term_fingerprints
from .records import ContentPackageItem
from .specs import Package, PageSpec, PictureSpec, Snippet, plain, stable_id


class Decision(StrEnum):
    """What happens to an object. The first two write."""

    CREATE = "create"
    UPDATE = "update"
    UNCHANGED = "unchanged"
    EDITED = "changed by an editor, left as it is"
    DELETED = "deleted by an editor, not made again"
    BLOCKED = "left out"


WRITING = (Decision.CREATE, Decision.UPDATE)


@dataclass
class Unit:
    """One object in one language, and what is to happen to it."""

    key: str
    language: str
    spec: Any
    package: str
    decision: Decision = Decision.UNCHANGED
    note: str = ""
    record: ContentPackageItem | None = None

    @property
    def writes(self) -> bool:
        return self.decision in WRITING

    @property
    def name(self) -> str:
        """How reports name it."""
        return f"{self.key} ({self.language})" if self.language else self.key


@dataclass
class SiteSpec:
    """The default site: the address that canonical links and mails begin with."""

    hostname: str
    port: int
    name: str


class Plan:
    """All units, by key and language."""

    def __init__(self, units: list[Unit]) -> None:
        self.units = units
        self.by_name = {(unit.key, unit.language): unit for unit in units}

    def of(self, kind: type, language: str = "") -> list[Unit]:
        """The units of one kind of object in one language that are to be written."""
        return [u for u in self.units if isinstance(u.spec, kind) and u.language == language and u.writes]

    @property
    def writes(self) -> bool:
        return any(unit.writes for unit in self.units)


def make_plan(package: Package, site: SiteSpec) -> Plan:
    """Decide for every object. Reads a few dozen queries and writes nothing."""
    records = {(record.key, record.language): record for record in ContentPackageItem.objects.all()}
    units = list(_units(package, site))
    pictures = {
        unit.key: records[unit.key, ""].object_key
        for unit in units
        if isinstance(unit.spec, PictureSpec) and (unit.key, "") in records
    }
    site_record = records.get(("site:default", ""))
    found = read_fingerprints(package, pictures, site_record.object_key if site_record else "")
    found |= term_fingerprints(package.terms)
    plan = Plan(units)
    for unit in units:
        unit.record = records.get((unit.key, unit.language))
        _decide(unit, found.get((unit.key, unit.language)))
        _respect_neighbours(unit, plan)
    return plan


def _units(package: Package, site: SiteSpec):
    for picture in package.pictures:
        yield Unit(f"picture:{picture.key}", "", picture, picture_fingerprint(picture))
    for spec in [*package.snippets, *package.pages]:
        german = spec_content(spec, "de")
        yield Unit(spec.key, "de", spec, digest(german))
        if "fr" in spec.languages:
            # French holds numbers and pictures of the German page too.
            yield Unit(spec.key, "fr", spec, digest([german, spec_content(spec, "fr")]))
    for term in package.terms:
        yield Unit(term.key, "", term, digest([term.german, *term.content]))
    yield Unit("site:default", "", site, digest([site.hostname, site.port, site.name]))


def spec_content(spec: PageSpec | Snippet, language: str) -> list[Any]:
    """What the files say about an object, as data."""
    content = [spec.model, plain(spec.values, language)]
    if isinstance(spec, PageSpec):
        content += [
            spec.parent,
            spec.slug.within(language),
            spec.title.within(language),
            plain(spec.streams, language),
            plain(spec.children, language),
        ]
    return content


def picture_fingerprint(picture: PictureSpec) -> str:
    return digest(
        [
            file_hash(picture.path),
            picture.title,
            picture.alt.de,
            picture.author,
            picture.licence,
            picture.source,
            picture.focal_point,
        ]
    )


def file_hash(path: Path) -> str:
    return hashlib.sha1(path.read_bytes(), usedforsecurity=False).hexdigest()


def _decide(unit: Unit, content: str | None) -> None:
    record = unit.record
    if record is None:
        unit.decision = Decision.CREATE
        if content is not None:
            unit.decision, unit.note = Decision.BLOCKED, "it exists already, but not from a load"
    elif content is None:
        unit.decision = Decision.DELETED
    elif content != record.content:
        unit.decision = Decision.EDITED
        if unit.package != record.package:
            unit.note = "the content package has a newer version"
    elif unit.package != record.package:
        unit.decision = Decision.UPDATE


def _respect_neighbours(unit: Unit, plan: Plan) -> None:
    """Nothing is written below a page that is gone, and no French onto German that an editor has changed."""
    if not unit.writes:
        return
    if unit.language == "fr":
        german = plan.by_name[unit.key, "de"].decision
        if german not in (*WRITING, Decision.UNCHANGED):
            unit.decision, unit.note = Decision.BLOCKED, f"the German version was {german}"
            return
    parent = getattr(unit.spec, "parent", "")
    if parent and unit.decision == Decision.CREATE:
        above = plan.by_name.get((parent, unit.language))
        if above and above.decision in (Decision.DELETED, Decision.BLOCKED):
            unit.decision, unit.note = Decision.BLOCKED, "the page above it is gone"
        elif _address_is_taken(unit.spec, unit.language):
            unit.decision, unit.note = Decision.BLOCKED, "another page has its address"


def _address_is_taken(spec: PageSpec, language: str) -> bool:
    """Whether an editor's own page has the address that this page would get."""
    parent = Page.objects.filter(translation_key=stable_id(spec.parent), locale__language_code=language).first()
    if parent is None:
        return False
    same = parent.get_children().filter(slug=spec.slug.within(language))
    return same.exclude(translation_key=spec.translation_key).exists()
