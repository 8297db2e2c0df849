"""``gali restore``: a corpus brought back from a backup."""

from __future__ import annotations

from pathlib import Path

import click

from gali.cli.session import Session, pass_session
from gali.cli.verb import TEND, Verb, database_option, quiet_option


@click.command(
    "restore",
    cls=Verb,
    section=TEND,
    examples=["gali restore backups/news.db --db news.db", "gali restore news.db.zst --force"],
)
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option(
    "--force",
    is_flag=True,
    help="Take the place of a corpus; that one is kept beside it (*.bak-replaced).",
)
@database_option
@quiet_option
@pass_session
def command(session: Session, /, file: Path, force: bool) -> None:
    """Bring the corpus back from the backup FILE, compressed or not.

    A log of reviews beside the backup comes along.  A backup that is damaged, of another program
    or of a newer gali is refused, and nothing is changed then.
    """
    from corpus.backup import restore_backup
    from gali.wording import megabytes

    report = restore_backup(file, session.settings.db, force=force)
    parts = [f"{report.path}: {megabytes(report.n_bytes)}, sound"]
    if report.review_log:
        parts.append(f"the log of reviews in {report.review_log}")
    if report.replaced:
        parts.append(f"what was there before in {report.replaced}")
    session.note(f"{', '.join(parts)}.")
