"""News articles composed from a grammar: the same seed gives the same ones, any number of them.

The sentences are in ``data/grammar.toml``. Some stories are taken from the bundled sample instead,
so that sites also hold texts that people wrote.
"""

from __future__ import annotations

import csv
import json
import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random

ROOT = Path(__file__).parents[2]
GRAMMAR = Path(__file__).parent / "data" / "grammar.toml"
REGIONS = ROOT / "corpus" / "data" / "regions.csv"
SAMPLE = ROOT / "gali" / "demo" / "sample.jsonl"

RELEVANT = ("innovation", "replication", "award")
"""Topics of articles that tell of an innovation."""

_SAMPLE_EVERY = 10
_SLOT = re.compile(r"\{(\w+)\}")
_NUMBER_WORDS = "dua tiga empat lima enam tujuh delapan sembilan sepuluh sebelas".split()
_FURNITURE = re.compile(r"\b(?:baca|simak|lihat) juga\b|\bfoto\b|[^.?!”\")]$", re.IGNORECASE)
_LEAST_PARAGRAPH = 60
_DEEPEST = 12
_SENTENCES = (2, 4)
_PARAGRAPHS = (3, 9)
_COMMON_EVERY = 3


@dataclass(frozen=True, slots=True)
class Story:
    """What a newsroom has to tell, before any website prints it.

    Attributes:
        title: Headline.
        paragraphs: Body.
        topic: A topic of the grammar, or ``sample``.
        person: A name for whoever writes it.
        editor: Another name.
        caption: Words below its photograph.
        comment: What a reader writes below it.
    """

    title: str
    paragraphs: tuple[str, ...]
    topic: str
    person: str
    editor: str
    caption: str
    comment: str

    @property
    def is_relevant(self) -> bool:
        """Whether it tells of an innovation."""
        return self.topic in (*RELEVANT, "sample")


class StoryTeller:
    """Tells stories.

    Args:
        seed: Another seed tells others.
        with_sample: Whether every tenth story is one of the bundled sample.
    """

    def __init__(self, seed: object, *, with_sample: bool = True) -> None:
        self._seed = seed
        self._sample = _sample(seed) if with_sample else ()

    def tell(self, number: int) -> Story:
        """Return the story of a number, from 0."""
        random = Random(f"{self._seed}/{number}")
        turn, is_composed = divmod(number, _SAMPLE_EVERY)
        words = _Words(random)
        if not is_composed and turn < len(self._sample):
            title, paragraphs = self._sample[turn]
            topic = "sample"
        else:
            topic = random.choice(list(_grammar()["topics"]))
            title, paragraphs = words.article(topic)
        return Story(
            title=title,
            paragraphs=paragraphs,
            topic=topic,
            person=words.person(),
            editor=words.person(),
            caption=words.sentence("caption"),
            comment=words.sentence("comment"),
        )


