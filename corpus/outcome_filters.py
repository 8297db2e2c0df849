"""Filters of lists of awards and replications, as SQL conditions on the columns of the lists.

Values travel as parameters only. What a value means is settled by ``corpus.filters``; the lists are
made in ``corpus.outcomes``.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.conditions import Condition, escape_like
from corpus.filters import resolve_owner_types, resolve_region, resolve_sector
from corpus.query import bounded

_FIRST_YEAR, _LAST_YEAR = 0, 9999
_IN_LIST = "IN (SELECT value FROM json_each(?))"
_OWNED = rf"""
(owner LIKE ? ESCAPE '\' OR EXISTS (SELECT 1 FROM mention_owners AS o
  WHERE o.article_id = outcome.article_id AND o.local_id = outcome.local_id
  AND (o.owner LIKE ? ESCAPE '\' OR o.owner_type {_IN_LIST})))
"""  # noqa: S608 -- our own text
# Articles that may tell of what is asked for. Whether they do is said by a column of the list, but
# to fill that column for everything that a corpus tells takes long.
_IN_ARTICLES_OF_REGIONS = f"""
article_id IN (SELECT article_id FROM mentions WHERE region {_IN_LIST}
  UNION ALL SELECT article_id FROM extractions WHERE region {_IN_LIST}
  UNION ALL SELECT article_id FROM awards WHERE recipient {_IN_LIST}
  UNION ALL SELECT m.article_id FROM corrections AS c JOIN mentions AS m USING (innovation_id)
    WHERE c.field = 'region' AND c.corrected {_IN_LIST})
"""  # noqa: S608 -- our own text
_IN_ARTICLES_OF_SECTOR = """
article_id IN (SELECT article_id FROM mentions WHERE sector = ?
  UNION ALL SELECT m.article_id FROM corrections AS c JOIN mentions AS m USING (innovation_id)
    WHERE c.field = 'sector' AND c.corrected = ?)
"""
_IN_ARTICLES_OF_OWNER = rf"""
article_id IN (SELECT article_id FROM mention_owners
    WHERE owner LIKE ? ESCAPE '\' OR owner_type {_IN_LIST}
  UNION ALL SELECT article_id FROM awards WHERE recipient LIKE ? ESCAPE '\'
  UNION ALL SELECT m.article_id FROM corrections AS c JOIN mentions AS m USING (innovation_id)
    WHERE c.field = 'owner' AND c.corrected LIKE ? ESCAPE '\')
"""  # noqa: S608 -- our own text


@dataclass(frozen=True, slots=True, kw_only=True)
class AwardFilters:
    """What a list of awards is narrowed to; None means any.

    Attributes:
        region: Code, name or abbreviation of the winner's region; a province includes its own.
        year_from: First year of the competition that counts.
        year_to: Last year that counts.
        scheme: Id of an award scheme, or words of its name.
        rank: Words of a rank (``Top 99``).
        level: ``kabupaten``, ``provinsi``, ``nasional`` or ``internasional``.
        status: ``submitted``, ``shortlisted`` or ``won``.
        owner: Part of the name of the body that owns or won, or a type of body.
        sector: Code or name.
    """

    region: str | None = None
    year_from: int | None = None
    year_to: int | None = None
    scheme: str | None = None
    rank: str | None = None
    level: str | None = None
    status: str | None = None
    owner: str | None = None
    sector: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplicationFilters:
    """What a list of replications is narrowed to; None means any.

    Attributes:
        from_region: Code, name or abbreviation of the region that is learnt from.
        to_region: The same for the region that learns.
        region: The same for either of the two.
        innovation: Part of the name, or of the written-out name, of what is copied.
        kind: ``study_visit``, ``planned``, ``agreement`` or ``adopted``.
        sector: Code or name of the sector of what is copied.
        year_from: First year of publication that counts.
        year_to: Last year that counts.
    """

    from_region: str | None = None
    to_region: str | None = None
    region: str | None = None
    innovation: str | None = None
    kind: str | None = None
    sector: str | None = None
    year_from: int | None = None
    year_to: int | None = None


def award_conditions(filters: AwardFilters) -> list[Condition]:
    """Return what must hold of an award.

    Raises:
        InvalidQueryError: If a filter names what does not exist, or may mean several things.
    """
    return [
        *_in_region(_IN_ARTICLES_OF_REGIONS, filters.region),
        *_in_region("region {0}", filters.region),
        *_in_years("year", filters.year_from, filters.year_to),
        *_with_words("(scheme = ? OR scheme_name LIKE ? ESCAPE '\\')", filters.scheme),
        *_with_value("level", filters.level),
        *_with_value("status", filters.status),
        *_of_owner(filters.owner),
        *_of_sector(filters.sector),
        *_with_rank(filters.rank),
    ]


def replication_conditions(filters: ReplicationFilters) -> list[Condition]:
    """Return what must hold of a replication.

    Raises:
        InvalidQueryError: If a filter names what does not exist, or may mean several things.
    """
    return [
        *_in_region("from_region {0}", filters.from_region),
        *_in_region("to_region {0}", filters.to_region),
        *_in_region("(from_region {0} OR to_region {0})", filters.region),
        *_with_value("kind", filters.kind),
        *_of_sector(filters.sector),
        *_in_years("CAST(substr(published, 1, 4) AS INTEGER)", filters.year_from, filters.year_to),
        *_of_innovation(filters.innovation),
    ]


def _in_region(sql: str, value: str | None) -> Iterator[Condition]:
    """Yield the condition that a region is, or lies in, the one that was asked for."""
    if value:
        codes = json.dumps(resolve_region(bounded(value)))
        condition = sql.format(_IN_LIST)
        yield Condition(condition, (codes,) * condition.count("?"))


def _in_years(column: str, first: int | None, last: int | None) -> Iterator[Condition]:
    """Yield the condition that a year lies between two, open ends far away."""
    if first is not None or last is not None:
        years = (
            first if first is not None else _FIRST_YEAR,
            last if last is not None else _LAST_YEAR,
        )
        yield Condition(f"{column} BETWEEN ? AND ?", years)


def _with_value(column: str, value: str | None) -> Iterator[Condition]:
    """Yield the condition that a column has a value."""
    if value:
        yield Condition(f"{column} = ?", (value,))


def _with_words(sql: str, value: str | None) -> Iterator[Condition]:
    """Yield the condition that a code is a value, or that a name holds it."""
    if value:
        yield Condition(sql, (value, f"%{escape_like(bounded(value))}%"))


def _with_rank(value: str | None) -> Iterator[Condition]:
    """Yield the condition that a rank has whole words (``Top 9`` is not in ``Top 99``)."""
    if value:
        pattern = f"% {escape_like(bounded(value))} %"
        yield Condition(r"' ' || rank || ' ' LIKE ? ESCAPE '\'", (pattern,))


def _of_sector(value: str | None) -> Iterator[Condition]:
    """Yield the condition that an innovation belongs to a sector."""
    if value:
        code = resolve_sector(bounded(value))
        yield Condition(_IN_ARTICLES_OF_SECTOR, (code, code))
        yield Condition("sector = ?", (code,))


def _of_owner(value: str | None) -> Iterator[Condition]:
    """Yield the condition that a body owns the winner, or is the winner."""
    if value:
        part = f"%{escape_like(bounded(value))}%"
        types = json.dumps(resolve_owner_types(bounded(value)))
        yield Condition(_IN_ARTICLES_OF_OWNER, (part, types, part, part))
        yield Condition(_OWNED, (part, part, types))


def _of_innovation(value: str | None) -> Iterator[Condition]:
    """Yield the condition that one of an innovation's names holds some words."""
    if value:
        part = f"%{escape_like(bounded(value))}%"
        columns = ("innovation", "expansion", "replica")
        sql = " OR ".join(rf"{column} LIKE ? ESCAPE '\'" for column in columns)
        yield Condition(f"({sql})", (part,) * len(columns))
