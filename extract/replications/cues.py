"""Words in a sentence that tell of learning, copying or visiting, and on which side who stands.

The words are in ``data/replication_cues.toml``. A thing that could, should or hopefully will be
copied is not an event, so that such words are no cues. Which places stand beside a cue is the
business of ``roles``.
"""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator
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
    r"mau|bakal|segera|berniat|untuk)(?:\s+\w+){0,3}\s+$",
    re.IGNORECASE,
)
_CONTEST_GROUP = re.compile(
    r"\b(?:kelompok|kategori|forum|lomba|kompetisi|finalis|klaster|cluster)\s+$", re.IGNORECASE
)
_OTHERS = (
    r"(?:(?:\d{1,3}|beberapa|sejumlah|berbagai|banyak|puluhan|belasan|dua|tiga|empat|lima|enam|"
    r"tujuh|delapan|sembilan|sepuluh|seluruh)\s+(?:\w+\s+)?(?:kabupaten|kota|daerah|provinsi|pemda|"
    r"pemerintah|instansi|pemkab)|(?:daerah|kabupaten|kota|pemda|pemkab)(?:[ -]daerah)?\s+lain)"
)
_MANY_AFTER = re.compile(rf"\s*(?:\w+\s+)?(?:oleh\s+|bagi\s+|di\s+|ke\s+)?{_OTHERS}", re.IGNORECASE)
_MANY_BEFORE = re.compile(rf"{_OTHERS}\w*\s+(?:\w+\s+){{0,4}}$", re.IGNORECASE)
_THEY_WISH = re.compile(
    r"(?:mereka|para\s+tamu|rombongan|para\s+undangan)\b[^.;]{0,20}\b(?:ingin|tertarik|berniat)\b"
    r"[^;]{0,120}\b(?:sama|serupa|terapkan|menerapkan|mengadopsi|mereplikasi|meniru)\b",
    re.IGNORECASE,
)
_SOME_WORDS = r"\s+(?:\w+\s+){0,2}?"
_WORD = re.compile(r"\w+")
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

    @property
    def is_agreement(self) -> bool:
        """Whether the words leave open which of the signers learns."""
        return self.name.startswith("agree")


@dataclass(frozen=True, slots=True)
class Cue:
    """Words of a family in a sentence.

    Attributes:
        start: First code point in the sentence.
        end: One past the last.
        family: What the words tell.
        planned: Whether the sentence tells it as a plan or wish.
        many: Whether regions that learn are counted there or called others, not named.
    """

    start: int
    end: int
    family: Family
    planned: bool
    many: bool = False


_WISH = Family("wish", "planned", True, None, {})


@lru_cache(maxsize=1)
def _words() -> dict[str, list[tuple[re.Pattern[str], Family]]]:
    """Return expressions for the words of all families, longest first, by their first word.

    Looking a word up and trying a few short expressions is many times faster than searching
    for one long alternation.
    """
    text = files("extract").joinpath("data", "replication_cues.toml").read_text(encoding="utf-8")
    found: dict[str, list[tuple[str, Family]]] = defaultdict(list)
    for name, entry in tomllib.loads(text).items():
        before, after = entry["before"] or None, entry["after"]
        family = Family(name, entry["kind"], entry["strong"], before, after)
        for words in entry["words"]:
            found[words.split()[0]].append((words, family))
    return {
        first: [
            (_expression(words), family)
            for words, family in sorted(entries, key=lambda entry: -len(entry[0]))
        ]
        for first, entries in found.items()
    }


def _expression(words: str) -> re.Pattern[str]:
    """Return an expression for words in which a tilde stands for up to two others."""
    parts = [r"\s+".join(map(re.escape, part.split())) for part in words.split("~")]
    return re.compile(_SOME_WORDS.join(parts) + r"\b", re.IGNORECASE)


def find_cues(sentence: str) -> list[Cue]:
    """Return the cues in a sentence that tell of events or plans, in order."""
    found = []
    for match, family in _matches(sentence):
        before = sentence[max(0, match.start() - _BEFORE) : match.start()]
        if not _is_no_event(family, before):
            planned = family.kind == "adopted" and bool(_PLANNED.search(before))
            many = _tells_of_many(sentence, match, family)
            found.append(Cue(match.start(), match.end(), family, planned, many))
    return found


def _matches(sentence: str) -> Iterator[tuple[re.Match[str], Family]]:
    """Yield the words of families in a sentence, the longest at each place, without overlaps."""
    end = 0
    for word in _WORD.finditer(sentence):
        if word.start() < end:
            continue
        for pattern, family in _words().get(word.group().lower(), ()):
            match = pattern.match(sentence, word.start())
            if match:
                end = match.end()
                yield match, family
                break


def find_wish(sentence: str) -> Cue | None:
    """Return the wish of guests named in the sentence before to do the same; None if none."""
    match = _THEY_WISH.match(sentence)
    return Cue(match.start(), match.end(), _WISH, True) if match else None


def _is_no_event(family: Family, before: str) -> bool:
    """Return whether the words before a cue make it a possibility, a denial or a name."""
    if family.name in _PASSIVE and _POSSIBLE.search(before):
        return True
    return bool(_DENIED.search(before) or _CONTEST_GROUP.search(before))


def _tells_of_many(sentence: str, match: re.Match[str], family: Family) -> bool:
    """Return whether the learners beside a cue are counted or called others."""
    if family.name == "copy":
        return bool(_MANY_BEFORE.search(sentence, max(0, match.start() - 60), match.start()))
    is_learner = family.after.get("none") == "learner"
    return is_learner and bool(_MANY_AFTER.match(sentence, match.end()))
