"""Who learnt from whom, as arcs over the map of provinces and as a table of provinces."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.pages.flows import Flow
from gali.web.drawing.geometry import Point, region_points

MOST_ARCS = 120
_BEND = 0.18
_THINNEST, _THICKEST = 1.1, 4.5
_RADIUS = 2.2


@dataclass(frozen=True, slots=True, kw_only=True)
class Arc:
    """A flow as it is drawn: a bent line that ends at who learns.

    Attributes:
        flow: What it stands for.
        path: Its path.
        width: Its width.
        head: Points of the arrow's head.
    """

    flow: Flow
    path: str
    width: float
    head: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """A region as a point on the map.

    Attributes:
        code: The region.
        x: Where.
        y: Where.
        radius: The larger, the more others learnt from it.
        n_taught: How often others learnt from it.
        n_learnt: How often it learnt.
    """

    code: str
    x: float
    y: float
    radius: float
    n_taught: int
    n_learnt: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowMap:
    """Flows on a map.

    Attributes:
        arcs: Most frequent last, so that they lie on top.
        seats: The regions at their ends.
        n_left_out: Flows that are not drawn, because one end is not known, lies in the same place,
            or there are too many.
    """

    arcs: tuple[Arc, ...]
    seats: tuple[Seat, ...]
    n_left_out: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowMatrix:
    """Flows between provinces.

    Attributes:
        sources: Codes of provinces that were learnt from, most often first.
        learners: Codes of provinces that learnt, most often first.
        counts: Replications by source and learner.
    """

    sources: tuple[str, ...]
    learners: tuple[str, ...]
    counts: dict[tuple[str, str], int]


def draw_flows(flows: Sequence[Flow]) -> FlowMap:
    """Return flows as arcs on the map.

    Args:
        flows: Most frequent first.
    """
    points = region_points()
    drawn = [
        flow
        for flow in flows
        if flow.from_region in points and flow.to_region in points
        if points[flow.from_region] != points[flow.to_region]
    ][:MOST_ARCS]
    most = max((flow.n for flow in drawn), default=1)
    taught: Counter[str] = Counter()
    learnt: Counter[str] = Counter()
    for flow in drawn:
        taught[str(flow.from_region)] += flow.n
        learnt[str(flow.to_region)] += flow.n
    return FlowMap(
        arcs=tuple(_arc(flow, most) for flow in reversed(drawn)),
        seats=tuple(
            Seat(
                code=code,
                x=points[code][0],
                y=points[code][1],
                radius=round(_RADIUS + math.sqrt(taught[code]) * 0.9, 1),
                n_taught=taught[code],
                n_learnt=learnt[code],
            )
            for code in sorted(taught | learnt)
        ),
        n_left_out=len(flows) - len(drawn),
    )


def tabulate_flows(flows: Sequence[Flow], most: int = 12) -> FlowMatrix:
    """Return flows between provinces; of many only those most often named.

    Args:
        flows: Flows between regions.
        most: Rows and columns at most.
    """
    counts: Counter[tuple[str, str]] = Counter()
    for flow in flows:
        if flow.from_region and flow.to_region:
            counts[flow.from_region[:2], flow.to_region[:2]] += flow.n
    sources: Counter[str] = Counter()
    learners: Counter[str] = Counter()
    for (source, learner), n in counts.items():
        sources[source] += n
        learners[learner] += n
    return FlowMatrix(
        sources=_most_frequent(sources, most),
        learners=_most_frequent(learners, most),
        counts=dict(counts),
    )


def _most_frequent(counts: Counter[str], most: int) -> tuple[str, ...]:
    """Return the keys of the largest counts, ties by code."""
    return tuple(sorted(counts, key=lambda code: (-counts[code], code))[:most])


def _arc(flow: Flow, most: int) -> Arc:
    """Return a flow as a line bent to its left, so that two directions lie apart."""
    points = region_points()
    start, end = points[str(flow.from_region)], points[str(flow.to_region)]
    dx, dy = end[0] - start[0], end[1] - start[1]
    control = (
        (start[0] + end[0]) / 2 + dy * _BEND,
        (start[1] + end[1]) / 2 - dx * _BEND,
    )
    width = _THINNEST + (_THICKEST - _THINNEST) * (flow.n - 1) / max(most - 1, 1)
    return Arc(
        flow=flow,
        path=f"M{start[0]:g} {start[1]:g}Q{control[0]:.1f} {control[1]:.1f} {end[0]:g} {end[1]:g}",
        width=round(width, 1),
        head=_head(control, end, 3.2 + width),
    )


def _head(control: Point, end: Point, size: float) -> str:
    """Return the corners of an arrow's head that points from a control point to an end."""
    angle = math.atan2(end[1] - control[1], end[0] - control[0])
    corners = [
        (end[0] - size * math.cos(angle + turn), end[1] - size * math.sin(angle + turn))
        for turn in (0.4, -0.4)
    ]
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in (end, *corners))
