"""Named numbers that describe how a public body stands to an innovation, for the model of owners.

One row for each pair of an innovation and a body that the article names. The ways of telling an
owner that can be written down exactly (``ownership``) are among the numbers; the rest says where
both stand, what stands between them, and what else the body does in the article.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from corpus.identity import squeeze
from corpus.records import Evidence
from corpus.vocabulary import body_types
from extract.bodies import BodyMention
from extract.innovations.cues import cue_words, neighbour_kinds
from extract.innovations.passage import NAME_STUFF
from extract.reading import Reading

Features = dict[str, float]

_FAR = 2000
_NEAR = 60
_GOVERNING = frozenset({"government", "titled"})
_MAX_PLACES = 12
_MAX_BODY_MENTIONS = 20
_LEAD_SENTENCES = 4
_TOKEN = re.compile(r"[\w'’-]+|[^\w\s]")
_SAYING = re.compile(
    r"\b(?:kata|ujar|tutur|ucap|jelas|ungkap|terang|papar|imbuh|sebut|menurut|mengatakan|menjelaskan"
    r"|menyampaikan|mengungkapkan|menuturkan|menambahkan|didampingi|dihadiri|hadir)",
    re.IGNORECASE,
)
_ACTING = re.compile(
    r"luncur|launching|hadirkan|cipta|gagas|kembang|resmikan|terap|punya|miliki|inovasi|buat"
    r"|terobosan|raih|juara|usung|sabet|aplikasi|program",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Owner:
    """A public body that an article names, with all places where it does.

    Attributes:
        body: The mention that stands for it.
        form: Its name in the longest form that the article has.
        mentions: Where it is named, in order, text and title.
    """

    body: BodyMention
    form: str
    mentions: tuple[BodyMention, ...]


class OwnerDescriber:
    """Describes pairs of innovations and bodies of one article.

    Args:
        reading: The article.
        owners: The bodies in question.
        places: Where each innovation is named.
        told: For each innovation and each exact way, the keys of the bodies that it gives.
        subject: Key of the body that title and lead present as acting; None if there is none.
    """

    def __init__(
        self,
        reading: Reading,
        owners: Sequence[Owner],
        places: Sequence[Sequence[Evidence]],
        told: Sequence[Mapping[str, frozenset[str]]],
        subject: str | None,
    ) -> None:
        self._reading = reading
        self._owners = owners
        self._places = places
        self._told = told
        self._subject = subject
        self._numbers = {(s.field, s.start): n for n, s in enumerate(reading.sentences)}
        self._names = sorted(p.start for group in places for p in group if p.field == "text")
        self._bodies = [b.start for b in reading.bodies if b.field == "text"]
        self._governments = [
            r.start for r in reading.regions if r.field == "text" and r.how in _GOVERNING
        ]
        self._nearest: dict[int, list[float]] = {}
        self._of_body = {squeeze(owner.form): self._body(owner) for owner in owners}
        self._claims: defaultdict[str, int] = defaultdict(int)
        for ways in told:
            for key in {key for way in DIRECT_WAYS for key in ways.get(way, ())}:
                self._claims[key] += 1

    def features(self, number: int, owner: Owner) -> Features:
        """Return the features of the pair of an innovation, by number, and a body."""
        key = squeeze(owner.form)
        ways = self._told[number]
        found: Features = {f"way: {way}": float(key in keys) for way, keys in ways.items()}
        fired = [way for way, keys in ways.items() if keys]
        found["way: first"] = float(bool(fired) and key in ways[fired[0]])
        found["ways that fired"] = float(len(fired))
        found["direct way fired"] = float(any(way in DIRECT_WAYS for way in fired))
        found["subject"] = float(key == self._subject)
        found["subject is another"] = float(self._subject is not None and key != self._subject)
        found |= self._of_body[key]
        found |= self._distance(number, owner)
        found |= self._article(number, key)
        return found

    def _body(self, owner: Owner) -> Features:
        """Return what a body is and where the article names it."""
        in_text = [b for b in owner.mentions if b.field == "text"]
        kind = body_types().get(owner.body.type or "")
        sentences = self._reading.sentences[:_LEAD_SENTENCES]
        lead_end = max((s.end for s in sentences if s.field == "text"), default=0)
        all_text = len(self._bodies)
        acting = saying = 0
        for body in owner.mentions[:_MAX_BODY_MENTIONS]:
            sentence = self._reading.sentence_at(body.field, body.start)
            if sentence is not None:
                after = body.end - sentence.start
                acting += bool(_ACTING.search(sentence.text, after, after + 120))
                window = sentence.text[max(0, body.start - sentence.start - 40) : after + 90]
                saying += bool(_SAYING.search(window))
        n = len(owner.mentions)
        return {
            "body: unit": float(owner.body.is_unit),
            "body: class " + (kind.body_class if kind else "unknown"): 1.0,
            "body: organiser": float(owner.body.type in ORGANISERS),
            "body: name stuff": float(owner.body.type in NAME_STUFF),
            "body: officeholder": sum(b.officeholder for b in owner.mentions) / n,
            "body: mentions": math.log1p(n),
            "body: share": len(in_text) / max(1, all_text),
            "body: in title": float(any(b.field == "title" for b in owner.mentions)),
            "body: in lead": float(any(b.start < lead_end for b in in_text)),
            "body: first": in_text[0].start / (1 + len(self._reading.article.text))
            if in_text
            else 0.0,
            "body: acting": acting / n,
            "body: saying": saying / n,
            "body: words": float(len(owner.form.split())),
        }

    def _distance(self, number: int, owner: Owner) -> Features:
        """Return how near a body comes to the places of a name, and what joins them there."""
        best: tuple[float, Evidence, BodyMention] | None = None
        same = before = after = follows = precedes = 0
        for place in self._places[number][:_MAX_PLACES]:
            at = self._sentence(place)
            for body in owner.mentions[:_MAX_BODY_MENTIONS]:
                if body.field != place.field:
                    continue
                gap = _gap(place, body)
                if best is None or gap < best[0]:
                    best = (gap, place, body)
                there = self._sentence(body)
                same += at == there
                before += at == there and body.start < place.start
                after += at == there and body.start > place.start
                follows += there == at + 1
                precedes += there == at - 1
        gaps = self._gaps(number)
        own = best[0] if best else _FAR
        found: Features = {
            "rank of distance": float(min(9, bisect_left(gaps, own))),
            "distance beyond nearest": math.log1p(own - gaps[0]) if best and gaps else 9.0,
            "same sentence": float(min(3, same)),
            "before in sentence": float(min(3, before)),
            "after in sentence": float(min(3, after)),
            "next sentence": float(bool(follows)),
            "sentence before": float(bool(precedes)),
            "distance": math.log1p(min(_FAR, best[0]) if best else _FAR),
        }
        return found | (self._between(best[1], best[2]) if best else {})

    def _gaps(self, number: int) -> list[float]:
        """Return how near each body comes to an innovation, the nearest first."""
        if number not in self._nearest:
            places = self._places[number][:_MAX_PLACES]
            self._nearest[number] = sorted(
                min(
                    (
                        _gap(place, body)
                        for place in places
                        for body in owner.mentions[:_MAX_BODY_MENTIONS]
                        if body.field == place.field
                    ),
                    default=_FAR,
                )
                for owner in self._owners
            )
        return self._nearest[number]

    def _between(self, place: Evidence, body: BodyMention) -> Features:
        """Return what stands between a name and a body, where they come nearest."""
        text = self._reading.text_of(place.field)
        body_end = max(body.region_end, body.alias_end or 0)
        first, last = (
            (place.end, body.start) if body.start >= place.end else (body_end, place.start)
        )
        gap = text[first:last] if last - first <= _NEAR else ""
        found: Features = {
            "body after name": float(body.start >= place.end),
            "inside name": float(place.start <= body.start < place.end),
            "officeholder there": float(body.officeholder),
            "bodies between": float(_count(self._bodies, first, last)),
            "governments between": float(_count(self._governments, first, last)),
            "names between": float(_count(self._names, first, last)),
            "gap: none": float(0 <= last - first <= 1),
            "gap: bracket": float(gap.strip().startswith("(") or gap.strip().endswith("(")),
            "gap: line": float("\n" in text[first:last]),
            "gap: stop": float(". " in text[first:last]),
            "gap: words": float(min(20, len(gap.split()))) if gap else 20.0,
        }
        for token in _TOKEN.findall(gap)[:8]:
            for kind in neighbour_kinds().get(token.casefold(), ("other",)):
                found[f"gap: {kind}"] = 1.0
        ahead = _TOKEN.findall(text[max(0, body.start - 40) : body.start])[-2:]
        for token in ahead:
            for kind in neighbour_kinds().get(token.casefold(), ()):
                found[f"ahead of body: {kind}"] = 1.0
        found["partner"] = float(any(t.casefold() in cue_words("partners") for t in ahead))
        return found

    def _article(self, number: int, key: str) -> Features:
        """Return what the article gives to whom."""
        own = any(key in self._told[number].get(way, ()) for way in DIRECT_WAYS)
        others = self._claims[key] - own
        return {
            "names": math.log1p(len(self._places)),
            "bodies": math.log1p(len(self._owners)),
            "only name": float(len(self._places) == 1),
            "only body": float(len(self._owners) == 1),
            "others' claims": math.log1p(others),
            "first name": float(number == 0),
        }

    def _sentence(self, span: Evidence | BodyMention) -> int:
        """Return the number of the sentence of a span; one far off if it has none."""
        sentence = self._reading.sentence_at(span.field, span.start)
        return self._numbers[sentence.field, sentence.start] if sentence else -100


ORGANISERS = frozenset(
    {"bagian-organisasi", "biro-organisasi", "balitbang", "bappeda-litbang", "bapperida", "bappeda"}
)
"""Types of bodies that gather innovations and hold contests of them."""
DIRECT_WAYS = ("finder", "beside", "around")
"""Ways of telling an owner by words right beside the name."""


def _gap(place: Evidence, body: BodyMention) -> float:
    """Return how many code points stand between a name and a body."""
    if body.start >= place.end:
        return body.start - place.end
    return max(0, place.start - max(body.region_end, body.alias_end or 0))


def _count(starts: Sequence[int], first: int, last: int) -> int:
    """Return how many of some sorted offsets lie strictly between two others."""
    return max(0, bisect_left(starts, last) - bisect_left(starts, first))
