"""Maps and timelines: everything lies where it belongs, and in the drawing."""

from __future__ import annotations

import re
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from corpus.pages.flows import Flow
from corpus.vocabulary import regions
from gali.web.drawing.flow_map import MOST_ARCS, draw_flows, tabulate_flows
from gali.web.drawing.geometry import HEIGHT, WIDTH, province_outlines, region_points
from gali.web.drawing.shades import N_SHADES, shades_of
from gali.web.drawing.timeline import LEFT, Happening, draw_timeline
from gali.web.drawing.timeline import WIDTH as LINE_WIDTH

CODES = sorted(regions())


def _corners(path: str) -> list[tuple[float, float]]:
    """Return all points of an outline."""
    corners: list[tuple[float, float]] = []
    for ring in re.findall(r"M([^z]*)z", path):
        start, _, steps = ring.partition("l")
        x, y = map(float, start.split())
        corners.append((x, y))
        numbers = [float(number) for number in steps.split()]
        for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
            x, y = x + dx, y + dy
            corners.append((x, y))
    return corners


def test_every_province_is_drawn_within_the_map() -> None:
    assert [outline.code for outline in province_outlines()] == [
        code for code in CODES if len(code) == 2
    ]
    for outline in province_outlines():
        for x, y in _corners(outline.path):
            assert -1 <= x <= WIDTH + 1
            assert -1 <= y <= HEIGHT + 1


def test_every_region_has_a_place_near_its_province() -> None:
    assert sorted(region_points()) == CODES
    corners = {outline.code: _corners(outline.path) for outline in province_outlines()}
    for code, (x, y) in region_points().items():
        near = min(abs(x - u) + abs(y - v) for u, v in corners[code[:2]])
        assert near < 45, (code, near)


@given(st.dictionaries(st.text(max_size=3), st.integers(0, 10_000), max_size=60))
def test_larger_numbers_are_never_lighter(counts: dict[str, int]) -> None:
    shade_of, shades = shades_of(counts)
    assert len(shades) <= N_SHADES
    for key, n in counts.items():
        assert (shade_of[key] == 0) == (n == 0)
        for other, m in counts.items():
            assert n > m or shade_of[key] <= shade_of[other]
    for shade in shades:
        inside = [n for key, n in counts.items() if shade_of[key] == shade.number]
        assert (min(inside), max(inside)) == (shade.first, shade.last)


def _happenings(days: list[date]) -> list[Happening]:
    return [
        Happening(lane="mention", day=day, label=str(n), anchor=f"m{n}")
        for n, day in enumerate(days)
    ]


@given(st.lists(st.dates(date(1990, 1, 1), date(2040, 1, 1)), min_size=2, max_size=60))
def test_what_was_earlier_stands_further_left(days: list[date]) -> None:
    drawn = draw_timeline(_happenings(days))
    assert drawn is not None
    assert sorted(int(dot.happening.label) for dot in drawn.dots) == list(range(len(days)))
    for dot in drawn.dots:
        assert LEFT <= dot.x <= LINE_WIDTH
    places = [(dot.happening.day, dot.x) for dot in drawn.dots]
    assert [x for _, x in sorted(places)] == sorted(x for _, x in places)


def test_one_happening_is_no_line_of_time() -> None:
    assert draw_timeline(_happenings([date(2020, 1, 1)])) is None


def _flow(source: str | None, learner: str | None, n: int = 1) -> Flow:
    return Flow(from_region=source, to_region=learner, n=n, n_innovations=1)


def test_an_arrow_goes_from_whom_is_learnt_to_who_learns() -> None:
    (arc,) = draw_flows([_flow("33.02", "33.21", 3)]).arcs
    start, end = region_points()["33.02"], region_points()["33.21"]
    assert arc.path.startswith(f"M{start[0]:g} {start[1]:g}Q")
    assert arc.path.endswith(f" {end[0]:g} {end[1]:g}")
    assert arc.head.startswith(f"{end[0]:.1f},{end[1]:.1f}")


def test_flows_that_cannot_be_drawn_are_counted() -> None:
    flows = [_flow("33.02", "33.21"), _flow(None, "33.21"), _flow("33.02", "33.02")]
    drawn = draw_flows(flows)
    assert len(drawn.arcs) == 1
    assert drawn.n_left_out == 2
    many = [_flow("11", code) for code in CODES if code not in {"11", "11.71"}]
    assert len(draw_flows(many).arcs) == MOST_ARCS


def test_the_matrix_adds_up_what_provinces_learnt() -> None:
    flows = [_flow("33.02", "35.10", 2), _flow("33", "35", 1), _flow("35.10", "33.02", 1)]
    matrix = tabulate_flows(flows)
    assert matrix.counts == {("33", "35"): 3, ("35", "33"): 1}
    assert matrix.sources == ("33", "35")
    assert matrix.learners == ("35", "33")
