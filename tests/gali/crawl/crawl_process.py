"""A crawl in a process of its own, which a test may kill: ``crawl_process.py DB PORT STYLE...``."""

from __future__ import annotations

import os
import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parents[2]))

from sites.server import resolve_localhost
from sites.world import STYLES

from gali.crawl.options import CrawlOptions
from gali.crawl.run import crawl
from harvest.fetching.addresses import AddressGuard
from harvest.fetching.agent import make_agent
from harvest.fetching.fetcher import Fetcher
from harvest.fetching.robots_cache import RobotsKeeper
from harvest.fetching.waits import Pace

AGENT = make_agent("9.9", "peneliti@kampus.example")


def make_fetcher(pace: Pace, keeper: RobotsKeeper) -> Fetcher:
    """Let in to this machine alone."""
    return Fetcher(
        AGENT,
        pace,
        guard=AddressGuard(allow_loopback=True),
        resolve=resolve_localhost,
        robots_keeper=keeper,
    )


def main(db: str, port: str, *styles: str) -> None:
    sources = []
    for style in styles:
        outlet = STYLES[style](n_articles=0)
        outlet.port = int(port)
        sources.append(outlet.manifest)
    options = CrawlOptions(words=("inovasi",), pages_per_source=10_000, patience_seconds=5.0)
    delay = float(os.environ.get("DELAY", "0"))
    report = crawl(
        Path(db), sources, options, make_fetcher, delay_seconds=delay, dead_after_seconds=0.6
    )
    sys.stdout.write(f"{report.is_complete}\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
