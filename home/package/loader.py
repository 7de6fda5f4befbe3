"""Loads the content package: the steps in order, in one transaction."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import transaction
from wagtail.models import Page, Site

from cms.accounts.roles import ensure_roles, roles_are_missing

from . import french as french_version
from . import german as german_version
from . import ground, images
from .assembling import CONTENT, read_package
from .building import Finder
from .fingerprints import digest, picture_content, read_fingerprints, site_content
from .glossary import TermSpec, content_of, write_term
from .planning import Decision, Plan, SiteSpec, Unit, make_plan
from .records import ContentPackageItem
from .specs import Package, PageSpec, PictureSpec, Snippet, stable_id


class LoadFailed(Exception):
    """The content could not be written. Nothing of it has been."""


@dataclass
class Report:
    """What a load has done or, for a check, would do."""

    plan: Plan
    warnings: list[str] = field(default_factory=list)
    renditions: int = 0
    roles: bool = False

    @property
    def has_work(self) -> bool:
        return self.plan.writes or self.renditions > 0 or self.roles

    def count(self, decision: Decision) -> int:
        return sum(1 for unit in self.plan.units if unit.decision == decision)

    def left_alone(self) -> list[Unit]:
        """What is not as the files say, because somebody has changed it."""
        return [u for u in self.plan.units if u.decision in (Decision.EDITED, Decision.DELETED, Decision.BLOCKED)]


def check(folder: Path = CONTENT) -> Report:
    """What a load would do. Writes nothing.

    Raises MalformedContent for files that cannot be used, OtherSite for a database with another site.
    """
    package = read_package(folder)
    ground.check_empty()
    plan = make_plan(package, ground.wanted_site())
    missing = images.missing_renditions(image_keys(package))
    return Report(plan, package.warnings, len(missing), roles_are_missing())


def load(folder: Path = CONTENT, progress: Callable[[str], None] = lambda line: None) -> Report:
    """Bring the database up to what the files say, as far as editors have not changed it.

    In: the folder of the files; what to do with a line of progress.
    Raises MalformedContent, OtherSite, LoadFailed: then nothing has been written.
    """
    progress("Reading the content files")
    package = read_package(folder)
    ground.check_empty()
    plan = make_plan(package, ground.wanted_site())
    report = Report(plan, package.warnings)
    if plan.writes:
        files = images.WrittenFiles()
        try:
            with transaction.atomic():
                Loading(package, plan, files, progress).run()
        except (ValidationError, french_version.UntranslatedSegment) as error:
            files.remove()
            raise LoadFailed(str(error)) from error
        except BaseException:
            files.remove()
            raise
        Site.clear_site_root_paths_cache()
    keys = image_keys(package)
    if missing := images.missing_renditions(keys):
        progress(f"Making the missing sizes of {len(missing)} pictures")
        report.renditions, warnings = images.make_missing_renditions(keys)
        report.warnings += warnings
    if plan.writes or roles_are_missing():
        progress("Setting up the roles")
        ensure_roles()
        report.roles = True
    return report


def image_keys(package: Package) -> dict[str, str]:
    """The primary keys of the package's images, by key."""
    wanted = [f"picture:{picture.key}" for picture in package.pictures]
    return dict(ContentPackageItem.objects.filter(key__in=wanted).values_list("key", "object_key"))


class Loading:
    """One load, inside its transaction."""

    def __init__(
        self, package: Package, plan: Plan, files: images.WrittenFiles, progress: Callable[[str], None]
    ) -> None:
        self.package, self.plan, self.files, self.progress = package, plan, files, progress
        self.written: dict[tuple[str, str], tuple[str, str]] = {}  # unit → (object key, content), where known

    def run(self) -> None:
        self.progress("Setting up the languages")
        self.german, self.french = ground.ensure_locales()
        self.step("pictures", self.plan.of(PictureSpec), self.write_picture)
        self.finder = Finder(self.german)
        self.step(
            "goals, partners and contacts in German",
            self.plan.of(Snippet, "de"),
            lambda unit: german_version.write_snippet(unit, self.finder),
        )
        pages = self.plan.of(PageSpec, "de")
        self.step("places in the page tree", pages, lambda unit: german_version.place_page(unit, self.finder))
        self.finder = Finder(self.german)  # pages looked up before they stood there are looked up again
        self.step("pages in German", pages, lambda unit: german_version.publish_page(unit, self.finder))
        self.step("the default site", self.plan.of(SiteSpec), self.write_site)
        self.step("the glossary", self.plan.of(TermSpec), self.write_term)
        self.step("goals, partners and contacts in French", self.plan.of(Snippet, "fr"), self.write_french)
        self.step("pages in French", self.plan.of(PageSpec, "fr"), self.write_french)
        ground.ensure_synchronisation(self.german, self.french)
        new = [unit for unit in pages if "fr" not in unit.spec.languages and unit.decision == Decision.CREATE]
        self.step("German pages under /fr/", new, lambda unit: german_version.make_alias(unit, self.finder))
        self.remember()
        if self.plan.of(PictureSpec):
            # Publishing makes them once the transaction is over, which takes longer than all the rest.
            self.progress("Making the sizes of the pictures")

    def step(self, name: str, units: list[Unit], work: Callable[[Unit], object]) -> None:
        if not units:
            return
        self.progress(f"Writing {name} ({len(units)})")
        for unit in units:
            try:
                work(unit)
            except ValidationError as error:
                place = getattr(unit.spec, "place", "")
                raise LoadFailed(f"{place}: {unit.name}: {'; '.join(error.messages)}") from error

    def write_picture(self, unit: Unit) -> None:
        image = images.write_picture(unit, self.files)
        self.written[unit.key, ""] = str(image.pk), digest(picture_content(image))
        self.record(unit)

    def write_term(self, unit: Unit) -> None:
        term = write_term(unit.spec, self.german, self.french)
        self.written[unit.key, ""] = str(term.pk), digest(content_of(term))
        self.record(unit)

    def write_site(self, unit: Unit) -> None:
        home = Page.objects.filter(translation_key=stable_id("page:home"), locale=self.german).first()
        if home is None:
            return
        site = ground.set_site(unit.spec, home)
        ground.remove_welcome_page()
        self.written[unit.key, ""] = str(site.pk), digest(site_content(site))
        self.record(unit)
        ground.ensure_office()

    def write_french(self, unit: Unit) -> None:
        french_version.write_french(unit, self.finder, self.french)

    # --- Remembering --------------------------------------------------------------------------

    def remember(self) -> None:
        """Note what now stands in the database, read afresh as the next load will read it."""
        found = read_fingerprints(self.package, {}, "")
        for unit in self.plan.units:
            if unit.writes and (unit.key, unit.language) in found:
                object_key = str(unit.spec.translation_key)
                self.written[unit.key, unit.language] = object_key, found[unit.key, unit.language]
                self.record(unit)

    def record(self, unit: Unit) -> None:
        object_key, content = self.written[unit.key, unit.language]
        ContentPackageItem.objects.update_or_create(
            key=unit.key,
            language=unit.language,
            defaults={"object_key": object_key, "package": unit.package, "content": content},
        )
