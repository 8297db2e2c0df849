"""Words in a sentence that tell of learning, copying or visiting, and on which side who stands.

The words are in ``data/replication_cues.toml``. A thing that could, should or hopefully will be
copied is not an event, so that such words are no cues. Which places stand beside a cue is the
business of ``replication_roles``.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Literal

from corpus.records import ReplicationKind

Side = Literal["learner", "source"]

_PASSIVE = frozenset({"copied", "visited", "model"})
_POSSIBLE = re.compile(
    r"\b(?:dapat|bisa|mudah|potensi|berpotensi|potensial|layak|diharapkan|berharap|harapannya|"
    r"semoga|mampu|patut|perlu|agar|supaya|ingin|pantas)(?:\s+\w+){0,2}\s+$",
    re.IGNORECASE,
)
_DENIED = re.compile(r"\b(?:tidak|bukan|belum|tanpa)(?:\s+\w+)?\s+$", re.IGNORECASE)
_PLANNED = re.compile(
    r"\b(?:akan|ingin|berencana|rencananya|rencana|siap|tertarik|berminat|berkeinginan|hendak|"
    r"mau|bakal|segera|berniat)(?:\s+\w+){0,3}\s+$",
    re.IGNORECASE,
)
_CONTEST_GROUP = re.compile(
    r"\b(?:kelompok|kategori|forum|lomba|kompetisi|finalis|klaster|cluster)\s+$", re.IGNORECASE
)
_THEY_WISH = re.compile(
    r"(?:mereka|para\s+tamu|rombongan|para\s+undangan)\b[^.;]{0,20}\b(?:ingin|tertarik|berniat)\b"
    r"[^;]{0,120}\b(?:sama|serupa|terapkan|menerapkan|mengadopsi|mereplikasi|meniru)\b",
    re.IGNORECASE,
)
_SOME_WORDS = r"\s+(?:\w+\s+){0,2}?"
_BEFORE = 50  # code points that the expressions above may look back on


@dataclass(frozen=True, slots=True)
class Family:
    """Words that arrange learner and source in the same way.

    Attributes:
        name: Heading in the data file.
        kind: What sort of replication the words tell of.
        strong: Whether they tell of learning by themselves.
        before: Who stands before the words; None if nobody.
        after: Who stands after them, by preposition (``none`` for no preposition).
    """

    name: str
    kind: ReplicationKind
    strong: bool
    before: Side | None
    after: dict[str, Side]


@dataclass(frozen=True, slots=True)
class Cue:
    """Words of a family in a sentence.

    Attributes:
        start: First code point in the sentence.
        end: One past the last.
        family: What the words tell.
        planned: Whether the sentence tells it as a plan or wish.
    """

    start: int
    end: int
    family: Family
    planned: bool


_WISH = Family("wish", "planned", True, None, {})


@lru_cache(maxsize=1)
def _families() -> dict[str, Family]:
    """Return the family of each expression for words, longest first."""
    text = files("extract").joinpath("data", "replication_cues.toml").read_text(encoding="utf-8")
    found = {
        word: Family(
            name=name,
            kind=entry["kind"],
            strong=entry["strong"],
            before=entry["before"] or None,
            after=entry["after"],
        )
        for name, entry in tomllib.loads(text).items()
        for word in entry["words"]
    }
    return dict(sorted(found.items(), key=lambda item: -len(item[0])))


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    """Return one expression for all words, longest first; groups are numbered like families."""
    words = (
        r"\s+".join(re.escape(part) for part in word.replace(" ~ ", "~").split())
        for word in _families()
    )
    return re.compile(
        r"\b(?:" + "|".join(f"({word.replace('~', _SOME_WORDS)})" for word in words) + r")\b",
        re.IGNORECASE,
    )


def find_cues(sentence: str) -> list[Cue]:
    """Return the cues in a sentence that tell of events or plans, in order."""
    found = []
    families = list(_families().values())
    for match in _pattern().finditer(sentence):
        family = families[(match.lastindex or 1) - 1]
        before = sentence[max(0, match.start() - _BEFORE) : match.start()]
        if not _is_no_event(family, before):
            planned = family.kind == "adopted" and bool(_PLANNED.search(before))
            found.append(Cue(match.start(), match.end(), family, planned))
    return found


def find_wish(sentence: str) -> Cue | None:
    """Return the wish of guests named in the sentence before to do the same; None if none."""
    match = _THEY_WISH.match(sentence)
    return Cue(match.start(), match.end(), _WISH, True) if match else None


def _is_no_event(family: Family, before: str) -> bool:
    """Return whether the words before a cue make it a possibility, a denial or a name."""
    if family.name in _PASSIVE and _POSSIBLE.search(before):
        return True
    return bool(_DENIED.search(before) or _CONTEST_GROUP.search(before))
