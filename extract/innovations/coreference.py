"""Joins candidates of one article that are the same innovation under other names."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.identity import fold, squeeze
from extract.innovations.candidates import Candidate
from extract.reading import Reading


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
    heads: list[list[Candidate]] = []
    for group in sorted(groups, key=lambda g: -len(g[0].name)):
        host = next((h for h in heads if _is_same(reading, h, group)), None)
        if host is None:
            heads.append(list(group))
        elif _is_expansion_of(reading, host, group):
            host[:0] = group  # the short form is the name
        else:
            host.extend(group)
    return sorted(heads, key=lambda g: min(order[id(c)] for c in g if id(c) in order))


def _is_same(reading: Reading, host: list[Candidate], group: list[Candidate]) -> bool:
    """Return whether two groups name the same thing."""
    return (
        _is_expansion_of(reading, group, host)
        or _is_expansion_of(reading, host, group)
        or (
            _is_part_of(group[0], host[0])
            and _expansions_agree(reading, host, group)
            and _owners_agree(host, group)
        )
    )


def _is_expansion_of(reading: Reading, long: list[Candidate], short: list[Candidate]) -> bool:
    """Return whether one group's name is the other's expansion."""
    names = {squeeze(c.name) for c in long}
    return bool(names & _expansions(reading, short))


def _expansions_agree(reading: Reading, host: list[Candidate], group: list[Candidate]) -> bool:
    """Return whether no expansion of one contradicts those of the other."""
    one, other = _expansions(reading, host), _expansions(reading, group)
    return not one or not other or any(a in b or b in a for a in one for b in other)


def _owners_agree(host: list[Candidate], group: list[Candidate]) -> bool:
    """Return whether not each of two groups has an owner of its own."""
    one, other = ({squeeze(b.text) for c in g for b in c.owners} for g in (host, group))
    return not one or not other or bool(one & other)


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
