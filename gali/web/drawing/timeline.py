"""What happened to an innovation on a line of time: articles, awards, replications."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

WIDTH, ROW_HEIGHT = 680, 30
LEFT, RIGHT = 104, 18
LANES = ("mention", "award", "replication")
_TOP = 12
_RADIUS = 5.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """Something that happened on a day, or in a year.

    Attributes:
        lane: One of ``LANES``.
        day: When; the middle of the year if only the year is known.
        label: What, in one line.
        anchor: Id of the place on the page that tells it.
    """

    lane: str
    day: date
    label: str
    anchor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """A happening as it is drawn."""

    x: float
    y: float
    happening: Happening


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """A timeline as it is drawn.

    Attributes:
        height: Its height.
        lanes: The lanes that are drawn, and at which height.
        years: The years, and where they begin.
        dots: The happenings.
        radius: Size of a dot.
    """

    height: float
    lanes: tuple[tuple[str, float], ...]
    years: tuple[tuple[int, float], ...]
    dots: tuple[Dot, ...]
    radius: float = _RADIUS


def draw_timeline(happenings: Sequence[Happening]) -> Timeline | None:
    """Return happenings on a line of time; None if there are fewer than two.

    Dots of one lane that would cover each other are moved apart to the right.
    """
    if len(happenings) < 2:
        return None
    first = min(happening.day.year for happening in happenings)
    last = max(happening.day.year for happening in happenings) + 1
    drawn = [lane for lane in LANES if any(h.lane == lane for h in happenings)]
    heights = {lane: _TOP + ROW_HEIGHT * (n + 0.5) for n, lane in enumerate(drawn)}
    start, end = date(first, 1, 1).toordinal(), date(last, 1, 1).toordinal()

    def place(day: date) -> float:
        return LEFT + (day.toordinal() - start) / (end - start) * (WIDTH - LEFT - RIGHT)

    dots: list[Dot] = []
    reached = dict.fromkeys(drawn, 0.0)
    for happening in sorted(happenings, key=lambda h: (h.day, h.label, h.anchor)):
        x = min(max(place(happening.day), reached[happening.lane]), WIDTH - _RADIUS)
        reached[happening.lane] = x + 2 * _RADIUS + 1
        dots.append(Dot(x=round(x, 1), y=heights[happening.lane], happening=happening))
    step = max(1, -(-(last - first) // 10))
    return Timeline(
        height=_TOP + ROW_HEIGHT * len(drawn) + 24,
        lanes=tuple(heights.items()),
        years=tuple((year, round(place(date(year, 1, 1)), 1)) for year in range(first, last, step)),
        dots=tuple(dots),
    )
