"""Links the innovations of the body to results that a headline or lead tells of.

``Dua Inovasi Raih Top 45`` names no innovation; those that the body names, and no other claim has,
are meant, as many as the headline counts.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from extract.awards.claims import AwardClaim
from extract.awards.scene import Link, Scene, find_heads, subject_of
from extract.numerals import find_numerals
from extract.sentences import Sentence

# How many sentences behind a headline or lead its winners are named.
_NEAR = 3
# More than any headline's contest has winners.
_MANY = 1000
_INNOVATIONS = re.compile(
    r"\s(?:inovasi|program|aplikasi|terobosan|proposal|karya)\b", re.IGNORECASE
)


def link_headlines(scene: Scene, known: Sequence[Link]) -> Iterator[Link]:
    """Yield the links of innovations that no claim names to one that names no innovation.

    Such a claim is a headline or lead that the body explains. It covers all that comes after
    it, but if others are named as its winners, only what stands close behind it.
    """
    linked = {link.local_id for link in known}
    fulfilled = {subject_of(link.claim) for link in known}
    heads = _open_heads(scene, known)
    position = {sentence: number for number, sentence in enumerate(scene.reading.sentences)}
    told = _told_by_sentence(scene)
    vacant = _vacancies(heads, known)
    for sentence, number in position.items():
        for local_id in scene.innovations(sentence):
            if local_id in linked or local_id not in scene.sure:
                continue
            linked.add(local_id)
            for head in heads:
                if subject_of(head) in told[sentence] or vacant[subject_of(head)] <= 0:
                    continue
                reach = _NEAR if subject_of(head) in fulfilled else len(position)
                if 0 < number - position[head.sentence] <= reach:
                    vacant[subject_of(head)] -= 1
                    yield Link(head, local_id, "inherited")
                    break


def _vacancies(heads: Sequence[AwardClaim], known: Sequence[Link]) -> dict[object, int]:
    """Return how many winners are still to be named for what each headline or lead is about."""
    vacant: dict[object, int] = {}
    for head in heads:
        what = subject_of(head)
        winners = {link.local_id for link in known if subject_of(link.claim) == what}
        vacant[what] = min(vacant.get(what, _MANY), _n_winners(head) - len(winners))
    return vacant


def _n_winners(head: AwardClaim) -> int:
    """Return how many innovations a headline or lead says to have won; many if it does not say."""
    text = head.sentence.text
    counted = (n for n in find_numerals(text) if _INNOVATIONS.match(text, n.end))
    return next((numeral.value for numeral in counted), _MANY)


def _told_by_sentence(scene: Scene) -> dict[Sentence, set[object]]:
    """Return what the claims of each sentence are about."""
    told: dict[Sentence, set[object]] = defaultdict(set)
    for claim in scene.claims:
        told[claim.sentence].add(subject_of(claim))
    return told


def _open_heads(scene: Scene, known: Sequence[Link]) -> list[AwardClaim]:
    """Return headlines and leads whose winners may follow: ranked ones, then later ones, first."""
    pointed = {id(link.claim) for link in known if link.how == "pointed"}
    ranked = any(claim.rank for claim in scene.claims)
    heads = [
        head
        for head in reversed(find_heads(scene))
        if id(head) not in pointed and (ranked or head.contest.named)
    ]
    return sorted(heads, key=lambda head: head.rank is None)
