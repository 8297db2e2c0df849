"""Awards and replications as rows of data, and how they look in a table."""

from __future__ import annotations

from datetime import date

from rich.text import Text

from corpus.outcomes import AwardOutcome, Proof, ReplicationOutcome
from extract.dates import find_dates
from gali.marking import in_quotation_marks, plain, side_by_side
from gali.output import Column, Row
from gali.plain_values import plain_value
from gali.wording import (
    abbreviated,
    kind_words,
    region_name,
    scheme_name,
    sector_name,
    short_scheme_name,
)

# The columns of data formats, in order; they are there even without rows.
_PROOF_KEYS = (
    *("event_date", "quote", "article_id", "title", "outlet", "published", "url"),
    *("confidence", "found_by"),
)
AWARD_KEYS = (
    *("winner", "owner", "region", "region_name", "sector", "sector_name", "scheme"),
    *("scheme_name", "rank", "year", "year_from", "level", "status", "prize", "innovation_id"),
    *_PROOF_KEYS,
)
REPLICATION_KEYS = (
    *("from_region", "from_name", "to_region", "to_name", "kind", "innovation", "replica"),
    *("innovation_id", *_PROOF_KEYS),
)


def award_row(award: AwardOutcome) -> Row:
    """Return an award as a row, the words that prove it at the end."""
    return {
        "winner": award.winner,
        "owner": award.owner,
        "region": award.region,
        "region_name": region_name(award.region) or None,
        "sector": award.sector,
        "sector_name": sector_name(award.sector) or None,
        "scheme": award.scheme,
        "scheme_name": scheme_name(award.scheme),
        "rank": award.rank,
        "year": award.year,
        "year_from": award.year_from,
        "level": award.level,
        "status": award.status,
        "prize": award.prize,
        "innovation_id": award.innovation_id,
        **_proof(award.proof),
    }


def replication_row(replication: ReplicationOutcome) -> Row:
    """Return a replication as a row, the words that prove it at the end."""
    return {
        "from_region": replication.from_region,
        "from_name": region_name(replication.from_region) or None,
        "to_region": replication.to_region,
        "to_name": region_name(replication.to_region) or None,
        "kind": replication.kind,
        "innovation": replication.innovation,
        "replica": replication.replica,
        "innovation_id": replication.innovation_id,
        **_proof(replication.proof),
    }


def award_columns() -> list[Column]:
    """Return the columns of a table of awards."""
    return [
        Column(key="winner", title="Winner", weight=5, render=_winner),
        Column(key="rank", title="Rank", weight=2),
        Column(key="scheme", title="Contest", weight=4, render=_contest),
        Column(key="year", title="Year", align_right=True),
        Column(key="status", title="Status"),
        Column(key="quote", title="Told", weight=8, render=_told),
    ]


def replication_columns() -> list[Column]:
    """Return the columns of a table of replications."""
    return [
        Column(key="from_name", title="From", weight=3, render=_source),
        Column(key="to_name", title="To", weight=3, render=_learner),
        Column(key="kind", title="Kind", render=_kind),
        Column(key="innovation", title="Innovation", weight=3, render=_copied),
        Column(key="quote", title="Told", weight=8, render=_told),
    ]


def event_date(words: str | None, published: date | None) -> str | None:
    """Return the day that some words of an article mean, by ISO 8601; None if it is not told."""
    found = find_dates(words, published) if words else []
    return found[0].iso if found else None


def _proof(proof: Proof) -> dict[str, object]:
    """Return where an outcome is told as part of a row."""
    return {
        "event_date": event_date(proof.date_words, proof.published),
        "quote": proof.quote,
        "article_id": proof.article_id,
        "title": proof.title,
        "outlet": proof.outlet,
        "published": plain_value(proof.published),
        "url": proof.url,
        "confidence": proof.confidence,
        "found_by": proof.found_by,
    }


def _winner(row: Row) -> Text:
    """Return the winner, and below it its owner and region where they are not the winner."""
    winner = str(row["winner"])
    region = abbreviated(str(row["region_name"] or ""))
    below = [str(row["owner"] or ""), region]
    shown = [part for part in below if part and part != winner and part != abbreviated(winner)]
    lines = [plain(winner, "bold cyan"), plain(" · ".join(shown), "dim")]
    return Text("\n").join(line for line in lines if line)


def _contest(row: Row) -> Text:
    """Return the contest."""
    return plain(short_scheme_name(str(row["scheme"])))


def _source(row: Row) -> Text:
    """Return the region that is learnt from."""
    return plain(abbreviated(str(row["from_name"] or "")) or "not told")


def _learner(row: Row) -> Text:
    """Return the region that learns."""
    return plain(abbreviated(str(row["to_name"] or "")) or "not told")


def _kind(row: Row) -> Text:
    """Return how far a replication went."""
    return plain(kind_words(str(row["kind"])))


def _copied(row: Row) -> Text:
    """Return what is copied, and the name under which it goes on."""
    replica = f"→ {row['replica']}" if row["replica"] else ""
    lines = [plain(str(row["innovation"] or ""), "bold cyan"), plain(replica, "cyan")]
    return Text("\n").join(line for line in lines if line)


def _told(row: Row) -> Text:
    """Return the sentence and where it stands."""
    source = side_by_side(
        plain(str(row["outlet"] or "")),
        plain(str(row["published"] or "")),
        plain(str(row["article_id"])[:9]),
    )
    source.stylize("dim")
    lines = [in_quotation_marks(plain(str(row["quote"] or ""))), source]
    return Text("\n").join(line for line in lines if line)
