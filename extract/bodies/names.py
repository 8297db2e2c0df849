"""What public bodies are called, and which type of body a name means.

Builds the dictionaries from the vocabulary and from ``data/bodies.toml``; compares names by the
functions of government that they list. Reading names out of a text is in ``body_reader``.
"""

from __future__ import annotations

import csv
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from rapidfuzz import fuzz, process

from corpus.vocabulary import BodyType, body_types
from extract.gazetteer import Gazetteer, Words, name_key

CONNECTIVES = frozenset({"dan", "serta"})
_NOTE = re.compile(r"\s*\([^)]*\)")
_TEMPLATE = re.compile(r"[+/]|\.\.\.|\bstyle\b|^Sistem ")
_TYPO_SCORE = 86
_TYPO_LENGTH = 8
_LEAST_LIKENESS = 0.6
_FIRST_FUNCTION_BONUS = 0.05
_SAME_HEAD_BONUS = 0.1
_SISTER_HEADS = {"biro": ("biro", "bagian"), "bagian": ("bagian", "biro")}
_CASE_SENSITIVE_LENGTH = 4
_GOVERNMENT_WORDS = {"provinsi", "kabupaten", "kota", "pemerintah"}


@dataclass(frozen=True, slots=True)
class KnownName:
    """A known name of a type of body.

    Attributes:
        type: ``canonical_id``; empty where the body is known but has no type.
        form: The name as the vocabulary writes it.
        doubtful: Whether the vocabulary marks the name as ambiguous for this type.
    """

    type: str
    form: str
    doubtful: bool = False


