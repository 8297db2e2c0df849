"""``gali demo``: a corpus to look at, in a few seconds."""

from __future__ import annotations

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
    """Build a small sample corpus and take a tour through it.

    The corpus goes to demo.db unless --db names another file.  A second time changes nothing.
    """
    from gali.demo.build import build, measure
    from gali.demo.tour import show_tour
    from gali.terminal import console_for

    session.flags.setdefault("db", _DEMO_FILE)
    path = session.settings.db
    build(path, session.watch)
    evaluation = measure()
    with session.read_corpus() as conn:
        show_tour(console_for(), conn, path, evaluation)
