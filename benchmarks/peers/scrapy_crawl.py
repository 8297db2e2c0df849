"""Crawls a site with Scrapy: ``scrapy_crawl.py extract|fetch ADDRESS N_ARTICLES``.

Fetches every article that the sitemap names, eight at a time as is Scrapy's default for one host;
``extract`` also reads its text and metadata with trafilatura in the callback.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Any, ClassVar

from measuring import know_localhost, measure
from scrapy.crawler import CrawlerProcess
from scrapy.http import Response
from scrapy.spiders import SitemapSpider
from trafilatura import bare_extraction

SETTINGS = {
    "ROBOTSTXT_OBEY": True,
    "DOWNLOAD_DELAY": 0,
    "CONCURRENT_REQUESTS_PER_DOMAIN": 8,
    "COOKIES_ENABLED": False,
    "TELNETCONSOLE_ENABLED": False,
    "LOG_LEVEL": "ERROR",
}


class ArticleSpider(SitemapSpider):
    """Follows the sitemaps of posts and counts the articles."""

    name = "articles"
    sitemap_follow: ClassVar[list[str]] = ["posts-post"]
    n_articles: ClassVar[int] = 0

    def parse(self, response: Response, **_: Any) -> Iterator[Any]:
        """Take one article."""
        page = bare_extraction(response.body, url=response.url, with_metadata=True)
        ArticleSpider.n_articles += page is not None and bool(page.text)
        yield from ()


class FetchingSpider(ArticleSpider):
    """Only counts what was fetched."""

    def parse(self, response: Response, **_: Any) -> Iterator[Any]:
        """Take one article's page."""
        ArticleSpider.n_articles += response.status == 200
        yield from ()


def main() -> None:
    """Crawl as the command line says and print the figures."""
    way, address = sys.argv[1], sys.argv[2]
    know_localhost()
    spider = ArticleSpider if way == "extract" else FetchingSpider
    process = CrawlerProcess(SETTINGS)

    def crawl() -> int:
        process.crawl(spider, sitemap_urls=[f"{address}/wp-sitemap.xml"])
        process.start()
        return ArticleSpider.n_articles

    measure(crawl)


if __name__ == "__main__":
    main()
