"""What is known of a region: as rows of data of one shape, and as tables for people."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TextIO

from corpus.region_profile import RegionProfile
from gali.outcome_rows import award_columns, award_row, replication_columns, replication_row
from gali.output import Column, Row, write_rows
from gali.result_columns import innovation_columns
from gali.result_rows import innovation_row
from gali.terminal import console_for
from gali.wording import plural, sector_name

REGION_KEYS = (
    *("part", "name", "owner", "region", "region_name", "year", "detail", "status"),
    *("innovation_id", "quote", "article_id", "published", "url"),
)
# Which columns of the lists become ``name``, ``detail`` and so on.
_INNOVATION = {"innovation_id": "id", "detail": "sector"}
_AWARD = {"name": "winner", "detail": "scheme_name"}
_LEARNT_FROM = {"name": "innovation", "region": "from_region", "region_name": "from_name"}
_LEARNT_BY = {"name": "innovation", "region": "to_region", "region_name": "to_name"}
_REPLICATION = {"detail": "replica", "status": "kind"}


def region_rows(profile: RegionProfile) -> list[Row]:
    """Return everything of a profile as rows; ``part`` tells what each is.

    ``innovation``, ``award``, ``learnt_from`` and ``learnt_by``; in the last two, the region is the
    other one.
    """
    innovations = map(innovation_row, profile.innovations.hits)
    awards = map(award_row, profile.awards.outcomes)
    sources = map(replication_row, profile.learnt_from.outcomes)
    learners = map(replication_row, profile.learnt_by.outcomes)
    return [
        *(_renamed("innovation", row, _INNOVATION) for row in innovations),
        *(_renamed("award", row, _AWARD) for row in awards),
        *(_renamed("learnt_from", row, _LEARNT_FROM | _REPLICATION) for row in sources),
        *(_renamed("learnt_by", row, _LEARNT_BY | _REPLICATION) for row in learners),
    ]


def write_region(profile: RegionProfile, stream: TextIO) -> None:
    """Write a profile as tables for people; empty ones are left out."""
    console = console_for(stream)
    region = profile.region
    console.print(f"{region.official_name} ({region.code})", style="bold")
    if profile.sectors:
        console.print(
            ", ".join(
                f"{sector_name(tally.key) or tally.label} {tally.n}" for tally in profile.sectors
            )
        )
    for title, n_all, rows, columns in _sections(profile):
        if rows:
            shown = "" if len(rows) == n_all else f", the first {len(rows)} of them"
            console.print(f"\n{title} ({n_all:,}{shown})", style="bold")
            write_rows(rows, columns, "table", stream)


def totals_of(profile: RegionProfile) -> str:
    """Return how much is known, in one line."""
    parts = (
        plural(profile.innovations.total, "innovation"),
        plural(profile.awards.total, "award"),
        f"learnt {plural(profile.learnt_from.total, 'time')} from others",
        f"others {plural(profile.learnt_by.total, 'time')} from it",
    )
    return f"{profile.region.official_name}: {', '.join(parts)}."


def _sections(
    profile: RegionProfile,
) -> Iterator[tuple[str, int, Sequence[Row], Sequence[Column]]]:
    """Yield title, number, rows and columns of each table."""
    innovations = [innovation_row(hit) for hit in profile.innovations.hits]
    yield "Innovations", profile.innovations.total, innovations, innovation_columns()
    awards = [award_row(award) for award in profile.awards.outcomes]
    yield "Awards", profile.awards.total, awards, award_columns()
    for title, page in (
        ("Learnt from", profile.learnt_from),
        ("Others learnt from it", profile.learnt_by),
    ):
        rows = [replication_row(replication) for replication in page.outcomes]
        yield title, page.total, rows, replication_columns()


def _renamed(part: str, row: Row, names: dict[str, str]) -> Row:
    """Return a row under the keys that all parts share."""
    return {"part": part} | {
        key: row.get(names.get(key, key)) for key in REGION_KEYS if key != "part"
    }
