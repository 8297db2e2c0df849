"""Filters as SQL: which innovations, and which articles, have a name, an owner, a region.

Values travel as parameters only. What a value means is settled by ``corpus.filters``; how results
are ranked, by ``corpus.search``.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from corpus.errors import InvalidQueryError
from corpus.filters import (
    SearchFilters,
    resolve_region,
    resolve_sector,
    resolve_status,
    resolve_years,
)
from corpus.query import Field, Filter, bounded, quote_phrase
from corpus.rows import SqlValue
from corpus.spellings import find_bodies

Parameters = tuple[SqlValue, ...]
# A condition for each field; its parameters are those that ``_PARAMETERS`` gives for the field.
Conditions = Mapping[Field, str]
_OUTLET = (
    r"(a.outlet LIKE ? ESCAPE '\' OR a.outlet IN "
    r"(SELECT domain FROM sources WHERE name LIKE ? ESCAPE '\'))"
)
_COSTLY: frozenset[Field] = frozenset({"name", "title", "owner", "award", "outlet"})
# Bodies are looked for first: far fewer are owned by one than would have to be asked who owns them.
_ASKED_BODY = """
pattern (value) AS (SELECT ?), types (value) AS (SELECT value FROM json_each(?)),
anywhere (value) AS (SELECT ?), places (value) AS (SELECT value FROM json_each(?)),
owned AS (
  SELECT m.innovation_id, m.article_id, m.region, o.is_named FROM (
    SELECT article_id, local_id, owner LIKE (SELECT value FROM pattern) ESCAPE '\\' AS is_named
    FROM mention_owners WHERE is_named OR owner_type IN (SELECT value FROM types)
  ) AS o CROSS JOIN mentions AS m USING (article_id, local_id)
)
"""
# Where people named another owner, those that the articles name do not count any more.
_OWNED_INNOVATIONS = f"""
i.innovation_key IN (WITH {_ASKED_BODY}
SELECT innovation_key FROM innovations
WHERE owner LIKE (SELECT value FROM pattern) ESCAPE '\\' OR (owner_type IN (SELECT value FROM types)
  AND ((SELECT value FROM anywhere) OR region IN (SELECT value FROM places)))
UNION ALL
SELECT n.innovation_key FROM owned CROSS JOIN innovations AS n ON n.id = owned.innovation_id
WHERE (is_named OR (SELECT value FROM anywhere) OR n.region IN (SELECT value FROM places))
  AND n.id NOT IN (SELECT c.innovation_id FROM corrections AS c
    WHERE c.field IN ('owner', 'owner_type')))
