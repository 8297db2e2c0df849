"""A door that lets in to the sample outlets of ``tests/sites``, and their files in a folder.

Names end in ``.localhost``; every other name is unknown, as in a test nothing else is asked.
Run as a program it is the command line with that door: ``site_door.py WORDS...``, for tests that
send signals.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1]))

from sites.outlet import Outlet
from sites.server import resolve_localhost

from gali.cli.app import app
from gali.cli.session import Session
from harvest.fetching.addresses import AddressGuard
from harvest.fetching.agent import Agent
from harvest.fetching.fetcher import Fetcher
from harvest.fetching.robots_cache import RobotsKeeper
from harvest.fetching.waits import HostWaits, Pace
from harvest.outlets.writing import write_manifest

CONTACT = "peneliti@kampus.example"


def open_polite(agent: Agent, pace: Pace, keeper: RobotsKeeper | None = None, /) -> Fetcher:
    """Keep the pauses that the command line asks for."""
    return Fetcher(
        agent,
        pace,
        guard=AddressGuard(allow_loopback=True),
        resolve=resolve_localhost,
        robots_keeper=keeper,
    )


def open_hasty(agent: Agent, _pace: Pace, keeper: RobotsKeeper | None = None, /) -> Fetcher:
    """Ask without any pause."""
    return open_polite(agent, HostWaits(0.0), keeper)


def write_outlets(folder: Path, outlets: Iterable[Outlet]) -> None:
    """Write outlets that are being served into the user's own folder."""
    for outlet in outlets:
        write_manifest(outlet.manifest, folder, replace=True)


if __name__ == "__main__":
    door = open_polite if os.environ.get("POLITE") else open_hasty
    app(sys.argv[1:], obj=Session(door))
