"""``gali copies``: articles of shards that say nearly the same, without a corpus."""

from __future__ import annotations

from contextlib import closing
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gali.cli.session import Session, pass_session
from gali.cli.verb import BUILD, ExitCode, Verb, format_option, quiet_option
from gali.terminal import clean

if TYPE_CHECKING:
    from gali.output import Column


@click.command(
    "copies",
    cls=Verb,
    section=BUILD,
    examples=["gali copies shards/ -o copies.jsonl", "gali copies shards/ --format csv"],
    epilog="The links are those that `gali import` and `gali run` make in a corpus.  Exit code 3 "
    "if there are none.",
)
@click.argument(
    "folders", metavar="DIR...", nargs=-1, required=True, type=click.Path(path_type=Path)
)
@click.option(
    "--work",
    type=click.Path(file_okay=False, exists=True, path_type=Path),
    help="Folder for what is worked out on the way; it is deleted at the end.  "
    "[default: the first DIR]",
)
@format_option
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Write here.")
@quiet_option
@pass_session
@click.pass_context
def command(
    ctx: click.Context,
    session: Session,
    /,
    folders: tuple[Path, ...],
    work: Path | None,
    output_format: str | None,
    output: Path | None,
) -> None:
    """List near-copies among the articles of shards.

    DIR are shards, or folders of shards, as `gali extract --shards` makes them.  Prints for each
    near-copy the article that stands for its group, and how near it is, 0 to 1.  May be
    interrupted and run again.
    """
    from gali.output import choose_format, open_output, write_rows
    from gali.shards.copies_file import iter_near_copies, open_copies_file
    from gali.shards.inputs import read_markers
    from gali.shards.near_copies import copies_file_name, find_near_copies
    from gali.wording import plural

    shards, damaged = read_markers(folders, watch=session.watch)
    for error in damaged:
        click.echo(clean(f"Problem: {error}"), err=True)
    if not shards:
        session.note("No shard found.")
        ctx.exit(ExitCode.FAILED if damaged else ExitCode.NOTHING_FOUND)
    path = (work or folders[0]) / copies_file_name(shards)
    with closing(open_copies_file(path)) as conn:
        find_near_copies(conn, shards, watch=session.watch)
        with open_output(output) as stream:
            rows = map(asdict, iter_near_copies(conn))
            n_found = write_rows(rows, _columns(), choose_format(output_format, stream), stream)
    path.unlink()
    session.note(
        f"{plural(n_found, 'near-copy', 'near-copies')} in {plural(len(shards), 'shard')}."
    )
    if damaged:
        ctx.exit(ExitCode.DONE_IN_PART)
    ctx.exit(ExitCode.DONE if n_found else ExitCode.NOTHING_FOUND)


def _columns() -> list[Column]:
    """Return the columns of the table."""
    from gali.output import Column

    return [
        Column(key="article_id", title="Article", weight=1),
        Column(key="near_copy_of", title="Near-copy of", weight=1),
        Column(key="jaccard", title="How near", align_right=True),
    ]
