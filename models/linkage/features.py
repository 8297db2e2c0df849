"""What speaks for and against two profiles being of one innovation.

Every feature is a number from 0 to 1 under a name; ``WORDS`` says each in words. Features that are
0 are left out. Their weights are learnt (``training``).
"""

from __future__ import annotations

from collections.abc import Mapping

from corpus.identity import squeeze
from models.linkage.comparison import Overlap, compare_names, compare_owners, compare_texts
from models.linkage.names import Words, digits_of, is_generic, strong_words
from models.linkage.profile import Profile

Features = Mapping[str, float]

WORDS: Mapping[str, str] = {
    "same_name": "the names are the same, letter by letter",
    "same_long_name": "the longer the common name, the rarer a chance",
    "slip": "the names differ as typing errors do",
    "slip_short": "the names are short, and a letter is missing or misplaced",
    "slip_letter": "the names are short, and one letter is another",
    "weak_rest": "one name only has words more that say little",
    "part": "one name is a part of the other, several words long",
    "gaps": "one name has all words of the other, and words between them",
    "one_word": "one name is a single word of the other",
    "some_words": "the names have words in common, and each has its own",
    "common_words": "the share of such common words",
    "other_name": "the names are not alike",
    "alias": "one is named so in an article that tells of the other",
    "name_is_expansion": "one's name is what the other's stands for",
    "other_numbers": "the names bear different numbers",
    "generic_name": "the name only says what kind of thing it is",
    "same_expansion": "they stand for the same words",
    "like_expansion": "they stand for the same words but for a slip or a particle",
    "cut": "one stands for the beginning or end of what the other stands for",
    "more_words": "one stands for words more, in between",
    "other_words": "they stand for different words",
    "few_common_words": "they stand for words of which few are common",
    "one_expansion": "only one has words that it stands for",
    "no_expansion": "neither has words that it stands for",
    "same_owner": "they have the same owner",
    "same_owner_and_name": "no body gives two innovations the same name",
    "parent_owner": "their owners are a unit and the office above it",
    "kin_owner": "their owners are of the same field",
    "other_unit": "their owners are two of the same kind",
    "other_owner": "their owners are of different fields",
    "unlike_owner": "their owners bear names that are not alike",
    "unknown_region": "one of them has no region",
    "unknown_regions": "neither has a region",
    "province": "one is told of a province, the other of a place in it",
}
_OWNER_FEATURES = {
    "same": "same_owner",
    "parent": "parent_owner",
    "kin": "kin_owner",
    "other_unit": "other_unit",
    "other": "other_owner",
    "unlike": "unlike_owner",
}
_OWNER_RANKS = tuple(_OWNER_FEATURES)
_NAME_RANKS = tuple(
    "same slip weak_rest part gaps slip_short one_word slip_letter some_words other".split()
)
_NAME_FEATURES = {"same": "same_name", "other": "other_name"}
# From this many letters on, a name is as long as names need to be.
_LONG_NAME = 24
# Words weigh 1, weak ones 0.25; less than this is no word.
_A_WORD = 0.5


def features_of(one: Profile, other: Profile) -> dict[str, float]:
    """Return what speaks for and against two profiles being one."""
    found = {
        **_name_features(one, other),
        **_expansion_features(one, other),
        **_owner_features(one, other),
        **_region_features(one, other),
    }
    if "same_name" in found and "same_owner" in found:
        found["same_owner_and_name"] = 1.0
    return found


def _name_features(one: Profile, other: Profile) -> dict[str, float]:
    """Compare names, aliases, and names with expansions."""
    likeness, mine, theirs = min(
        ((compare_names(a, b), a, b) for a in one.names for b in other.names),
        key=lambda found: (_NAME_RANKS.index(found[0]), found[1:]),
    )
    found = {_NAME_FEATURES.get(likeness, likeness): 1.0}
    shorter = min(mine, theirs, key=lambda words: (len("".join(words)), words))
    if likeness == "same":
        found["same_long_name"] = min(len("".join(shorter)), _LONG_NAME) / _LONG_NAME
    elif one.keys & other.aliases or other.keys & one.aliases:
        found["alias"] = 1.0
    if likeness == "some_words":
        found["common_words"] = compare_texts(" ".join(mine), " ".join(theirs)).dice
    if likeness != "same" and digits_of(mine) and digits_of(theirs):
        found["other_numbers"] = float(digits_of(mine) != digits_of(theirs))
    if likeness != "other" and is_generic(shorter):
        found["generic_name"] = 1.0
    return {name: value for name, value in found.items() if value}


def _is_expansion(one: Profile, other: Profile) -> bool:
    """Return whether a name of one is, slips aside, what the other stands for."""
    names: list[Words] = [words for words in one.names if len(strong_words(words)) > 1]
    return any(
        _is_like(compare_texts(" ".join(words), expansion))
        for words in names
        for expansion in other.expansions
    )


def _expansion_features(one: Profile, other: Profile) -> dict[str, float]:
    """Compare what the names stand for; of several the two that are most alike."""
    if _is_expansion(one, other) or _is_expansion(other, one):
        return {"name_is_expansion": 1.0}
    if not one.expansions or not other.expansions:
        return {"one_expansion" if one.expansions or other.expansions else "no_expansion": 1.0}
    if {squeeze(text) for text in one.expansions} & {squeeze(text) for text in other.expansions}:
        return {"same_expansion": 1.0}
    overlap = max(
        (compare_texts(a, b) for a in one.expansions for b in other.expansions),
        key=lambda found: found.dice,
    )
    if _is_like(overlap):
        return {"like_expansion": 1.0}
    if min(overlap.only_one, overlap.only_other) < _A_WORD:
        return {"cut" if overlap.is_cut else "more_words": 1.0}
    return {"other_words": 1.0, "few_common_words": 1.0 - overlap.dice}


def _is_like(overlap: Overlap) -> bool:
    """Return whether two texts have the same words, weak ones aside."""
    return overlap.shared > _A_WORD > max(overlap.only_one, overlap.only_other)


def _owner_features(one: Profile, other: Profile) -> dict[str, float]:
    """Compare owners; of several the two that are closest."""
    found = {compare_owners(a, b) for a in one.owners for b in other.owners}
    return {_OWNER_FEATURES[min(found, key=_OWNER_RANKS.index)]: 1.0} if found else {}


def _region_features(one: Profile, other: Profile) -> dict[str, float]:
    """Say where a region is not told, or only the province."""
    if one.region == other.region:
        return {} if one.region else {"unknown_regions": 1.0}
    return {"province" if one.region and other.region else "unknown_region": 1.0}
