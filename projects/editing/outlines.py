"""The outlines of the countries on the editors' map: drawn as SVG, and asked whether a point lies inside.

The file and where it comes from: ``projects/static/projects/editing/README.md``.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from math import asinh, degrees, hypot, radians, tan
from pathlib import Path

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

FILE = Path(__file__).parents[1] / "static/projects/editing/outlines.geojson"
#: Outlines are simplified, and a harbour or a border town must not be told that it lies abroad (degrees).
TOLERANCE = 0.1

Ring = list[tuple[float, float]]


@dataclass(frozen=True)
class View:
    """A part of the world that the map can show: west, south, east, north."""

    key: str
    label: str | Promise
    box: tuple[float, float, float, float]
    country: str = ""

    @property
    def view_box(self) -> str:
        west, south, east, north = self.box
        top = projected(north)
        return f"{west} {top:.4f} {east - west:.4f} {projected(south) - top:.4f}"


VIEWS = (
    View("CI", _("Côte d’Ivoire"), (-9.1, 4.0, -2.0, 11.0), "CI"),
    View("la-me", "La Mé", (-4.7, 5.2, -3.0, 6.6)),
    View("DE", _("Germany"), (5.0, 47.0, 15.9, 55.3), "DE"),
    View("dueren", _("District of Düren"), (5.7, 50.3, 7.4, 51.3)),
)
#: Names and positions from GeoNames, CC BY 4.0, and whether they show from near only, because another one is close.
TOWNS = (
    ("Adzopé", 6.10694, -3.86194, False),
    ("Assikoi", 5.99326, -3.80923, True),
    ("Düren", 50.80434, 6.49299, False),
)


def projected(latitude: float) -> float:
    """How far down a latitude lies in the drawing (Mercator, in degrees): shapes are right in both countries."""
    return -degrees(asinh(tan(radians(latitude))))


@lru_cache(maxsize=1)
def rings() -> dict[str, list[Ring]]:
    """ISO code → outer rings, as longitude and latitude."""
    found: dict[str, list[Ring]] = {}
    for feature in json.loads(FILE.read_text(encoding="utf-8"))["features"]:
        shape = feature["geometry"]
        polygons = shape["coordinates"] if shape["type"] == "MultiPolygon" else [shape["coordinates"]]
        found[feature["properties"]["iso"]] = [[tuple(point[:2]) for point in polygon[0]] for polygon in polygons]
    return found


@lru_cache(maxsize=1)
def paths() -> tuple[tuple[str, str], ...]:
    """ISO code and SVG path of each outline."""
    return tuple(
        (code, "".join("M" + "L".join(f"{x:g} {projected(y):.3f}" for x, y in ring) + "Z" for ring in outline))
        for code, outline in rings().items()
    )


def lies_in(country: str, latitude: float, longitude: float) -> bool | None:
    """Whether a point lies in a country, with some tolerance; None if we have no outline of it."""
    outline = rings().get(country)
    if outline is None:
        return None
    return any(_inside(ring, longitude, latitude) or _near(ring, longitude, latitude) for ring in outline)


def _inside(ring: Ring, x: float, y: float) -> bool:
    inside = False
    for (ax, ay), (bx, by) in zip(ring, ring[1:] + ring[:1], strict=True):
        if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
            inside = not inside
    return inside


def _near(ring: Ring, x: float, y: float) -> bool:
    for (ax, ay), (bx, by) in zip(ring, ring[1:] + ring[:1], strict=True):
        length = (bx - ax) ** 2 + (by - ay) ** 2
        part = max(0.0, min(1.0, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / length)) if length else 0.0
        if hypot(ax + part * (bx - ax) - x, ay + part * (by - ay) - y) <= TOLERANCE:
            return True
    return False
