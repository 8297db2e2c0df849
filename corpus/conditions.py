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

INNOVATION_CONDITIONS: Conditions = {
    "name": "i.innovation_key IN (SELECT rowid FROM innovations_fts WHERE innovations_fts MATCH "
    "'{name also_named expansion} : ' || ?)",
    "title": "i.id IN (SELECT m.innovation_id FROM articles_fts AS f "
    "JOIN articles AS a ON a.article_key = f.rowid JOIN mentions AS m ON m.article_id = a.id "
    "WHERE articles_fts MATCH '{title} : ' || ?)",
    "owner": "EXISTS (SELECT 1 FROM (SELECT i.owner AS owner, i.owner_type AS owner_type UNION ALL "
    "SELECT o.owner, o.owner_type FROM mentions AS m "
    "JOIN mention_owners AS o USING (article_id, local_id) WHERE m.innovation_id = i.id "
    # Where people named another owner, those that the articles name do not count any more.
    "AND NOT EXISTS (SELECT 1 FROM corrections AS c WHERE c.innovation_id = i.id "
    "AND c.field IN ('owner', 'owner_type'))) "
    r"WHERE owner LIKE ? ESCAPE '\' OR (owner_type IN (SELECT value FROM json_each(?)) "
    "AND (? OR i.region IN (SELECT value FROM json_each(?)))))",
    "region": "i.region IN (SELECT value FROM json_each(?))",
    "sector": "i.sector = ?",
    "year": "coalesce(i.year, CAST(substr(i.first_seen, 1, 4) AS INTEGER)) BETWEEN ? AND ?",
    "award": "i.id IN (SELECT m.innovation_id FROM awards AS w "
    "JOIN mentions AS m USING (article_id, local_id) "
    r"WHERE ' ' || w.rank || ' ' LIKE ? ESCAPE '\' OR w.scheme = ?)",
    "outlet": "EXISTS (SELECT 1 "  # noqa: S608 -- our own text
    "FROM mentions AS m JOIN articles AS a ON a.id = m.article_id "
    f"WHERE m.innovation_id = i.id AND {_OUTLET})",
    "status": "i.status = ?",
}
ARTICLE_CONDITIONS: Conditions = {
    "name": "a.id IN (SELECT m.article_id FROM innovations_fts AS f "
    "JOIN innovations AS i ON i.innovation_key = f.rowid "
    "JOIN mentions AS m ON m.innovation_id = i.id "
    "WHERE innovations_fts MATCH '{name also_named expansion} : ' || ?)",
    "title": "a.article_key IN (SELECT rowid FROM articles_fts WHERE articles_fts MATCH "
    "'{title} : ' || ?)",
    "owner": "EXISTS (SELECT 1 FROM mentions AS m JOIN mention_owners AS o "
    "USING (article_id, local_id) WHERE m.article_id = a.id AND "
    r"(o.owner LIKE ? ESCAPE '\' OR (o.owner_type IN (SELECT value FROM json_each(?)) "
    "AND (? OR m.region IN (SELECT value FROM json_each(?))))))",
    "region": "a.id IN (SELECT article_id FROM (SELECT article_id, region FROM extractions "
    "UNION ALL SELECT article_id, region FROM mentions) "
    "WHERE region IN (SELECT value FROM json_each(?)))",
    "sector": "EXISTS (SELECT 1 FROM mentions AS m WHERE m.article_id = a.id AND m.sector = ?)",
    "year": "CAST(substr(a.published, 1, 4) AS INTEGER) BETWEEN ? AND ?",
    "award": "EXISTS (SELECT 1 FROM awards AS w WHERE w.article_id = a.id AND "
    r"(' ' || w.rank || ' ' LIKE ? ESCAPE '\' OR w.scheme = ?))",
    "outlet": _OUTLET,
    "status": "EXISTS (SELECT 1 FROM mentions AS m JOIN innovations AS i ON i.id = m.innovation_id "
    "WHERE m.article_id = a.id AND i.status = ?)",
}


@dataclass(frozen=True, slots=True)
class Condition:
    """An SQL condition and the values of its placeholders."""

    sql: str
    parameters: Parameters = ()


def conditions_of(filters: Sequence[Filter], conditions: Conditions) -> list[Condition]:
    """Return the conditions that must all hold: values of one field are alternatives.

    Raises:
        InvalidQueryError: If a value has no meaning, or several.
    """
    alternatives: dict[Field, list[Condition]] = {}
    found = []
    for wanted in filters:
        parameters = _PARAMETERS[wanted.field](bounded(wanted.value))
        condition = Condition(conditions[wanted.field], parameters)
        if wanted.negated:
            found.append(Condition(f"({condition.sql}) IS NOT TRUE", parameters))
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
    return Condition(f"({sql})", sum((condition.parameters for condition in conditions), ()))


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
