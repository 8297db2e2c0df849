"""Which entries of a list are innovations that the press tells of, and why.

Entries and innovations are compared as linkage compares two mentions: the same features, weights
and threshold (``models.linkage``). A region that contradicts rules a pair out, whatever else is
alike. Nothing is read or written here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from models.linkage.blocking import find_pairs
from models.linkage.features import WORDS, features_of
from models.linkage.names import key_of, name_words_of
from models.linkage.placing import may_be_one_place
from models.linkage.profile import Profile
from models.linkage.scoring import PairModel, default_model, probability

# Below the threshold of linkage, a person may still want to look at a pair as likely as this.
LEAST_PROBABILITY = 0.25
_SHORTEST_ALIAS = 4
# A name that is borne in more places than these says nothing without a region.
_MOST_PLACES = 50
_MOST_REASONS = 4
_LEAST_WEIGHT = 0.2


@dataclass(frozen=True, slots=True, kw_only=True)
class Described:
    """An entry of a list, or an innovation, as far as the two can be compared.

    Attributes:
        id: Its id.
        name: Its name.
        other_names: Other forms of it.
        expansions: What it stands for; may be empty.
        owners: Type (None if unknown) and name of each body; may be empty.
        region: Kemendagri code; None if national or unknown.
    """

    id: str
    name: str
    other_names: tuple[str, ...] = ()
    expansions: tuple[str, ...] = ()
    owners: tuple[tuple[str | None, str], ...] = ()
    region: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """An entry and an innovation that are, or may be, the same.

    Attributes:
        entry_id: The entry.
        innovation_id: The innovation.
        probability: How likely linkage takes them for one, 0 to 1.
        is_sure: Whether linkage would put them together, and no other innovation is as likely.
        reasons: What speaks most for and against it, in words, strongest first.
    """

    entry_id: str
    innovation_id: str
    probability: float
    is_sure: bool
    reasons: tuple[str, ...]


def match_entries(
    entries: Sequence[Described],
    innovations: Sequence[Described],
    model: PairModel | None = None,
) -> dict[str, tuple[Match, ...]]:
    """Return the innovations that each entry is or may be; the order of neither matters.

    Args:
        entries: What a list has.
        innovations: What the press tells of.
        model: How pairs are judged; the one that comes with gali if None.

    Returns:
        By id of the entry: one sure match, or, if there is none, those that are likely enough to
        be looked at, the likeliest first. Entries without any are left out.
    """
    model = model or default_model()
    mine = sorted(entries, key=lambda one: one.id)
    theirs = sorted(innovations, key=lambda one: one.id)
    profiles = [_profile(one) for one in (*mine, *theirs)]
    scored: dict[int, list[tuple[float, int]]] = defaultdict(list)
    for entry, innovation in _iter_pairs(profiles, len(mine)):
        score = model.score(profiles[entry], profiles[innovation])
        if probability(score) >= LEAST_PROBABILITY:
            scored[entry].append((-score, innovation))
    found = {}
    for entry, offers in scored.items():
        chosen = _chosen(sorted(offers), profiles, entry, model)
        found[mine[entry].id] = tuple(
            Match(
                entry_id=mine[entry].id,
                innovation_id=theirs[innovation - len(mine)].id,
                probability=round(probability(score), 3),
                is_sure=is_sure,
                reasons=_reasons(profiles[entry], profiles[innovation], model),
            )
            for score, innovation, is_sure in chosen
        )
    return found


def _profile(one: Described) -> Profile:
    """Return an entry or innovation in the form in which linkage compares."""
    aliases = (key_of(text) for text in (*one.other_names, *one.expansions))
    return Profile(
        region=one.region,
        names=(name_words_of(one.name),),
        aliases=frozenset(key for key in aliases if len(key) >= _SHORTEST_ALIAS),
        expansions=one.expansions,
        owners=one.owners,
    )


def _iter_pairs(profiles: Sequence[Profile], n_entries: int) -> Iterator[tuple[int, int]]:
    """Yield the pairs of an entry and an innovation that are worth comparing, each once."""
    by_region: dict[str | None, list[int]] = defaultdict(list)
    for number, profile in enumerate(profiles):
        by_region[profile.region].append(number)
    for numbers in by_region.values():
        if numbers[0] < n_entries <= numbers[-1]:
            for one, other in find_pairs([profiles[number] for number in numbers]):
                if numbers[one] < n_entries <= numbers[other]:
                    yield numbers[one], numbers[other]
    yield from _pairs_of_other_places(profiles, n_entries)


def _pairs_of_other_places(
    profiles: Sequence[Profile], n_entries: int
) -> Iterator[tuple[int, int]]:
    """Yield the pairs that share a name where one region is unknown, or holds the other."""
    by_key: dict[str, list[int]] = defaultdict(list)
    for number in range(n_entries, len(profiles)):
        for key in profiles[number].keys | profiles[number].aliases:
            by_key[key].append(number)
    for entry in range(n_entries):
        mine = profiles[entry]
        sharing = {number for key in mine.keys | mine.aliases for number in by_key.get(key, ())}
        offers = [
            number
            for number in sorted(sharing)
            if profiles[number].region != mine.region
            and may_be_one_place(profiles[number].region, mine.region)
        ]
        if len(offers) <= _MOST_PLACES:
            yield from ((entry, number) for number in offers)


def _chosen(
    offers: Sequence[tuple[float, int]],
    profiles: Sequence[Profile],
    entry: int,
    model: PairModel,
) -> list[tuple[float, int, bool]]:
    """Return log-odds and number of what an entry is, or of all that it may be.

    Of several places the best must be better than the next by the margin of linkage; in one
    region linkage has told innovations apart already, so that the best one is meant.
    """
    best, number = offers[0]
    is_elsewhere = profiles[number].region != profiles[entry].region
    is_clear = len(offers) == 1 or not is_elsewhere or offers[1][0] - best >= model.margin
    if -best >= model.threshold and is_clear:
        return [(-best, number, True)]
    return [(-score, one, False) for score, one in offers]


def _reasons(one: Profile, other: Profile, model: PairModel) -> tuple[str, ...]:
    """Return what speaks most for (+) and against (-) two being one."""
    features: Mapping[str, float] = features_of(one, other)
    weighed = sorted(
        ((model.weights[name] * value, name) for name, value in features.items()),
        key=lambda told: (-abs(told[0]), told[1]),
    )
    return tuple(
        f"{'+' if weight > 0 else '−'} {WORDS[name]}"
        for weight, name in weighed[:_MOST_REASONS]
        if abs(weight) >= _LEAST_WEIGHT
    )
