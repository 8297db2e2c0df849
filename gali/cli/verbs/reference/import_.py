"""``gali reference import``: a list from a table into the corpus."""

from __future__ import annotations

from pathlib import Path

import click

from gali.cli.inputs import tell_problems
from gali.cli.session import Session, pass_session
from gali.cli.verb import LOOK, ExitCode, Verb, database_option, quiet_option


@click.command(
    "import",
    cls=Verb,
    section=LOOK,
    examples=[
        'gali reference import inolan.csv --name "INOLAN LAN" --source https://inolan.example',
        'gali reference import top99.csv --year 2021 --column "name=Judul Inovasi"',
    ],
    epilog="Fields: name, expansion, owner, region, sector, year, award, source_url.",
)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--name", help="Name of the list.  [default: the file's]")
@click.option("--year", type=click.IntRange(1900, 2100), help="Year of the list.")
@click.option("--source", help="Where the list comes from: an address or a citation.")
@click.option("--slug", help="Short name of the list.  [default: made of its name]")
@click.option(
    "--column",
    "columns",
    multiple=True,
    metavar="FIELD=NAME",
    help="Which column holds what; may be repeated.  [default: by common headings]",
)
@click.option(
    "--mapping",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help='The same in a TOML file: name = "Judul Inovasi".',
)
@click.option("--encoding", help="Character encoding.  [default: found out]")
@database_option
@quiet_option
@pass_session
@click.pass_context
def command(
    ctx: click.Context,
    session: Session,
    /,
    file: Path,
    name: str | None,
    year: int | None,
    source: str | None,
    slug: str | None,
    columns: tuple[str, ...],
    mapping: Path | None,
    encoding: str | None,
) -> None:
    """Import a list of innovations from the CSV file FILE.

    The list then has the rows of the file and no others; the same file again changes nothing.
    Rows without a name are told and left out; so are regions, sectors and years that mean nothing.
    """
    from corpus.references.records import ReferenceList, slug_of
    from corpus.references.store import write_reference_list
    from gali.cli.inputs import parse_column
    from gali.references.table import read_mapping, read_reference_table

    told = dict(read_mapping(mapping)) if mapping else {}
    told |= dict(parse_column(column) for column in columns)
    table = read_reference_table(file, told, encoding=encoding)
    tell_problems(table.problems)
    described = ReferenceList(
        slug=slug_of(slug or name or file.stem),
        name=name or file.stem,
        year=year,
        source=source,
        digest=table.digest,
    )
    n_bad = sum(not problem.kept for problem in table.problems)
    if not table.entries:
        session.note(f"{file} has no row that could be read; nothing was changed.")
        ctx.exit(ExitCode.FAILED)
    with session.write_corpus() as conn:
        report = write_reference_list(conn, described, table.entries)
    parts = [f"{report.n_entries:,} entries, {report.n_new:,} of them new"]
    parts += [f"{report.n_gone:,} no longer there"] if report.n_gone else []
    parts += [f"{report.n_repeated:,} repeated"] if report.n_repeated else []
    parts += [f"{n_bad:,} not readable"] if n_bad else []
    session.note(f"{described.slug}: {', '.join(parts)}.")
    ctx.exit(ExitCode.DONE_IN_PART if n_bad else ExitCode.DONE)
