"""Crawling a whole site next to trafilatura and Scrapy: the same site, the same pages, one run.

Run: ``python benchmarks/crawling.py``; give ``--scrapy PYTHON``, the Python of an environment with
Scrapy (``pip install scrapy trafilatura lxml-html-clean``), to measure that as well.

The site is served on loopback by a process of its own and never asks for a pause, so this is the
most that each program can do, not what is polite. Each runs alone in a new process; its start is
not counted. What a crawler fetched is counted by the site.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path

ROOT = Path(__file__).parent.parent
PEERS = Path(__file__).parent / "peers"
sys.path.append(str(ROOT / "tests"))

from sites.messages import Request  # noqa: E402
from sites.server import SiteServer  # noqa: E402
from sites.wordpress import WordPress  # noqa: E402

DOMAIN = "kabar-banyumas.localhost"
PADDING_KILOBYTES = 60
LONGEST_SECONDS = 1800

# What is measured: its name in the table, its program, and the way that this is to go.
RUNS = (
    ("gali", "gali_crawl.py", "crawl"),
    ("gali, only fetching and reading", "gali_crawl.py", "parts"),
    ("trafilatura: sitemap, fetch, extract", "trafilatura_crawl.py", "sitemap"),
    ("trafilatura: focused_crawler, no extraction", "trafilatura_crawl.py", "spider"),
    ("Scrapy and trafilatura", "scrapy_crawl.py", "extract"),
    ("Scrapy, no extraction", "scrapy_crawl.py", "fetch"),
)


@dataclass(frozen=True)
class Figures:
    """What one crawler did: by its own word, and as the site saw it."""

    n_articles: int
    seconds: float
    cpu_seconds: float
    n_requests: int
    n_article_pages: int


class Site:
    """The site, in another process.

    Args:
        address: Where it is.
        process: The way to ask it what it saw.
    """

    def __init__(self, address: str, process: Connection) -> None:
        self.address = address
        self._process = process

    def seen(self) -> tuple[int, int]:
        """Return how many requests there were since the last call, and to how many articles."""
        self._process.send("seen")
        n_requests, n_article_pages = self._process.recv()
        return n_requests, n_article_pages


@contextmanager
def running_site(n_articles: int) -> Iterator[Site]:
    """Serve a site in a process of its own until the end of the ``with`` statement."""
    context = get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=serve, args=(n_articles, theirs), daemon=True)
    process.start()
    try:
        yield Site(ours.recv(), ours)
    finally:
        ours.send("end")
        process.join()


def serve(n_articles: int, pipe: Connection) -> None:
    """Serve a site and tell what it sees, until told to end."""
    outlet = WordPress(
        "Kabar Banyumas",
        DOMAIN,
        n_articles=n_articles,
        rest_status=404,
        padding_kilobytes=PADDING_KILOBYTES,
    )
    articles = {outlet.href(post) for post in outlet.newsroom.posts}
    with SiteServer([outlet]) as server:
        for target in articles:  # what is made once is no crawler's cost
            outlet.answer(Request(host=DOMAIN, target=target))
        pipe.send(outlet.base_url)
        n_told = 0
        while pipe.recv() != "end":
            visits = server.visits[n_told:]
            n_told += len(visits)
            fetched = {visit.target for visit in visits if visit.status == 200}
            pipe.send((len(visits), len(fetched & articles)))


def run(python: str, script: str, way: str, site: Site, n_articles: int) -> Figures:
    """Return what a crawler does with the site."""
    command = [python, str(PEERS / script), way, site.address, str(n_articles)]
    site.seen()
    done = subprocess.run(
        command, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True, timeout=LONGEST_SECONDS
    )
    told = json.loads(done.stdout.strip().splitlines()[-1])
    n_requests, n_article_pages = site.seen()
    return Figures(**told, n_requests=n_requests, n_article_pages=n_article_pages)


def python_for(script: str, scrapy: str | None) -> str | None:
    """Return the Python that runs a crawler; None if what it needs is not installed."""
    if script != "scrapy_crawl.py":
        return sys.executable
    return scrapy or (sys.executable if importlib.util.find_spec("scrapy") else None)


def show(name: str, figures: Figures) -> None:
    """Print a row of the table."""
    pages = figures.n_article_pages
    print(
        f"| {name} | {pages} | {figures.n_requests} | {figures.seconds:.1f} "
        f"| {pages / figures.seconds:.1f} | {pages / figures.cpu_seconds:.1f} |",
        flush=True,
    )


def main() -> None:
    """Print a Markdown table of rates."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--articles", type=int, default=300, help="articles of the site")
    parser.add_argument("--scrapy", help="Python of an environment with Scrapy and trafilatura")
    options = parser.parse_args()
    skipped = set()
    with running_site(options.articles) as site:
        print(f"{options.articles} articles with {PADDING_KILOBYTES} kB of scripts each\n")
        print("| crawler | articles | requests | seconds | articles/s | articles/CPU-s |")
        print("|---|---:|---:|---:|---:|---:|")
        for name, script, way in RUNS:
            python = python_for(script, options.scrapy)
            if python is None:
                skipped.add(name)
                continue
            show(name, run(python, script, way, site, options.articles))
    for name in sorted(skipped):
        print(f"\n{name}: skipped, Scrapy is not installed; see --scrapy in --help")


if __name__ == "__main__":
    main()
