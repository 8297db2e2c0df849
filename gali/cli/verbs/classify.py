"""``gali classify``: sectors and relevance anew, without extracting again."""

from __future__ import annotations

import click

from gali.cli.session import Session, pass_session
from gali.cli.verb import BUILD, Verb, database_option, quiet_option


@click.command(
    "classify",
    cls=Verb,
    section=BUILD,
    examples=["gali classify", "gali classify --db news.db"],
    epilog="To learn the classifiers anew: gali train sector, gali train relevance",
)
@database_option
@quiet_option
@pass_session
def command(session: Session) -> None:
    """Decide anew on sectors and relevance of what was extracted.

    Writes the sector of each mention and how likely each article is about innovations, then links
    the innovations anew.  Nothing is extracted again.  `gali run` classifies what it extracts by
    itself.
    """
    from gali.pipeline import link
    from gali.reclassifying import classify_corpus
    from gali.wording import plural

    session.insist_on_corpus()
    with session.write_corpus() as conn:
        report = classify_corpus(conn, watch=session.watch)
        n_innovations = link(conn, watch=session.watch)
    session.note(
        f"{plural(report.n_articles, 'article')} classified, {report.n_changed} of them otherwise "
        f"than before; the corpus has {plural(n_innovations, 'innovation')}."
    )
