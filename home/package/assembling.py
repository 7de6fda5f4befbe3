"""Reads the whole folder and checks what concerns several files at once."""

from __future__ import annotations

from pathlib import Path

from cms.forms import RESERVED_SLUGS

from . import glossary, partnership, pictures_file, projects_file, site_pages
from .blocks import references_in
from .reading import Cursor, Problems, open_file
from .specs import Package, PageSpec, Place
from .texts import Reference, Text

CONTENT = Path(__file__).resolve().parents[1] / "content"


def read_package(folder: Path = CONTENT) -> Package:
    """All content files of a folder as plain data.

    Raises MalformedContent, naming every fault found with file and line.
    """
    problems, package = Problems(), Package()
    if goals := open_file(folder / "sdg.yaml", problems):
        package.snippets += projects_file.read_goals(goals)
    if root := open_file(folder / partnership.FILE, problems):
        partnership.read_partnership(root, package)
    order: list[tuple[str, Cursor]] = []
    for name in site_pages.FILES:
        if root := open_file(folder / name, problems):
            package.pages += site_pages.read_pages(root)
            order += site_pages.read_order(root)
    pictures_file.read_pictures(folder / "pictures", package, problems)
    package.terms = glossary.read_glossary(folder, problems)
    problems.raise_if_any()  # what follows would only repeat faults named already
    check_names(package, problems)
    problems.raise_if_any()
    package.pages = in_tree_order(package.pages, order, problems)
    check_slugs(package.pages, problems)
    check_references(package, problems)
    problems.raise_if_any()
    describe_pictures(package)
    return package


def check_names(package: Package, problems: Problems) -> None:
    """Every key once; every parent exists."""
    seen: dict[str, Place] = {}
    for spec in [*package.snippets, *package.pages]:
        if spec.key in seen:
            problems.add(spec.place, f"The id “{spec.key.partition(':')[2]}” is already used in {seen[spec.key]}.")
        seen[spec.key] = spec.place
    for page in package.pages:
        if page.parent and page.parent not in seen:
            problems.add(page.place, f"There is no page “{page.parent.partition(':')[2]}” to stand below.")


def in_tree_order(pages: list[PageSpec], order: list[tuple[str, Cursor]], problems: Problems) -> list[PageSpec]:
    """Parents before children, the pages below the home page in the order the files name."""
    keys = {page.key for page in pages}
    for name, cursor in order:
        if f"page:{name}" not in keys:
            cursor.fail(f"There is no page “{name}”.")
    position = {f"page:{name}": number for number, (name, _cursor) in enumerate(order)}
    ranked = sorted(pages, key=lambda page: position.get(page.key, len(position)))
    result: list[PageSpec] = []

    def add_below(parent: str) -> None:
        for page in ranked:
            if page.parent == parent:
                result.append(page)
                add_below(page.key)

    add_below("")
    for page in pages:
        if page not in result:
            problems.add(page.place, "The page stands below itself.")
    return result


def check_slugs(pages: list[PageSpec], problems: Problems) -> None:
    """No address twice below one parent, and none that the site answers itself."""
    for language in ("de", "fr"):
        seen: dict[tuple[str, str], PageSpec] = {}
        for page in pages:
            # A page without French keeps its German address under /fr/.
            slug = page.slug.within(language)
            other = seen.setdefault((page.parent, slug), page)
            if other is not page:
                problems.add(page.place, f"The address “{slug}” ({language}) is already that of {other.place}.")
            if page.parent == "page:home" and slug in RESERVED_SLUGS:
                problems.add(page.place, f"The site uses the address “{slug}” for its search.")


def check_references(package: Package, problems: Problems) -> None:
    """Whatever is named exists."""
    keys = {spec.key for spec in [*package.snippets, *package.pages]}
    for page in package.pages:
        parts = [page.values, *page.streams.values(), *page.children.values()]
        for reference in references_in(parts):
            if str(reference) not in keys:
                problems.add(page.place, f"There is no {reference.kind} “{reference.key}”.")


def describe_pictures(package: Package) -> None:
    """Pages get the alternative text of their picture; a picture that is not there is left out with a warning."""
    pictures = {picture.key: picture for picture in package.pictures}
    for page in package.pages:
        wanted = page.values.pop("lead_image", "")
        if not wanted:
            continue
        page.values |= {"lead_image": None, "lead_image_alt": ""}
        if wanted not in pictures:
            if pictures:
                package.warnings.append(f"{page.place}: there is no picture “{wanted}”.")
            continue
        alt = pictures[wanted].alt
        page.values["lead_image"] = Reference("picture", wanted)
        page.values["lead_image_alt"] = alt if "fr" in page.languages else Text(alt.de)
