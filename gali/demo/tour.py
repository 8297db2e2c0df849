"""A tour through the sample corpus for a newcomer: what was found, what proves it, what next."""

from __future__ import annotations

import shlex
import shutil
import sqlite3
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from corpus.dossier import DossierAward, DossierMention, InnovationDossier
from corpus.reader import iter_articles, iter_innovations, read_extractions, read_innovation_dossier
from corpus.records import Extraction, Innovation, Replication
from corpus.search import search_innovations
from corpus.statistics import CorpusStatistics, corpus_statistics
from gali.cards import source_line
from gali.charts import bars, by_sector_in_english
from gali.marking import marked_excerpt, marked_snippet, plain, side_by_side
from gali.wording import (
    abbreviated,
    plural,
    replication_kind_words,
    sector_name,
    short_region_name,
    short_scheme_name,
)
from models.evaluate import Evaluation

SEARCH = "anak"
_N_CARDS = 4
_N_AWARDS = 5
_N_REPLICATIONS = 6
_QUOTE_CHARACTERS = 230
_LEVELS = ("internasional", "nasional", "provinsi", "kabupaten", None)


def show_tour(
    console: Console, conn: sqlite3.Connection, path: Path, evaluation: Evaluation
) -> None:
    """Print the tour.

    Args:
        console: Where to.
        conn: The sample corpus.
        path: Its file, for the commands at the end.
        evaluation: How well the extractor does on it.
    """
    statistics = corpus_statistics(conn)
    dossiers = [read_innovation_dossier(conn, i.id) for i in iter_innovations(conn)]
    extractions = _read_extractions(conn)
    console.print(_summary(statistics, dossiers))
    _print_section(console, "What kind, and where", _charts(statistics))
    cards = choose_varied(dossiers, _N_CARDS)
    _print_section(console, "Some of them, with the words that prove it", _cards(cards))
    _print_section(console, "Awards they won", _awards(dossiers))
    _print_section(console, "Regions that learn from each other", _replications(extractions))
    _print_section(console, f"You can search: gali search {SEARCH}", _search(conn))
    _print_section(console, "How good is it?", _quality(evaluation))
    _print_section(console, "Go on", _next_steps(path, cards))


def choose_varied(dossiers: Sequence[InnovationDossier], n: int) -> list[InnovationDossier]:
    """Return innovations of which most is known, each of another sector and region."""

    def known(dossier: InnovationDossier) -> tuple[int, float, str]:
        innovation = dossier.innovation
        several = len(dossier.mentions) > 1
        facts = [innovation.expansion, innovation.owner, innovation.region, dossier.awards, several]
        return (-sum(map(bool, facts)), -innovation.confidence, innovation.id)

    chosen: list[InnovationDossier] = []
    seen: set[str | None] = set()
    for dossier in sorted(dossiers, key=known):
        traits = {dossier.innovation.sector, dossier.innovation.region}
        if len(chosen) < n and not traits & seen:
            chosen.append(dossier)
            seen |= traits
    return chosen


def _read_extractions(conn: sqlite3.Connection) -> list[Extraction]:
    """Return all extractions of the sample, which is small."""
    ids = [article.id for article in iter_articles(conn)]
    found = read_extractions(conn, ids)
    return [found[article_id] for article_id in ids if article_id in found]


def _print_section(console: Console, title: str, content: RenderableType) -> None:
    """Print a heading and what stands under it."""
    console.print()
    console.print(Text(title, style="bold"))
    console.print(Padding(content, (0, 0, 0, 2), expand=False))


def _summary(statistics: CorpusStatistics, dossiers: Sequence[InnovationDossier]) -> Text:
    """Return what was found, in one sentence."""
    n_regions = len({d.innovation.region for d in dossiers} - {None})
    first, last = statistics.first_published, statistics.last_published
    years = f" of {first.year} to {last.year}" if first and last else ""
    words = Text("\n")
    words.append(plural(statistics.n_articles, "news article"), style="bold")
    words.append(f"{years}, {statistics.n_relevant} of which tell of ")
    words.append(plural(statistics.n_innovations, "innovation"), style="bold cyan")
    words.append(f" of {plural(n_regions, 'region')}, ")
    words.append(plural(statistics.n_awards, "award"), style="bold")
    words.append(" and ")
    words.append(plural(statistics.n_replications, "replication"), style="bold")
    words.append(".\n")
    words.append("The texts were adapted for this project; they are not the outlets' own.", "dim")
    return words


def _charts(statistics: CorpusStatistics) -> RenderableType:
    """Return innovations by sector and by region, side by side."""
    grid = Table.grid(padding=(0, 3))
    sectors = by_sector_in_english(statistics.innovations_by_sector)
    regions = [
        replace(t, label=abbreviated(t.label)) for t in statistics.innovations_by_region if t.key
    ]
    grid.add_row(
        bars(sectors, limit=8, width=12, label_width=32),
        bars(regions, limit=8, width=10, label_width=24, style="magenta"),
    )
    return grid


def _cards(dossiers: Sequence[InnovationDossier]) -> RenderableType:
    """Return innovations with the sentence that names them."""
    return Group(*(part for dossier in dossiers for part in _card(dossier)))


