"""Reads ``pictures/pictures.yaml``. Pages load without their pictures too: a missing one is a warning."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from PIL import Image

from cms.media.licences import Licence

from .reading import Cursor, Problems, open_file
from .specs import Package, PictureSpec

FILE = "pictures.yaml"
KNOWN = (
    "id",
    "file",
    "source",
    "width",
    "height",
    "title",
    "alt",
    "author",
    "license",
    "licence",
    "focal_point",
    "colours",
)
#: As an editor of a YAML file would write them, besides the codes themselves.
LICENCE_NAMES = {choice.name: choice.value for choice in Licence} | {
    choice.name.lower(): choice.value for choice in Licence
}


def read_pictures(folder: Path, package: Package, problems: Problems) -> None:
    """Adds all pictures to the package."""
    if not (folder / FILE).exists():
        package.warnings.append(f"{FILE} is missing: pages are loaded without pictures.")
        return
    root = open_file(folder / FILE, problems)
    if root is None:
        return
    entries = root if root.is_list else root.need("pictures")
    for entry in entries.items() if entries else ():
        picture = read_picture(entry, folder)
        if picture is None:
            continue
        if picture.key in {found.key for found in package.pictures}:
            entry.fail(f"The id “{picture.key}” stands here twice.")
        elif not picture.path.is_file():
            package.warnings.append(f"{picture.place}: the file {picture.path.name} is missing.")
        elif not is_picture(picture.path):
            problems.add(picture.place, f"The file {picture.path.name} is not a picture that can be read.")
        else:
            package.pictures.append(picture)


def read_picture(entry: Cursor, folder: Path) -> PictureSpec | None:
    entry.only(*KNOWN)
    identifier, file, title, alt = (entry.need(name) for name in ("id", "file", "title", "alt"))
    author, licence = entry.need("author"), entry.get("license") or entry.need("licence")
    if not (identifier and file and title and alt and author and licence):
        return None
    name = file.string(100)
    if Path(name).name != name:
        file.fail("Name a file of the same folder, without a path.")
    code = licence.string(40)
    code = LICENCE_NAMES.get(code, code)
    if code not in Licence.values:
        licence.fail(f"The licence “{code}” is not known. Known are: {', '.join(Licence.values)}.")
    source = entry.get("source")
    # Our own drawings are credited to the site; “own work, own work” would say nothing.
    named = author.text(maximum=200).de
    return PictureSpec(
        key=identifier.string(60),
        path=folder / Path(name).name,
        title=title.text(maximum=255).de,
        alt=alt.text(maximum=255),
        author=settings.WAGTAIL_SITE_NAME if code == Licence.OWN_WORK else named,
        licence=code,
        source=source.string(255) if source else "",
        focal_point=read_focal_point(entry.get("focal_point")),
        place=entry.place,
    )


def read_focal_point(cursor: Cursor | None) -> tuple[int, int, int, int] | None:
    """Middle and size of the area that every crop must keep, in pixels of the file."""
    if cursor is None:
        return None
    cursor.only("x", "y", "width", "height")
    numbers = [
        part.number(int, 0, 20_000) if (part := cursor.need(name)) else None for name in ("x", "y", "width", "height")
    ]
    return None if None in numbers else tuple(numbers)


def is_picture(path: Path) -> bool:
    """Whether the beginning of a file is that of a raster picture."""
    try:
        with Image.open(path) as picture:
            return min(picture.size) > 0
    except (OSError, ValueError, Image.DecompressionBombError):
        return False
