"""``gali harvest check``: whether outlets are as their files describe them."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gali.cli.network import make_own_agent, network_options
from gali.cli.outlets import choose_sources, outlet_options
from gali.cli.session import Session, pass_session
from gali.cli.verb import BUILD, ExitCode, Verb, format_option, quiet_option

if TYPE_CHECKING:
    from gali.health import Health
    from gali.output import Column, Row
    from harvest.outlets.manifest import SourceManifest


@click.command(
    "check",
    cls=Verb,
    section=BUILD,
    examples=[
        "gali harvest check jatengprov --contact me@kampus.example",
        "gali harvest check --region jateng --out health.jsonl",
    ],
    epilog="Exit code 3 if no outlet is like that, 4 if some are not healthy, 1 if none is.",
)
@click.argument("slugs", nargs=-1, metavar="[SLUG|ADDRESS]...")
@outlet_options
@click.option("--all", "are_all", is_flag=True, help="All outlets that are known.")
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Write the whole report there: JSON, one outlet a line.",
)
@click.option("--dry-run", is_flag=True, help="Do not mark healthy outlets as verified.")
@network_options
@format_option
@quiet_option
@pass_session
@click.pass_context
def command(
    ctx: click.Context,
    session: Session,
    /,
    slugs: tuple[str, ...],
    region: str | None,
    kind: str | None,
    platform: str | None,
    are_all: bool,
    out: Path | None,
    dry_run: bool,
    contact: str | None,
    delay_seconds: float | None,
    output_format: str | None,
) -> None:
    """Visit outlets and see whether they are as their files say.

    Lists are asked for, and three articles read: bodies, dates, bylines. A healthy outlet is
    written into your own folder (sources_dir) with verified = true, where it takes the place of
    the file that came with gali. An outlet costs about a dozen requests.
    """
    session.flags |= {"contact": contact, "delay_seconds": delay_seconds}
    from gali.output import choose_format, write_rows
    from gali.wording import plural

    sources = choose_sources(
        session.sources, slugs, region=region, kind=kind, platform=platform, are_all=are_all
    )
    if not sources:
        session.note("No outlet is like that; see gali harvest sources.")
        ctx.exit(ExitCode.NOTHING_FOUND)
    verdicts = Counter[str]()
    rows = map(_row, _check_all(session, sources, verdicts, out, dry_run))
    write_rows(rows, _columns(), choose_format(output_format), sys.stdout)
    n_healthy = verdicts["healthy"]
    session.note(f"{n_healthy:,} of {plural(len(sources), 'outlet')} healthy.")
    if n_healthy < len(sources):
        ctx.exit(ExitCode.DONE_IN_PART if n_healthy else ExitCode.FAILED)


def _check_all(
    session: Session,
    sources: Sequence[SourceManifest],
    verdicts: Counter[str],
    out: Path | None,
    dry_run: bool,
) -> Iterator[Health]:
    """Yield how each outlet fares; verdicts are counted, reports and files written as they come."""
    from gali.health import check_outlet, verified
    from harvest.fetching.waits import HostWaits
    from harvest.outlets.writing import write_manifest
    from harvest.reading.reader import HtmlReader

    agent = make_own_agent(session.settings.contact)
    fetcher = session.open_fetcher(agent, HostWaits(session.settings.delay_seconds))
    if out is not None:
        out.write_text("", encoding="utf-8")
    with HtmlReader() as reader:
        for source in session.watch(sources, "Checking", lambda: len(sources)):
            health = check_outlet(fetcher, reader, source)
            verdicts[health.verdict] += 1
            if out is not None:
                _append(out, health)
            if health.verdict == "healthy" and not dry_run:
                folder = session.settings.sources_dir
                write_manifest(verified(source, health), folder, replace=True)
            yield health


def _append(out: Path, health: Health) -> None:
    """Add a report to the file."""
    from gali.plain_values import plain_value

    with out.open("a", encoding="utf-8") as stream:
        stream.write(json.dumps(plain_value(health), ensure_ascii=False) + "\n")


def _row(health: Health) -> Row:
    """Return a report as a row."""
    read = [article for article in health.articles if article.n_words]
    return {
        "slug": health.slug,
        "verdict": health.verdict,
        "robots": health.robots,
        "lists": sum(document.n_found > 0 for document in health.documents),
        "links": sum(document.n_found for document in health.documents),
        "articles": len(read),
        "dated": sum(article.published is not None for article in read),
        "signed": sum(article.author is not None for article in read),
        "address": health.address,
        "checked_at": health.checked_at.isoformat(timespec="seconds"),
        "advice": " ".join(health.advice) or None,
    }


def _columns() -> list[Column]:
    """Return the columns of the table."""
    from gali.output import Column

    return [
        Column(key="slug", title="Outlet", one_line=True),
        Column(key="verdict", title="Verdict"),
        *(
            Column(key=key, title=key.capitalize(), align_right=True)
            for key in ("lists", "articles", "dated", "signed")
        ),
        Column(key="advice", title="Advice", weight=3),
    ]
