"""Feeds and sitemaps as sites write them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from email.utils import format_datetime
from xml.sax.saxutils import escape

from sites.newsroom import Post

RSS = "application/rss+xml; charset=UTF-8"
XML = "application/xml; charset=UTF-8"

_RSS_SPACES = (
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:atom="http://www.w3.org/2005/Atom"'
)
_SITEMAP_SPACES = (
    'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
    'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'
)


def rss(
    title: str,
    home: str,
    entries: Iterable[tuple[str, Post]],
    *,
    generator: str = "",
    full: bool = False,
) -> bytes:
    """Return an RSS feed.

    Args:
        title: Name of the site.
        home: Its address.
        entries: Addresses and posts.
        generator: The software's name; empty leaves it out.
        full: Whether the articles are given in full.
    """
    told = f"<generator>{escape(generator)}</generator>" if generator else ""
    body = "".join(_rss_item(url, post, full=full) for url, post in entries)
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" {_RSS_SPACES}><channel>'
        f"<title>{escape(title)}</title><link>{escape(home)}</link>"
        f"<description>Berita terbaru</description>{told}{body}</channel></rss>"
    ).encode()


def _rss_item(url: str, post: Post, *, full: bool) -> str:
    """Return one entry of an RSS feed."""
    text = "".join(f"<p>{escape(one)}</p>" for one in post.paragraphs)
    content = f"<content:encoded><![CDATA[{text}]]></content:encoded>" if full else ""
    return (
        f"<item><title>{escape(post.title)}</title><link>{escape(url)}</link>"
        f"<guid isPermaLink='false'>{post.number}</guid>"
        f"<pubDate>{format_datetime(post.published)}</pubDate>"
        f"<dc:creator>{escape(post.author or 'Redaksi')}</dc:creator>"
        f"<description>{escape(post.paragraphs[0][:180])} [&#8230;]</description>{content}</item>"
    )


def sitemap(entries: Iterable[tuple[str, datetime | None]]) -> bytes:
    """Return a sitemap of addresses and the times of their last change."""
    body = "".join(
        f"<url><loc>{escape(url)}</loc>{_lastmod(modified)}</url>" for url, modified in entries
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><urlset {_SITEMAP_SPACES}>{body}</urlset>'.encode()
    )


def sitemap_index(entries: Iterable[tuple[str, datetime | None]]) -> bytes:
    """Return an index of sitemaps."""
    body = "".join(
        f"<sitemap><loc>{escape(url)}</loc>{_lastmod(modified)}</sitemap>"
        for url, modified in entries
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><sitemapindex {_SITEMAP_SPACES}>'
        f"{body}</sitemapindex>"
    ).encode()


def news_sitemap(name: str, entries: Iterable[tuple[str, Post]]) -> bytes:
    """Return a sitemap for news search: headlines and times of publication."""
    body = "".join(
        f"<url><loc>{escape(url)}</loc><news:news><news:publication><news:name>{escape(name)}"
        "</news:name><news:language>id</news:language></news:publication>"
        f"<news:publication_date>{post.published.isoformat()}</news:publication_date>"
        f"<news:title>{escape(post.title)}</news:title></news:news>{_lastmod(post.modified)}</url>"
        for url, post in entries
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><urlset {_SITEMAP_SPACES}>{body}</urlset>'.encode()
    )


def _lastmod(modified: datetime | None) -> str:
    """Return the element that tells of the last change; empty if that is not known."""
    return f"<lastmod>{modified.isoformat(timespec='seconds')}</lastmod>" if modified else ""