"""  # noqa: S608 -- our own text
_OWNED_ARTICLES = f"""
a.id IN (WITH {_ASKED_BODY}
SELECT article_id FROM owned
WHERE is_named OR (SELECT value FROM anywhere) OR region IN (SELECT value FROM places))
"""  # noqa: S608 -- our own text

INNOVATION_CONDITIONS: Conditions = {
    "name": "i.innovation_key IN (SELECT rowid FROM innovations_fts WHERE innovations_fts MATCH "
    "'{name also_named expansion} : ' || ?)",
    "title": "i.id IN (SELECT m.innovation_id FROM articles_fts AS f "
    "JOIN articles AS a ON a.article_key = f.rowid JOIN mentions AS m ON m.article_id = a.id "
    "WHERE articles_fts MATCH '{title} : ' || ?)",
    "owner": _OWNED_INNOVATIONS,
    "region": "i.region IN (SELECT value FROM json_each(?))",
    "sector": "i.sector = ?",
    "year": "coalesce(i.year, CAST(substr(i.first_seen, 1, 4) AS INTEGER)) BETWEEN ? AND ?",
    "award": "i.id IN (SELECT m.innovation_id FROM awards AS w "
    "JOIN mentions AS m USING (article_id, local_id) "
    r"WHERE ' ' || w.rank || ' ' LIKE ? ESCAPE '\' OR w.scheme = ?)",
    "outlet": "i.id IN (SELECT m.innovation_id "  # noqa: S608 -- our own text
    f"FROM articles AS a JOIN mentions AS m ON m.article_id = a.id WHERE {_OUTLET})",
    # Nearly all have one status: its index would only keep SQLite from using a better one.
    "status": "+i.status = ?",
}
ARTICLE_CONDITIONS: Conditions = {
    "name": "a.id IN (SELECT m.article_id FROM innovations_fts AS f "
    "JOIN innovations AS i ON i.innovation_key = f.rowid "
    "JOIN mentions AS m ON m.innovation_id = i.id "
    "WHERE innovations_fts MATCH '{name also_named expansion} : ' || ?)",
    "title": "a.article_key IN (SELECT rowid FROM articles_fts WHERE articles_fts MATCH "
    "'{title} : ' || ?)",
    "owner": _OWNED_ARTICLES,
    "region": "a.id IN (SELECT article_id FROM (SELECT article_id, region FROM extractions "
    "UNION ALL SELECT article_id, region FROM mentions) "
    "WHERE region IN (SELECT value FROM json_each(?)))",
    "sector": "a.id IN (SELECT article_id FROM mentions WHERE sector = ?)",
    "year": "CAST(substr(a.published, 1, 4) AS INTEGER) BETWEEN ? AND ?",
    "award": r"a.id IN (SELECT article_id FROM awards WHERE ' ' || rank || ' ' LIKE ? ESCAPE '\' "
    "OR scheme = ?)",
    "outlet": _OUTLET,
    "status": "a.id IN (SELECT m.article_id FROM innovations AS i "
    "JOIN mentions AS m ON m.innovation_id = i.id WHERE i.status = ?)",
}


@dataclass(frozen=True, slots=True)
class Condition:
    """An SQL condition and the values of its placeholders.

    Attributes:
        sql: The condition.
        parameters: Values of its placeholders.
        is_costly: Whether whole tables are read for it, so that nobody should ask twice.
    """

    sql: str
    parameters: Parameters = ()
    is_costly: bool = False


def conditions_of(filters: Sequence[Filter], conditions: Conditions) -> list[Condition]:
    """Return the conditions that must all hold: values of one field are alternatives.

    Raises:
        InvalidQueryError: If a value has no meaning, or several.
    """
    alternatives: dict[Field, list[Condition]] = {}
    found = []
    for wanted in filters:
        parameters = _PARAMETERS[wanted.field](bounded(wanted.value))
        is_costly = wanted.field in _COSTLY
        condition = Condition(conditions[wanted.field], parameters, is_costly)
        if wanted.negated:
            found.append(Condition(f"({condition.sql}) IS NOT TRUE", parameters, is_costly))
        else:
            alternatives.setdefault(wanted.field, []).append(condition)
    return found + [_any_of(group) for group in alternatives.values()]


def filters_as_typed(filters: SearchFilters) -> list[Filter]:
    """Return the filters of a form as if the user had typed them."""
    typed: dict[Field, str | None] = {
        "region": filters.region,
        "sector": filters.sector,
        "owner": filters.owner,
        "award": filters.award,
        "outlet": filters.outlet,
        "status": filters.status,
    }
    if filters.year_from is not None or filters.year_to is not None:
        first, last = (
            "" if year is None else f"{year:04}" for year in (filters.year_from, filters.year_to)
        )
        typed["year"] = f"{first}..{last}"
    return [Filter(field=name, value=value) for name, value in typed.items() if value]


def _any_of(conditions: Sequence[Condition]) -> Condition:
    """Return the condition that at least one holds."""
    sql = " OR ".join(f"({condition.sql})" for condition in conditions)
    parameters: Parameters = sum((condition.parameters for condition in conditions), ())
    return Condition(f"({sql})", parameters, any(condition.is_costly for condition in conditions))


def _phrase(value: str) -> Parameters:
    """Return a phrase for MATCH, with ``*`` at its end if the value has it."""
    phrase = quote_phrase(value.rstrip("*"), prefix=value.endswith("*"))
    if phrase is None:
        raise InvalidQueryError(f"{value!r} has no word in it", mend="Give a word of the name.")
    return (phrase,)


def _owner(value: str) -> Parameters:
    """Return a pattern of part of a body's name, and the types that the name stands for.

    Last, whether these may be of any region, and of which regions otherwise.
    """
    types, codes = find_bodies(value)
    return (f"%{escape_like(value)}%", json.dumps(types), not codes, json.dumps(codes))


def _outlet(value: str) -> Parameters:
    """Return a pattern of part of a newspaper's domain, and of its name."""
    return (f"%{escape_like(value)}%",) * 2


def _award(value: str) -> Parameters:
    """Return a pattern of whole words of a rank (``Top 9`` is not in ``Top 99``), and a scheme."""
    return (f"% {escape_like(value)} %", value)


def _years(value: str) -> Parameters:
    """Return the first and last year, open ends far away."""
    first, last = resolve_years(value)
    return (0 if first is None else first, 9999 if last is None else last)


def escape_like(value: str) -> str:
    """Return a value so that LIKE takes it literally."""
    return value.replace("\\", "\\\\").replace("%", r"\%").replace("_", r"\_")


_PARAMETERS: Mapping[Field, Callable[[str], Parameters]] = {
    "name": _phrase,
    "title": _phrase,
    "owner": _owner,
    "region": lambda value: (json.dumps(resolve_region(value)),),
    "sector": lambda value: (resolve_sector(value),),
    "year": _years,
    "award": _award,
    "outlet": _outlet,
    "status": lambda value: (resolve_status(value),),
}
