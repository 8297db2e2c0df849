"""What the sector classifier looks at, and how each of it is said in Indonesian.

The words of an innovation, parts of the words of its name, its owners, and what the rules make
of all that (``sector_rules``). A feature's name begins with its kind.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from corpus.identity import fold
from corpus.records import Mention, Reason
from corpus.vocabulary import body_types
from models.sector_rules import find_reasons, score_reasons

RULES, WORD, LETTERS, OWNER_WORD, OWNER_TYPE, NO_OWNER = (
    "aturan",
    "kata",
    "huruf",
    "kata pemilik",
    "jenis pemilik",
    "tanpa pemilik",
)
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_WORD = re.compile(r"[^\W\d_]{3,}")
_LONGEST_CONTEXT = 4000
_OWN_WORD, _CONTEXT_WORD = 1.0, 0.4
_LETTERS, _N_LETTERS = 0.35, 4


@dataclass(frozen=True, slots=True)
class SectorFeatures:
    """The features of one innovation.

    Attributes:
        values: Strength of each feature by its name.
        reasons: What the rules found, by sector.
    """

    values: Mapping[str, float]
    reasons: Mapping[str, Sequence[Reason]]


def sector_features(mention: Mention, context: str = "") -> SectorFeatures:
    """Return what the classifier looks at in an innovation.

    Args:
        mention: The innovation as an article tells of it.
        context: The words around its name; may be empty.
    """
    reasons = find_reasons(mention, context)
    values: dict[str, float] = {
        **{f"{RULES}:{code}": score_reasons(found) for code, found in reasons.items()},
        **_word_values(mention, context),
        **_letter_values(mention),
        **_owner_values(mention),
    }
    return SectorFeatures(values, reasons)


def words_of(text: str) -> list[str]:
    """Return the folded words of a text that have three letters or more, in order."""
    return _WORD.findall(fold(_CAMEL.sub(" ", text)))


def phrase_reason(feature: str, mention: Mention) -> str | None:
    """Return a feature in words for people; None for those of the rules, which have their own."""
    kind, _, rest = feature.partition(":")
    if kind == WORD:
        return f"kata “{rest}”"
    if kind == LETTERS:
        return f"bunyi nama “{mention.name}”"
    if kind == OWNER_WORD:
        return f"kata “{rest}” dalam pemilik"
    if kind == OWNER_TYPE:
        return f"pemilik: {mention.owners[0]}"
    if kind == NO_OWNER:
        return "tanpa pemilik"
    return None


def _word_values(mention: Mention, context: str) -> dict[str, float]:
    """Return the words of the innovation; those that only stand around its name count less."""
    own = " ".join((*mention.surfaces, mention.expansion or "", mention.description or ""))
    values = {f"{WORD}:{word}": _CONTEXT_WORD for word in words_of(context[:_LONGEST_CONTEXT])}
    return values | {f"{WORD}:{word}": _OWN_WORD for word in words_of(own)}


def _letter_values(mention: Mention) -> dict[str, float]:
    """Return the sequences of letters in name and expansion, ends of words included."""
    text = " ".join((*mention.surfaces, mention.expansion or ""))
    return {
        f"{LETTERS}:{bounded[i : i + _N_LETTERS]}": _LETTERS
        for bounded in (f"<{word}>" for word in words_of(text))
        for i in range(len(bounded) - _N_LETTERS + 1)
    }


def _owner_values(mention: Mention) -> dict[str, float]:
    """Return words and types of the owners; the first one's are told from the others'."""
    values: dict[str, float] = defaultdict(float)
    for number, (owner, type_id) in enumerate(
        zip(mention.owners, mention.owner_types, strict=True)
    ):
        place = "" if number == 0 else "lain "
        values |= {f"{OWNER_WORD}:{word}": 1.0 for word in words_of(owner)}
        body = body_types().get(type_id or "")
        if body is not None:
            values[f"{OWNER_TYPE}:{place}{body.canonical_id}"] = 1.0
            if body.sector:
                values[f"{OWNER_TYPE}:{place}bidang {body.sector}"] = 1.0
    if not mention.owners:
        values[NO_OWNER] = 1.0
    return values
