"""Words that tell what became of an entry in a contest: won, in the running, handed in, hoped for.

The words are data (``data/award_cues.toml``); here they are only looked for.
"""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from importlib.resources import files

from corpus.records import AwardStatus

# How far a hope reaches over the words behind it; a clause is seldom longer.
_HOPE_REACH = 110
_CLAUSE_END = re.compile(r"[.;!?\n]|\b(?:setelah|sesudah|usai|karena|sebab)\b", re.IGNORECASE)
# "Harapan I" is a rank, not a hope.
_RANK_HARAPAN = re.compile(r"\bharapan\s+(?:[ivx\d]+|satu|dua|tiga|pertama|kedua|ketiga)\b", re.I)
_OTHER_AWARD_REACH = 60
_EARLIER_REACH = 40
_NOMINATED_REACH = 14
_NEXT_REACH = 30
_OVER_REACH = 45
_STATUSES: tuple[AwardStatus, ...] = ("shortlisted", "won", "submitted")


# The ranks of a sentence ask the same of it, one after the other.
@lru_cache(maxsize=64)
def has_cue(kind: str, text: str) -> bool:
    """Return whether a text holds a word of one kind (``won``, ``submitted``, ``running``, …)."""
    return bool(_cues(kind).search(text))


def find_cue(kind: str, text: str, start: int = 0) -> re.Match[str] | None:
    """Return the first word of one kind from an offset on; None if there is none."""
    return _cues(kind).search(text, start)


def is_hoped(sentence: str, position: int) -> bool:
    """Return whether a hope, target or condition governs what stands at a position."""
    before = sentence[max(0, position - _HOPE_REACH) : position]
    before = _CLAUSE_END.split(before)[-1]
    return bool(_cues("hopes").search(_RANK_HARAPAN.sub(" ", before)))


def is_other_award(sentence: str, start: int, end: int) -> bool:
    """Return whether the rank in a span belongs to a prize for other things than innovation."""
    window = sentence[max(0, start - _OTHER_AWARD_REACH) : end + _OTHER_AWARD_REACH]
    return bool(_cues("other_awards").search(window))


def says_running(text: str) -> bool:
    """Return whether words say that a contest still runs; stages that are over do not count."""
    return any(
        not has_cue("over", text[max(0, cue.start() - _OVER_REACH) : cue.start()])
        for cue in _cues("running").finditer(text)
    )


def is_next_contest(sentence: str, position: int) -> bool:
    """Return whether the contest named at a position is the one that winners go on to."""
    return has_cue("next_contest", sentence[max(0, position - _NEXT_REACH) : position])


def is_tool(sentence: str, position: int) -> bool:
    """Return whether the contest named at a position is only the form or page it is run with."""
    return has_cue("tool", sentence[max(0, position - _NEXT_REACH) : position])


def status_of_rank(sentence: str, start: int, end: int, *, running: bool) -> AwardStatus:
    """Return what a rank in a sentence says of an entry; a rank without a verb is a result.

    Args:
        sentence: The words.
        start: Where the rank begins.
        end: One past its end.
        running: Whether the article says that the contest still runs.
    """
    if _cues("earlier").search(sentence[max(0, start - _EARLIER_REACH) : start]):
        return "won"
    beside = sentence[max(0, start - _NOMINATED_REACH) : end + _NOMINATED_REACH]
    if has_cue("nominated", beside):
        return "shortlisted"
    if has_cue("shortlisted", sentence) and not has_cue("handed_over", sentence):
        return "shortlisted"
    return "shortlisted" if running and not has_cue("handed_over", sentence) else "won"


def status_without_rank(
    sentence: str, *, in_contest: bool
) -> tuple[AwardStatus, re.Match[str]] | None:
    """Return what a sentence without a rank says of an entry, and the word that says it.

    Args:
        sentence: The words.
        in_contest: Whether the sentence names a contest.

    Returns:
        None if it tells no result, or one that is only hoped for.
    """
    if has_cue("aimed_at", sentence):
        return None
    registered = find_cue("registered", sentence)
    if registered:
        return "submitted", registered
    for status in _STATUSES:
        kind = "won" if has_cue("prize_noun", sentence) or not in_contest else "wins"
        cue = find_cue(kind if status == "won" else status, sentence)
        if status == "won" and kind == "won" and not has_cue("prize_noun", sentence):
            continue
        if cue and not is_hoped(sentence, cue.start()):
            return status, cue
    return None


@lru_cache(maxsize=16)
def _cues(kind: str) -> re.Pattern[str]:
    """Return the words of one kind as one expression."""
    words = "|".join(_data()[kind])
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE)


@lru_cache(maxsize=1)
def _data() -> dict[str, list[str]]:
    """Return the data file."""
    text = files("extract").joinpath("data", "award_cues.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