class _Words:
    """Expands the grammar for one story, in which places and people stay the same."""

    def __init__(self, random: Random) -> None:
        self._random = random
        self._unused: dict[str, list[str]] = {}
        place, kind = random.choice(_places())
        other, other_kind = random.choice(_places())
        name, in_full = self._innovation()
        self._fixed = {
            "PLACE": place,
            "GOVERNMENT": f"{'Pemkot' if kind == 'Kota' else 'Pemkab'} {place}",
            "HEAD": "Wali Kota" if kind == "Kota" else "Bupati",
            "OTHER": f"{other_kind} {other}",
            "OFFICE": random.choice(_grammar()["names"]["offices"]),
            "NAME": name,
            "NAME_IN_FULL": f"{name} ({in_full})",
            "PERSON": self.person(),
            "PERSON_2": self.person(),
            "VILLAGE": self._village(),
            "YEAR": str(random.randint(2019, 2026)),
        }

    def article(self, topic: str) -> tuple[str, tuple[str, ...]]:
        """Return headline and paragraphs on a topic."""
        title, lead, more = _grammar()["topics"][topic]
        count = self._random.randint(*_PARAGRAPHS)
        first = f"{self._fixed['PLACE'].upper()} – {self.sentence(lead)}"
        bodies = [self._paragraph(more) for _ in range(count)]
        return self.expand(title), (f"{first} {bodies[0]}", *bodies[1:])

    def sentence(self, rule: str) -> str:
        """Return one sentence with its capital and full stop."""
        text = self.expand(rule)
        end = "" if text.endswith((".", ")", "?", "!")) else "."
        return f"{text[0].upper()}{text[1:]}{end}"

    def expand(self, rule: str, depth: int = 0) -> str:
        """Return one of the texts under a name with all its slots filled."""
        assert depth < _DEEPEST, f"{rule} leads back to itself"
        text = self._next(rule)
        return _SLOT.sub(lambda slot: self._fill(slot[1], depth + 1), text)

    def person(self) -> str:
        """Return a person's name."""
        names = _grammar()["names"]
        return f"{self._random.choice(names['first'])} {self._random.choice(names['last'])}"

    def _paragraph(self, rule: str) -> str:
        """Return some sentences, of which a third could stand in any article."""
        rules = [rule] * (_COMMON_EVERY - 1) + ["common_sentence"]
        wanted = self._random.randint(*_SENTENCES)
        return " ".join(self.sentence(self._random.choice(rules)) for _ in range(wanted))

    def _next(self, rule: str) -> str:
        """Return a text under a name; none comes again before all others have."""
        if not self._unused.get(rule):
            texts = list(_grammar()["rules"][rule])
            self._random.shuffle(texts)
            self._unused[rule] = texts
        return self._unused[rule].pop()

    def _fill(self, slot: str, depth: int) -> str:
        """Return what stands in a slot."""
        if slot in self._fixed:
            return self._fixed[slot]
        number = self._number(slot.lower())
        text = number or self.expand(slot.removesuffix("_cap"), depth)
        return (
            f"{text[0].upper()}{text[1:]}" if slot.endswith("_cap") or slot[0].isupper() else text
        )

    def _number(self, slot: str) -> str | None:
        """Return a number for the slots that want one, else None."""
        low, high = {
            "number": (2, 95),
            "number_2": (2, 60),
            "count": (105, 4980),
            "percent_low": (3, 29),
            "percent_high": (31, 92),
        }.get(slot, (0, 0))
        if high:
            return f"{self._random.randint(low, high):,}".replace(",", ".")
        return self._random.choice(_NUMBER_WORDS) if slot == "number_word" else None

    def _village(self) -> str:
        """Return the name of a village."""
        names = _grammar()["names"]
        first, last = names["village_first"], names["village_last"]
        return f"{self._random.choice(first)}{self._random.choice(last)}"

    def _innovation(self) -> tuple[str, str]:
        """Return the short name of an innovation and its name in full."""
        words = [self._random.choice(column) for column in _grammar()["names"]["innovation"]]
        return "".join(word[:3] for word in words).upper(), " ".join(words)


@cache
def _grammar() -> dict[str, dict[str, list[str]]]:
    """Read ``grammar.toml``."""
    table: dict[str, dict[str, list[str]]] = tomllib.loads(GRAMMAR.read_text(encoding="utf-8"))
    return table


@cache
def _places() -> list[tuple[str, str]]:
    """Return names and kinds of regencies and cities."""
    with REGIONS.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["type"] != "provinsi"]
    return [(row["plain_name"], row["official_name"].split()[0]) for row in rows]


def _sample(seed: object) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return headlines and paragraphs of the bundled sample in an order of the seed's."""
    rows = [json.loads(line) for line in SAMPLE.read_text(encoding="utf-8").splitlines()]
    Random(f"{seed}/sample").shuffle(rows)
    told = ((row["title"], _paragraphs(row["text"])) for row in rows)
    return tuple((title, paragraphs) for title, paragraphs in told if len(paragraphs) > 1)


def _paragraphs(text: str) -> tuple[str, ...]:
    """Return the paragraphs of a text, without the date lines and invitations it may hold."""
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return tuple(
        one for one in lines if len(one) >= _LEAST_PARAGRAPH and not _FURNITURE.search(one)
    )
