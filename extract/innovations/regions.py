"""The region of one innovation: the nearest words of the article that tell it decide.

Tried in order, from the body beside the name to the region that the whole article is about. Every
answer says why, and keeps the other regions in question. What each place and body means is read
before (``extract.regions``, ``extract.body_regions``); which region the article is about is in
``extract.home``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from heapq import nsmallest

from corpus.identity import squeeze
from corpus.records import Evidence
from extract.bodies import BodyMention
from extract.home import RegionChoice
from extract.innovations.candidates import Candidate
from extract.innovations.region_links import (
    WEAK,
    Anchor,
    anchors_in,
    heading_above,
    is_national,
    is_visit,
    leader_before,
    owner_after,
    place_after,
    subject_of,
)
from extract.reading import Reading
from extract.sentences import Sentence

_PROVINCE_DIGITS = 2
_MOST_PLACES = 20
_LONGEST_SENTENCE = 3000  # code points
_BRACKET = 4  # code points between a written-out form and the name in brackets behind it
_PROVINCIAL = re.compile(
    r"\b(?:tingkat|lingkup|se-?)\s*(?:provinsi|propinsi)|\bkab(?:upaten)?/kota se"
    r"|\b(?:lomba|kompetisi)\b[^.\n]{0,60}\bprovinsi\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class ArticleRegions:
    """What an article as a whole tells of regions, read once for all its innovations.

    Attributes:
        reading: The article.
        times_named: How often it names each region itself, not only a district of it.
        is_provincial: Whether it tells of a contest or the like on the level of a province.
    """

    reading: Reading
    times_named: Counter[str]
    is_provincial: bool


@dataclass(frozen=True, slots=True)
class Story:
    """What is known of one innovation when its region is asked for.

    Attributes:
        article: What the article tells of regions.
        group: All candidates of the innovation.
        places: All places where it is named.
        owners: The bodies that it belongs to, as chosen.
    """

    article: ArticleRegions
    group: Sequence[Candidate]
    places: Sequence[Evidence]
    owners: Sequence[BodyMention]

    @property
    def reading(self) -> Reading:
        """The article itself."""
        return self.article.reading

    @property
    def home(self) -> str | None:
        """Code of the region that the article is about; None if it is about none."""
        return self.reading.home.code

    def named(self) -> Iterator[tuple[Sentence, Evidence]]:
        """Yield the places where it is named with their sentences, those of the text first.

        Not all of very many; what is longer than any sentence is no sentence.
        """
        first = nsmallest(_MOST_PLACES, self.places, key=lambda p: (p.field == "title", p.start))
        for place in first:
            sentence = self.reading.sentence_at(place.field, place.start)
            if sentence is not None and len(sentence.text) <= _LONGEST_SENTENCE:
                yield sentence, self._with_expansion(place)

    def _with_expansion(self, place: Evidence) -> Evidence:
        """Return a place with the written-out form right before it (``Long Name (LN)``)."""
        for one in self.group:
            if one.expansion and one.field == place.field:
                start, end = one.expansion
                if 0 <= place.start - end <= _BRACKET:
                    return self.reading.evidence(place.field, start, place.end, place.role)
        return place

    def sentences(self) -> list[Sentence]:
        """Return the sentences that name it, each once, those of the text first."""
        return list(dict.fromkeys(sentence for sentence, _ in self.named()))

    def spans(self, field: str) -> list[tuple[int, int]]:
        """Return where in a text its names and their written-out forms stand."""
        spans = [(place.start, place.end) for place in self.places if place.field == field]
        for one in self.group:
            if one.field == field:
                spans += [(one.start, one.end), *([one.expansion] if one.expansion else [])]
        return spans


Rule = Callable[[Story], RegionChoice | None]


def read_regions(reading: Reading) -> ArticleRegions:
    """Return what an article as a whole tells of regions."""
    named = Counter(p.code for p in reading.regions if p.code and p.how != "district")
    texts = (reading.article.title, reading.article.text)
    is_provincial = any(_PROVINCIAL.search(text) for text in texts)
    return ArticleRegions(reading, named, is_provincial)


def decide_region(
    article: ArticleRegions,
    group: Sequence[Candidate],
    places: Sequence[Evidence],
    owners: Sequence[BodyMention],
) -> RegionChoice:
    """Return the region in which an innovation is run.

    Args:
        article: What the article tells of regions.
        group: All candidates of the innovation.
        places: All places where it is named.
        owners: The bodies that it belongs to, as chosen.

    Returns:
        The choice of the first rule that can tell. Its code is None where a national body owns
        the innovation, or where nothing tells; the article's candidates are kept then.
    """
    story = Story(article, group, places, owners)
    for rule in _RULES:
        choice = rule(story)
        if choice is not None:
            return choice
    return article.reading.home


def _by_body_beside(story: Story) -> RegionChoice | None:
    """Return the region of the body that a finder saw beside the name as its owner."""
    beside = [owner for one in story.group for owner in one.owners]
    told = _first_told(story, beside, "the body beside its name lies there")
    return told or (_national() if beside and is_national(beside[0]) else None)


def _by_owner_after(story: Story) -> RegionChoice | None:
    """Return the region of the government or body that the words after the name give it to."""
    for sentence, place in story.named():
        anchor = owner_after(story.reading, sentence, place)
        if anchor is not None:
            return _linked(story, anchor, "it is said to be from there")
    return None


def _by_place_beside(story: Story) -> RegionChoice | None:
    """Return the place that a finder saw beside the name; an owner's, if that tells more."""
    told = next((one.region for one in story.group if one.region), None)
    if told is None:
        return None
    for owner in story.owners:
        if owner.region and owner.region.startswith(told) and _is_told(story, owner):
            return _choice(owner.region, "its owner lies there")
    return _choice(told, "the place beside its name")


