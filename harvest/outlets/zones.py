"""Which of the country's three time zones a region's clocks show. Facts: ``time_zones.toml``."""

from __future__ import annotations

import tomllib
from datetime import timedelta, timezone
from functools import lru_cache
from importlib.resources import files

_HOURS = {"Asia/Jakarta": 7, "Asia/Makassar": 8, "Asia/Jayapura": 9}

TIME_ZONES = tuple(_HOURS)
"""WIB, WITA and WIT by their names in the time zone database."""


def clock_of(time_zone: str) -> timezone:
    """Return what the clocks of one of ``TIME_ZONES`` show; none of them knows summer time.

    Raises:
        KeyError: If it is another time zone.
    """
    return timezone(timedelta(hours=_HOURS[time_zone]))


def time_zone_of(region: str) -> str:
    """Return the time zone of a province, regency or city.

    Raises:
        KeyError: If there is no province of that code.
    """
    return _zones()[region[:2]]


@lru_cache(maxsize=1)
def _zones() -> dict[str, str]:
    """Read ``time_zones.toml``: time zone by province."""
    text = files("harvest").joinpath("data", "time_zones.toml").read_text(encoding="utf-8")
    return {code: zone for zone, codes in tomllib.loads(text).items() for code in codes}
