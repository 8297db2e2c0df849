"""Runs of capitals that only look like names: venues, who speaks, what a bracket says of a guest.

Known from the candidates alone. Models learn from them, but do not decide about them.
"""

from __future__ import annotations

from collections.abc import Sequence

from corpus.identity import fold
from extract.innovations.candidates import Candidate
from extract.innovations.cues import cue_words
from extract.reading import Reading

RUNS = "runs"
"""The finder that proposes capitals where no cue stands."""
_WITHOUT_CUE = frozenset({RUNS, "list words"})


def is_stray(reading: Reading, group: Sequence[Candidate]) -> bool:
    """Return whether no cue speaks for a name and its words or brackets speak against it.

    Args:
        reading: The article.
        group: All candidates of the name.
    """
    if not _WITHOUT_CUE.issuperset(candidate.rule for candidate in group):
        return False
    words = fold(group[0].name).split()
    if len(words) < 2:
        return False
    if words[0] in cue_words("venues"):
        return True
    if group[0].name[0].islower() and words[0] in cue_words("speech"):
        return True
    return is_run(group) and any(_fills_bracket(reading, candidate) for candidate in group)


def is_run(group: Sequence[Candidate]) -> bool:
    """Return whether a name is proposed for its capitals alone."""
    return all(candidate.rule == RUNS for candidate in group)


def _fills_bracket(reading: Reading, candidate: Candidate) -> bool:
    """Return whether a candidate is all that a bracket holds."""
    text = reading.text_of(candidate.field)
    before, after = text[: candidate.start][-1:], text[candidate.end : candidate.end + 1]
    return before == "(" and after == ")"
