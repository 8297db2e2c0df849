"""From a cue word over the words that may stand between to where a name should begin."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from extract.innovations.cues import cue_words, head_strength, longest_phrase, may_be_cue
from extract.innovations.passage import Passage

_MAX_STEPS = 9


@dataclass(slots=True)
class Lead:
    """Where the words after a cue lead, and what was met on the way.

    Attributes:
        cue: Number of the cue word.
        index: Number of the word where the name should begin.
        n_words: How many words stand between.
        strength: 3 strong, 2 medium, 1 weak head word; 0 for a naming word alone.
        named: Whether a naming word (``bernama``) is the cue or was met.
    """

    cue: int
    index: int
    strength: int
    named: bool
    n_words: int = 0


def iter_leads(passage: Passage, end: int | None = None) -> Iterator[Lead]:
    """Yield where the cues among the first ``end`` words of a sentence lead, in order."""
    leads = _leads_of(passage)
    return iter(leads) if end is None else (lead for lead in leads if lead.cue < end)


@lru_cache(maxsize=16)
def _leads_of(passage: Passage) -> tuple[Lead, ...]:
    """Return where the cues of a sentence lead, followed once for all finders that ask."""
    cues = (index for index, word in enumerate(passage.words) if may_be_cue(word.folded))
    return tuple(lead for index in cues if (lead := follow_cue(passage, index)) is not None)


def follow_cue(passage: Passage, index: int) -> Lead | None:
    """Return where the cue at a word leads; None if the word is no cue."""
    if not may_be_cue(passage.words[index].folded):
        return None
    strength = 0 if _opens_name(passage, index) else head_strength(passage.words[index].folded)
    naming = longest_phrase("naming", passage.words, index)
    if not strength and not naming:
        return None
    if passage.body_over(index) is not None:  # "Badan Riset dan Inovasi Daerah"
        return None
    lead = Lead(index, index + max(1, naming), strength, named=bool(naming))
    _step_over(passage, lead)
    return lead


def _step_over(passage: Passage, lead: Lead) -> None:
    """Step over the words that may stand between a cue and a name."""
    words = passage.words
    while lead.index < len(words) and lead.n_words < _MAX_STEPS:
        naming = longest_phrase("naming", words, lead.index)
        word = words[lead.index]
        if naming:
            lead.named = True
            lead.index += naming
        elif (after := _after_owner(passage, lead.index)) is not None:
            lead.index = after
        elif (
            (word.kind == "lower" and (word.folded in cue_words("between") | {"dari", "milik"}))
            or _is_plain_title(passage, lead.index)
            or (word.text in {",", ":"} and (lead.named or _leads_on(passage, lead.index)))
        ):
            lead.index += 1
        else:
            break
        lead.n_words += 1


def _after_owner(passage: Passage, index: int) -> int | None:
    """Return where a name may begin after its owner: ``inovasi Dinsos, NAME``; None if not."""
    words = passage.words
    body, region = passage.body_at(index), passage.region_at(index)
    if body is not None:
        after = passage.after_body(body)
    elif region is not None and region.how in {"government", "titled"}:
        after = passage.index_at(region.end)
    else:
        return None
    if _leads_on(passage, after):
        return after
    if after + 1 < len(words) and words[after].text == "," and words[after + 1].kind != "lower":
        return after + 1
    return None


def _leads_on(passage: Passage, index: int) -> bool:
    """Return whether words that announce a name follow (``, yakni …``, ``: …``, ``bernama …``)."""
    words = passage.words
    if index >= len(words):
        return False
    if words[index].text == ":":
        return True
    if words[index].text == ",":
        index += 1
    return index < len(words) and (
        words[index].folded in {"yakni", "yaitu", "berupa", "adalah"}
        or longest_phrase("naming", words, index) > 0
    )


def _is_plain_title(passage: Passage, index: int) -> bool:
    """Return whether a capitalised word belongs to ``Inovasi Pelayanan Publik`` or such."""
    words = passage.words
    word, before = words[index].folded, words[index - 1].folded
    after = words[index + 1].folded if index + 1 < len(words) else ""
    return (
        (word == "pelayanan" and after == "publik")
        or (word == "publik" and before == "pelayanan")
        or (word == "daerah" and before == "inovasi")
    )


def _opens_name(passage: Passage, index: int) -> bool:
    """Return whether a capitalised head word is the first word of a name (``Gerakan Sadar …``)."""
    words = passage.words
    word = words[index]
    if word.kind != "capital" or word.folded not in cue_words("name_openers"):
        return False
    return index + 1 < len(words) and words[index + 1].kind == "capital"
