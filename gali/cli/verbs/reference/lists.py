"""``gali reference lists``: which lists were imported."""

from __future__ import annotations

import click

from gali.cli.listing import Destination, listing_options, tell_total, write_listing
from gali.cli.session import Session, pass_session
from gali.cli.verb import LOOK, Verb

_KEYS = ("slug", "name", "year", "source", "n_entries", "imported_at", "digest")


@click.command(
    "lists",
    cls=Verb,
    section=LOOK,
    examples=["gali reference lists", "gali reference lists --format csv"],
)
@listing_options
@pass_session
@click.pass_context
def command(ctx: click.Context, session: Session, /, destination: Destination) -> None:
    """List the lists that were imported."""
    from corpus.references.store import read_lists
    from gali.output import Column

    with session.read_corpus() as conn:
        stored = read_lists(conn)
    rows = [
        {
            **{key: getattr(one.list, key) for key in ("slug", "name", "year", "source", "digest")},
            "n_entries": one.n_entries,
            "imported_at": one.imported_at,
        }
        for one in stored
    ]
    columns = [
        Column(key="slug", title="List"),
        Column(key="name", title="Name", weight=2),
        Column(key="year", title="Year"),
        Column(key="source", title="Source", weight=2),
        Column(key="n_entries", title="Entries", align_right=True),
    ]
    write_listing(rows, _KEYS, columns, destination)
    ctx.exit(tell_total(session, "list", len(rows), len(rows)))
