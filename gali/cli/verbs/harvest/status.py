"""``gali harvest status``: how the crawl into a corpus stands."""

from __future__ import annotations

import sys
import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from gali.cli.session import Session, pass_session
from gali.cli.verb import BUILD, ExitCode, Verb, database_option, format_option, quiet_option

if TYPE_CHECKING:
    from corpus.crawl.status import CrawlStatus, HostStatus, TargetTally
    from gali.output import Column, Row


@click.command(
    "status",
    cls=Verb,
    section=BUILD,
    examples=[
        "gali harvest status",
        "gali harvest status --hosts",
        "gali harvest status --errors --format csv > errors.csv",
    ],
    epilog="Exit code 3 if nothing was crawled into the corpus.",
)
@click.option(
    "--hosts",
    "shown",
    flag_value="hosts",
    help="Each host: delays, rests, failures.",
)
@click.option("--errors", "shown", flag_value="errors", help="What failed, and why.")
@format_option
@database_option
@quiet_option
@pass_session
@click.pass_context
def command(
    ctx: click.Context, session: Session, /, shown: str | None, output_format: str | None
) -> None:
    """Show how the crawl stands: what was fetched, waits and failed.

    It can be looked at while crawls run.
    """
    from corpus.crawl.history import read_errors
    from corpus.crawl.status import read_crawl_status
    from gali.output import choose_format, write_rows

    now = time.time()
    with session.read_corpus() as conn:
        status = read_crawl_status(conn, now=now)
        errors = read_errors(conn) if shown == "errors" else []
    if not status.targets:
        session.note("Nothing was crawled into this corpus yet: gali harvest run")
        ctx.exit(ExitCode.NOTHING_FOUND)
    chosen = choose_format(output_format)
    if shown == "errors":
        write_rows([asdict(error) for error in errors], _error_columns(), chosen, sys.stdout)
    elif shown == "hosts":
        write_rows([_host_row(h, now) for h in status.hosts], _host_columns(), chosen, sys.stdout)
    else:
        write_rows(_source_rows(status.targets), _source_columns(), chosen, sys.stdout)
    session.note(_summary(status, now))


def _source_rows(tallies: Sequence[TargetTally]) -> list[Row]:
    """Return what became of the targets of each outlet."""
    counts: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for tally in tallies:
        own = counts[tally.source or ""]
        if tally.kind == "article":
            own[tally.state] += tally.n
        else:
            own["lists"] += tally.n
    return [
        {
            "source": slug or None,
            "fetched": own["done"],
            "queued": own["queued"],
            "failed": own["failed"],
            "refused": own["refused"],
            "gone": own["gone"],
            "lists": own["lists"],
        }
        for slug, own in sorted(counts.items())
    ]


def _source_columns() -> list[Column]:
    """Return the columns of the table of outlets."""
    from gali.output import Column

    numbers = {
        "fetched": "Fetched",
        "queued": "Waiting",
        "failed": "Failed",
        "refused": "Refused",
        "gone": "Gone",
        "lists": "Lists",
    }
    return [
        Column(key="source", title="Outlet", weight=2, one_line=True),
        *(Column(key=key, title=title, align_right=True) for key, title in numbers.items()),
    ]


_HOST_NUMBERS = frozenset({"waiting", "crawl_delay", "failures"})


def _host_row(host: HostStatus, now: float) -> Row:
    """Return a host as a row."""
    until = max(host.held_until, host.quarantined_until)
    return {
        "host": host.host,
        "waiting": host.n_queued,
        "last_asked": _time(host.asked_at),
        "crawl_delay": host.crawl_delay,
        "rests_until": _time(until) if until > now else None,
        "failures": host.failures,
        "last_error": host.last_error,
        "errors": ", ".join(f"{kind} {n}" for kind, n in sorted(host.errors.items())) or None,
    }


def _host_columns() -> list[Column]:
    """Return the columns of the table of hosts."""
    from gali.output import Column

    titles = {
        "waiting": "Waiting",
        "last_asked": "Last asked",
        "crawl_delay": "Crawl-delay",
        "rests_until": "Rests until",
        "failures": "Failures",
        "errors": "Errors",
    }
    return [
        Column(key="host", title="Host", weight=2, one_line=True),
        *(
            Column(key=key, title=title, one_line=True, align_right=key in _HOST_NUMBERS)
            for key, title in titles.items()
        ),
    ]


def _error_columns() -> list[Column]:
    """Return the columns of the table of failures."""
    from gali.output import Column

    return [
        Column(key="source", title="Outlet", one_line=True),
        Column(key="n", title="Pages", align_right=True),
        Column(key="kind", title="Kind"),
        Column(key="words", title="Why", weight=3),
        Column(key="example_url", title="For example", weight=3),
    ]


def _summary(status: CrawlStatus, now: float) -> str:
    """Return the whole in a sentence or two."""
    from gali.wording import plural

    n_resting = sum(max(h.held_until, h.quarantined_until) > now for h in status.hosts)
    words = (
        f"{plural(status.n_due, 'address', 'addresses')} due; in the last hour "
        f"{plural(status.articles_last_hour, 'article')} fetched; "
        f"{plural(len(status.hosts), 'host')}, {n_resting:,} of them resting."
    )
    running = [f"{c.machine}, process {c.pid}" for c in status.crawlers]
    return f"{words} Crawling now: {'; '.join(running) or 'nobody'}."


def _time(seconds: float) -> str | None:
    """Return a moment for people, UTC; None if there is none."""
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="seconds") if seconds else None
