"""``gali reference remove``: takes a list out of the corpus."""

from __future__ import annotations

import click

from gali.cli.session import Session, pass_session
from gali.cli.verb import LOOK, Verb, database_option, quiet_option


@click.command("remove", cls=Verb, section=LOOK, examples=["gali reference remove inolan-lan"])
@click.argument("slug")
@database_option
@quiet_option
@pass_session
def command(session: Session, /, slug: str) -> None:
    """Take the list SLUG and its entries out of the corpus; nothing else changes."""
    from corpus.references.store import remove_list

    session.insist_on_corpus()
    with session.write_corpus() as conn:
        remove_list(conn, slug)
    session.note(f"{slug} was removed.")