@lru_cache(maxsize=1)
def facts() -> dict[str, Any]:
    """Return the facts on how names of bodies are built."""
    text = files("extract").joinpath("data", "bodies.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@lru_cache(maxsize=1)
def body_names() -> Gazetteer[KnownName]:
    """Return all names and short forms of bodies, ``dan`` and list commas left out."""
    names: Gazetteer[KnownName] = Gazetteer(skips=CONNECTIVES)
    for known in _known_names():
        names.add(known.form, known)
    return names


def types_of_known(meanings: tuple[KnownName, ...]) -> tuple[str, ...]:
    """Return the types that a known name may mean; empty if it has none.

    A type for which the vocabulary marks the name as ambiguous counts only where no other does.
    """
    sure = tuple(known for known in meanings if not known.doubtful) or meanings
    return tuple(dict.fromkeys(known.type for known in sure if known.type))


def is_written_as_name(words: Words, start: int, end: int, meanings: tuple[KnownName, ...]) -> bool:
    """Return whether words are written as a known name is: case matters for single words.

    Short forms of up to four letters must have the capitals of the vocabulary or be all
    capitals; longer single words need a first capital; names of several words are free.
    """
    if end - start > 1:
        return len("".join(words.keys[start:end])) > _CASE_SENSITIVE_LENGTH or all(
            words.forms[index].isupper() for index in range(start, end)
        )
    form = words.forms[start]
    if len(form) <= _CASE_SENSITIVE_LENGTH:
        return form.isupper() or any(form == known.form for known in meanings)
    return form[0].isupper()


def function_word(key: str) -> str | None:
    """Return the function word that a lower-case word is or was meant to be; None if none."""
    known = _function_words()
    if key in known:
        return key
    if key in _GOVERNMENT_WORDS:
        return None
    return _nearest_function(key) if len(key) >= _TYPO_LENGTH else None


@lru_cache(maxsize=4096)
def types_by_functions(head: str, keys: tuple[str, ...]) -> tuple[str, ...]:
    """Return the types whose names list the same functions of government, best first.

    Args:
        head: ``dinas``, ``badan``, ``bagian`` or another first word, in lower case.
        keys: The lower-case words after it.

    Returns:
        One type where one is nearest, several where they are equally near, none where the
        nearest is not near enough.
    """
    wanted = _content(keys)
    if not wanted:
        return ()
    scores: dict[str, float] = defaultdict(float)
    for sister in _SISTER_HEADS.get(head, (head,)):
        for body_type, first, content in _functions_of_types().get(sister, ()):
            likeness = 2 * len(wanted.keys() & content) / (len(wanted) + len(content))
            likeness += _FIRST_FUNCTION_BONUS * (first == next(iter(wanted)))
            likeness += _SAME_HEAD_BONUS * (sister == head and likeness >= _LEAST_LIKENESS)
            scores[body_type] = max(scores[body_type], likeness)
    best = max(scores.values(), default=0.0)
    if best < _LEAST_LIKENESS:
        return ()
    return tuple(name for name, score in scores.items() if best - score < 1e-9)


@lru_cache(maxsize=1024)
def is_blend(word: str) -> bool:
    """Return whether a word is built like ``Disperindagkop``: a prefix and fragments."""
    return word[0].isupper() and bool(_blend_pattern().fullmatch(word.lower()))


@lru_cache(maxsize=1024)
def types_of_blend(word: str) -> tuple[str, ...]:
    """Return the types whose functions the fragments of a blend name."""
    match = _blend_pattern().fullmatch(word.lower())
    if match is None:
        return ()
    meanings = facts()["blend"]["fragments"]
    fragments = _fragment_pattern().findall(match.group("fragments"))
    keys = " ".join(meanings[fragment] for fragment in fragments).split()
    return types_by_functions("dinas", tuple(keys))


@lru_cache(maxsize=1)
def _blend_pattern() -> re.Pattern[str]:
    """Return the pattern of blends; fragments are bounded, so it cannot run away."""
    prefixes = "|".join(facts()["blend"]["prefixes"])
    return re.compile(f"(?:{prefixes})(?P<fragments>(?:{_fragment_pattern().pattern}){{2,5}})")


@lru_cache(maxsize=1)
def _fragment_pattern() -> re.Pattern[str]:
    """Return the pattern of one fragment, longest first."""
    return re.compile("|".join(sorted(facts()["blend"]["fragments"], key=len, reverse=True)))


def _known_names() -> Iterator[KnownName]:
    """Yield the names of the vocabulary that a text may use, our own additions first."""
    lexicon = facts()["lexicon"]
    own = {name_key(row["name"]) for row in _own_names()}
    skipped = {name_key(name) for name in lexicon["skip_names"]} | own
    read_by_heads = {head["type"] for head in facts()["place_head"]}
    for row in _own_names():
        yield KnownName(row["canonical_id"], row["name"])
    for body in body_types().values():
        if body.body_class in lexicon["skip_classes"] or body.canonical_id in read_by_heads:
            continue
        for known in _forms(body):
            if name_key(known.form) not in skipped:
                yield known


def _forms(body: BodyType) -> Iterator[KnownName]:
    """Yield the full and short names of a type, notes in brackets left out."""
    for name in (body.name, *body.variants, *body.abbreviations):
        form = _NOTE.sub("", name).strip()
        if form and not _TEMPLATE.search(form):
            yield KnownName(body.canonical_id, form, "(ambiguous)" in name)


@lru_cache(maxsize=1)
def _own_names() -> tuple[dict[str, str], ...]:
    """Return the names that complete or correct the vocabulary."""
    text = files("extract").joinpath("data", "body_names.csv").read_text(encoding="utf-8")
    return tuple(csv.DictReader(text.splitlines()))


@lru_cache(maxsize=1)
def _function_words() -> frozenset[str]:
    """Return the words of which names of departments are made."""
    words = {*facts()["functions"]["words"].split(), *facts()["expansions"]}
    for head, entries in _functions_of_types().items():
        if head in {"dinas", "badan", "bagian", "biro"}:
            for _, _, content in entries:
                words |= content
    return frozenset(words) - CONNECTIVES - _GOVERNMENT_WORDS


@lru_cache(maxsize=1024)
def _nearest_function(key: str) -> str | None:
    """Return the function word of which a long word is a misspelling; None if none."""
    near = process.extractOne(key, _function_words(), scorer=fuzz.ratio, score_cutoff=_TYPO_SCORE)
    return near[0] if near else None


@lru_cache(maxsize=1)
def _functions_of_types() -> dict[str, tuple[tuple[str, str, frozenset[str]], ...]]:
    """Return by head the types with the first and all functions of each of their names."""
    found: dict[str, list[tuple[str, str, frozenset[str]]]] = defaultdict(list)
    for known in _known_names():
        head, *rest = Words(known.form).keys
        content = _expanded(tuple(rest))
        if rest and content and known.type:
            entry = known.type, next(iter(content)), frozenset(content)
            found[head].append(entry)
    return {head: tuple(entries) for head, entries in found.items()}


def _content(keys: tuple[str, ...]) -> dict[str, None]:
    """Return the functions that words name, misspellings mended, in order."""
    mended = tuple(function_word(key) or key for key in keys)
    return _expanded(mended)


def _expanded(keys: tuple[str, ...]) -> dict[str, None]:
    """Return words with short forms written out and synonyms unified, in order."""
    expansions = facts()["expansions"]
    full = (word for key in keys for word in expansions.get(key, key).split())
    return dict.fromkeys(word for word in full if word not in CONNECTIVES)
