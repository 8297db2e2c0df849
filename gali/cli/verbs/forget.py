"""``gali forget``: an article taken out for good, because somebody asked for it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from gali.cli.listing import Destination, write_listing
from gali.cli.session import Session, pass_session
from gali.cli.verb import TEND, ExitCode, Verb, database_option, format_option, quiet_option

if TYPE_CHECKING:
    import sqlite3

    from corpus.forgetting import Forgettable

_KEYS = ("address", "reason", "forgotten_at", "n_articles", "n_pages")


@click.command(
    "forget",
    cls=Verb,
    section=TEND,
    examples=[
        "gali forget https://kabar.example/berita/1 --reason 'asked by the editor'",
        "gali forget a0811d4313a0bafbc --dry-run",
        "gali forget --list --format csv",
    ],
    epilog="Exit code 3 if an id is not in the corpus, or the list is empty.",
)
@click.argument("places", metavar="[ADDRESS|ARTICLE]...", nargs=-1)
@click.option("--reason", metavar="TEXT", help="Why; kept in the list.")
@click.option("--dry-run", is_flag=True, help="Say what would be deleted, change nothing.")
@click.option("--list", "is_list", is_flag=True, help="List what was forgotten.")
@format_option
@database_option
@quiet_option
@pass_session
@click.pass_context
def command(
    ctx: click.Context,
    session: Session,
    /,
    places: tuple[str, ...],
    reason: str | None,
    dry_run: bool,
    is_list: bool,
    output_format: str | None,
) -> None:
    """Delete articles for good, with all that was found in them.

    Name each by its address or its whole id.  The address alone stays, on a list of what is never
    fetched or imported again; it may be put there before anything was fetched.  The same text in
    other newspapers stays, and so do articles that came in the same page.  Backups, exports and
    the log of reviews are files of their own.
    """
    if is_list == bool(places):
        ctx.fail("Give addresses or ids of articles, or --list.")
    session.insist_on_corpus()
    if is_list:
        ctx.exit(_list(session, output_format))
    if dry_run:
        with session.read_corpus() as conn:
            found = _find(session, conn, places)
        ctx.exit(ExitCode.DONE if found else ExitCode.NOTHING_FOUND)
    with session.write_corpus() as conn:
        found = _find(session, conn, places)
        if not found:
            ctx.exit(ExitCode.NOTHING_FOUND)
        _forget(session, conn, found, reason)


def _find(session: Session, conn: sqlite3.Connection, places: tuple[str, ...]) -> list[Forgettable]:
    """Return what belongs to the places, all of them or none; say how much it is."""
    from corpus.forgetting import find_forgettable
    from gali.wording import plural

    found = []
    for place in places:
        one = find_forgettable(conn, place)
        if not one.article_ids and not one.address.startswith("https://"):
            session.note(f"No article has the id {place!r}; an address begins with https://")
            return []
        copies = (
            f"; {plural(one.n_copies, 'copy', 'copies')} elsewhere stay" if one.n_copies else ""
        )
        session.note(
            f"{one.address}: {plural(len(one.article_ids), 'article')}, "
            f"{plural(len(one.page_keys), 'page')}{copies}"
        )
        found.append(one)
    return found


def _forget(
    session: Session, conn: sqlite3.Connection, found: list[Forgettable], reason: str | None
) -> None:
    """Delete what was found, then gather anew what other articles tell."""
    from corpus.forgetting import forget
    from gali.near_copies import link_near_copies
    from gali.pipeline import link

    now = datetime.now(UTC).replace(microsecond=0)
    for one in found:
        forget(conn, one, reason=reason, now=now)
    link_near_copies(conn, watch=session.watch)
    link(conn, watch=session.watch)
    session.note("Forgotten. Replace backups and exports that still hold it.")


def _list(session: Session, output_format: str | None) -> ExitCode:
    """Write the list; return how that ended."""
    from dataclasses import asdict

    from corpus.forgotten import iter_forgotten
    from gali.output import Column

    with session.read_corpus() as conn:
        rows = [asdict(entry) for entry in iter_forgotten(conn)]
    for row in rows:
        row["forgotten_at"] = row["forgotten_at"].isoformat()
    columns = [Column(key=key, title=key) for key in _KEYS]
    write_listing(rows, _KEYS, columns, Destination(output_format))
    return ExitCode.DONE if rows else ExitCode.NOTHING_FOUND
