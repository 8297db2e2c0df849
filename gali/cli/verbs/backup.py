"""``gali backup``: a copy of the corpus that is whole and sound."""

from __future__ import annotations

from pathlib import Path

import click

from gali.cli.session import Session, pass_session
from gali.cli.verb import TEND, Verb, database_option, quiet_option


@click.command(
    "backup",
    cls=Verb,
    section=TEND,
    examples=[
        "gali backup backups/news.db",
        "gali backup /media/disk/news.db.zst --compress zstd --db news.db",
    ],
    epilog="`gali restore FILE` brings it back.",
)
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--force", is_flag=True, help="Replace a backup that is there already.")
@click.option(
    "--compress", type=click.Choice(["zstd"]), help="Compress it; it then takes about a third."
)
@database_option
@quiet_option
@pass_session
def command(session: Session, /, file: Path, force: bool, compress: str | None) -> None:
    """Copy the corpus, and its log of reviews beside it, to FILE.

    Others may write to the corpus meanwhile: the copy is that of one moment.  It gets its name
    when it was read to its end and found sound, so that there is never half of one.
    """
    from corpus.backup import write_backup
    from gali.wording import megabytes

    report = write_backup(session.settings.db, file, force=force, compress=compress is not None)
    beside = f", the log of reviews in {report.review_log}" if report.review_log else ""
    session.note(f"{report.path}: {megabytes(report.n_bytes)}, sound{beside}.")
