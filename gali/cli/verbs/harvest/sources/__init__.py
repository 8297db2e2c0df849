"""``gali harvest sources``: which outlets are known. Verbs about one of them stand beside it."""

from __future__ import annotations

import pkgutil
import sys
from importlib import import_module
from typing import TYPE_CHECKING

import click

from gali.cli.outlets import filter_sources, outlet_options
from gali.cli.session import Session, pass_session
from gali.cli.verb import BUILD, ExitCode, VerbGroup, format_option, quiet_option

if TYPE_CHECKING:
    from gali.output import Column, Row
    from harvest.outlets.manifest import SourceManifest


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
@outlet_options
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

    found = filter_sources(session.sources, region=region, kind=kind, platform=platform)
    if not found:
        session.note("No outlet is like that.")
        ctx.exit(ExitCode.NOTHING_FOUND)
    write_rows(map(row, found), _columns(), choose_format(output_format), sys.stdout)
    session.note(f"{len(found):,} of {len(session.sources):,} outlets.")


def row(source: SourceManifest) -> Row:
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


for _module in pkgutil.iter_modules(__path__):
    command.add_command(import_module(f"{__name__}.{_module.name}").command)
