"""What the verbs share that select articles or innovations: filters, and forms of words."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from gali.cli.completion import complete_region, complete_scheme, complete_sector
from gali.cli.session import Session

WORD_HINT = "WORD: several words are a phrase; a star lets the last one go on."

if TYPE_CHECKING:
    from corpus.filters import SearchFilters

Decorated = TypeVar("Decorated", bound=Callable[..., Any])


def filter_options(command: Decorated) -> Decorated:
    """Let a verb take the filters; they reach it under their own names."""
    options = [
        click.option(
            "--region",
            shell_complete=complete_region,
            help="Name or code; a province includes its regions.",
        ),
        click.option("--sector", shell_complete=complete_sector, help="Name or code."),
        click.option(
            "--owner", help="Part of a body's name, or a type of body (dinkes, dinkes banyumas)."
        ),
        click.option(
            "--award",
            shell_complete=complete_scheme,
            help="Rank (Top 99) or scheme (kipp-nasional).",
        ),
        click.option("--year", metavar="YEARS", help="2020, 2019..2021, 2019.. or ..2021."),
        click.option("--outlet", help="Part of a newspaper's name or domain."),
    ]
    for option in reversed(options):
        command = option(command)
    return command


def stem_option(command: Decorated) -> Decorated:
    """Let a verb take ``--stem``."""
    return click.option(
        "--stem", is_flag=True, help="A word stands for all its forms (pelayanan, melayani, …)."
    )(command)


def word_options(command: Decorated) -> Decorated:
    """Let a verb take a WORD that may be several, the filters, and ``--stem``."""
    return click.argument("word", nargs=-1, required=True)(filter_options(stem_option(command)))


def filters_from(
    *, year: str | None = None, status: str | None = None, **filters: str | None
) -> SearchFilters:
    """Return the filters that were given on the command line.

    Raises:
        InvalidQueryError: If the years are none.
    """
    from corpus.filters import SearchFilters, resolve_years

    first, last = resolve_years(year) if year else (None, None)
    return SearchFilters(year_from=first, year_to=last, status=status, **filters)


def bring_stems_up_to_date(session: Session) -> None:
    """Stem the words that are new in the corpus; where it cannot be written, say so and go on."""
    from corpus.errors import DatabaseRefusedError
    from corpus.words.stems import n_unstemmed, refresh_stems
    from gali.wording import plural

    with session.read_corpus() as conn:
        n_articles = n_unstemmed(conn)
    if not n_articles:
        return
    session.note(f"Finding the stems of the words of {plural(n_articles, 'new article')} …")
    try:
        with session.write_corpus() as conn:
            refresh_stems(conn)
    except DatabaseRefusedError as error:
        session.note(f"Their forms are not found: {error.what}.")
