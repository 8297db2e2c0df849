"""What a corpus has of the lists that were imported, and what the lists have not.

Rows for the command line and the pages. Which entry is which innovation is decided in
``models.coverage``; which innovations pass the filters, in ``corpus.selection``.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from corpus.filters import SearchFilters, resolve_region, resolve_sector
from corpus.reader import iter_innovations
from corpus.records import Innovation
from corpus.references.store import StoredEntry, insist_on_list, read_entries
from corpus.rows import SqlValue
from corpus.selection import select_innovations
from corpus.spellings import find_bodies
from gali.progress import Watch, unwatched
from models.coverage import Described, Match, match_entries

Part = Literal["covered", "possible", "missing", "unlisted"]
PARTS = get_args(Part)
Grouping = Literal["list", "region", "province", "sector", "year"]
Row = dict[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """Entries of lists beside the innovations of the press.

    Attributes:
        entries: The entries that pass the filters.
        matches: What each is or may be, by id of the entry.
        unlisted: Innovations that pass the filters and are on no list, by region and name.
        innovations: All innovations by id.
    """

    entries: tuple[StoredEntry, ...]
    matches: Mapping[str, tuple[Match, ...]]
    unlisted: tuple[Innovation, ...]
    innovations: Mapping[str, Innovation]

    def part_of(self, entry: StoredEntry) -> Part:
        """Return whether the press covers an entry, may do so, or does not."""
        matches = self.matches.get(entry.id, ())
        if not matches:
            return "missing"
        return "covered" if matches[0].is_sure else "possible"


def read_coverage(
    conn: sqlite3.Connection,
    *,
    slug: str | None = None,
    filters: SearchFilters | None = None,
    watch: Watch = unwatched,
) -> Coverage:
    """Compare lists with the innovations of a corpus.

    Args:
        conn: A corpus.
        slug: The list; None for all.
        filters: What must hold of entries and of innovations. The year of an entry is that of the
            list; what an entry does not tell of itself, it takes from the innovation that it is.
        watch: Told of each innovation.

    Raises:
        InvalidQueryError: If there is no such list, region or sector.
    """
    filters = filters or SearchFilters()
    if slug is not None:
        insist_on_list(conn, slug)
    wanted = select_innovations(conn, "", filters)
    shown = select_innovations(conn)
    every, chosen = _read_ids(conn, shown.keys, ()), _read_ids(conn, wanted.keys, wanted.parameters)
    found = {one.id: one for one in watch(iter_innovations(conn), "Comparing") if one.id in every}
    listed = read_entries(conn)
    matches = match_entries(
        [_describe_entry(stored) for stored in listed],
        [_describe_innovation(one) for one in found.values()],
    )
    on_a_list = {
        match.innovation_id
        for stored in listed
        if slug is None or stored.list == slug
        for match in matches.get(stored.id, ())
        if match.is_sure
    }
    passes = _EntryFilter(filters, matches, found)
    return Coverage(
        entries=tuple(e for e in listed if (slug is None or e.list == slug) and passes(e)),
        matches=matches,
        unlisted=tuple(
            sorted(
                (found[key] for key in chosen if key in found and key not in on_a_list),
                key=lambda one: (one.region or "", one.name, one.id),
            )
        ),
        innovations=found,
    )


def coverage_rows(coverage: Coverage, parts: Iterable[Part] = PARTS) -> list[Row]:
    """Return one row for each entry, for each that it may be, and for each unlisted innovation."""
    wanted = set(parts)
    rows = []
    for entry in coverage.entries:
        part = coverage.part_of(entry)
        if part in wanted:
            matches: Sequence[Match | None] = coverage.matches.get(entry.id) or (None,)
            rows += [_entry_row(part, entry, match, coverage) for match in matches]
    if "unlisted" in wanted:
        rows += [_unlisted_row(innovation) for innovation in coverage.unlisted]
    return rows


def group_rows(coverage: Coverage, grouping: Grouping) -> list[Row]:
    """Return how many entries of each group are covered, the largest groups first."""
    counts: dict[object, dict[str, int]] = defaultdict(lambda: dict.fromkeys(PARTS, 0))
    for entry in coverage.entries:
        innovation = _sure(coverage, entry)
        counts[_group_of_entry(entry, innovation, grouping)][coverage.part_of(entry)] += 1
    if grouping != "list":
        for innovation in coverage.unlisted:
            counts[_group_of_innovation(innovation, grouping)]["unlisted"] += 1
    rows: list[Row] = []
    for group, parts in counts.items():
        n_entries = parts["covered"] + parts["possible"] + parts["missing"]
        share = round(parts["covered"] / n_entries, 3) if n_entries else None
        rows.append({"group": group, "entries": n_entries, **parts, "share_covered": share})
    return sorted(rows, key=lambda row: (-int(str(row["entries"])), str(row["group"] or "\uffff")))


class _EntryFilter:
    """Tells which entries pass the filters.

    Args:
        filters: As given.
        matches: What each entry is or may be.
        innovations: All innovations by id.
    """

    def __init__(
        self,
        filters: SearchFilters,
        matches: Mapping[str, tuple[Match, ...]],
        innovations: Mapping[str, Innovation],
    ) -> None:
        self._filters = filters
        self._regions = set(resolve_region(filters.region)) if filters.region else None
        self._sector = resolve_sector(filters.sector) if filters.sector else None
        self._matches = matches
        self._innovations = innovations

    def __call__(self, stored: StoredEntry) -> bool:
        """Return whether an entry passes."""
        matches = self._matches.get(stored.id, ())
        sure = (
            self._innovations[matches[0].innovation_id]
            if matches[:1] and matches[0].is_sure
            else None
        )
        entry, filters = stored.entry, self._filters
        region = entry.region or (sure.region if sure else None)
        sector = entry.sector or (sure.sector if sure else None)
        year = entry.year
        return (
            (self._regions is None or region in self._regions)
            and (self._sector is None or sector == self._sector)
            and (filters.year_from is None or (year is not None and year >= filters.year_from))
            and (filters.year_to is None or (year is not None and year <= filters.year_to))
        )


def _read_ids(conn: sqlite3.Connection, keys: str, parameters: Sequence[SqlValue]) -> set[str]:
    """Return the ids of the innovations that a selection has."""
    query = f"SELECT id FROM innovations WHERE innovation_key IN ({keys})"  # noqa: S608 -- our own
    return {row[0] for row in conn.execute(query, parameters)}


def _describe_entry(stored: StoredEntry) -> Described:
    """Return an entry in the form in which it is compared."""
    entry = stored.entry
    types = find_bodies(entry.owner)[0] if entry.owner else ()
    return Described(
        id=stored.id,
        name=entry.name,
        expansions=(entry.expansion,) if entry.expansion else (),
        owners=((types[0] if types else None, entry.owner),) if entry.owner else (),
        region=entry.region,
    )


def _describe_innovation(innovation: Innovation) -> Described:
    """Return an innovation in the form in which it is compared."""
    return Described(
        id=innovation.id,
        name=innovation.name,
        other_names=innovation.other_names,
        expansions=(innovation.expansion,) if innovation.expansion else (),
        owners=((innovation.owner_type, innovation.owner),) if innovation.owner else (),
        region=innovation.region,
    )


def _sure(coverage: Coverage, entry: StoredEntry) -> Innovation | None:
    """Return the innovation that an entry surely is; None if there is none."""
    matches = coverage.matches.get(entry.id, ())
    is_sure = bool(matches) and matches[0].is_sure
    return coverage.innovations[matches[0].innovation_id] if is_sure else None


def _entry_row(part: Part, stored: StoredEntry, match: Match | None, coverage: Coverage) -> Row:
    """Return the row of an entry and of what it is or may be."""
    entry = stored.entry
    innovation = coverage.innovations[match.innovation_id] if match else None
    return {
        "part": part,
        "list": stored.list,
        "entry_id": stored.id,
        "entry_name": entry.as_written,
        "entry_owner": entry.owner,
        "region": entry.region or (innovation.region if innovation else None),
        "year": entry.year,
        "innovation_id": innovation.id if innovation else None,
        "innovation_name": innovation.name if innovation else None,
        "n_mentions": len(innovation.mentions) if innovation else 0,
        "probability": match.probability if match else None,
        "reasons": list(match.reasons) if match else [],
    }


def _unlisted_row(innovation: Innovation) -> Row:
    """Return the row of an innovation that is on no list."""
    return {
        "part": "unlisted",
        "list": None,
        "entry_id": None,
        "entry_name": None,
        "entry_owner": None,
        "region": innovation.region,
        "year": innovation.year,
        "innovation_id": innovation.id,
        "innovation_name": innovation.name,
        "n_mentions": len(innovation.mentions),
        "probability": None,
        "reasons": [],
    }


def _group_of_entry(stored: StoredEntry, innovation: Innovation | None, by: Grouping) -> object:
    """Return the group of an entry; what it does not tell, its innovation does."""
    entry = stored.entry
    if by == "list":
        return stored.list
    if by == "year":
        return entry.year
    if by == "sector":
        return entry.sector or (innovation.sector if innovation else None)
    region = entry.region or (innovation.region if innovation else None)
    return region[:2] if region and by == "province" else region


def _group_of_innovation(innovation: Innovation, by: Grouping) -> object:
    """Return the group of an innovation that is on no list."""
    if by == "year":
        return innovation.year
    if by == "sector":
        return innovation.sector
    region = innovation.region
    return region[:2] if region and by == "province" else region
