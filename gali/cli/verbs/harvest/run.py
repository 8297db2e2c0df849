"""``gali harvest run``: crawls outlets into the corpus, politely and for as long as wanted."""

from __future__ import annotations

import sys
import threading
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gali.cli.network import make_own_agent, network_options
from gali.cli.outlets import choose_sources, outlet_options
from gali.cli.session import Session, pass_session
from gali.cli.verb import BUILD, Day, ExitCode, Verb, database_option, jobs_option, quiet_option

if TYPE_CHECKING:
    from gali.crawl.options import CrawlOptions
    from gali.crawl.report import CrawlReport
    from harvest.outlets.manifest import SourceManifest

_USUAL_PAGES = 200


@click.command(
    "run",
    cls=Verb,
    section=BUILD,
    examples=[
        "gali harvest run jatengprov suarantb --contact me@kampus.example",
        "gali harvest run --region jateng --kind government --pages 50 --since 2024-01-01",
        "gali harvest run --all --forever --warc archive/",
    ],
    epilog="Exit code 3 if no outlet is like that, 4 if it was stopped or some pages failed.",
)
@click.argument("slugs", nargs=-1, metavar="[SLUG|ADDRESS]...")
@outlet_options
@click.option("--all", "are_all", is_flag=True, help="All outlets that are known.")
@click.option(
    "--pages",
    type=click.IntRange(1),
    metavar="N",
    help="Requests to each outlet in this run.  [default: 200, with --forever no limit]",
)
@click.option(
    "--minutes",
    type=click.FloatRange(min=0.01),
    metavar="M",
    help="Begin no page after that time.",
)
@click.option(
    "--since",
    type=Day(),
    metavar="DATE",
    help="Only what is newer, as far as the outlets' lists tell.",
)
@click.option(
    "--word",
    "words",
    multiple=True,
    metavar="WORD",
    help="Ask the sites' own search for it; may be repeated.  [default: inovasi, KIPP, …]",
)
@click.option(
    "--focus",
    type=click.FloatRange(0, 1),
    default=0.0,
    metavar="SCORE",
    help="Leave out links that promise less, such as 0.2.  [default: 0, the best come first]",
)
@click.option(
    "--at-once",
    type=click.IntRange(1, 64),
    default=8,
    show_default=True,
    metavar="N",
    help="Hosts that are asked at the same time.",
)
@click.option("--forever", is_flag=True, help="Stay, and come back to lists when they are due.")
@click.option(
    "--warc",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="Also write every answer into WARC files there.",
)
@network_options
@jobs_option
@database_option
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
    pages: int | None,
    minutes: float | None,
    since: datetime | None,
    words: tuple[str, ...],
    focus: float,
    at_once: int,
    forever: bool,
    warc: Path | None,
    contact: str | None,
    delay_seconds: float | None,
) -> None:
    """Crawl outlets and keep their articles, the promising first.

    The queue is kept in the corpus: a crawl that was stopped or killed goes on where it was, and
    a second one fetches only what is new. Ctrl-C once ends what was begun, twice stops at once.
    Then: gali run, which reads the new articles for innovations.
    """
    session.flags |= {"contact": contact, "delay_seconds": delay_seconds}
    from gali.crawl.options import CrawlOptions
    from harvest.discovery.relevance import usual_words

    sources = choose_sources(
        session.sources, slugs, region=region, kind=kind, platform=platform, are_all=are_all
    )
    if not sources:
        session.note("No outlet is like that; see gali harvest sources.")
        ctx.exit(ExitCode.NOTHING_FOUND)
    options = CrawlOptions(
        words=words or usual_words(),
        since=since.replace(tzinfo=UTC) if since else None,
        pages_per_source=pages or (sys.maxsize if forever else _USUAL_PAGES),
        seconds=minutes * 60 if minutes else None,
        requests_at_once=at_once,
        least_score=focus,
        is_endless=forever,
    )
    stop = threading.Event()
    report = _crawl(session, sources, options, stop, warc)
    _tell(session, report, options)
    ctx.exit(ExitCode.DONE_IN_PART if stop.is_set() or report.n_failed else ExitCode.DONE)


def _crawl(
    session: Session,
    sources: list[SourceManifest],
    options: CrawlOptions,
    stop: threading.Event,
    warc: Path | None,
) -> CrawlReport:
    """Crawl, show how it goes, and return what was done."""
    from gali.crawl.board import shown_board
    from gali.crawl.run import crawl
    from gali.crawl.stopping import stopped_by_signals
    from gali.wording import plural

    settings = session.settings
    agent = make_own_agent(settings.contact)
    session.note(
        f"Crawling {plural(len(sources), 'outlet')}, {settings.delay_seconds:g} s or more between "
        f"requests to a host, as {agent}."
    )
    with ExitStack() as stack:
        stack.enter_context(stopped_by_signals(stop, session.note))
        board = stack.enter_context(shown_board(sys.stderr, is_quiet=settings.quiet))
        keep = None
        if warc is not None:
            from harvest.warc.writing import WarcWriter

            warc.mkdir(parents=True, exist_ok=True)  # complains before anything is fetched
            writer = WarcWriter(warc, version=agent.version, contact=agent.contact)
            keep = stack.enter_context(writer).write
        return crawl(
            settings.db,
            sources,
            options,
            lambda pace, keeper: session.open_fetcher(agent, pace, keeper),
            delay_seconds=settings.delay_seconds,
            known_sources=session.sources,
            n_readers=settings.jobs,
            board=board,
            stop=stop,
            keep=keep,
        )


def _tell(session: Session, report: CrawlReport, options: CrawlOptions) -> None:
    """Say what was done, and what to do next."""
    from gali.crawl.board import figures
    from gali.wording import plural

    session.note(f"{figures(report)}.")
    for kind, n in report.failures.most_common():
        session.note(f"  {n:,} failed: {kind}")
    if report.n_failed:
        session.note("See gali harvest status --errors for why.")
    n_spent = sum(n >= options.pages_per_source for n in report.by_source.values())
    if n_spent:
        spent = plural(n_spent, "outlet was", "outlets were")
        session.note(f"{spent} asked as often as --pages allows; the same again goes on there.")
    elif not report.is_complete:
        session.note("It was ended before its end; the same again goes on.")
    if report.n_articles:
        session.note("Now: gali run, to read them for innovations.")
