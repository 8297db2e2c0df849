"""Crawls a site with gali: ``gali_crawl.py crawl|parts ADDRESS N_ARTICLES``.

``crawl`` is what ``gali harvest`` does: queue, politeness and corpus on disk. ``parts`` fetches and
reads the same articles one after another and keeps nothing.
"""

from __future__ import annotations

import sqlite3
import sys
import tempfile
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

from measuring import measure

from gali.crawl.options import CrawlOptions
from gali.crawl.run import crawl
from harvest.charset import decode_html
from harvest.discovery.sitemaps import parse_sitemap
from harvest.fetching.addresses import AddressGuard
from harvest.fetching.agent import make_agent
from harvest.fetching.fetcher import Fetcher
from harvest.fetching.robots_cache import RobotsKeeper
from harvest.fetching.waits import HostWaits, Pace
from harvest.outlets.manifest import Discovery, SourceManifest
from harvest.reading.reader import HtmlReader

N_READERS = 2


def make_fetcher(pace: Pace, robots: RobotsKeeper | None = None) -> Fetcher:
    """Return what fetches, let in to this machine."""
    return Fetcher(
        make_agent("0.0", "peneliti@kampus.example"),
        pace,
        guard=AddressGuard(allow_loopback=True),
        resolve=lambda _host, _port: ["127.0.0.1"],
        robots_keeper=robots,
    )


def crawl_site(address: str, n_articles: int) -> int:
    """Crawl into a new corpus; return how many articles are in it."""
    source = SourceManifest(
        slug="kabar",
        name="Kabar",
        domain=str(urlsplit(address).hostname),
        kind="portal",
        region=None,
        platform="custom",
        time_zone="Asia/Jakarta",
        language="id",
        verified=True,
        discover=Discovery(sitemaps=("/wp-sitemap.xml",)),
        given_address=address,
    )
    options = CrawlOptions(words=(), pages_per_source=2 * n_articles + 100, patience_seconds=1.0)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "corpus.db"
        crawl(path, [source], options, make_fetcher, delay_seconds=0.0, n_readers=N_READERS)
        with closing(sqlite3.connect(path)) as conn:
            return int(conn.execute("SELECT count(*) FROM articles").fetchone()[0])


def crawl_parts(address: str) -> int:
    """Fetch and read every article of the sitemap in turn; return how many there were."""
    fetcher, now = make_fetcher(HostWaits(0.0)), datetime.now(UTC)
    waiting, n_articles = [f"{address}/wp-sitemap.xml"], 0
    with HtmlReader() as reader:
        while waiting:
            page = fetcher.fetch(waiting.pop()).page
            assert page is not None
            if b"<urlset" not in page.body and b"<sitemapindex" not in page.body:
                reading = reader.read_page(decode_html(page.body).text, url=page.url)
                n_articles += bool(reading.text)
                continue
            listing = parse_sitemap(page.body, page.url, now=now)
            waiting += [document.url for document in listing.documents]
            waiting += [link.url for link in listing.links]
    return n_articles


def main() -> None:
    """Crawl as the command line says and print the figures."""
    way, address, n_articles = sys.argv[1], sys.argv[2], int(sys.argv[3])
    if way == "crawl":
        measure(lambda: crawl_site(address, n_articles))
    else:
        measure(lambda: crawl_parts(address))


if __name__ == "__main__":
    main()
