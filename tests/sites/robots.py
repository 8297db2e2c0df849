"""A site's robots.txt."""

from __future__ import annotations

from collections.abc import Iterable

from sites.behaviour import Behaviour
from sites.messages import Response


def robots_txt(behaviour: Behaviour, base_url: str, sitemaps: Iterable[str]) -> Response:
    """Return the robots.txt of a site, or the status by which it has none or cannot tell.

    Args:
        behaviour: What it forbids and asks for.
        base_url: The site's address.
        sitemaps: Paths that it names.
    """
    if behaviour.robots_status != 200:
        return Response(body=b"", status=behaviour.robots_status, content_type="text/plain")
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in behaviour.disallowed)]
    if behaviour.crawl_delay_seconds is not None:
        lines.append(f"Crawl-delay: {behaviour.crawl_delay_seconds:g}")
    lines += [f"Sitemap: {base_url}{path}" for path in sitemaps]
    return Response(body="\n".join([*lines, ""]).encode(), content_type="text/plain")
