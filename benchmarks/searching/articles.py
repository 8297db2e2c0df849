"""Articles for measuring search: as many as wanted, with the word frequencies of real news.

Words follow Zipf and Mandelbrot's law over some 150,000 types: the most frequent ones are those of
the bundled sample in their real order, the others are made of Indonesian syllables and affixes.
The same number gives the same articles. Needs NumPy, which comes with spaCy.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import numpy as np

SAMPLE = Path(__file__).parents[2] / "gali" / "demo" / "sample.jsonl"
N_TYPES = 150_000
N_TITLE_WORDS = 9
N_TEXT_WORDS = 400
EXPONENT, SHIFT = 1.05, 2.7
BATCH = 1000
FIRST_DAY = date(2015, 1, 1)
N_DAYS = 3650

# As often as among the types of real news; N is the nasal that a following sound decides.
PREFIXES = (
    *("",) * 70,
    *("meN",) * 9,
    *("peN",) * 5,
    *("di",) * 5,
    *("ber",) * 3,
    *("ter",) * 2,
    *("per",) * 2,
    *("ke",) * 2,
    *("se",) * 2,
)
SUFFIXES = ("", "", "", "", "an", "kan", "i", "nya")
NASALS = {"b": "m", "p": "m", "c": "n", "d": "n", "j": "n", "t": "n", "s": "ny", "l": "", "m": ""}
NASALS |= {"n": "", "r": "", "w": ""}
ONSETS = ("b", "c", "d", "g", "h", "j", "k", "l", "m", "n", "p", "r", "s", "t", "w", "ng", "ny")
VOWELS = ("a", "a", "e", "i", "o", "u", "ai")
CODAS = ("", "", "", "n", "ng", "r", "s", "t", "k", "h", "l", "m")


@dataclass(frozen=True, slots=True)
class GeneratedArticle:
    """An article; ``number`` is its place, from 0."""

    number: int
    title: str
    text: str
    published: date


def make_words(n_types: int = N_TYPES) -> list[str]:
    """Return different words, the most frequent first."""
    random = np.random.default_rng(1)
    words = dict.fromkeys(_sample_words())
    while len(words) < n_types:
        words[_invented_word(random)] = None
    return list(words)


def iter_articles(n_articles: int, words: list[str]) -> Iterator[GeneratedArticle]:
    """Yield articles of about 400 words, newest and oldest mixed."""
    random = np.random.default_rng(2)
    weights = 1 / (np.arange(len(words)) + SHIFT) ** EXPONENT
    limits = np.cumsum(weights / weights.sum())
    table = np.array(words, dtype=object)
    for start in range(0, n_articles, BATCH):
        shape = (min(BATCH, n_articles - start), N_TITLE_WORDS + N_TEXT_WORDS)
        drawn = table[np.searchsorted(limits, random.random(shape)).clip(max=len(words) - 1)]
        days = random.integers(0, N_DAYS, shape[0])
        for offset, row in enumerate(drawn):
            yield GeneratedArticle(
                number=start + offset,
                title=" ".join(row[:N_TITLE_WORDS]).capitalize(),
                text=_paragraphs(row[N_TITLE_WORDS:].tolist()),
                published=FIRST_DAY + timedelta(days=int(days[offset])),
            )


def _paragraphs(words: list[str]) -> str:
    """Return words as sentences of twenty, four in a paragraph."""
    sentences = [
        f"{' '.join(words[at : at + 20])}.".capitalize() for at in range(0, len(words), 20)
    ]
    return "\n".join(" ".join(sentences[at : at + 4]) for at in range(0, len(sentences), 4))


def _sample_words() -> list[str]:
    """Return the words of the bundled sample, the most frequent first."""
    counts: Counter[str] = Counter()
    for line in SAMPLE.read_text(encoding="utf-8").splitlines():
        counts.update(re.findall(r"[a-z]+", json.loads(line)["text"].lower()))
    return [word for word, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0]))]


def _invented_word(random: np.random.Generator) -> str:
    """Return a word of two or three syllables with affixes."""
    pick = random.integers
    syllables = "".join(
        ONSETS[pick(len(ONSETS))] + VOWELS[pick(len(VOWELS))] for _ in range(pick(1, 3))
    )
    root = syllables + ONSETS[pick(len(ONSETS))] + VOWELS[pick(6)] + CODAS[pick(len(CODAS))]
    prefix = PREFIXES[pick(len(PREFIXES))].replace("N", NASALS.get(root[0], "ng"))
    return prefix + root + SUFFIXES[pick(len(SUFFIXES))]
