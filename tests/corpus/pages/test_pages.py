"""What pages read: totals, leading quotes, regions, flows, gaps, the register."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from corpus.outcome_filters import ReplicationFilters
from corpus.outcomes import list_replications
from corpus.pages.award_counts import count_schemes
from corpus.pages.flows import count_flows
from corpus.pages.leading_quotes import read_leading_quotes
from corpus.pages.region_counts import count_by_region
from corpus.pages.register import count_letters, read_register
from corpus.pages.sector_gaps import find_sector_gaps
from corpus.pages.totals import count_extractors, read_totals
from corpus.region_profile import read_region_profile
from corpus.schema import open_corpus
from corpus.statistics import corpus_statistics
from gali.cli.app import app

SAMPLE = Path(__file__).parents[3] / "gali" / "demo" / "sample.jsonl"


@pytest.fixture(scope="module")
def sample_db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    db = tmp_path_factory.mktemp("pages") / "corpus.db"
    result = CliRunner().invoke(app, ["run", str(SAMPLE), "--db", str(db)])
    assert result.exit_code == 0, result.output
    return db


@pytest.fixture
def conn(sample_db: Path) -> Iterator[sqlite3.Connection]:
    connection = open_corpus(sample_db, read_only=True)
    yield connection
    connection.close()


def test_totals_are_those_of_the_statistics(conn: sqlite3.Connection) -> None:
    totals, statistics = read_totals(conn), corpus_statistics(conn)
    for name in ("n_articles", "n_innovations", "n_awards", "n_replications"):
        assert getattr(totals, name) == getattr(statistics, name), name
    assert totals.first_published == statistics.first_published
    assert totals.n_checked == 0
    assert sum(n for _, n in count_extractors(conn)) == statistics.n_extracted


def test_every_innovation_has_a_quote_with_its_name(conn: sqlite3.Connection) -> None:
    ids = [row["id"] for row in conn.execute("SELECT id FROM innovations")]
    quotes = read_leading_quotes(conn, ids)
    assert quotes.keys() == set(ids)
    for innovation_id, quote in quotes.items():
        names = conn.execute(
            "SELECT name FROM mentions WHERE innovation_id = ? AND article_id = ?",
            (innovation_id, quote.article.id),
        ).fetchall()
        assert quote.evidence[0].role == "name"
        assert quote.evidence[0].quote in {row["name"] for row in names}


def test_no_ids_have_no_quotes(conn: sqlite3.Connection) -> None:
    assert read_leading_quotes(conn, []) == {}
    assert read_leading_quotes(conn, ["i0"]) == {}


def test_counts_of_a_region_are_those_of_its_profile(conn: sqlite3.Connection) -> None:
    counts = [one for one in count_by_region(conn) if len(one.region) > 2]
    assert counts
    for one in counts:
        profile = read_region_profile(conn, one.region, 0)
        assert one.n_innovations == profile.innovations.total
        assert one.n_awards == profile.awards.total
        assert one.n_learnt_from == profile.learnt_from.total
        assert one.n_learnt_by == profile.learnt_by.total


@pytest.mark.parametrize(
    "filters",
    [
        ReplicationFilters(),
        ReplicationFilters(kind="adopted"),
        ReplicationFilters(region="jatim"),
        ReplicationFilters(sector="kesehatan"),
        ReplicationFilters(year_from=2020),
    ],
)
def test_flows_count_the_replications_of_the_list(
    conn: sqlite3.Connection, filters: ReplicationFilters
) -> None:
    flows = count_flows(conn, filters)
    listed = list_replications(conn, filters, None).outcomes
    assert sum(flow.n for flow in flows) == len(listed)
    assert {(flow.from_region, flow.to_region) for flow in flows} == {
        (one.from_region, one.to_region) for one in listed
    }
    assert [flow.n for flow in flows] == sorted((flow.n for flow in flows), reverse=True)


def test_gaps_are_sectors_of_others_alone(conn: sqlite3.Connection) -> None:
    own = {
        row["sector"]
        for row in conn.execute("SELECT sector FROM innovations WHERE region = '73.03'")
    }
    found = find_sector_gaps(conn, "73.03")
    assert found.gaps
    assert not own & {gap.sector for gap in found.gaps}
    for gap in found.gaps:
        for idea in gap.ideas:
            row = conn.execute("SELECT * FROM innovations WHERE id = ?", (idea.id,)).fetchone()
            assert (row["sector"], row["region"]) == (gap.sector, idea.region)
            assert idea.region != "73.03"


def test_the_register_holds_every_name_once_in_order(conn: sqlite3.Connection) -> None:
    names: list[str] = []
    for letter, n in count_letters(conn).items():
        entries = [
            entry for offset in range(0, n, 2) for entry in read_register(conn, letter, 2, offset)
        ]
        assert len(entries) == n
        assert [entry.name.casefold() for entry in entries] == sorted(
            entry.name.casefold() for entry in entries
        )
        names += [entry.id for entry in entries]
    assert sorted(names) == [
        row["id"] for row in conn.execute("SELECT id FROM innovations ORDER BY id")
    ]


def test_contests_are_counted_with_their_years(conn: sqlite3.Connection) -> None:
    schemes = count_schemes(conn)
    assert sum(one.n for one in schemes) == read_totals(conn).n_awards
    for one in schemes:
        assert (one.first_year is None) == (one.last_year is None)
        assert one.first_year is None or one.first_year <= (one.last_year or 0)
