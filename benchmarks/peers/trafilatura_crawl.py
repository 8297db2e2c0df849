"""Crawls a site with trafilatura: ``trafilatura_crawl.py sitemap|spider ADDRESS N_ARTICLES``.

``sitemap`` fetches every article that the sitemap names and extracts its text and metadata;
``spider`` runs the focused crawler, which follows links and keeps nothing of the pages.
"""

from __future__ import annotations

import sys
from configparser import ConfigParser
from copy import deepcopy

from measuring import know_localhost, measure
from trafilatura import bare_extraction
from trafilatura.downloads import fetch_url
from trafilatura.settings import DEFAULT_CONFIG
from trafilatura.sitemaps import sitemap_search
from trafilatura.spider import focused_crawler

PAGES_PER_ARTICLE = 40
"""The focused crawler visits lists and labels first; this many requests are more than it needs."""


def settings() -> ConfigParser:
    """Return trafilatura's settings without pauses, and with loopback allowed."""
    config = deepcopy(DEFAULT_CONFIG)
    config["DEFAULT"]["SLEEP_TIME"] = "0"
    config["DEFAULT"]["SSRF_PROTECTION"] = "off"
    return config


def crawl_sitemap(address: str, config: ConfigParser) -> int:
    """Fetch and read all that the sitemap names; return how many articles there were."""
    addresses = sitemap_search(f"{address}/wp-sitemap.xml", sleep_time=0, config=config)
    n_articles = 0
    for one in addresses:
        html = fetch_url(one, config=config)
        page = bare_extraction(html, url=one, with_metadata=True) if html else None
        n_articles += page is not None and bool(page.text)
    return n_articles


def main() -> None:
    """Crawl as the command line says and print the figures."""
    way, address, n_articles = sys.argv[1], sys.argv[2], int(sys.argv[3])
    know_localhost()
    config = settings()
    if way == "sitemap":
        measure(lambda: crawl_sitemap(address, config))
        return
    most = PAGES_PER_ARTICLE * n_articles

    def spider() -> int:
        _, known = focused_crawler(f"{address}/", max_seen_urls=most, config=config)
        return len(known)

    measure(spider)


if __name__ == "__main__":
    main()
