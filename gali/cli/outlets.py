"""Outlets as the user names them: by slug, domain, address, region, kind or software."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from harvest.outlets.manifest import SourceManifest

Decorated = TypeVar("Decorated", bound=Callable[..., Any])

# Said here again, so that the help needs no outlet to be read; a test holds them equal.
KINDS = ("agency", "daily", "portal", "government", "broadcaster", "magazine")
PLATFORMS = ("wordpress", "blogger", "custom", "unknown")


def outlet_options(command: Decorated) -> Decorated:
    """Let a verb take ``--region``, ``--kind`` and ``--platform``."""
    options = (
        click.option(
            "--region", help="Code, name or abbreviation; a province includes its regencies."
        ),
        click.option("--kind", type=click.Choice(KINDS), help="Who publishes."),
        click.option("--platform", type=click.Choice(PLATFORMS), help="Software of the site."),
    )
    for option in reversed(options):
        command = option(command)
    return command


def filter_sources(
    sources: Iterable[SourceManifest],
    *,
    region: str | None = None,
    kind: str | None = None,
    platform: str | None = None,
) -> list[SourceManifest]:
    """Return the outlets that are as the user wants them; None wants anything.

    Raises:
        InvalidQueryError: If there is no such region, or there are several.
    """
    from corpus.filters import resolve_region

    codes = None if region is None else set(resolve_region(region))
    return [
        source
        for source in sources
        if (codes is None or source.region in codes)
        and kind in (None, source.kind)
        and platform in (None, source.platform)
    ]


def find_source(sources: Sequence[SourceManifest], key: str) -> SourceManifest | None:
    """Return the outlet of a slug, domain or address; None if there is none."""
    from harvest.outlets.catalogue import SourceIndex

    index = SourceIndex(sources)
    by_slug = {source.slug: source for source in sources}
    return by_slug.get(key.lower()) or index.of_name(key) or index.of_url(f"https://{key}")


def choose_sources(
    sources: Sequence[SourceManifest],
    keys: Sequence[str],
    *,
    region: str | None,
    kind: str | None,
    platform: str | None,
    are_all: bool,
) -> list[SourceManifest]:
    """Return the outlets that keys name, or all that are as the user wants them, each once.

    Args:
        sources: The outlets that are known.
        keys: Slugs, domains or addresses; none chooses among all.
        region: As for `filter_sources`, likewise the next two.
        kind: Who publishes.
        platform: Software of the site.
        are_all: Whether the user wants all, if nothing else is said.

    Raises:
        UsageError: If nothing is said of which are wanted, or a key names none.
        InvalidQueryError: If there is no such region, or there are several.
    """
    if not (keys or region or kind or platform or are_all):
        raise click.UsageError("Name outlets, choose them with --region or --kind, or give --all.")
    picked = {key: find_source(sources, key) for key in keys}
    unknown = [no_such_source(sources, key) for key, source in picked.items() if source is None]
    if unknown:
        raise click.UsageError(" ".join(unknown))
    named = {source.slug: source for source in picked.values() if source is not None}
    known = named.values() if keys else sources
    return filter_sources(known, region=region, kind=kind, platform=platform)


def no_such_source(sources: Iterable[SourceManifest], key: str) -> str:
    """Return the sentence that no outlet is called so, and which are near to it."""
    near = get_close_matches(key.lower(), [source.slug for source in sources])
    hint = f" Near to it: {', '.join(near)}." if near else ""
    return f"No outlet is called {key!r}.{hint}"
