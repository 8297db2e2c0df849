"""One sentence with its words, brackets, quotations, bodies and places: what finders walk over.

Pure structure; no decision about innovations is made here.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.records import Field
from extract.bodies import BodyMention
from extract.language import Word, split_words
from extract.reading import Reading
from extract.regions import RegionMention
from extract.sentences import Sentence

_MAX_QUOTE_WORDS = 16
# Kinds of service that many names are built on ("Posyandu Sore"); no barrier to a name.
NAME_STUFF = frozenset({"psc-119", "posyandu", "samsat"})
"""Types of bodies whose words are as often part of a name."""


@dataclass(frozen=True, slots=True)
class Bracket:
    """A bracket by word numbers: ``words[open]`` is the sign, ``words[close]`` its partner.

    Attributes:
        open: Number of the opening sign.
        close: Number of the closing sign; one past the content if it was never closed.
    """

    open: int
    close: int


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation by word numbers: the content is ``words[first:last]``, signs left out."""

    first: int
    last: int


@dataclass(slots=True, eq=False)
class Passage:
    """A sentence prepared for the finders.

    Attributes:
        words: Its tokens, list marker left out.
        bodies: Public bodies named in it.
        regions: Places named in it.
        brackets: Outermost brackets in order.
        quotations: Short quotations in order; long ones are speech and are left out.
    """

    reading: Reading
    sentence: Sentence
    words: list[Word]
    bodies: tuple[BodyMention, ...]
    regions: tuple[RegionMention, ...]
    brackets: list[Bracket]
    quotations: list[Quotation]
    _body_by_start: dict[int, BodyMention]
    _region_by_start: dict[int, RegionMention]
    _bracket_by_index: dict[int, Bracket]
    _quotation_by_index: dict[int, Quotation]

    @property
    def text(self) -> str:
        """The field of the article that the sentence stands in."""
        return self.reading.text_of(self.sentence.field)

    def index_at(self, offset: int) -> int:
        """Return the number of the first word that starts at or after an offset."""
        return bisect_left(self.words, offset, key=lambda word: word.start)

    def slice(self, first: int, last: int) -> str:
        """Return the text of ``words[first:last]`` as written; empty if there are none."""
        if first >= last:
            return ""
        return self.text[self.words[first].start : self.words[last - 1].end]

    def body_at(self, index: int) -> BodyMention | None:
        """Return the body whose name begins at a word; None if none does."""
        if index >= len(self.words):
            return None
        body = self._body_by_start.get(self.words[index].start)
        return body if body is not None and body.type not in NAME_STUFF else None

    def body_over(self, index: int) -> BodyMention | None:
        """Return the body whose name, alias or region covers a word; None if none does."""
        start = self.words[index].start
        number = bisect_right(self.bodies, start, key=lambda body: body.start) - 1
        if number < 0:
            return None
        body = self.bodies[number]
        return body if start < max(body.region_end, body.alias_end or 0) else None

    def region_at(self, index: int) -> RegionMention | None:
        """Return the place whose name begins at a word; None if none does."""
        return self._region_by_start.get(self.words[index].start)

    def bracket_at(self, index: int) -> Bracket | None:
        """Return the bracket that opens at a word; None if none does."""
        return self._bracket_by_index.get(index)

    def quotation_at(self, index: int) -> Quotation | None:
        """Return the quotation whose content begins at a word; None if none does."""
        return self._quotation_by_index.get(index)

    def quotation_before(self, index: int) -> Quotation | None:
        """Return the quotation whose content ends before a word; None if none does."""
        number = bisect_left(self.quotations, index, key=lambda quotation: quotation.last)
        found = self.quotations[number : number + 1]
        return found[0] if found and found[0].last == index else None

    def after_body(self, body: BodyMention) -> int:
        """Return the number of the word after a body, its bracketed alias and its region."""
        end = max(body.region_end, body.alias_end or 0)
        return self.index_at(end)


def make_passage(reading: Reading, sentence: Sentence) -> Passage:
    """Return a sentence with its words and paired signs."""
    text = reading.text_of(sentence.field)
    words = split_words(text, sentence.content_start, sentence.end)
    bodies, regions = reading.bodies_in(sentence), reading.regions_in(sentence)
    brackets, quotations = _brackets(words), _quotations(words)
    return Passage(
        reading=reading,
        sentence=sentence,
        words=words,
        bodies=bodies,
        regions=regions,
        brackets=brackets,
        quotations=quotations,
        _body_by_start={body.start: body for body in bodies},
        _region_by_start={region.start: region for region in regions},
        _bracket_by_index={bracket.open: bracket for bracket in brackets},
        _quotation_by_index={quotation.first: quotation for quotation in quotations},
    )


def passage_at(
    reading: Reading, passages: Sequence[Passage], field: Field, offset: int
) -> Passage | None:
    """Return the sentence that holds a code point, prepared; None between sentences.

    Args:
        reading: The article.
        passages: Sentences that are prepared already, in order, title first; another one is
            prepared on demand.
        field: Which text of the article.
        offset: Code point in it.
    """
    found = reading.sentence_at(field, offset)
    if found is None:
        return None
    place = _place(found)
    number = bisect_left(passages, place, key=lambda passage: _place(passage.sentence))
    if number < len(passages) and _place(passages[number].sentence) == place:
        return passages[number]
    return make_passage(reading, found)


def _place(sentence: Sentence) -> tuple[bool, int]:
    """Return what puts sentences in order, title first."""
    return sentence.field != "title", sentence.start


def _brackets(words: list[Word]) -> list[Bracket]:
    """Return outermost brackets; one never closed ends at the next quote, mark or the end."""
    found: list[Bracket] = []
    index = 0
    while index < len(words):
        if words[index].kind == "open":
            close = _closing(words, index)
            found.append(Bracket(index, close))
            index = close
        index += 1
    return found


def _closing(words: list[Word], opening: int) -> int:
    """Return the number of the word that closes a bracket."""
    depth = 0
    for index in range(opening, len(words)):
        if words[index].kind == "open":
            depth += 1
        elif words[index].kind == "close":
            depth -= 1
            if depth == 0:
                return index
    for index in range(opening + 1, len(words)):
        if words[index].kind == "close" or words[index].text in {",", ";", "."}:
            return index
    return len(words)


def _quotations(words: list[Word]) -> list[Quotation]:
    """Return what stands between two quotation signs of any kind, if it is short."""
    found: list[Quotation] = []
    index = 0
    while index < len(words):
        if words[index].kind != "quote":
            index += 1
            continue
        first = _after_quotes(words, index)
        last = first
        while (
            last < len(words) and words[last].kind != "quote" and last - first <= _MAX_QUOTE_WORDS
        ):
            last += 1
        if last < len(words) and words[last].kind == "quote" and last > first:
            found.append(Quotation(first, last))
            index = _after_quotes(words, last)
        else:
            index = first
    return found


def _after_quotes(words: list[Word], index: int) -> int:
    """Return the number of the first word after a run of quotation signs."""
    while index < len(words) and words[index].kind == "quote":
        index += 1
    return index
