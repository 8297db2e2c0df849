"""A door that lets in to the sample outlets of ``tests/sites``, and a user's folder beside it.

Names end in ``.localhost``; every other name is unknown, so that nothing else is asked. Run as a
program it is the command line with that door, for tests that send signals.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from sqlite3 import connect

from click.testing import CliRunner, Result

sys.path.append(str(Path(__file__).parents[1]))

from sites.outlet import Outlet
from sites.server import SiteServer, resolve_localhost

from gali.cli.app import app
from gali.cli.session import Session
from harvest.fetching.addresses import AddressGuard
from harvest.fetching.agent import Agent
from harvest.fetching.fetcher import Fetcher
from harvest.fetching.robots_cache import RobotsKeeper
from harvest.fetching.waits import HostWaits, Pace
from harvest.outlets.writing import write_manifest

ROOT = Path(__file__).parents[2]
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


class Desk:
    """A user's working folder, and the command line in it.

    Args:
        folder: The working folder; outlets go into ``sources`` in it.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.db = folder / "corpus.db"
        self.sources = folder / "sources"
        self.settings = {"GALI_SOURCES_DIR": str(self.sources), "COLUMNS": "100"}

    @contextmanager
    def served(self, *outlets: Outlet, known: bool = True) -> Iterator[SiteServer]:
        """Serve outlets while the block runs; known ones have their files in the folder."""
        with SiteServer(outlets) as server:
            self.write(outlets if known else ())
            yield server

    def write(self, outlets: Iterable[Outlet]) -> None:
        """Write the files of outlets that are being served."""
        for outlet in outlets:
            write_manifest(outlet.manifest, self.sources, replace=True)

    def run(self, *words: object, contact: str | None = CONTACT, polite: bool = False) -> Result:
        """Run ``gali harvest`` with a contact unless told otherwise."""
        door = open_polite if polite else open_hasty
        settings = self.settings | ({"GALI_CONTACT": contact} if contact else {})
        line = ["harvest", *map(str, words)]
        return CliRunner(env=settings).invoke(app, line, obj=Session(door))

    def start(self, *words: object) -> subprocess.Popen[str]:
        """Start ``gali harvest`` in a process and a group of its own."""
        settings = self.settings | {"GALI_CONTACT": CONTACT, "PYTHONPATH": str(ROOT)}
        return subprocess.Popen(
            [sys.executable, __file__, "harvest", *map(str, words)],
            cwd=self.folder,
            env=os.environ | settings,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    def rows(self, query: str) -> list[tuple[object, ...]]:
        """Return what a query of the corpus gives."""
        with closing(connect(self.db)) as conn:
            return conn.execute(query).fetchall()

    def count(self, table: str) -> int:
        """Return how many rows a table of the corpus has."""
        ((n,),) = self.rows(f"SELECT count(*) FROM {table}")
        return int(str(n))


if __name__ == "__main__":
    app(sys.argv[1:], obj=Session(open_hasty))
