"""Joins candidates of one article that are the same innovation under other names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from corpus.identity import fold, squeeze
from extract.innovations.candidates import Candidate
from extract.reading import Reading

_Key = tuple[str, str | tuple[str, ...]]


def join_same(reading: Reading, groups: Sequence[list[Candidate]]) -> list[list[Candidate]]:
    """Return groups with short forms and written-out forms joined to their innovation.

    Args:
        reading: The article, for the words of expansions.
        groups: Candidates by name, best candidate first in each.

    Returns:
        Fewer or as many groups, in the order of those that stay. A group joins an earlier or
        later one if its name is that one's expansion, or a part of that one's name.
    """
    order = {id(group[0]): number for number, group in enumerate(groups)}
    hosts = _Hosts(reading)
    for group in sorted(groups, key=lambda g: -len(g[0].name)):
        hosts.add(group)
    return sorted(hosts.groups, key=lambda g: min(order[id(c)] for c in g if id(c) in order))


class _Hosts:
    """Groups that others may join, looked up by what both have in common.

    Comparing each with each would take hours on a text of thousands of names.
    """

    def __init__(self, reading: Reading) -> None:
        self.groups: list[list[Candidate]] = []
        self._reading = reading
        self._numbers_by_key: defaultdict[_Key, set[int]] = defaultdict(set)

    def add(self, group: list[Candidate]) -> None:
        """Join a group to the first host that is the same thing, or make it a host."""
        number = self._find(group)
        if number is None:
            number = len(self.groups)
            self.groups.append(list(group))
        elif _is_expansion_of(self._reading, self.groups[number], group):
            self.groups[number][:0] = group  # the short form is the name
        else:
            self.groups[number].extend(group)
        for key in self._keys_of_host(group, self.groups[number][0]):
            self._numbers_by_key[key].add(number)

    def _find(self, group: list[Candidate]) -> int | None:
        """Return the number of the first host that is the same thing; None if none is."""
        wanted: set[_Key] = {("name", form) for form in _expansions(self._reading, group)}
        wanted |= {("expansion", form) for form in _names(group)}
        wanted.add(("edge", tuple(fold(group[0].name).split())))
        numbers = set[int]().union(*(self._numbers_by_key.get(key, ()) for key in wanted))
        same = (n for n in sorted(numbers) if _is_same(self._reading, self.groups[n], group))
        return next(same, None)

    def _keys_of_host(self, group: list[Candidate], first: Candidate) -> Iterator[_Key]:
        """Yield the keys under which a host is found after a group came to it."""
        for form in _names(group):
            yield "name", form
        for form in _expansions(self._reading, group):
            yield "expansion", form
        words = tuple(fold(first.name).split())
        for n in range(1, len(words)):
            yield "edge", words[:n]
            yield "edge", words[n:]


def _is_same(reading: Reading, host: list[Candidate], group: list[Candidate]) -> bool:
    """Return whether two groups name the same thing."""
    return (
        _is_expansion_of(reading, group, host)
        or _is_expansion_of(reading, host, group)
        or (
            _is_part_of(group[0], host[0])
            and not _are_listed(host, group)
            and _expansions_agree(reading, host, group)
            and _owners_agree(host, group)
        )
    )


def _is_expansion_of(reading: Reading, long: list[Candidate], short: list[Candidate]) -> bool:
    """Return whether one group's name is the other's expansion."""
    return bool(_names(long) & _expansions(reading, short))


def _expansions_agree(reading: Reading, host: list[Candidate], group: list[Candidate]) -> bool:
    """Return whether no expansion of one contradicts those of the other."""
    one, other = _expansions(reading, host), _expansions(reading, group)
    return not one or not other or any(a in b or b in a for a in one for b in other)


def _owners_agree(host: list[Candidate], group: list[Candidate]) -> bool:
    """Return whether not each of two groups has an owner of its own."""
    one, other = ({squeeze(b.text) for c in g for b in c.owners} for g in (host, group))
    return not one or not other or bool(one & other)


def _are_listed(host: list[Candidate], group: list[Candidate]) -> bool:
    """Return whether one enumeration has both as items (``e-Office, e-Office Desa dan …``)."""
    items = {c.group: c for c in host if c.group is not None}
    pairs = ((items[c.group], c) for c in group if c.group in items)
    return any(a.field == b.field and (a.end <= b.start or b.end <= a.start) for a, b in pairs)


def _names(group: list[Candidate]) -> set[str]:
    """Return the squeezed names of a group."""
    return {squeeze(c.name) for c in group}


def _expansions(reading: Reading, group: list[Candidate]) -> set[str]:
    """Return the squeezed expansions of a group."""
    return {squeeze(reading.text_of(c.field)[slice(*c.expansion)]) for c in group if c.expansion}


def _is_part_of(part: Candidate, whole: Candidate) -> bool:
    """Return whether a name is a run of words at the beginning or end of a longer name."""
    some, all_words = fold(part.name).split(), fold(whole.name).split()
    if not 0 < len(some) < len(all_words) or (len(some) == 1 and not _is_coined(part.name)):
        return False
    return all_words[: len(some)] == some or all_words[-len(some) :] == some


def _is_coined(name: str) -> bool:
    """Return whether one word looks like a coined name: several capitals, or digits."""
    return sum(c.isupper() for c in name) >= 2 or any(c.isdigit() for c in name)
