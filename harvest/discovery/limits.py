"""How much of the documents that list articles is read, and how many of them in one crawl.

Only the figures and why. Those of one document are enforced by the readers here; those of a crawl,
which need more than one document, by the loop that fetches.
"""

from __future__ import annotations

DEEPEST_SITEMAP = 3
"""Indexes above a sitemap. The standard allows one; some sites nest two."""

MOST_SITEMAPS = 200
"""Sitemaps of one outlet in one crawl; an index of indexes could name millions."""

MOST_URLS = 50_000
"""Addresses that one outlet may add to the queue in one crawl."""

SITEMAP_BYTES = 50_000_000
"""One sitemap, unpacked, as the standard says (sitemaps.org/protocol.html)."""

SITEMAP_ENTRIES = 50_000
"""Entries of one sitemap, likewise."""

SITEMAP_ELEMENTS = 2_000_000
"""XML elements of one sitemap: 50,000 entries with several pictures each; read in about 2 s."""

SITEMAP_DEPTH = 20
"""Elements around one; real sitemaps nest four."""

FEED_BYTES = 5_000_000
"""One feed. A hundred articles in full have about 2 MB."""

FEED_REFERENCES = 200_000
"""Such as ``&lt;``: feedparser takes 0.7 kB for each. A hundred whole articles have some 20,000."""

FEED_TAGS = 50_000
"""Tags of one feed; feedparser takes 20 to 40 microseconds for each. Real ones have some 3,000."""

FEED_ENTRIES = 1_000
"""Entries of one feed; most have ten."""

POSTS = 1_000
"""Posts in one answer of a site's interface; WordPress gives at most 100, Blogger 150."""
