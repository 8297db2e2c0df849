"""``gali harvest sources``: which outlets are known, and what of each."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from typing import TYPE_CHECKING

import click

from gali.cli.session import Session, pass_session
from gali.cli.verb import BUILD, ExitCode, Verb, VerbGroup, format_option, quiet_option

if TYPE_CHECKING:
    from gali.output import Column, Row
    from harvest.outlets.manifest import SourceManifest

# Said here again, so that the help needs no outlet to be read; a test holds them equal.
_KINDS = ("agency", "daily", "portal", "government", "broadcaster", "magazine")
_PLATFORMS = ("wordpress", "blogger", "custom", "unknown")


@click.group(
    "sources",
    cls=VerbGroup,
    section=BUILD,
    invoke_without_command=True,
    examples=[
        "gali harvest sources",
        "gali harvest sources --region jateng --kind government",
        "gali harvest sources --format csv > outlets.csv",
    ],
    epilog="Exit code 3 if there is no such outlet.",
)
@click.option("--region", help="Code, name or abbreviation; a province includes its regencies.")
@click.option("--kind", type=click.Choice(_KINDS), help="Who publishes.")
@click.option("--platform", type=click.Choice(_PLATFORMS), help="Software of the site.")
@format_option
@quiet_option
@pass_session
@click.pass_context
def command(
    ctx: click.Context,
    session: Session,
    /,
    region: str | None,
    kind: str | None,
    platform: str | None,
    output_format: str | None,
) -> None:
    """List the outlets that are known.

    They are the files that come with gali and those in your own folder, which win (setting
    sources_dir, see gali config show).
    """
    if ctx.invoked_subcommand is not None:
        return
    from gali.output import choose_format, write_rows

    found = _filtered(session.sources, region, kind, platform)
    if not found:
        session.note("No outlet is like that.")
        ctx.exit(ExitCode.NOTHING_FOUND)
    write_rows(map(_row, found), _columns(), choose_format(output_format), sys.stdout)
    session.note(f"{len(found):,} of {len(session.sources):,} outlets.")


@command.command(
    "show",
    cls=Verb,
    section=BUILD,
    examples=["gali harvest sources show jatengprov", "gali harvest sources show kompas.com"],
    epilog="Exit code 3 if there is no such outlet.",
)
@click.argument("slug", metavar="SLUG|ADDRESS")
@click.option(
    "--format",
    "output_format",
    type=click.Choice(["table", "json", "jsonl"]),
    help="[default: table on a terminal, else jsonl]",
)
@quiet_option
@pass_session
@click.pass_context
def show(ctx: click.Context, session: Session, /, slug: str, output_format: str | None) -> None:
    """Show one outlet: by its slug, its domain or any address of its site."""
    from gali.output import choose_format

    source = _find(session.sources, slug)
    if source is None:
        session.note(f"No outlet is called {slug!r}.{_near(session.sources, slug)}")
        ctx.exit(ExitCode.NOTHING_FOUND)
    _print(source, choose_format(output_format))


def _filtered(
    sources: Iterable[SourceManifest], region: str | None, kind: str | None, platform: str | None
) -> list[SourceManifest]:
    """Return the outlets that are as the user wants them.

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


def _find(sources: Sequence[SourceManifest], key: str) -> SourceManifest | None:
    """Return the outlet of a slug, domain or address; None if there is none."""
    from harvest.outlets.catalogue import SourceIndex

    index = SourceIndex(sources)
    by_slug = {source.slug: source for source in sources}
    return by_slug.get(key.lower()) or index.of_name(key) or index.of_url(f"https://{key}")


def _near(sources: Iterable[SourceManifest], key: str) -> str:
    """Return the slugs that are near to a wrong one, as a sentence; empty if there are none."""
    near = get_close_matches(key.lower(), [source.slug for source in sources])
    return f" Near to it: {', '.join(near)}." if near else ""


def _row(source: SourceManifest) -> Row:
    """Return an outlet as a row."""
    from gali.wording import short_region_name

    return {
        "slug": source.slug,
        "name": source.name,
        "domain": source.domain,
        "kind": source.kind,
        "region": source.region,
        "region_name": short_region_name(source.region) or None,
        "platform": source.platform,
        "time_zone": source.time_zone,
        "language": source.language,
        "verified": source.verified,
    }


def _columns() -> list[Column]:
    """Return the columns of the list."""
    from gali.output import Column

    return [
        Column(key="slug", title="Slug"),
        Column(key="name", title="Name", weight=3, one_line=True),
        Column(key="domain", title="Domain", weight=3, one_line=True),
        Column(key="kind", title="Kind"),
        Column(key="region_name", title="Region", weight=2, one_line=True),
        Column(key="platform", title="Platform"),
    ]


def _print(source: SourceManifest, chosen: str) -> None:
    """Print one outlet with everything that its file and its platform tell."""
    from gali.output import Column, write_rows
    from gali.plain_values import plain_value
    from gali.terminal import clean_json

    if chosen != "table":
        indent = 2 if chosen == "json" else None
        text = json.dumps(plain_value(source), ensure_ascii=False, indent=indent)
        click.echo("\n".join(clean_json(line) for line in text.split("\n")))
        return
    rows = [{"key": key, "value": value} for key, value in _facts(source).items() if value]
    columns = [Column(key="key", title="What"), Column(key="value", title="Value")]
    write_rows(rows, columns, "table", sys.stdout)


def _facts(source: SourceManifest) -> dict[str, object]:
    """Return what is known of an outlet, in words."""
    from gali.wording import region_name

    discover, selectors = source.discover, source.selectors
    delay = source.delay_seconds
    return {
        **_row(source),
        "region_name": region_name(source.region) or "national",
        "verified": "yes" if source.verified else "no: not yet met from here",
        "feeds": discover.feeds,
        "sitemaps": discover.sitemaps,
        "listings": discover.listings,
        "search": discover.search,
        "title selector": selectors.title,
        "text selector": selectors.text,
        "date selector": selectors.published,
        "author selector": selectors.author,
        "removed": selectors.remove,
        "byline labels": source.byline_labels,
        "address": source.given_address,
        "pause in seconds": None if delay is None else str(delay),
        "requests at once": source.requests_at_once,
    }
