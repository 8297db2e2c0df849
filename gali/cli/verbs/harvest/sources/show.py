"""``gali harvest sources show``: all that is known of one outlet."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import click

from gali.cli.outlets import find_source, no_such_source
from gali.cli.session import Session, pass_session
from gali.cli.verb import BUILD, ExitCode, Verb, quiet_option

if TYPE_CHECKING:
    from harvest.outlets.manifest import SourceManifest


@click.command(
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
def command(ctx: click.Context, session: Session, /, slug: str, output_format: str | None) -> None:
    """Show one outlet: by its slug, its domain or any address of its site."""
    from gali.output import choose_format

    source = find_source(session.sources, slug)
    if source is None:
        session.note(no_such_source(session.sources, slug))
        ctx.exit(ExitCode.NOTHING_FOUND)
    _print(source, choose_format(output_format))


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
    from gali.cli.verbs.harvest.sources import row
    from gali.wording import region_name

    discover, selectors = source.discover, source.selectors
    delay = source.delay_seconds
    return {
        **row(source),
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
