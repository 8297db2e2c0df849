"""An outlet written as the file that describes it; the opposite of ``manifest``."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

import tomli_w

from harvest.outlets.fields import InvalidSourceError
from harvest.outlets.manifest import SourceManifest, parse_manifest

_NOT_IN_SLUGS = re.compile(r"[^a-z0-9]+")
# Ends of domains that tell outlets apart no better than the rest does.
_COMMON_ENDS = re.compile(
    r"\.(?:go\.id|co\.id|or\.id|sch\.id|ac\.id|web\.id|my\.id|com|net|org|id)$"
)


def slug_of_domain(domain: str) -> str:
    """Return a slug for a domain: ``www.Banyumaskab.go.id`` gives ``banyumaskab``."""
    return _NOT_IN_SLUGS.sub("-", _COMMON_ENDS.sub("", domain.lower())).strip("-") or "outlet"


def format_manifest(source: SourceManifest) -> str:
    """Return the file of an outlet; read again it gives the same outlet.

    What its platform makes certain is written down as well, so that it can be seen and changed.

    Raises:
        InvalidSourceError: If the outlet breaks a rule of ``manifest``.
    """
    values: dict[str, Any] = {
        "name": source.name,
        "domain": source.domain,
        "address": source.given_address,
        "kind": source.kind,
        "region": source.region,
        "platform": source.platform,
        "time_zone": source.time_zone,
        "language": source.language,
        "verified": source.verified,
        "discover": _discovery(source),
        "selectors": _filled({name: getattr(source.selectors, name) for name in _SELECTORS}),
        "byline": _filled({"labels": source.byline_labels}),
        "politeness": _politeness(source),
    }
    text = tomli_w.dumps(_filled(values))
    parse_manifest(text.encode(), slug=source.slug, origin=f"{source.slug}.toml")
    return text


def write_manifest(source: SourceManifest, folder: Path, *, replace: bool = False) -> Path:
    """Write the file of an outlet into a folder, whole or not at all, and return its path.

    Args:
        source: The outlet.
        folder: Made if it does not exist.
        replace: Whether a file that is there may be replaced.

    Raises:
        InvalidSourceError: If the file is there, or the outlet breaks a rule.
        OSError: If it cannot be written.
    """
    text, path = format_manifest(source), folder / f"{source.slug}.toml"
    if path.exists() and not replace:
        raise InvalidSourceError(
            "there is such a file already", where=str(path), mend="Give --force to replace it."
        )
    folder.mkdir(parents=True, exist_ok=True)
    unfinished = folder / f".{source.slug}.toml.{os.getpid()}"
    unfinished.write_text(text, encoding="utf-8")
    unfinished.replace(path)
    return path


_SELECTORS = ("title", "text", "published", "author", "remove")


def _discovery(source: SourceManifest) -> dict[str, Any]:
    """Return where articles are listed, as a table of the file.

    An empty list is written where the platform would otherwise fill it.
    """
    found = source.discover
    paths = _filled({"listings": found.listings, "search": found.search})
    if source.platform in ("wordpress", "blogger"):
        return {"feeds": list(found.feeds), "sitemaps": list(found.sitemaps), **paths}
    return _filled({"feeds": found.feeds, "sitemaps": found.sitemaps}) | paths


def _politeness(source: SourceManifest) -> dict[str, Any]:
    """Return what an outlet can bear, as a table of the file."""
    at_once = source.requests_at_once if source.requests_at_once > 1 else None
    return _filled({"delay_seconds": source.delay_seconds, "requests_at_once": at_once})


def _filled(values: dict[str, Any]) -> dict[str, Any]:
    """Return the values that say something, tuples as lists."""
    return {
        key: list(value) if isinstance(value, tuple) else value
        for key, value in values.items()
        if value is not None and value != () and value != {}
    }
