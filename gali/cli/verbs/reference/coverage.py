"""``gali reference coverage``: what the press tells of a list, and what it tells besides."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from gali.cli.completion import complete_region, complete_sector
from gali.cli.listing import Destination, limit_option, listing_options, tell_total, write_listing
from gali.cli.session import Session, pass_session
from gali.cli.verb import LOOK, ExitCode, Verb

if TYPE_CHECKING:
    from gali.output import Column
    from gali.references.coverage import Coverage

_KEYS = (
    *("part", "list", "entry_id", "entry_name", "entry_owner", "region", "year"),
    *("innovation_id", "innovation_name", "n_mentions", "probability", "reasons"),
)
_GROUP_KEYS = ("group", "entries", "covered", "possible", "missing", "unlisted", "share_covered")


@click.command(
    "coverage",
    cls=Verb,
    section=LOOK,
    examples=[
        "gali reference coverage --by province",
        "gali reference coverage --list inolan-lan --part missing --format csv -o missing.csv",
        "gali reference coverage --part possible --region jateng",
    ],
    epilog="covered: linkage takes them for one.  possible: likely enough for a person to look at."
    "  missing: no article tells of it.  unlisted: on no list.  Exit code 3 if nothing is found.",
)
@click.option("--list", "slug", metavar="SLUG", help="Only this list.  [default: all]")
@click.option(
    "--part",
    "parts",
    multiple=True,
    type=click.Choice(["covered", "possible", "missing", "unlisted"]),
    help="Only these rows; may be repeated.",
)
@click.option(
    "--by",
    type=click.Choice(["list", "region", "province", "sector", "year"]),
    help="Count by these groups instead of listing.",
)
@click.option("--region", shell_complete=complete_region, help="Name or code.")
@click.option("--sector", shell_complete=complete_sector, help="Name or code.")
@click.option("--year", metavar="YEARS", help="2020, 2019..2021, 2019.. or ..2021.")
@limit_option(20)
@listing_options
@pass_session
@click.pass_context
def command(
    ctx: click.Context,
    session: Session,
    /,
    slug: str | None,
    parts: tuple[Any, ...],
    by: Any,
    region: str | None,
    sector: str | None,
    year: str | None,
    limit: int | None,
    destination: Destination,
) -> None:
    """Compare lists with the innovations that articles tell of.

    Each row names an entry, the innovation that it is or may be, how likely that is, and why.  An
    innovation is compared as linkage compares two mentions; one of another region is never meant.
    """
    from gali.cli.selecting import filters_from
    from gali.references.coverage import PARTS, coverage_rows, group_rows, read_coverage

    filters = filters_from(region=region, sector=sector, year=year)
    with session.read_corpus() as conn:
        coverage = read_coverage(conn, slug=slug, filters=filters, watch=session.watch)
    rows = group_rows(coverage, by) if by else coverage_rows(coverage, parts or PARTS)
    shown = rows[:limit]
    keys, columns = (_GROUP_KEYS, _group_columns()) if by else (_KEYS, _columns())
    write_listing(shown, keys, columns, destination)
    session.note(_summary(coverage))
    noun = "group" if by else "row"
    ctx.exit(tell_total(session, noun, len(rows), len(shown)) if rows else ExitCode.NOTHING_FOUND)


def _summary(coverage: Coverage) -> str:
    """Return the figures of all rows in one sentence."""
    found = [coverage.part_of(entry) for entry in coverage.entries]
    n = len(found)
    if not n:
        return "No entry of a list passes; import one: gali reference import FILE."
    share = f"{100 * found.count('covered') / n:.0f} %"
    return (
        f"The press covers {found.count('covered'):,} of {n:,} entries ({share}) and perhaps "
        f"{found.count('possible'):,} more; {len(coverage.unlisted):,} innovations are on no list."
    )


def _columns() -> list[Column]:
    """Return the columns of the table of entries."""
    from gali.output import Column

    return [
        Column(key="part", title=""),
        Column(key="entry_name", title="On the list", weight=4),
        Column(key="innovation_name", title="In the press", weight=3),
        Column(key="region", title="Region"),
        Column(key="year", title="Year"),
        Column(key="n_mentions", title="Mentions", align_right=True),
        Column(key="reasons", title="Why", weight=4),
    ]


def _group_columns() -> list[Column]:
    """Return the columns of the table of groups."""
    from gali.output import Column

    titles = ("", "Entries", "Covered", "Possible", "Missing", "Unlisted", "Share covered")
    return [
        Column(key=key, title=title, align_right=key != "group")
        for key, title in zip(_GROUP_KEYS, titles, strict=True)
    ]
