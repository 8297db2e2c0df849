"""Claims of a result in an article: which rank, in which contest, of which year, won or hoped for.

A claim is a place in the text that tells of a result. Who the winner is stands in ``awards``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from itertools import islice

from corpus.records import AwardStatus, Field
from extract.awards.award_years import find_award_year
from extract.awards.contest_choice import choose_contest, contests_in
from extract.awards.contests import ContestMention
from extract.awards.cues import (
    has_cue,
    is_hoped,
    is_other_award,
    says_running,
    status_of_rank,
    status_without_rank,
)
from extract.awards.ranks import RankMention, find_ranks
from extract.dates import ToldYear
from extract.link_lines import is_link_line
from extract.numerals import find_numerals
from extract.reading import Reading
from extract.sentences import Sentence

_GRADE_REACH = 30
# No article tells of more results; what does is no article, and must not take long to read.
_MOST_IN_SENTENCE = 40
_MOST_IN_ARTICLE = 250


@dataclass(frozen=True, slots=True, kw_only=True)
class AwardClaim:
    """A result that a sentence tells of.

    Attributes:
        sentence: The sentence.
        start: Where in its field the rank, or the word that stands for the result, begins.
        end: One past the end of it.
        rank: The rank; None if the sentence names none.
        status: What became of the entry.
        contest: The contest, on the level that was judged.
        told_year: Year of the contest, and what tells it; None if it cannot be told.
        explains: Whether the sentence only tells how the jury works.
    """

    sentence: Sentence
    start: int
    end: int
    rank: RankMention | None
    status: AwardStatus
    contest: ContestMention
    told_year: ToldYear | None
    explains: bool

    @property
    def year(self) -> int | None:
        """The year of the contest; None if it cannot be told."""
        return self.told_year.year if self.told_year else None

    @property
    def field(self) -> Field:
        """Which text of the article the claim stands in."""
        return self.sentence.field

    @property
    def for_region(self) -> bool:
        """Whether a region wins it, not an innovation."""
        return self.contest.for_region or (self.rank is not None and self.rank.for_region)

    @property
    def is_mere_order(self) -> bool:
        """Whether the rank only tells a place in an order (``peringkat 3``), not a prize."""
        return self.rank is not None and self.rank.identity[0] == "Peringkat"


def find_claims(reading: Reading, contests: Sequence[ContestMention]) -> list[AwardClaim]:
    """Return the claims of an article in order, title first.

    Args:
        reading: The article.
        contests: The contests that it names (``find_contests``).

    Returns:
        Nothing where the article tells of no contest for innovations.
    """
    if not contests and not _tells_of_ranked_innovations(reading):
        return []
    running = cache(partial(is_running, reading))
    found = (
        claim
        for sentence in reading.sentences
        if not is_link_line(sentence.text)
        for claim in islice(_claims_of(reading, sentence, contests, running), _MOST_IN_SENTENCE)
    )
    claims = list(islice(found, _MOST_IN_ARTICLE))
    labelled = [_under_one_label(claim, claims) for claim in claims]
    return [_with_counted_rank(claim, labelled) for claim in labelled]


def _with_counted_rank(claim: AwardClaim, claims: Sequence[AwardClaim]) -> AwardClaim:
    """Return a claim with the rank that its number takes up.

    ``Keenam inovasi yang lolos`` are those of the ``Top 6`` that was told of before.
    """
    if claim.rank:
        return claim
    numerals = find_numerals(claim.sentence.text)
    numbers = {numeral.value for numeral in numerals if numeral.form == "collective"}
    sets = (c.rank for c in claims if c.rank and c.rank.kind == "set")
    told = next((rank for rank in sets if rank.number in numbers), None)
    return replace(claim, rank=told) if told else claim


def _under_one_label(claim: AwardClaim, claims: Sequence[AwardClaim]) -> AwardClaim:
    """Return a claim with the label that the article prefers for the same rank.

    ``40 Terbaik`` becomes ``Top 40`` where the article also calls it so, and ``Juara Pertama``
    the ``Juara I`` of the headline.
    """
    rank = claim.rank
    if rank is None or rank.kind not in {"set", "place"}:
        return claim
    same = [c.rank for c in claims if c.rank and c.rank.identity == rank.identity]
    if rank.kind == "place":
        head = rank.label.split()[0]
        titled = [c.rank for c in claims if c.field == "title" and c.rank in same]
        same = [r for r in titled if r and r.label.split()[0] == head] or [rank]
    label = next((r.label for r in same if r.label.startswith("Top ")), same[0].label)
    return replace(claim, rank=replace(rank, label=label))


def is_running(reading: Reading) -> bool:
    """Return whether the contest still runs: stages lie ahead and nothing was handed over."""
    texts = [s.text for s in reading.sentences if not has_cue("selection", s.text)]
    if any(has_cue("handed_over", text) for text in texts):
        return False
    return any(says_running(text) for text in texts)


def _tells_of_ranked_innovations(reading: Reading) -> bool:
    """Return whether a sentence names a rank together with the word innovation."""
    return any(
        "inova" in sentence.text.casefold() and find_ranks(sentence.text)
        for sentence in reading.sentences
    )


def _claims_of(
    reading: Reading,
    sentence: Sentence,
    contests: Sequence[ContestMention],
    running: Callable[[], bool],
) -> Iterator[AwardClaim]:
    """Yield the claims of one sentence."""
    ranks = _without_weaker(find_ranks(sentence.text))
    for rank in ranks:
        if _counts(sentence.text, rank, contests):
            stage = rank.label.endswith("Besar") or running()
            status = status_of_rank(sentence.text, rank.start, rank.end, running=stage)
            yield _claim(reading, sentence, contests, rank, (rank.start, rank.end), status)
    if ranks:
        return
    in_contest, folded = bool(contests_in(sentence, contests)), sentence.text.casefold()
    is_on_topic, of_category = "inova" in folded, "kategori" in folded
    if not (in_contest or is_on_topic or of_category):
        return
    told = status_without_rank(sentence.text, in_contest=in_contest)
    if told is None or is_other_award(sentence.text, *told[1].span()):
        return
    named = any(contest.named for contest in contests)
    entered = told[0] == "submitted" and not named
    of_category = of_category and named and told[0] == "won"
    if in_contest or of_category or (is_on_topic and not entered):
        yield _claim(reading, sentence, contests, None, told[1].span(), told[0])


def _without_weaker(ranks: Sequence[RankMention]) -> list[RankMention]:
    """Return the ranks of a sentence, without finalists beside a set and grades right after one."""
    sets = [rank for rank in ranks if rank.kind == "set"]
    return [
        rank
        for rank in ranks
        if not (rank.kind == "stage" and sets)
        and not (
            rank.kind == "grade" and any(0 <= rank.start - s.end <= _GRADE_REACH for s in sets)
        )
    ]


def _counts(sentence: str, rank: RankMention, contests: Sequence[ContestMention]) -> bool:
    """Return whether a rank is a result in a contest for innovations."""
    if rank.kind == "grade" and not any(contest.for_region for contest in contests):
        return False
    return not is_hoped(sentence, rank.start) and not is_other_award(sentence, rank.start, rank.end)


def _claim(
    reading: Reading,
    sentence: Sentence,
    contests: Sequence[ContestMention],
    rank: RankMention | None,
    span: tuple[int, int],
    status: AwardStatus,
) -> AwardClaim:
    """Return the claim that a rank, or the words for a result without one, make."""
    start, end = sentence.start + span[0], sentence.start + span[1]
    contest = choose_contest(reading, sentence, contests, rank, start)
    return AwardClaim(
        sentence=sentence,
        start=start,
        end=end,
        rank=rank,
        status=status,
        contest=contest,
        told_year=find_award_year(reading, sentence, rank, contest, start),
        explains=has_cue("selection", sentence.text),
    )
