"""How dark a province is drawn: five shades, each for about as many provinces."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

N_SHADES = 5


@dataclass(frozen=True, slots=True)
class Shade:
    """One shade of a map.

    Attributes:
        number: 1 for the lightest.
        first: Smallest number that it stands for.
        last: Largest number.
    """

    number: int
    first: int
    last: int


def shades_of(counts: Mapping[str, int]) -> tuple[dict[str, int], tuple[Shade, ...]]:
    """Return the shade of each key, 0 where nothing is counted, and what the shades mean.

    Equal counts have equal shades.

    Args:
        counts: Numbers by key.
    """
    values = sorted(n for n in counts.values() if n > 0)
    bounds = (
        sorted(
            {values[(len(values) - 1) * step // N_SHADES] for step in range(1, N_SHADES)}
            | {values[-1]}
        )
        if values
        else []
    )
    shades: list[Shade] = []
    for number, last in enumerate(bounds, 1):
        inside = [n for n in values if n <= last and (not shades or n > shades[-1].last)]
        shades.append(Shade(number, inside[0], last))
    shade_of = {
        key: next((shade.number for shade in shades if n <= shade.last), 0) if n > 0 else 0
        for key, n in counts.items()
    }
    return shade_of, tuple(shades)
