"""``gali harvest snapshot``: pages of the web, fetched politely and kept."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gali.cli.inputs import tell_problems
from gali.cli.network import make_own_agent, network_options
from gali.cli.session import Session, pass_session
from gali.cli.verb import BUILD, ExitCode, Verb, database_option, quiet_option
from gali.cli.verbs.import_ import import_words
from gali.terminal import clean, clean_line

if TYPE_CHECKING:
    from corpus.records import Page
    from harvest.fetching.fetcher import Fetcher
    from harvest.fetching.results import FetchResult
    from harvest.reading.reader import HtmlReader

_Keep = Callable[["FetchResult", "Page"], list[str]]
# Keeps a page and returns what to tell of it.


@click.command(
    "snapshot",
    cls=Verb,
    section=BUILD,
    examples=[
        "gali harvest snapshot https://kabar.example/berita/1 --contact me@kampus.example",
        "gali harvest snapshot https://kabar.example/berita/1 --out report/",
    ],
    epilog="Exit code 1 if no page could be fetched, 4 if some could not.",
)
@click.argument("urls", nargs=-1, required=True, metavar="URL...")
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="Write the pages and their headers there, for a bug report, not into the corpus.",
)
@network_options
@database_option
@quiet_option
@pass_session
@click.pass_context
def command(
    ctx: click.Context,
    session: Session,
    /,
    urls: tuple[str, ...],
    out: Path | None,
    contact: str | None,
    delay_seconds: float | None,
) -> None:
    """Fetch each URL once and keep it: the page, and the article in it.

    robots.txt is obeyed, its Crawl-delay too; private addresses are refused. The request
    says that it comes from gali and whom to write to: name yourself with --contact, or once
    for all with contact = "…" in gali.toml.
    """
    session.flags |= {"contact": contact, "delay_seconds": delay_seconds}
    n_kept = _keep_all(session, urls, out)
    ctx.exit(_exit_code(n_kept, len(urls)))


def _keep_all(session: Session, urls: tuple[str, ...], out: Path | None) -> int:
    """Fetch and keep pages; return how many were kept."""
    from harvest.fetching.waits import HostWaits
    from harvest.reading.reader import HtmlReader

    agent = make_own_agent(session.settings.contact)
    delay = _delay(session, urls)
    fetcher = session.open_fetcher(agent, HostWaits(delay))
    session.note(f"Pausing {delay:g} s between requests to a host, as {agent}.")
    with HtmlReader() as reader:
        keep: _Keep
        if out:
            keep = partial(_keep_files, out, str(agent))
        else:
            keep = partial(_keep_rows, session, reader)
        return sum(_fetch_and_keep(session, fetcher, url, keep) for url in urls)


def _delay(session: Session, urls: tuple[str, ...]) -> float:
    """Return the pause between requests: the user's, or the longest that an outlet wants."""
    from harvest.outlets.catalogue import SourceIndex

    index = SourceIndex(session.sources)
    known = (source for url in urls if (source := index.of_url(url)))
    wanted = (source.delay_seconds or 0.0 for source in known)
    return max(session.settings.delay_seconds, *wanted, 0.0)


def _fetch_and_keep(session: Session, fetcher: Fetcher, url: str, keep: _Keep) -> bool:
    """Fetch and keep one page; say why if it cannot be; return whether it was kept."""
    from harvest.fetching.failures import FetchError

    if _is_forgotten(session, url):
        click.echo(clean(f"Problem: {url}: it was taken out with gali forget"), err=True)
        return False
    try:
        result = fetcher.fetch(url)
    except FetchError as error:
        click.echo(clean(f"Problem: {error.at(url)}"), err=True)
        return False
    assert result.page is not None
    size = len(result.page.body)
    session.note(clean_line(f"{result.url}: {size:,} bytes in {result.seconds:.1f} s"))
    for line in keep(result, result.page):
        session.note(clean_line(line))
    return True


def _is_forgotten(session: Session, url: str) -> bool:
    """Return whether the corpus, if there is one, is never to hold an address again."""
    from corpus.forgotten import is_page_forgotten

    if not session.settings.db.is_file():
        return False
    with session.write_corpus() as conn:
        return is_page_forgotten(conn, url)


def _keep_files(folder: Path, agent: str, result: FetchResult, page: Page) -> list[str]:
    """Write a page as files."""
    from gali.snapshots import write_snapshot

    return [f"wrote {path}" for path in write_snapshot(folder, result, page, agent)]


def _keep_rows(
    session: Session,
    reader: HtmlReader,
    _result: FetchResult,
    page: Page,
) -> list[str]:
    """Write a page into the corpus; tell at once what could not be read in it."""
    from gali.snapshots import keep_page

    with session.write_corpus() as conn:
        kept = keep_page(conn, page, reader, session.sources)
    tell_problems(kept.articles.problems)
    known = "page kept" if kept.is_new else "page known already"
    return [f"{known}; {import_words(kept.articles)}"]


def _exit_code(n_kept: int, n_asked: int) -> ExitCode:
    """Return how a run ended: all, some or none of the pages were kept."""
    if n_kept == n_asked:
        return ExitCode.DONE
    return ExitCode.DONE_IN_PART if n_kept else ExitCode.FAILED