def _card(dossier: InnovationDossier) -> Iterator[RenderableType]:
    """Yield name, facts, quote and source of one innovation."""
    innovation = dossier.innovation
    title = side_by_side(
        plain(innovation.name, "bold cyan"), plain(innovation.expansion or "", "italic")
    )
    n_articles = len({told.article.id for told in dossier.mentions})
    facts = (
        innovation.owner,
        short_region_name(innovation.region),
        sector_name(innovation.sector),
        plural(n_articles, "article") if n_articles > 1 else None,
    )
    told = _most_telling(dossier)
    words = marked_excerpt(told.mention.evidence, _QUOTE_CHARACTERS)
    yield title
    yield plain(" · ".join(fact for fact in facts if fact))
    yield Padding(Group(words, source_line(told.article)), (0, 0, 1, 2), expand=False)


def _most_telling(dossier: InnovationDossier) -> DossierMention:
    """Return the mention with the most kinds of evidence."""
    return max(dossier.mentions, key=lambda told: len({e.role for e in told.mention.evidence}))


def _awards(dossiers: Sequence[InnovationDossier]) -> RenderableType:
    """Return awards that were won: the highest level first, then the latest; one of each."""
    won = sorted(
        ((award.award, d.innovation) for d in dossiers for award in d.awards if _is_telling(award)),
        key=lambda pair: (_LEVELS.index(pair[0].level), -(pair[0].year or 0), pair[1].id),
    )
    grid = _grid()
    shown: set[tuple[str | None, int | None]] = set()
    for award, innovation in won:
        kind = (award.rank, award.year)
        if kind not in shown and len(shown) < _N_AWARDS:
            shown.add(kind)
            place = f"{short_scheme_name(award.scheme)} {award.year}"
            grid.add_row(plain(kind[0] or "", "yellow"), _with_region(innovation), plain(place))
    return grid


def _is_telling(told: DossierAward) -> bool:
    """Return whether an award was won and both its rank and year are known."""
    return told.award.status == "won" and bool(told.award.rank and told.award.year)


def _replications(extractions: Sequence[Extraction]) -> RenderableType:
    """Return from which region to which an innovation passed."""
    flows: dict[tuple[str | None, str | None], tuple[Replication, str]] = {}
    for extraction in extractions:
        names = {m.local_id: m.name for m in extraction.innovations}
        for replication in extraction.replications:
            key = (replication.from_region, replication.to_region)
            if all(key) and replication.from_region != replication.to_region:
                flows.setdefault(key, (replication, names.get(replication.innovation or "", "")))
    grid = _grid()
    shown = sorted(flows.values(), key=lambda flow: (not flow[1], flow[1]))
    for replication, name in shown[:_N_REPLICATIONS]:
        way = Text(short_region_name(replication.from_region))
        way.append(" → ", style="green").append(short_region_name(replication.to_region))
        grid.add_row(
            way, plain(name, "bold cyan"), plain(replication_kind_words(replication), "dim")
        )
    if len(shown) > _N_REPLICATIONS:
        grid.add_row(plain(f"and {len(shown) - _N_REPLICATIONS} more", "dim"))
    return grid


def _search(conn: sqlite3.Connection) -> RenderableType:
    """Return what a search finds."""
    page = search_innovations(conn, SEARCH, limit=4)
    grid = _grid()
    for hit in page.hits:
        grid.add_row(
            plain(hit.innovation.name, "bold cyan"),
            marked_snippet(hit.snippet),
            plain(short_region_name(hit.innovation.region), "dim"),
        )
    return grid


def _quality(evaluation: Evaluation) -> RenderableType:
    """Return the figures on the sample, and what they are worth."""
    fields = {"name_strict": "names", "expansion_pairs": "expansions", "owner_pairs": "owners"}
    fields |= {"awards": "awards", "replications": "replications", "counts": "counts"}
    figures = " · ".join(f"{label} {evaluation.tallies[k].f1:.2f}" for k, label in fields.items())
    words = Text(f"F1 against people's annotations of this sample: {figures}\n")
    words.append(
        "These are development articles, so expect less on others: measure it on your own with "
        "gali evaluate.",
        style="dim",
    )
    return words


def _next_steps(path: Path, cards: Sequence[InnovationDossier]) -> RenderableType:
    """Return commands to try; they work on this corpus."""
    gali, db = _command_name(), f"--db {shlex.quote(str(path))}"
    name = shlex.quote(cards[0].innovation.name) if cards else "NAME"
    steps = {
        f"{gali} show {name} {db}": "one innovation with all its quotes",
        f"{gali} search --award 'Top 45' {db}": "by award; also --region --sector --owner --year",
        f"{gali} search puskesmas --articles {db}": "in the articles' own words",
        f"{gali} stats {db}": "all charts",
        f"{gali} run FILES…": "your own articles: text, HTML, CSV, JSONL, zip",
    }
    grid = _grid()
    for command, purpose in steps.items():
        grid.add_row(Text(command, style="green"), Text(purpose, style="dim"))
    return grid


def _command_name() -> str:
    """Return what a user types to run gali: the path as typed if the shell would not find it."""
    return "gali" if shutil.which("gali") else shlex.quote(sys.argv[0])


def _with_region(innovation: Innovation) -> Text:
    """Return an innovation's name with its region."""
    region = plain(short_region_name(innovation.region))
    return side_by_side(plain(innovation.name, "bold cyan"), region)


def _grid() -> Table:
    """Return a table without lines."""
    return Table.grid(padding=(0, 2))