def _by_leader(story: Story) -> RegionChoice | None:
    """Return the region of who acts on the name in its sentence; none for a national body."""
    for sentence, place in story.named():
        anchor = leader_before(story.reading, sentence, place)
        if anchor is None or anchor.weak or is_visit(story.reading, sentence):
            continue
        if choice := _linked(story, anchor, "who acts on it lies there"):
            return choice
    return None


def _by_owner_in_sentence(story: Story) -> RegionChoice | None:
    """Return the region of an owner that a sentence tells together with the name."""
    near = [
        body for body in _bodies_near(story) if any(_is_same(body, own) for own in story.owners)
    ]
    return _first_told(story, near, "its owner lies there")


def _by_national_owner(story: Story) -> RegionChoice | None:
    """Return that it has no region, where its owner is a ministry or another national body."""
    if not story.owners or any(owner.region for owner in story.owners):
        return None
    owner = story.owners[0]
    near = any(_is_same(owner, body) for body in _bodies_near(story))
    return _national() if near and is_national(owner) else None


def _by_name(story: Story) -> RegionChoice | None:
    """Return the region that is part of the name, if the article speaks of it apart from that."""
    inside: Counter[str] = Counter()
    for sentence in story.sentences():
        spans = story.spans(sentence.field)
        for place in story.reading.regions_in(sentence):
            if place.code and any(start <= place.start < end for start, end in spans):
                inside[place.code] += place.how not in WEAK
    for code, n_inside in inside.items():
        if n_inside and _speaks_of(story, code, besides=n_inside):
            return _unless_home(story, code, "it is part of its name")
    return None


def _by_heading(story: Story) -> RegionChoice | None:
    """Return the place that stands as a heading over the list that names it."""
    for sentence in story.sentences():
        place = heading_above(story.reading, sentence)
        if place is not None and place.code:
            return _choice(place.code, "it is listed under that place")
    return None


def _by_subject(story: Story) -> RegionChoice | None:
    """Return the government or place with which the sentence that names it opens.

    Not where somebody looks at, copies or visits what others have.
    """
    for sentence, place in story.named():
        subject = subject_of(story.reading, sentence)
        if subject is None or not subject.code or subject.end > place.start:
            continue
        if not subject.text.startswith("DPR") and not is_visit(story.reading, sentence):
            return _unless_home(story, subject.code, "its sentence speaks of it")
    return None


def _by_location(story: Story) -> RegionChoice | None:
    """Return the place in which the words after the name locate it."""
    for sentence, place in story.named():
        anchor = place_after(story.reading, sentence, place)
        if anchor is not None:
            return _linked(story, anchor, "it is said to be there")
    return None


