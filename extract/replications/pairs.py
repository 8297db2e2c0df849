"""Joins the roles of places over an article into pairs of a source and a learner.

A sentence that tells both sides makes a pair. One that tells a single side is completed by the
place that has the other side most clearly elsewhere, or by the region that the article is about.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from extract.replications.cues import Side
from extract.replications.place_groups import Place
from extract.replications.roles import Role
from extract.sentences import Sentence

_STATE = re.compile(
    r"\b(?:kementerian|kemendagri|kemen\s?pan\S*|BSKDN|lembaga administrasi negara)\b",
    re.IGNORECASE,
)
_UNIT = re.compile(
    r"(?:puskesmas|kecamatan|desa|kelurahan|rsud|dinas|sekolah|sd|smp|sma|uptd?)n?\b",
    re.IGNORECASE,
)
_HOME_IS_SOURCE = 0.3  # most articles are about the region that others come to
_RUNS_IT = 0.8  # who runs the innovation that is told of is rather learnt from
_OTHER: dict[Side, Side] = {"learner": "source", "source": "learner"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A source and a learner, and what says so.

    Attributes:
        source: Code of the region that is learnt from; None if not told.
        learner: Code of the region that learns; None if not told.
        roles: The roles that made the pair.
        rule: ``sentence`` (one sentence tells both), ``article`` (two sentences do), ``home``
            (the article's region stands in), ``many`` (learners are only counted) or ``state``
            (regions that agree with a ministry).
    """

    source: str | None
    learner: str | None
    roles: tuple[Role, ...]
    rule: str


def join_roles(
    roles: Sequence[Role],
    home: str | None,
    places: Sequence[Place],
    run_in: Collection[str] = frozenset(),
) -> list[Pair]:
    """Return the pairs that an article tells.

    Args:
        roles: Roles of its places, in order.
        home: The region that the article is about; None if it cannot be told.
        places: All places named, in order.
        run_in: Regions of the innovations that it names: who runs one is rather learnt from.
    """
    balance = _balance(roles, home, run_in)
    roles = _with_agreements_turned(roles, balance)
    pairs = _without_contradictions(_told_in_one_sentence(roles), balance)
    paired = {code for pair in pairs for code in (pair.source, pair.learner)}
    for role in sorted(roles, key=_weight, reverse=True):
        for code in role.codes:
            partner, rule = _partner(code, role, roles, home, places)
            # A mere subject is sure enough only if it learns from a source told elsewhere.
            is_sure = role.explicit or (role.side == "learner" and rule == "article")
            if partner and code not in paired and (is_sure or not pairs):
                pair = _pair(code, partner, role, rule)
                if not any(_same(pair, other) for other in pairs):
                    pairs.append(pair)
                paired |= {code} if rule == "home" else {code, partner}
    return pairs or _many(roles, home) or _with_the_state(roles) or _within(roles, home)


def _same(one: Pair, other: Pair) -> bool:
    """Return whether two pairs are of the same regions."""
    return (one.source, one.learner) == (other.source, other.learner)


def _balance(roles: Sequence[Role], home: str | None, run_in: Collection[str]) -> dict[str, float]:
    """Return how much each place is rather learnt from (above 0) or learns (below 0)."""
    balance: dict[str, float] = defaultdict(float)
    if home:
        balance[home] = _HOME_IS_SOURCE
    for code in run_in:
        balance[code] += _RUNS_IT
    for role in roles:
        for code in () if role.cue.family.is_agreement else role.codes:
            balance[code] += _weight(role) * _sign(role)
    return balance


def _with_agreements_turned(roles: Sequence[Role], balance: Mapping[str, float]) -> list[Role]:
    """Turn the roles of an agreement round where the rest of the article says so.

    Who signs first is taken for the learner; other sentences tell better whose innovation it is.
    """
    turned = []
    for role in roles:
        parties = [r for r in roles if r.cue is role.cue and role.cue.family.is_agreement]
        told = sum(balance.get(c, 0) * _sign(party) for party in parties for c in party.codes)
        needed = -_HOME_IS_SOURCE
        turned.append(replace(role, side=_OTHER[role.side]) if told < needed else role)
    return turned


def _sign(role: Role) -> int:
    """Return 1 for a source and -1 for a learner."""
    return 1 if role.side == "source" else -1


def _weight(role: Role) -> float:
    """Return how much a role counts: titles and objects tell more than subjects."""
    weight = 1.0 if role.explicit else 0.5
    if role.cue.family.strong:
        weight *= 1.5
    return weight * (2 if role.sentence.field == "title" else 1)


