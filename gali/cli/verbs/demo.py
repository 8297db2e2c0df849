"""``gali demo``: a corpus to look at, in a few seconds."""

from __future__ import annotations

import sys

import click

from gali.cli.session import Session, pass_session
from gali.cli.verb import START, Verb, database_option, quiet_option

_DEMO_FILE = "demo.db"


@click.command(
    "demo",
    cls=Verb,
    section=START,
    examples=["gali demo", "gali demo --db try.db"],
)
@database_option
@quiet_option
@pass_session
def command(session: Session, /) -> None:
    """Crawl three sample sites on this machine, show what is found.

    The sites are a part of gali and served for the moment; nothing else is asked. The corpus
    goes to demo.db unless --db names another file.  A second time changes nothing.
    """
    from gali.crawl.board import figures, shown_board
    from gali.demo.build import crawl_sample, extract_sample, measure
    from gali.demo.tour import show_tour
    from gali.terminal import console_for

    session.flags.setdefault("db", _DEMO_FILE)
    path = session.settings.db
    with shown_board(sys.stderr, is_quiet=session.settings.quiet) as board:
        crawled = crawl_sample(path, board)
    session.note(f"Crawled three sample sites on this machine: {figures(crawled)}.")
    extract_sample(path, session.watch)
    evaluation = measure()
    with session.read_corpus() as conn:
        show_tour(console_for(), conn, path, evaluation)