def _by_only_place(story: Story) -> RegionChoice | None:
    """Return the only region of its sentence, where the article is about no one regency."""
    for sentence in story.sentences():
        spans = story.spans(sentence.field)
        codes = {
            anchor.code
            for anchor in anchors_in(story.reading, sentence)
            if anchor.code and not anchor.weak and not any(s <= anchor.start < e for s, e in spans)
        }
        if len(codes) == 1 and _is_finer(code := codes.pop(), story.home):
            return _choice(code, "the only place of its sentence")
    return None


def _by_owner(story: Story) -> RegionChoice | None:
    """Return the region of an owner told elsewhere, where the article has none or is coarser."""
    for owner in story.owners:
        if owner.region and _is_finer(owner.region, story.home):
            return _choice(owner.region, "its owner lies there")
    return None


_RULES: tuple[Rule, ...] = (
    _by_body_beside,
    _by_owner_after,
    _by_place_beside,
    _by_leader,
    _by_owner_in_sentence,
    _by_national_owner,
    _by_name,
    _by_heading,
    _by_subject,
    _by_location,
    _by_only_place,
    _by_owner,
)


def _bodies_near(story: Story) -> Iterator[BodyMention]:
    """Yield the bodies of the sentences that name the innovation, those about visits left out."""
    for sentence in story.sentences():
        if not is_visit(story.reading, sentence):
            yield from story.reading.bodies_in(sentence)


def _first_told(story: Story, bodies: Sequence[BodyMention], why: str) -> RegionChoice | None:
    """Return the region of the first of some bodies that tells one; None if none does."""
    for body in bodies:
        if body.region and _is_told(story, body):
            return _choice(body.region, why)
    return None


def _linked(story: Story, anchor: Anchor, why: str) -> RegionChoice | None:
    """Return the region of a place or body that is linked to the name; none for a national one."""
    if anchor.body is None:
        return _unless_home(story, anchor.code, why) if anchor.code else None
    if anchor.code is None:
        return _national() if is_national(anchor.body) else None
    return _choice(anchor.code, why) if _is_told(story, anchor.body) else None


def _is_told(story: Story, body: BodyMention) -> bool:
    """Return whether the region of a body can be relied on.

    One that follows its name can; one that only the name of its place implies (``Puskesmas X``)
    must lie where the article is, as other regencies have places of that name. The whole
    province is, where the contest is one of the province or no regency is named itself.
    """
    home, code = story.home, body.region
    if code is None or body.region_end > body.end or home is None:
        return code is not None
    if _speaks_of(story, code):
        return True
    in_province = code[:_PROVINCE_DIGITS] == home[:_PROVINCE_DIGITS]
    return in_province and (story.article.is_provincial or not story.article.times_named[home])


def _speaks_of(story: Story, code: str, *, besides: int = 0) -> bool:
    """Return whether the article is about a region or its province, or names it otherwise.

    Args:
        story: The innovation.
        code: The region.
        besides: How many of the places where it is named do not count.
    """
    if story.home is not None and code.startswith(story.home):
        return True
    return story.article.times_named[code] > besides


def _is_same(body: BodyMention, owner: BodyMention) -> bool:
    """Return whether two mentions write the name of one body."""
    if body.type is not None and body.type == owner.type and not owner.is_unit:
        return not body.is_unit
    return squeeze(body.text) == squeeze(owner.text)


def _is_finer(code: str, home: str | None) -> bool:
    """Return whether a region tells more than the article's own does."""
    return home is None or (code != home and code.startswith(home))


def _unless_home(story: Story, code: str, why: str) -> RegionChoice | None:
    """Return a choice, unless the region only is the province of the article's own."""
    if story.home is not None and story.home != code and story.home.startswith(code):
        return None
    return _choice(code, why)


def _choice(code: str, why: str) -> RegionChoice:
    """Return a choice of one region."""
    return RegionChoice(code=code, candidates=(code,), why=why)


def _national() -> RegionChoice:
    """Return that a national body has no region."""
    return RegionChoice(code=None, candidates=(), why="a national body owns it")