def _told_in_one_sentence(roles: Sequence[Role]) -> list[Pair]:
    """Return a pair for each source and learner that one sentence tells."""
    by_sentence: dict[Sentence, list[Role]] = defaultdict(list)
    for role in roles:
        by_sentence[role.sentence].append(role)
    found: dict[tuple[str, str], list[Role]] = defaultdict(list)
    for told in by_sentence.values():
        for source, learner in _matched(told):
            for s in source.codes:
                for t in learner.codes:
                    found[s, t] += [source, learner]
    return [
        Pair(source=s, learner=t, roles=tuple(told), rule="sentence")
        for (s, t), told in found.items()
        if _apart(s, t)
    ]


def _matched(told: Sequence[Role]) -> Iterator[tuple[Role, Role]]:
    """Yield the sources and learners of one sentence that belong together.

    "Kota A dengan Kabupaten B, Kota C dengan Kabupaten D" is two pairs, not four.
    """
    sources = [role for role in told if role.side == "source"]
    learners = [role for role in told if role.side == "learner"]
    is_crossed = min(len({r.at for r in sources}), len({r.at for r in learners})) > 1
    for source in sources:
        for learner in learners:
            between = (min(source.at, learner.at), max(source.at, learner.at))
            if not is_crossed or not any(between[0] < r.at < between[1] for r in told):
                yield source, learner


def _without_contradictions(pairs: Sequence[Pair], balance: Mapping[str, float]) -> list[Pair]:
    """Return the pairs whose reverse is not told more strongly, there or in the article."""
    strength = {(p.source, p.learner): sum(map(_weight, p.roles)) for p in pairs}
    return [
        pair
        for pair in pairs
        if strength[pair.source, pair.learner] > strength.get((pair.learner, pair.source), 0.0)
        and not balance.get(pair.source or "", 0) < 0 < balance.get(pair.learner or "", 0)
    ]


def _partner(
    code: str, role: Role, roles: Iterable[Role], home: str | None, places: Sequence[Place]
) -> tuple[str | None, str]:
    """Return the place on the other side of a one-sided role, and what told it."""
    scores: dict[str, float] = defaultdict(float)
    for told in roles:
        for other in told.codes:
            if _apart(code, other):
                scores[other] += _weight(told) * (1 if told.side == _OTHER[role.side] else -1)
    best = max(scores, key=lambda other: scores[other], default=None)
    if best and scores[best] > 0:
        return best, "article"
    candidates = [home] if home and home not in role.codes else _named_before(role, places)
    for other in candidates:
        if all(_apart(one, other) for one in role.codes) and scores.get(other, 0) >= 0:
            return other, "home"
    return None, "home"


def _named_before(role: Role, places: Sequence[Place]) -> Iterator[str]:
    """Yield the places named before a role in the text, the nearest first."""
    for place in reversed(places):
        if place.code and place.field == role.sentence.field and place.start < role.sentence.start:
            yield place.code


def _pair(code: str, partner: str, role: Role, rule: str) -> Pair:
    """Return a one-sided role with its partner as a pair."""
    source, learner = (code, partner) if role.side == "source" else (partner, code)
    return Pair(source=source, learner=learner, roles=(role,), rule=rule)


def _many(roles: Sequence[Role], home: str | None) -> list[Pair]:
    """Return the pair of a source with learners that are only counted."""
    for role in roles:
        if not role.codes and role.side == "learner" and home:
            return [Pair(source=home, learner=None, roles=(role,), rule="many")]
    return []


def _with_the_state(roles: Sequence[Role]) -> list[Pair]:
    """Return the regions that agree with a ministry to copy; where from is not told."""
    agreements = [role for role in roles if role.cue.family.is_agreement]
    is_to_copy = any("replika" in role.sentence.text.lower() for role in roles)
    if not is_to_copy or not any(_STATE.search(role.sentence.text) for role in agreements):
        return []
    learners = {code: role for role in agreements if role.side == "learner" for code in role.codes}
    return [
        Pair(source=None, learner=code, roles=(role,), rule="state")
        for code, role in learners.items()
    ]


def _within(roles: Sequence[Role], home: str | None) -> list[Pair]:
    """Return the pair of a region with itself, where one of its bodies copied from another."""
    for role in roles:
        is_own = role.codes == (home,) and role.explicit and role.cue.family.name == "copied"
        if is_own and _UNIT.match(role.sentence.text, role.at):
            return [Pair(source=home, learner=home, roles=(role,), rule="home")]
    return []


def _apart(one: str, other: str) -> bool:
    """Return whether neither of two regions is, or contains, the other."""
    return not one.startswith(other) and not other.startswith(one)
