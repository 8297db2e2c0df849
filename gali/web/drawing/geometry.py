"""Where provinces and seats of government lie, in the units of one drawing.

Outlines are those of ``data/provinces.topo.json`` (TopoJSON: arcs that neighbours share), points
those of ``data/region_places.csv``. The projection is plain: a degree is as wide as it is high,
which is true enough along the equator.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from itertools import accumulate
from typing import Any

WIDTH, HEIGHT = 1000, 405
_WEST, _EAST, _NORTH = 94.6, 141.4, 7.0
_SCALE = WIDTH / (_EAST - _WEST)
# What is smaller than the width of a line cannot be seen.
_FINEST = 0.9
_SMALLEST_ISLAND = 0.8
Point = tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """A province as it is drawn.

    Attributes:
        code: Its code.
        path: What stands in the attribute ``d`` of an SVG path.
    """

    code: str
    path: str


@lru_cache(maxsize=1)
def province_outlines() -> tuple[Outline, ...]:
    """Return the outlines of all provinces, by code."""
    topology = json.loads(_data("provinces.topo.json"))
    arcs = _absolute_arcs(topology)
    (collection,) = topology["objects"].values()
    outlines = [
        Outline(code=shape["properties"]["code"], path=_path(_islands(shape, arcs)))
        for shape in collection["geometries"]
    ]
    return tuple(sorted(outlines, key=lambda outline: outline.code))


@lru_cache(maxsize=1)
def region_points() -> dict[str, Point]:
    """Return where the seat of each region lies in the drawing, by code."""
    rows = csv.DictReader(io.StringIO(_data("region_places.csv")))
    return {
        row["code"]: _projected(float(row["longitude"]), float(row["latitude"])) for row in rows
    }


def _data(name: str) -> str:
    """Return a file of ours as text."""
    return files("gali.web").joinpath("data", name).read_text(encoding="utf-8")


def _projected(longitude: float, latitude: float) -> Point:
    """Return where a place lies in the drawing, to a tenth of its unit."""
    return (round((longitude - _WEST) * _SCALE, 1), round((_NORTH - latitude) * _SCALE, 1))


def _absolute_arcs(topology: dict[str, Any]) -> list[list[Point]]:
    """Return the arcs in units of the drawing; in the file each point is told from the last."""
    (scale_x, scale_y), (move_x, move_y) = (
        topology["transform"]["scale"],
        topology["transform"]["translate"],
    )
    arcs = []
    for arc in topology["arcs"]:
        xs = accumulate(step[0] for step in arc)
        ys = accumulate(step[1] for step in arc)
        points = [
            _projected(x * scale_x + move_x, y * scale_y + move_y)
            for x, y in zip(xs, ys, strict=True)
        ]
        arcs.append(_thinned(points))
    return arcs


def _thinned(points: Sequence[Point]) -> list[Point]:
    """Return an arc without points too near to the one before; its ends stay where they are."""
    kept = [points[0]]
    for point in points[1:-1]:
        if abs(point[0] - kept[-1][0]) + abs(point[1] - kept[-1][1]) >= _FINEST:
            kept.append(point)
    return [*kept, points[-1]]


def _islands(shape: dict[str, Any], arcs: Sequence[list[Point]]) -> list[list[Point]]:
    """Return the outer rings of a shape; the largest, and all that can be seen."""
    polygons = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
    rings = sorted((_ring(polygon[0], arcs) for polygon in polygons), key=_area, reverse=True)
    return [ring for n, ring in enumerate(rings) if n == 0 or _area(ring) >= _SMALLEST_ISLAND]


def _ring(numbers: Sequence[int], arcs: Sequence[list[Point]]) -> list[Point]:
    """Return a ring of arcs; a negative number means an arc that is followed backwards."""
    ring: list[Point] = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        ring += arc[1:] if ring else arc
    return ring


def _area(ring: Sequence[Point]) -> float:
    """Return the area of a ring (the shoelace formula)."""
    following = [*ring[1:], ring[0]]
    return abs(sum(x * v - u * y for (x, y), (u, v) in zip(ring, following, strict=True))) / 2


def _path(rings: Sequence[Sequence[Point]]) -> str:
    """Return rings as an SVG path, each point told from the last to keep it short."""
    parts = []
    for ring in rings:
        x, y = ring[0]
        parts.append(f"M{x:g} {y:g}l")
        steps = []
        for u, v in ring[1:]:
            steps.append(f"{u - x:.1f} {v - y:.1f}".replace(".0", ""))
            x, y = u, v
        parts.append(" ".join(steps) + "z")
    return "".join(parts)
