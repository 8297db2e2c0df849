"""``gali link``: which mentions are of one innovation, how innovations stand to each other, why."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from gali.cli.session import Session, pass_session
from gali.cli.verb import BUILD, ExitCode, Verb, database_option, format_option, quiet_option

if TYPE_CHECKING:
    import sqlite3

    from models.linkage import LinkInput
    from models.linkage.explanation import Explanation

_VERDICTS = {
    "together": "so they are put together",
    "apart": "so they are not put together, unless a third mention links them",
    "kept_apart": "so they are kept apart, whatever else links them",
    "other_region": "but they are of two regions, and these are never put together",
}


@click.command(
    "link",
    cls=Verb,
    section=BUILD,
    examples=["gali link", "gali link --explain i3f2a9c1d i77e0b2c4"],
    epilog="Exit code 3 if nothing is called so.",
)
@click.option(
    "--explain",
    "explained",
    nargs=2,
    metavar="ID ID",
    help="Tell why two innovations are not one: every reason with its weight.",
)
@format_option
@database_option
@quiet_option
@pass_session
@click.pass_context
def command(
    ctx: click.Context,
    session: Session,
    /,
    explained: tuple[str, str] | None,
    output_format: str | None,
) -> None:
    """Gather mentions into innovations, and relate these.

    It is part of `gali run`, and done anew each time: the same articles give the same
    innovations in any order.  Regions are never mixed; innovations of the same name elsewhere,
    replicas and similar ideas are related, not merged.  What people decided (gali review) holds.
    """
    if explained:
        ctx.exit(_explain(session, explained, output_format))
    session.insist_on_corpus()
    from gali.pipeline import link
    from gali.wording import plural

    with session.write_corpus() as conn:
        n_innovations = link(conn, watch=session.watch)
    session.note(f"The corpus has {plural(n_innovations, 'innovation')}.")


def _explain(session: Session, names: tuple[str, str], output_format: str | None) -> ExitCode:
    """Tell why two innovations are not one."""
    from models.linkage.explanation import explain

    with session.read_corpus() as conn:
        found = [_find_mentions(conn, name) for name in names]
    for name, rows in zip(names, found, strict=True):
        if not rows:
            session.note(f"No innovation is called {name!r}.")
            return ExitCode.NOTHING_FOUND
    _print(session, explain(found[0], found[1]), output_format)
    return ExitCode.DONE


def _find_mentions(conn: sqlite3.Connection, name: str) -> list[LinkInput]:
    """Return the mentions of the one innovation of an id or a name; none if there is none.

    Raises:
        InvalidQueryError: If several are called so.
    """
    from corpus.errors import InvalidQueryError
    from corpus.reader import find_innovation, read_innovation_dossier
    from models.linkage import LinkInput

    innovations = find_innovation(conn, name)
    if len(innovations) > 1:
        ids = ", ".join(innovation.id for innovation in innovations)
        raise InvalidQueryError(f"several innovations fit {name!r}: {ids}", mend="Give an id.")
    if not innovations:
        return []
    dossier = read_innovation_dossier(conn, innovations[0].id)
    return [
        LinkInput(
            article_id=told.article.id, published=told.article.published, mention=told.mention
        )
        for told in dossier.mentions
    ]


def _print(session: Session, explanation: Explanation, output_format: str | None) -> None:
    """Print reasons as rows, and what follows from them as a note."""
    from gali.output import Column, choose_format, write_rows

    rows = [
        {"reason": name, "words": words, "log_odds": weight}
        for name, words, weight in explanation.reasons
    ]
    columns = [
        Column(key="words", title="What is compared"),
        Column(key="log_odds", title="Log-odds", align_right=True),
    ]
    chosen = choose_format(output_format)
    if chosen != "table":
        columns.insert(0, Column(key="reason", title="Reason"))
    write_rows(rows, columns, chosen, sys.stdout)
    session.note(
        f"Together {explanation.log_odds:+.2f}: one innovation with a probability of "
        f"{explanation.probability:.0%}, {_VERDICTS[explanation.verdict]}."
    )
