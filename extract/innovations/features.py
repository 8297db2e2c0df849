"""Named numbers that describe a group of candidates of one name, for the model that decides.

Signs (``signs``, ``finders``) say what one candidate shows; here all candidates of a name, the
words around each of its places and the article as a whole are put side by side. No number is
weighed here: weights are learned (``models``) and shipped as data.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache

from corpus.identity import fold, squeeze
from extract.innovations.acronyms import STOP_WORDS, align, words_of
from extract.innovations.candidates import Candidate
from extract.innovations.cues import (
    cue_words,
    general_terms,
    head_strength,
    known_names,
    neighbour_kinds,
)
from extract.reading import Reading

Features = dict[str, float]

_LOWER_WORD = re.compile(r"\b[a-z][a-z-]+\b")
_TOKEN = re.compile(r"[\w'’-]+|[^\w\s]")
_INNOVATION = re.compile(r"inovasi", re.IGNORECASE)
_BEFORE, _AFTER = 48, 40
_MANY = 9
_NOBODY = -3.0
_MAX_NEIGHBOURS = 60
# Code points in which repetitions are counted; no news is longer.
_MOST_COUNTED = 200_000
_Entry = tuple[Candidate, int, float]


class Describer:
    """Describes the groups of one article; what holds for the article is counted once.

    Args:
        reading: The article.
        groups: All candidates by name, with the sum of their signs.
    """

    def __init__(
        self, reading: Reading, groups: Sequence[tuple[Sequence[Candidate], float]]
    ) -> None:
        text = reading.article.text
        self._neighbours = _Neighbours(reading, groups)
        self._reading = reading
        self._counted = text[:_MOST_COUNTED]
        self._folded = self._counted.casefold()
        self._title = squeeze(reading.article.title)
        self._lower_words = frozenset(_LOWER_WORD.findall(text))
        n_innovation = len(_INNOVATION.findall(text))
        self._of_article: Features = {
            "article: inovasi": math.log1p(n_innovation),
            "article: inovasi per word": min(1.0, 40 * n_innovation / (1 + len(text) / 6)),
            "article: inovasi in title": float(bool(_INNOVATION.search(reading.article.title))),
            "article: names": math.log1p(len(groups)),
            "article: bodies": math.log1p(len(reading.bodies)),
            "article: length": math.log1p(len(text)),
        }

    def features(self, group: Sequence[Candidate], points: float) -> Features:
        """Return the features of the candidates of one name.

        Args:
            group: The candidates, best first.
            points: The sum of their signs.
        """
        first = min(group, key=lambda c: (c.field == "title", c.start))
        found = dict(self._of_article)
        found["points"] = points
        found |= _best_signs(group)
        found |= {f"rule: {c.rule}": 1.0 for c in group}
        found["candidates"] = math.log1p(len(group))
        found["finders"] = float(len({c.rule for c in group}))
        found |= self._name(group[0].name)
        found |= self._places(group)
        found |= self._expansion(group)
        found |= self._neighbours.features(group)
        found["only in title"] = float(all(c.field == "title" for c in group))
        found["position"] = first.start / (1 + len(self._reading.text_of(first.field)))
        return found

    def _name(self, name: str) -> Features:
        """Return what a name looks like, and how often the article has it and its words."""
        words = [w for w in words_of(name) if w not in STOP_WORDS]
        generic, usual, squeezed = cue_words("generic"), cue_words("name_beginnings"), squeeze(name)
        letters = list(filter(str.isalpha, name))
        upper = sum(map(str.isupper, letters)) / max(1, len(letters))
        n_words = max(1, len(words))
        return {
            "words": float(min(_MANY, len(name.split()))),
            "letters": float(min(40, len(letters))),
            "upper": upper,
            "all capitals": float(upper > 0.99 and len(letters) > 1),
            "lower case": float(not any(map(str.isupper, name))),
            "digits": float(any(map(str.isdigit, name))),
            "ordinary words": sum([w in self._lower_words for w in words]) / n_words,
            "generic words": sum([w in generic for w in words]) / n_words,
            "first word generic": float(bool(words) and words[0] in generic),
            "first word a head": float(bool(words) and head_strength(words[0]) > 0),
            "usual word": sum([w in usual for w in words]) / n_words,
            "mentions": math.log1p(min(_MANY, self._counted.count(name))),
            "mentions, any case": math.log1p(min(_MANY, self._folded.count(name.casefold()))),
            "general term": float(squeezed in general_terms()),
            "known name": float(squeezed in known_names()),
            "name in title": float(squeezed in self._title),
        }

    def _places(self, group: Sequence[Candidate]) -> Features:
        """Return the kinds of words right before and after the candidates, and their bodies."""
        found: Features = {}
        n_opening = 0
        for candidate in group:
            text = self._reading.text_of(candidate.field)
            before = _TOKEN.findall(text[max(0, candidate.start - _BEFORE) : candidate.start])
            after = _TOKEN.findall(text[candidate.end : candidate.end + _AFTER])
            sentence = self._reading.sentence_at(candidate.field, candidate.start)
            opens = sentence is None or candidate.start <= sentence.content_start + 1
            n_opening += opens
            if not opens:
                _mark(found, "before", before[-1:])
                _mark(found, "before 2", before[-2:-1])
            _mark(found, "after", after[:1])
            _mark(found, "after 2", after[1:2])
            if sentence is not None:
                near = self._reading.bodies_in(sentence)
                found["bodies in sentence"] = max(
                    found.get("bodies in sentence", 0.0), float(min(_MANY, len(near)))
                )
        found["opens sentence"] = n_opening / len(group)
        found["in list"] = float(any(c.group is not None for c in group))
        return found

    def _expansion(self, group: Sequence[Candidate]) -> Features:
        """Return how well the expansion of a name fits and what it is made of."""
        best = next((c for c in group if c.expansion), None)
        if best is None or best.expansion is None:
            return {}
        long = self._reading.text_of(best.field)[slice(*best.expansion)]
        alignment = align(best.name, long)
        words = words_of(long)
        capitals = sum(w[:1].isupper() for w in long.split())
        return {
            "expansion": 1.0,
            "expansion: fit": alignment.score,
            "expansion: coverage": alignment.coverage,
            "expansion: words": float(min(20, len(words))),
            "expansion: capitals": capitals / max(1, len(long.split())),
            "expansion: service": float(bool(set(words) & cue_words("service_words"))),
            "expansion: after name": float(best.expansion[0] > best.start),
        }


class _Neighbours:
    """The other candidates of an article, by sentence and by enumeration."""

    def __init__(
        self, reading: Reading, groups: Sequence[tuple[Sequence[Candidate], float]]
    ) -> None:
        self._reading = reading
        self._by_sentence: defaultdict[tuple[str, int], list[_Entry]] = defaultdict(list)
        self._by_list: defaultdict[int, list[_Entry]] = defaultdict(list)
        for group, points in groups:
            for candidate in group:
                entry = (candidate, id(group), points)
                self._by_sentence[self._line(candidate)].append(entry)
                if candidate.group is not None:
                    self._by_list[candidate.group].append(entry)

    def features(self, group: Sequence[Candidate]) -> Features:
        """Return how convincing the candidates around those of a name are."""
        own = id(group)
        found = {"overlap: longer": _NOBODY, "overlap: shorter": _NOBODY, "sentence: best": _NOBODY}
        inside = 0
        for candidate in group:
            for other, number, points in self._by_sentence[self._line(candidate)][:_MAX_NEIGHBOURS]:
                if number == own:
                    continue
                key = _relation(candidate, other)
                inside += key == "inside expansion"
                if key in found:
                    found[key] = max(found[key], points)
        found["inside expansion"] = inside / len(group)
        items = {
            number: points
            for c in group
            if c.group is not None
            for _, number, points in self._by_list[c.group][:_MAX_NEIGHBOURS]
        }
        items.pop(own, None)
        found["list: items"] = math.log1p(len(items))
        found["list: best"] = max(items.values(), default=_NOBODY)
        found["list: mean"] = sum(items.values()) / len(items) if items else _NOBODY
        return found

    def _line(self, candidate: Candidate) -> tuple[str, int]:
        """Return the sentence of a candidate."""
        sentence = self._reading.sentence_at(candidate.field, candidate.start)
        return (candidate.field, sentence.start if sentence else -1)


def _relation(candidate: Candidate, other: Candidate) -> str:
    """Return how another candidate of the same sentence lies to one."""
    if other.expansion and other.expansion[0] <= candidate.start < other.expansion[1]:
        return "inside expansion"
    if other.end <= candidate.start or candidate.end <= other.start:
        return "sentence: best"
    longer = other.end - other.start > candidate.end - candidate.start
    return "overlap: longer" if longer else "overlap: shorter"


def _mark(found: Features, where: str, tokens: Iterable[str]) -> None:
    """Note the kinds of a neighbouring token."""
    for token in tokens:
        for kind in _kinds(token):
            found[f"{where}: {kind}"] = 1.0


@lru_cache(maxsize=4096)
def _kinds(token: str) -> tuple[str, ...]:
    """Return the kinds of a token, of which the data file lists the words."""
    folded = fold(token) or token
    kinds = neighbour_kinds().get(folded, ())
    if kinds:
        return kinds
    if token[:1].isupper():
        return ("capital",)
    return ("digit",) if token[:1].isdigit() else ("other",)


def _best_signs(group: Sequence[Candidate]) -> Features:
    """Return each sign at its strongest."""
    best: Features = {}
    for candidate in group:
        for sign, points in candidate.signs.items():
            key = f"sign: {sign}"
            if key not in best or abs(points) > abs(best[key]):
                best[key] = points
    return best
