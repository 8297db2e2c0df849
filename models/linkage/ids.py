"""Ids of innovations: made of what their mentions say, never of the order in which they came.

The earliest mention of the region gives the key, so that articles of later days do not change an
id. Where several innovations of a region share a key, the earliest keeps the plain id and the
others get one that also tells what they stand for, or whose they are.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from corpus.identity import innovation_id
from models.consensus import LinkInput
from models.linkage.names import key_of

_PROVINCE_DIGITS = 2


def region_of(rows: Iterable[LinkInput]) -> str | None:
    """Return the region of a group: that of most mentions, a place rather than its province.

    None if no mention tells one; the smaller code decides a tie.
    """
    counts = Counter(row.mention.region for row in rows if row.mention.region)
    if not counts:
        return None
    return min(counts, key=lambda code: (len(code) == _PROVINCE_DIGITS, -counts[code], code))


def name_groups(groups: Iterable[Sequence[LinkInput]]) -> Iterator[tuple[str, Sequence[LinkInput]]]:
    """Yield groups of mentions with the id that each gets."""
    by_key: dict[tuple[str, str], list[tuple[LinkInput, Sequence[LinkInput]]]] = defaultdict(list)
    for group in groups:
        region = region_of(group)
        anchor = min((row for row in group if row.mention.region == region), key=_order)
        by_key[region or "", key_of(anchor.mention.name)].append((anchor, group))
    taken = {innovation_id(region, key) for region, key in by_key}
    for (region, key), sharing in sorted(by_key.items()):
        first, *others = sorted(sharing, key=lambda found: _order(found[0]))
        yield innovation_id(region, key), first[1]
        for _, group in others:
            yield _further_id(region, key, group, taken), group


def _order(row: LinkInput) -> tuple[object, ...]:
    """Return when a mention was published, and where it stands."""
    return row.order


def _further_id(region: str, key: str, group: Sequence[LinkInput], taken: set[str]) -> str:
    """Return the id of an innovation that shares its region and key with an earlier one."""
    rows = sorted(group, key=_order)
    told = [row.mention.expansion for row in rows if row.mention.expansion]
    told += [row.mention.owners[0] for row in rows if row.mention.owners]
    name, ordinal = f"{key} {told[0] if told else ''}", 1
    while (found := innovation_id(region, name, ordinal)) in taken:
        ordinal += 1
    taken.add(found)
    return found
