"""What regions of the same type do in sectors in which a region is not known to do anything.

That nothing is known does not mean that there is nothing: whoever shows it must say so.
"""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass

from corpus import vocabulary

MOST_SECTORS = 6
MOST_IDEAS = 3
# So few innovations of the neighbours say little; then all regions of the type are looked at.
_FEWEST_OF_NEIGHBOURS = 20
_GAPS = """
WITH peers AS (SELECT value AS code FROM json_each(:peers)),
own AS (SELECT DISTINCT sector FROM innovations
  WHERE region = :region AND status <> 'ditolak' AND sector IS NOT NULL),
found AS (
  SELECT i.id, i.name, i.expansion, i.region, i.sector, i.status, i.confidence FROM innovations AS i
  WHERE i.region IN (SELECT code FROM peers) AND i.status <> 'ditolak'
    AND i.sector IS NOT NULL AND i.sector NOT IN (SELECT sector FROM own)
),
proven AS (
  SELECT f.*,
    (SELECT count(DISTINCT w.scheme || coalesce(w.year, '')) FROM mentions AS m
      JOIN awards AS w USING (article_id, local_id)
      WHERE m.innovation_id = f.id AND w.status = 'won') AS n_awards,
    (SELECT count(*) FROM mentions AS m JOIN replications AS p USING (article_id, local_id)
      WHERE m.innovation_id = f.id) AS n_replications,
    (SELECT count(*) FROM mentions AS m WHERE m.innovation_id = f.id) AS n_articles
  FROM found AS f
),
placed AS (
  SELECT p.*, row_number() OVER (PARTITION BY sector ORDER BY n_replications DESC, n_awards DESC,
    n_articles DESC, confidence DESC, id) AS place
  FROM proven AS p
)
SELECT p.*, (SELECT count(DISTINCT f.region) FROM found AS f WHERE f.sector = p.sector) AS n_regions
FROM placed AS p WHERE place <= :most_ideas ORDER BY n_regions DESC, sector, place
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class PeerIdea:
    """An innovation of a region of the same type.

    Attributes:
        id: Its id.
        name: Its name.
        expansion: What the name stands for; None if unknown.
        region: Code of its region.
        status: Review status.
        n_awards: Contests that it won.
        n_replications: How often others are told to learn from it.
    """

    id: str
    name: str
    expansion: str | None
    region: str
    status: str
    n_awards: int
    n_replications: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SectorGap:
    """A sector in which nothing is known of a region.

    Attributes:
        sector: Its code.
        n_regions: Regions of the same type of which something is known.
        ideas: The best proven of theirs: most replicated, most awarded, most often told.
    """

    sector: str
    n_regions: int
    ideas: tuple[PeerIdea, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SectorGaps:
    """What similar regions have.

    Attributes:
        is_of_province: Whether regions of the same province were compared, or of the whole country.
        n_peers: How many regions were compared.
        gaps: Sectors in which most of them do something first; may be empty.
    """

    is_of_province: bool
    n_peers: int
    gaps: tuple[SectorGap, ...]


def find_sector_gaps(conn: sqlite3.Connection, code: str) -> SectorGaps:
    """Return what regions of the same type do in sectors in which a region does nothing.

    Args:
        conn: A corpus.
        code: Code of the region; a province is compared with provinces.
    """
    peers, is_of_province = _peers_of(conn, code)
    rows = conn.execute(
        _GAPS, {"peers": json.dumps(peers), "region": code, "most_ideas": MOST_IDEAS}
    ).fetchall()
    sectors = list(dict.fromkeys(row["sector"] for row in rows))[:MOST_SECTORS]
    gaps = tuple(
        SectorGap(
            sector=sector,
            n_regions=next(row["n_regions"] for row in rows if row["sector"] == sector),
            ideas=tuple(_idea(row) for row in rows if row["sector"] == sector),
        )
        for sector in sectors
    )
    return SectorGaps(is_of_province=is_of_province, n_peers=len(peers), gaps=gaps)


def _peers_of(conn: sqlite3.Connection, code: str) -> tuple[list[str], bool]:
    """Return regions of the same type: of its province if enough is known of them, else all."""
    regions = vocabulary.regions()
    own = regions[code]
    alike = [r for r in regions.values() if r.type == own.type and r.code != code]
    neighbours = [r.code for r in alike if r.province_code == own.province_code]
    (n_known,) = conn.execute(
        "SELECT count(*) FROM innovations WHERE region IN (SELECT value FROM json_each(?))",
        (json.dumps(neighbours),),
    ).fetchone()
    if n_known >= _FEWEST_OF_NEIGHBOURS:
        return neighbours, True
    return [r.code for r in alike], False


def _idea(row: sqlite3.Row) -> PeerIdea:
    """Return the idea of a row."""
    return PeerIdea(
        id=row["id"],
        name=row["name"],
        expansion=row["expansion"],
        region=row["region"],
        status=row["status"],
        n_awards=row["n_awards"],
        n_replications=row["n_replications"],
    )
